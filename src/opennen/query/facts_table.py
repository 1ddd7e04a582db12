"""Recorded facts to a table: one row for each tumour, each fact in the narrowest layout that holds all its values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import polars as pl

from opennen.cases.facts import Value
from opennen.query.columns import Columns, FactColumn, column_of, is_exact
from opennen.vocabulary.model import FactType, Vocabulary

Recorded = Mapping[str, Value]  # what one tumour's record says, by fact


def columns_for(rows: Iterable[Recorded], vocabulary: Vocabulary) -> Columns:
    """This function will lay out every fact that some row has: exact where all its values are."""
    exact: dict[str, bool] = {}
    for row in rows:
        for fact, value in row.items():
            exact[fact] = is_exact(value) and exact.get(fact, True)
    return Columns(tuple(column_of(vocabulary.facts[fact], vocabulary, exact[fact]) for fact in sorted(exact)))


def table_of(rows: Sequence[Recorded], columns: Columns) -> pl.DataFrame:
    """This function will write rows as a table of these columns; raises Refused for a value they cannot hold."""
    series: list[pl.Series] = []
    for one in columns.facts:
        cells = [one.cells(row.get(one.fact)) for row in rows]
        types = [type_of(one)] * len(one.names)
        series += [
            pl.Series(name, [cell[place] for cell in cells], dtype=types[place]) for place, name in enumerate(one.names)
        ]
    return pl.DataFrame(series) if series else pl.DataFrame(height=len(rows))


def type_of(column: FactColumn) -> Any:
    """This function will give the type of a fact's columns."""
    match column.type:
        case FactType.YES_NO:
            return pl.Boolean
        case FactType.CODE:
            return pl.Enum(list(column.codes)) if column.exact else pl.Int64
        case _:
            return pl.Float64


def joined(blocks: Sequence[tuple[pl.DataFrame, Columns]]) -> tuple[pl.DataFrame, Columns]:
    """This function will put blocks of rows together: each fact as narrow as all of its blocks allow."""
    widest: dict[str, FactColumn] = {}
    for _, columns in blocks:
        for one in columns.facts:
            widest[one.fact] = replace(one, exact=one.exact and widest.get(one.fact, one).exact)
    together = Columns(tuple(widest[fact] for fact in sorted(widest)))
    return pl.concat([_as_wide_as(together, *block) for block in blocks], rechunk=True), together


def _as_wide_as(wanted: Columns, frame: pl.DataFrame, columns: Columns) -> pl.DataFrame:
    keys = [pl.col(name) for name in frame.columns if name not in columns.names]
    made: list[pl.Expr] = []
    for one in wanted.facts:
        there = columns.of(one.fact)
        if there is None:
            made += [pl.lit(None, dtype=type_of(one)).alias(name) for name in one.names]
        elif there.exact == one.exact:
            made += [pl.col(name) for name in one.names]
        else:
            made += _widened(one)
    return frame.select(*keys, *made)


def _widened(column: FactColumn) -> list[pl.Expr]:
    """The columns of the wide layout from that of the exact one."""
    exact = pl.col(column.fact)
    match column.type:
        case FactType.YES_NO:
            found = [exact, ~exact]
        case FactType.CODE:
            bits = {code: column.bits([code]) for code in column.codes}
            found = [
                exact.cast(pl.String).replace_strict({code: several[word] for code, several in bits.items()},
                                                     default=None, return_dtype=pl.Int64)
                for word in range(len(column.names))
            ]  # fmt: skip
        case _:
            found = [exact, exact]
    return [one.alias(name) for one, name in zip(found, column.names, strict=True)]
