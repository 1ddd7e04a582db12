"""One rule tree, one meaning: the evaluator, Polars and every SQL engine give the same answers, unknowns included.

Few examples on a commit, always the same ones. `make agree` asks for a hundred thousand (AGREE_EXAMPLES).
"""

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import engines
import polars as pl
import pytest
from generated import (
    KINDS,
    OUTCOMES,
    TABLES,
    VOCABULARY,
    RuleSet,
    count_nodes,
    records,
    rule_sets,
)
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from opennen.cases.facts import Known, Value
from opennen.evaluate.answer import IndicationAnswer, ReasonAnswer
from opennen.evaluate.assessment import _status, _task
from opennen.evaluate.evaluator import Evaluator
from opennen.kernel.truth import Truth
from opennen.query.facts_table import columns_for, table_of
from opennen.query.plan import Plan, Translator, plan_from_rules
from opennen.rules.model import Condition, OneOf
from opennen.rules.packs import InForce

ON = date(2026, 1, 1)
A_BATCH = 200
EXAMPLES = int(os.environ.get("AGREE_EXAMPLES", "4000"))  # records, each answered by a generated rule set
TOLD = {Truth.YES: True, Truth.NO: False, Truth.UNKNOWN: None}
SEEN: Counter[str] = Counter()


def plan_of(rules: RuleSet, rows: Sequence[Mapping[str, Value]]) -> Plan:
    translator = Translator(columns_for(rows, VOCABULARY), rules.derived, rules.tables)
    plan = plan_from_rules(translator, InForce(rules.tables, (rules.option,), (rules.task,), ()), ON, None)
    return plan.with_conditions(conditions_of(rules))


def conditions_of(rules: RuleSet) -> dict[str, Condition]:
    """What was generated, and for each table each outcome: what is still possible is seen by what is not a no."""
    asked: dict[str, Condition] = {f"asked_{number}": one for number, one in enumerate(rules.asked)}
    asked |= {f"{table} is {one}": OneOf(table, frozenset({one})) for table in TABLES for one in OUTCOMES}
    return asked


def evaluated(rules: RuleSet, row: Mapping[str, Value]) -> dict[str, Any]:
    """What the definition answers."""
    evaluator = Evaluator({fact: Known(value) for fact, value in row.items()}, rules.derived, rules.tables)
    found: dict[str, Any] = {fact: TOLD[evaluator.derived_fact(fact).truth] for fact in rules.derived}
    for fact in rules.tables:
        answer = evaluator.table(fact)
        found |= {fact: answer.outcome, f"{fact}:conflict": answer.conflict}
        found[f"{fact}:provisional"] = answer.is_provisional
    option = rules.option
    found["option"] = _status(
        tuple(IndicationAnswer(one, evaluator.why(one.when)) for one in option.indications),
        tuple(ReasonAnswer(one, evaluator.why(one.when)) for one in option.excluded),
    )
    found["task"] = _task(rules.task, evaluator).state
    return found | {name: TOLD[evaluator.why(one).truth] for name, one in conditions_of(rules).items()}


def check(rules: RuleSet, rows: Sequence[Mapping[str, Value]], frame: pl.DataFrame | None = None) -> None:
    plan = plan_of(rules, rows)
    expected = [evaluated(rules, row) for row in rows]
    for name, engine in engines.engines().items():
        found = engine(
            plan, table_of(rows, plan.columns) if frame is None else frame, list(plan.answers), frame is not None
        )
        for asked, answers in found.items():
            for number, answer in enumerate(answers):
                told = expected[number][asked]
                assert answer is told or answer == told, (
                    f"{name} answers {asked} with {answer}, the evaluator with {told}\n{rows[number]}\n{rules}"
                )
        SEEN[f"answers of {name}"] += len(rows) * len(found)


@given(rules=rule_sets(), seed=st.integers(0, 2**32))
@settings(
    max_examples=max(1, EXAMPLES // A_BATCH),
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
    database=None,
)
def test_every_engine_answers_as_the_evaluator(rules: RuleSet, seed: int) -> None:
    count_nodes(rules, SEEN)
    check(rules, records(seed, A_BATCH))


def test_every_kind_of_node_was_generated(capsys: pytest.CaptureFixture[str]) -> None:
    seen: Counter[str] = Counter()

    @given(rules=rule_sets())
    @settings(max_examples=60, suppress_health_check=list(HealthCheck), database=None)
    def collect(rules: RuleSet) -> None:
        count_nodes(rules, seen)

    collect()
    assert {kind for kind in KINDS if not seen[kind]} == set()
    with capsys.disabled():
        if "AGREE_EXAMPLES" in os.environ:
            told = sorted((SEEN or seen).items(), key=lambda one: -one[1])
            print("\n" + "\n".join(f"{count:>12,}  {kind}" for kind, count in told))
