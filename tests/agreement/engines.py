"""The engines as the tests see them: a table of facts and a plan in, the answers of every row out."""

import os
import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import psycopg

from opennen.query import polars_engine
from opennen.query.columns import Columns
from opennen.query.plan import Plan
from opennen.query.sql import Dialect, columns_sql, sql_of

Answers = dict[str, list[Any]]  # by what was asked, one answer a row: True, False, None, or a code
Engine = Callable[[Plan, pl.DataFrame, Sequence[str], bool], Answers]
ROW = "row"  # the key by which the answers of an engine are put back in order


def in_polars(plan: Plan, frame: pl.DataFrame, wanted: Sequence[str], foreign: bool) -> Answers:
    """The default engine of a registry."""
    read = polars_engine.without_nan(frame, plan.columns) if foreign else frame
    return polars_engine.answers(plan, read, wanted).to_dict(as_series=False)


def in_duckdb(plan: Plan, frame: pl.DataFrame, wanted: Sequence[str], foreign: bool) -> Answers:
    """Over a Parquet file, as in a hospital."""
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as connection:
        file = Path(folder) / "facts.parquet"
        frame.with_row_index(ROW).write_parquet(file)
        connection.execute(f"CREATE VIEW facts AS SELECT * FROM read_parquet('{file}')")
        return _ordered(connection.execute(_sql(plan, "duckdb", wanted, foreign)).fetchall(), wanted)


def in_sqlite(plan: Plan, frame: pl.DataFrame, wanted: Sequence[str], foreign: bool) -> Answers:
    """In memory; SQLite has no yes and no of its own, only 1 and 0."""
    with sqlite3.connect(":memory:") as connection:
        connection.execute(_table(plan.columns, "sqlite"))
        places = ", ".join("?" * (len(frame.columns) + 1))
        connection.executemany(f"INSERT INTO facts VALUES ({places})", _rows(plan.columns, frame))
        found = _ordered(connection.execute(_sql(plan, "sqlite", wanted, foreign)).fetchall(), wanted)
    return {name: [bool(one) if isinstance(one, int) else one for one in several] for name, several in found.items()}


def in_postgresql(plan: Plan, frame: pl.DataFrame, wanted: Sequence[str], foreign: bool) -> Answers:
    """On the server that OPENNEN_DATABASE_URL names, in a table that ends with the transaction."""
    with psycopg.connect(os.environ["OPENNEN_DATABASE_URL"]) as connection:
        connection.execute(_table(plan.columns, "postgres").replace("CREATE TABLE", "CREATE TEMPORARY TABLE", 1))
        with connection.cursor().copy("COPY facts FROM STDIN") as copy:
            for row in _rows(plan.columns, frame):
                copy.write_row(row)
        found = connection.execute(_sql(plan, "postgres", wanted, foreign)).fetchall()
        connection.rollback()
    return _ordered(found, wanted)


def has_postgresql() -> bool:
    """Whether a server was named (see tools/with_postgresql.py)."""
    return os.environ.get("OPENNEN_DATABASE_URL", "").startswith("postgres")


def engines() -> dict[str, Engine]:
    """Every engine that can be had here."""
    found: dict[str, Engine] = {"Polars": in_polars, "DuckDB": in_duckdb, "SQLite": in_sqlite}
    return {**found, "PostgreSQL": in_postgresql} if has_postgresql() else found


def _table(columns: Columns, dialect: Dialect) -> str:
    return columns_sql(columns, dialect, "facts", (ROW,))


def _rows(columns: Columns, frame: pl.DataFrame) -> list[tuple[Any, ...]]:
    assert tuple(frame.columns) == columns.names
    return [(str(number), *row) for number, row in enumerate(frame.rows())]


def _sql(plan: Plan, dialect: Dialect, wanted: Sequence[str], foreign: bool) -> str:
    return sql_of(plan, dialect, wanted, keys=(ROW,), foreign=foreign)


def _ordered(rows: Sequence[Sequence[Any]], wanted: Sequence[str]) -> Answers:
    ordered = sorted(rows, key=lambda row: int(row[0]))
    return {name: [row[place] for row in ordered] for place, name in enumerate(wanted, 1)}
