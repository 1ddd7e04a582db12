"""Recorded facts to a table: one row for each tumour, each fact in the narrowest layout that holds all its values."""

from collections.abc import Iterable, Mapping, Sequence
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
