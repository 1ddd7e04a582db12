"""How many of a registry answer a rule or a condition with yes, no or unknown; by country, as its rules differ."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import polars as pl

from opennen.query import polars_engine
from opennen.query.columns import Columns
from opennen.query.plan import Plan, compiled
from opennen.rules.check import condition_from
from opennen.rules.packs import Knowledge

TRUTHS = {True: "yes", False: "no", None: "unknown"}
OWN = "condition"  # the name of a condition that was typed


@dataclass(frozen=True, slots=True)
class Count:
    """How many tumours, of how many cases, have one answer in one country."""

    country: str
    answer: str
    tumours: int
    cases: int


def plan_for(asked: str, knowledge: Knowledge, on: date, country: str | None, columns: Columns) -> tuple[Plan, str]:
    """This function will find what is asked: the id of a rule or fact, else a condition in the rule language.

    Raises Refused with what the check finds in a condition.
    """
    plan = compiled(knowledge, on, country, columns)
    if asked in plan.answers:
        return plan, asked
    condition = condition_from(asked, knowledge.vocabulary, OWN)
    return plan.with_conditions({OWN: condition}), OWN


def counts(
    rows: pl.DataFrame, columns: Columns, knowledge: Knowledge, on: date, asked: str, country: str | None = None
) -> tuple[Count, ...]:
    """This function will count answers, each row by the rules of its own country, or all by those of one.

    rows: a table of facts with `case_key` and `country_key`. What is not decided counts as unknown.
    """
    found: list[Count] = []
    for place, part in _by_country(rows):
        plan, name = plan_for(asked, knowledge, on, country or place or None, columns)
        told = polars_engine.answers(plan, part, [name], ["case_key"])
        grouped = told.group_by(name).agg(pl.len().alias("tumours"), pl.col("case_key").n_unique().alias("cases"))
        found += [Count(place, _word(answer), tumours, cases) for answer, tumours, cases in grouped.rows()]
    return tuple(sorted(found, key=lambda one: (one.country, one.answer)))


def _by_country(rows: pl.DataFrame) -> Iterator[tuple[str, pl.DataFrame]]:
    for (place,), part in rows.group_by("country_key", maintain_order=True):
        yield str(place or ""), part


def _word(answer: bool | str | None) -> str:
    return answer if isinstance(answer, str) else TRUTHS[answer]
