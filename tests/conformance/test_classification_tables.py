"""The shipped tables answered for random records: no two answers at once, nothing left without a name."""

import random
from datetime import date

import pytest

from opennen.adapters.knowledge_files import knowledge
from opennen.cases.facts import Known
from opennen.evaluate.evaluator import Evaluator
from opennen.kernel.quantity import exactly
from opennen.kernel.truth import Truth
from opennen.rules.packs import applicable

FACTS = ("classification_system", "tumour_family", "tumour_entity", "tumour_grade", "nec_cell_type")
CODED = {
    "primary_site": "primary_site",
    "reported_entity": "reported_entity",
    "differentiation": "differentiation",
    "cell_type": "cell_type",
    "neuroendocrine_component": "component_kind",
    "other_component": "component_kind",
    "necrosis_reported": "necrosis",
}
NUMBERS = {
    "ki67_percent": (0, 2.9, 3, 5, 20, 20.1, 55, 90),
    "mitoses_per_2mm2": (0, 1.9, 2, 5, 10, 10.1, 20, 20.1),
    "neuroendocrine_percent": (10, 29, 30, 70, 71),
}
YES_NO = ("small_sample", "metastasis_sample", "necrosis", "components_recorded")


def record(chance: random.Random) -> dict[str, Known]:
    """Each fact known or missing by the toss of a coin."""
    known = knowledge()
    facts: dict[str, Known] = {}
    for name, value_set in CODED.items():
        facts[name] = Known(frozenset({chance.choice(sorted(known.vocabulary.sets[value_set].values))}))
    for name, values in NUMBERS.items():
        facts[name] = Known(exactly(float(chance.choice(values))))
    for name in YES_NO:
        facts[name] = Known(chance.choice((Truth.YES, Truth.NO)))
    return {name: value for name, value in facts.items() if chance.random() < 0.6}


@pytest.fixture(scope="module")
def answered() -> list[tuple[dict[str, Known], Evaluator]]:
    known = knowledge()
    force = applicable(known, date(2026, 11, 24), "BE")
    chance = random.Random(20261124)  # noqa: S311 - a repeatable sample, no secret
    records = [record(chance) for _ in range(4000)]
    return [(facts, Evaluator(facts, known.derived, force.tables_by_fact)) for facts in records]


def test_no_record_gets_two_answers(answered: list[tuple[dict[str, Known], Evaluator]]) -> None:
    assert [facts for facts, one in answered if any(one.table(fact).conflict for fact in FACTS)] == []


def test_only_a_net_or_a_medullary_carcinoma_has_a_grade(
    answered: list[tuple[dict[str, Known], Evaluator]],
) -> None:
    graded = {"G1": {"NET"}, "G2": {"NET"}, "G3": {"NET"}, "low": {"MTC"}, "high": {"MTC"}, None: set()}
    for facts, one in answered:
        grade, family = one.table("tumour_grade").outcome, one.table("tumour_family").outcome
        assert grade is None or family in graded[grade], facts
        assert grade is None or one.table("classification_system").outcome != "thoracic", facts


def test_a_known_family_has_an_entity(answered: list[tuple[dict[str, Known], Evaluator]]) -> None:
    """Save when a small neuroendocrine component is given without the other one: then that one is asked for."""
    for facts, one in answered:
        if one.table("tumour_family").outcome and one.table("tumour_entity").outcome is None:
            assert one.table("tumour_family").outcome == "NOT_NEN", facts
            assert "other_component" not in facts, facts


def test_ki67_alone_never_tells_a_net_from_a_nec(answered: list[tuple[dict[str, Known], Evaluator]]) -> None:
    for facts, one in answered:
        if not {"differentiation", "reported_entity", "cell_type", "components_recorded"} & set(facts):
            assert one.table("tumour_family").outcome not in ("NET", "NEC", "MiNEN"), facts
