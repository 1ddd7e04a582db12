"""The shipped knowledge: full classification, every option, every task and finding agree on all engines."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from random import Random
from typing import Any

import engines
import polars as pl
import pytest

from opennen.adapters.knowledge_files import knowledge, knowledge_folder
from opennen.cases.facts import Known, Value
from opennen.cases.read import case_from_json
from opennen.evaluate.assessment import CLASSIFYING, Assessment, assess, option_status, task_state
from opennen.evaluate.evaluator import Evaluator
from opennen.kernel.quantity import Interval, exactly
from opennen.kernel.truth import Truth
from opennen.query.columns import columns_named
from opennen.query.facts_table import columns_for, table_of
from opennen.query.plan import compiled
from opennen.rules.model import Compare, Condition, Every, Not
from opennen.rules.packs import InForce, applicable
from opennen.vocabulary.model import Fact, FactType

ON = date(2026, 11, 24)
TOLD = {Truth.YES: True, Truth.NO: False, Truth.UNKNOWN: None}


def evaluated(row: Mapping[str, Value], force: InForce, country: str) -> dict[str, Any]:
    rules = knowledge()
    evaluator = Evaluator({fact: Known(value) for fact, value in row.items()}, rules.derived, force.tables_by_fact)
    found: dict[str, Any] = {fact: TOLD[evaluator.derived_fact(fact).truth] for fact in rules.derived}
    for fact in force.tables_by_fact:
        answer = evaluator.table(fact)
        found |= {fact: answer.outcome, f"{fact}:conflict": answer.conflict}
        found[f"{fact}:provisional"] = answer.is_provisional
    found |= {one.id: option_status(one, evaluator, ON, country) for one in force.options}
    found |= {one.id: task_state(one, evaluator) for one in force.tasks}
    return found | {one.id: TOLD[evaluator.why(one.when).truth] for one in (*force.findings, *force.criteria)}


def check(rows: Sequence[Mapping[str, Value]], frame: pl.DataFrame, country: str) -> None:
    rules = knowledge()
    force = applicable(rules, ON, country)
    plan = compiled(rules, ON, country, columns_named(frame.columns, rules.vocabulary))
    expected = [evaluated(row, force, country) for row in rows]
    for name, engine in engines.engines().items():
        found = engine(plan, frame, list(plan.answers), False)
        for asked, answers in found.items():
            assert answers == [one[asked] for one in expected], f"{name}: {asked}"


@lru_cache(maxsize=1)
def bounds() -> dict[str, tuple[float, ...]]:
    """By fact, the numbers that rules compare it with."""
    found: dict[str, set[float]] = {}

    def look(condition: Condition) -> None:
        if isinstance(condition, Compare):
            found.setdefault(condition.fact, set()).add(condition.bound)
        for part in getattr(condition, "parts", ()) or ((condition.part,) if isinstance(condition, Not) else ()):
            look(part)

    rules = knowledge()
    for table in rules.tables:
        look(Every(tuple(row.when for row in table.rows)))
    for option in rules.options:
        look(Every(tuple(one.when for one in (*option.indications, *option.excluded))))
    look(Every((*rules.derived.values(), *(one.when for one in (*rules.tasks, *rules.findings)))))
    return {fact: tuple(sorted(several)) for fact, several in found.items()}


def random_value(fact: Fact, chance: Random) -> Value:
    if fact.type is FactType.YES_NO:
        return chance.choice((Truth.YES, Truth.NO))
    if fact.type is FactType.CODE:
        codes = sorted(knowledge().vocabulary.sets[fact.values or ""].values)
        return frozenset(chance.sample(codes, chance.choice((1, 1, 1, 1, 2))))
    near = chance.choice(bounds().get(fact.id, (1.0,)))
    if chance.random() < 0.7:
        return exactly(near + chance.choice((0, 0, 0.1, -0.1, 5)))
    return Interval(near, near + 2, chance.random() < 0.5, chance.random() < 0.5)


@pytest.mark.parametrize(("country", "recorded"), [("BE", 0.3), ("FR", 0.6), ("BE", 0.9)])
def test_random_records_are_answered_alike(country: str, recorded: float) -> None:
    chance = Random(f"{country} {recorded}")  # noqa: S311  (a test that can be repeated)
    facts = [one for one in knowledge().vocabulary.facts.values() if one.is_recorded]
    rows = [{one.id: random_value(one, chance) for one in facts if chance.random() < recorded} for _ in range(100)]
    check(rows, table_of(rows, columns_for(rows, knowledge().vocabulary)), country)


def demonstration() -> list[Assessment]:
    names = sorted((knowledge_folder() / "demo" / "cases").glob("*.json"))
    cases = [case_from_json(name.read_bytes(), knowledge().vocabulary, ON) for name in names]
    return [assess(case, knowledge(), ON, "BE", tumour.id) for case in cases for tumour in case.tumours]


def test_the_demonstration_cases_are_answered_as_their_assessment() -> None:
    assessed = demonstration()
    assert len(assessed) >= 24
    rows = [{fact: known.value for fact, known in one.facts.items()} for one in assessed]
    frame = table_of(rows, columns_for(rows, knowledge().vocabulary))
    check(rows, frame, "BE")
    plan = compiled(knowledge(), ON, "BE", columns_named(frame.columns, knowledge().vocabulary))
    for name, engine in engines.engines().items():
        found = engine(plan, frame, list(plan.answers), False)
        for number, one in enumerate(assessed):
            current = one.classification.current
            outcomes = [table.outcome for table in (current.system, current.family, current.entity, current.grade)]
            assert [found[fact][number] for fact in CLASSIFYING] == outcomes, name
            for option in one.options:
                assert found[option.option.id][number] == option.status, name
            for task in (*one.workup, *one.follow_up):
                assert found[task.task.id][number] == task.state, name
