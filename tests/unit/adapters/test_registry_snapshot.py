"""A snapshot holds what was stored, in the narrowest columns, and is refused when it would mislead."""

from datetime import date
from math import inf, nan, nextafter
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from opennen.adapters.registry_snapshot import KEYS, PARQUET, Row, check_numbers, open_snapshot, write_snapshot
from opennen.kernel.finding import Refused
from opennen.query.columns import columns_named
from opennen.rules.packs import Knowledge


def row(case: int, **facts: Any) -> Row:
    return Row(dict(zip(KEYS, (case, "t1", "A", "BE", date(2026, 1, 1)), strict=True)), facts)


ROWS = [
    row(1, ki67_percent=3, differentiation="well", primary_site="ileum"),
    row(2, ki67_percent={"high": 2, "high_open": True}, primary_site=["ileum", "pancreas"]),
    row(3),
]


def test_each_fact_is_as_wide_as_its_values_need(tmp_path: Path, small: Knowledge) -> None:
    write_snapshot(tmp_path, ROWS, small)
    found = open_snapshot(tmp_path, small)
    assert found.columns.names == (
        "differentiation", "ki67_percent__low", "ki67_percent__high", "primary_site__can_0",
    )  # fmt: skip
    assert found.read()["ki67_percent__low"].to_list() == [3, -inf, None]
    assert found.read()["ki67_percent__high"].to_list() == [3, nextafter(2, -inf), None]
    assert found.read()["differentiation"].to_list() == ["well", None, None]


def test_blocks_of_rows_are_put_together(tmp_path: Path, small: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = write_snapshot(tmp_path, ROWS, small)
    monkeypatch.setattr("opennen.adapters.registry_snapshot.BLOCK", 1)
    in_blocks = write_snapshot(tmp_path, ROWS, small)
    assert in_blocks.columns == whole.columns
    assert in_blocks.read().equals(whole.read())


def test_other_programs_read_the_parquet_file(tmp_path: Path, small: Knowledge) -> None:
    write_snapshot(tmp_path, ROWS, small)
    with duckdb.connect() as connection:
        query = f"SELECT case_key, differentiation FROM read_parquet('{tmp_path / PARQUET}') ORDER BY 1"
        assert connection.execute(query).fetchall() == [(1, "well"), (2, None), (3, None)]


def test_an_empty_registry_has_a_snapshot_too(tmp_path: Path, small: Knowledge) -> None:
    write_snapshot(tmp_path, [], small)
    assert open_snapshot(tmp_path, small).read().columns == list(KEYS)


def test_a_working_copy_that_is_missing_is_made_again(tmp_path: Path, small: Knowledge) -> None:
    written = write_snapshot(tmp_path, ROWS, small)
    (tmp_path / "facts.arrow").unlink()
    assert open_snapshot(tmp_path, small).read().equals(written.read())


def test_a_code_that_nobody_knows_is_refused_and_the_old_files_stay(tmp_path: Path, small: Knowledge) -> None:
    write_snapshot(tmp_path, ROWS, small)
    with pytest.raises(Refused) as refused:
        write_snapshot(tmp_path, [row(1, differentiation="strange")], small)
    assert refused.value.findings[0].code == "Q102"
    assert open_snapshot(tmp_path, small).read().height == len(ROWS)
    assert not [one for one in tmp_path.iterdir() if one.name.startswith(".")]


def test_a_snapshot_of_other_knowledge_is_refused(tmp_path: Path, small: Knowledge) -> None:
    with pytest.raises(Refused) as refused:
        open_snapshot(tmp_path, small)
    assert refused.value.findings[0].code == "Q105"
    write_snapshot(tmp_path, ROWS, small)
    frame = pl.read_parquet(tmp_path / PARQUET)
    frame.write_parquet(tmp_path / PARQUET, metadata={"opennen": '{"knowledge_version": "other"}'})
    with pytest.raises(Refused) as refused:
        open_snapshot(tmp_path, small)
    assert refused.value.findings[0].code == "Q106"


def test_what_is_no_number_is_refused(small: Knowledge) -> None:
    frame = pl.DataFrame({"ki67_percent": [3.0, nan]})
    with pytest.raises(Refused) as refused:
        check_numbers(frame, columns_named(frame.columns, small.vocabulary))
    assert refused.value.findings[0].code == "Q107"
