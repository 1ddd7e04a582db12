"""A registry's facts as files: Parquet, which keeps and which other programs read, and Arrow, which is worked on.

Both are written beside their place and renamed, so that a reader has the old one or the new one, never a half. Opening
the Arrow copy costs nothing: only the columns that are asked for are read, as they are.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import polars as pl

from opennen.kernel.finding import Finding, Refused
from opennen.kernel.text import Text
from opennen.query.columns import Columns, columns_named
from opennen.query.facts_table import columns_for, joined, table_of
from opennen.query.stored import value_from
from opennen.rules.packs import Knowledge

PARQUET, ARROW = "facts.parquet", "facts.arrow"
KEYS = {
    "case_key": pl.Int64,
    "tumour_key": pl.String,
    "centre_key": pl.String,
    "country_key": pl.String,  # whose rules hold; the fact `country` is another column
    "derived_on": pl.Date,
}
BLOCK = 10_000  # rows turned into columns at a time


@dataclass(frozen=True, slots=True)
class Row:
    """One tumour: its keys by the names of KEYS, and its facts as they are stored beside the case."""

    keys: Mapping[str, Any]
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A table of facts with its layout, and the knowledge by which the facts were named."""

    rows: pl.LazyFrame
    columns: Columns
    knowledge_version: str

    def read(self, names: Iterable[str] | None = None) -> pl.DataFrame:
        """This function will read some columns, or all."""
        wanted = (*KEYS, *self.columns.names) if names is None else tuple(dict.fromkeys(names))
        return self.rows.select(wanted).collect()


def write_snapshot(folder: Path, rows: Iterable[Row], knowledge: Knowledge) -> Snapshot:
    """This function will write both files; raises Refused with what a column cannot hold, and leaves the old files."""
    blocks = [_block(block, knowledge) for block in _blocks(rows)]
    empty = (pl.DataFrame(schema=KEYS), Columns(()))
    frame, columns = joined(blocks or [empty])
    check_numbers(frame, columns)
    folder.mkdir(parents=True, exist_ok=True)
    told = {"opennen": json.dumps({"knowledge_version": knowledge.version})}
    _replaced(folder / PARQUET, lambda place: frame.write_parquet(place, compression="zstd", metadata=told))
    _replaced(folder / ARROW, lambda place: frame.write_ipc(place, compression="uncompressed"))
    return Snapshot(frame.lazy(), columns, knowledge.version)


def open_snapshot(folder: Path, knowledge: Knowledge) -> Snapshot:
    """This function will open the working copy, made again from the Parquet file when it is the older one.

    Raises Refused: Q105 when there is no snapshot, Q106 when it was written with other knowledge.
    """
    archive, working = folder / PARQUET, folder / ARROW
    if not archive.exists():
        raise Refused([_missing(folder)])
    written = json.loads(pl.read_parquet_metadata(archive).get("opennen", "{}")).get("knowledge_version", "")
    if written != knowledge.version:
        raise Refused([_other_knowledge(folder)])
    if not working.exists() or working.stat().st_mtime < archive.stat().st_mtime:
        frame = pl.read_parquet(archive)
        _replaced(working, lambda place: frame.write_ipc(place, compression="uncompressed"))
    rows = pl.scan_ipc(working)
    names = rows.collect_schema().names()
    return Snapshot(rows, columns_named(names, knowledge.vocabulary, KEYS), written)


def check_numbers(frame: pl.DataFrame, columns: Columns) -> None:
    """This function will refuse (Q107) a number that is not one: every engine would take NaN for a very large one."""
    numbers = [name for name in columns.names if frame.schema[name] == pl.Float64]
    spoilt = frame.select(pl.col(name).is_nan().any() for name in numbers).row(0) if numbers else ()
    found = [name for name, is_spoilt in zip(numbers, spoilt, strict=True) if is_spoilt]
    if found:
        raise Refused([_no_number(name) for name in found])


def _blocks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    waiting = iter(rows)
    while block := list(islice(waiting, BLOCK)):
        yield block


def _block(rows: Sequence[Row], knowledge: Knowledge) -> tuple[pl.DataFrame, Columns]:
    facts = [{fact: value_from(written) for fact, written in row.facts.items()} for row in rows]
    columns = columns_for(facts, knowledge.vocabulary)
    keys = pl.DataFrame([row.keys for row in rows], schema=KEYS)
    return pl.concat([keys, table_of(facts, columns)], how="horizontal"), columns


def _replaced(place: Path, write: Any) -> None:
    beside = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        write(beside)
        beside.replace(place)
    finally:
        beside.unlink(missing_ok=True)


def _missing(folder: Path) -> Finding:
    return Finding(
        "Q105",
        Text(fr="Il n'y a pas encore d'instantané du registre.", en="There is no snapshot of the registry yet."),
        str(folder),
        remedy=Text(fr="Lancer « opennen manage snapshot_facts ».", en="Run “opennen manage snapshot_facts”."),
    )


def _other_knowledge(folder: Path) -> Finding:
    return Finding(
        "Q106",
        Text(
            fr="L'instantané a été écrit avec d'autres connaissances que celles en usage.",
            en="The snapshot was written with other knowledge than the one in use.",
        ),
        str(folder),
        remedy=Text(
            fr="Lancer « opennen manage recompute_facts », puis « opennen manage snapshot_facts ».",
            en="Run “opennen manage recompute_facts”, then “opennen manage snapshot_facts”.",
        ),
    )


def _no_number(name: str) -> Finding:
    return Finding(
        "Q107",
        Text(
            fr=f"La colonne {name} contient une valeur qui n'est pas un nombre (NaN).",
            en=f"The column {name} has a value that is not a number (NaN).",
        ),
        remedy=Text(
            fr="Corriger la source : laisser vide ce qui n'est pas renseigné.",
            en="Correct the source: leave empty what is not recorded.",
        ),
    )
