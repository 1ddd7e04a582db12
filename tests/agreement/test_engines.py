"""One rule tree, one meaning: the evaluator, Polars and every SQL engine give the same answers, unknowns included.

Few examples on a commit, always the same ones. `make agree` asks for a hundred thousand (AGREE_EXAMPLES).
"""

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from math import nan
from random import Random
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
from opennen.evaluate.assessment import option_status, task_state
from opennen.evaluate.evaluator import Evaluator
from opennen.kernel.truth import Truth
from opennen.query.columns import Columns, columns_named
from opennen.query.facts_table import columns_for, table_of
from opennen.query.plan import Plan, Translator, plan_from_rules
from opennen.rules.model import Condition, OneOf
from opennen.rules.packs import InForce

ON = date(2026, 1, 1)
A_BATCH = 200
EXAMPLES = int(os.environ.get("AGREE_EXAMPLES", "2000"))  # records, each answered by a generated rule set
TOLD = {Truth.YES: True, Truth.NO: False, Truth.UNKNOWN: None}
SEEN: Counter[str] = Counter()


def plan_of(rules: RuleSet, columns: Columns) -> Plan:
    translator = Translator(columns, rules.derived, rules.tables)
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
    found["option"] = option_status(rules.option, evaluator, ON, None)
    found["task"] = task_state(rules.task, evaluator)
    return found | {name: TOLD[evaluator.why(one).truth] for name, one in conditions_of(rules).items()}


def check(rules: RuleSet, rows: Sequence[Mapping[str, Value]], frame: pl.DataFrame, foreign: bool = False) -> None:
    """Every engine answers about the frame what the evaluator answers about the rows."""
    plan = plan_of(rules, columns_named(frame.columns, VOCABULARY))
    expected = [evaluated(rules, row) for row in rows]
    for name, engine in engines.engines().items():
        found = engine(plan, frame, list(plan.answers), foreign)
        for asked, answers in found.items():
            for number, answer in enumerate(answers):
                told = expected[number][asked]
                assert answer is told or answer == told, (
                    f"{name} answers {asked} with {answer}, the evaluator with {told}\n{rows[number]}\n{rules}"
                )
        SEEN[f"answers of {name}"] += len(rows) * len(found)


def generated(share: float = 1.0) -> settings:
    """A share of the examples asked for; each example is a rule set and a batch of records."""
    return settings(
        max_examples=max(1, int(EXAMPLES * share) // A_BATCH),
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate, Phase.shrink],
        database=None,
    )


@given(rules=rule_sets, seed=st.integers(0, 2**32))
@generated()
def test_every_engine_answers_as_the_evaluator(rules: RuleSet, seed: int) -> None:
    count_nodes(rules, SEEN)
    rows = records(seed, A_BATCH)
    check(rules, rows, table_of(rows, columns_for(rows, VOCABULARY)))


@given(rules=rule_sets, seed=st.integers(0, 2**32))
@generated(share=0.2)
def test_what_is_no_number_in_a_file_of_others_is_not_recorded(rules: RuleSet, seed: int) -> None:
    rows = records(seed, A_BATCH)
    table = table_of(rows, columns_for(rows, VOCABULARY))
    chance = Random(seed)  # noqa: S311  (a test that can be repeated)
    numbers = [name for name in table.columns if table.schema[name] == pl.Float64]
    struck = {(number, chance.choice(numbers)) for number in range(A_BATCH) if numbers and chance.random() < 0.5}
    for name in numbers:
        cells = table[name].to_list()
        spoilt = [nan if (number, name) in struck else cell for number, cell in enumerate(cells)]
        table = table.with_columns(pl.Series(name, spoilt, dtype=pl.Float64))
    gone = {(number, name.partition("__")[0]) for number, name in struck}
    left = [{fact: value for fact, value in row.items() if (n, fact) not in gone} for n, row in enumerate(rows)]
    check(rules, left, table, foreign=True)


def test_every_kind_of_node_was_generated(capsys: pytest.CaptureFixture[str]) -> None:
    seen: Counter[str] = Counter()

    @given(rules=rule_sets)
    @settings(max_examples=60, suppress_health_check=list(HealthCheck), database=None)
    def collect(rules: RuleSet) -> None:
        count_nodes(rules, seen)

    collect()
    assert {kind for kind in KINDS if not seen[kind]} == set()
    with capsys.disabled():
        if "AGREE_EXAMPLES" in os.environ:
            told = sorted((SEEN or seen).items(), key=lambda one: -one[1])
            print("\n" + "\n".join(f"{count:>12,}  {kind}" for kind, count in told))
