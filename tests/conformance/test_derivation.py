"""What is stored beside a case is what its assessment says, and is read back exactly."""

from datetime import date

import pytest

from opennen.adapters.knowledge_files import knowledge, knowledge_folder
from opennen.cases.model import Case
from opennen.cases.read import case_from_json
from opennen.evaluate import render
from opennen.evaluate.assessment import assess
from opennen.evaluate.derivation import derived
from opennen.query.stored import assumed, facts_from, stored

ON = date(2026, 11, 24)
CASES = [
    case_from_json(name.read_bytes(), knowledge().vocabulary, ON)
    for name in sorted((knowledge_folder() / "demo" / "cases").glob("*.json"))
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_derivation_is_the_beginning_of_the_assessment(case: Case) -> None:
    for tumour in case.tumours:
        short = derived(case, knowledge(), ON, "BE", tumour.id)
        whole = assess(case, knowledge(), ON, "BE", tumour.id)
        assert (short.facts, short.findings, short.stage, short.syndromes) == (
            whole.facts,
            whole.findings,
            whole.stage,
            whole.syndromes,
        )
        mine, theirs = short.classification.current, whole.classification.current
        for table in ("system", "family", "entity", "grade"):
            assert getattr(mine, table) == getattr(theirs, table)
        for language in ("fr", "en", "nl", "de"):
            assert render.headline(short, case, knowledge(), language) == render.headline(
                whole, case, knowledge(), language
            )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_stored_facts_are_read_back_as_they_were(case: Case) -> None:
    facts = derived(case, knowledge(), ON, "BE", case.tumours[0].id).facts
    again = facts_from(stored(facts), assumed(facts))
    assert {fact: (one.value, one.assumed) for fact, one in again.items()} == {
        fact: (one.value, one.assumed) for fact, one in facts.items()
    }
