"""The shipped rules: what is asked is worked out in full, on the published cases and on random records."""

from collections.abc import Iterator
from datetime import date
from random import Random

import pytest

from opennen.adapters.knowledge_files import knowledge, knowledge_folder
from opennen.cases.facts import Known, Value
from opennen.cases.read import case_from_json
from opennen.evaluate.ask import Questions, questions_in_force
from opennen.evaluate.assessment import CLASSIFYING, answers_of, assess
from opennen.evaluate.evaluator import Evaluator
from opennen.kernel.quantity import Interval, exactly
from opennen.kernel.truth import Truth
from opennen.rules.model import Compare
from opennen.rules.packs import applicable
from opennen.vocabulary.model import Fact, FactType

ON = date(2026, 11, 24)
CASES = sorted((knowledge_folder() / "demo" / "cases").glob("*.json"), key=lambda path: path.name)


def values(fact: Fact, questions: Questions, random: Random) -> Value:
    """A value of a fact near what the rules compare it with."""
    if fact.type is FactType.YES_NO:
        return random.choice([Truth.YES, Truth.NO])
    if fact.type is FactType.CODE:
        return frozenset({random.choice(sorted(knowledge().vocabulary.sets[fact.values or ""].values))})
    bounds = [leaf.bound for leaf in questions.leaves.get(fact.id, ()) if isinstance(leaf, Compare)] or [1.0]
    low, high = sorted(random.choice(bounds) + random.choice([-0.5, 0, 0.5]) for _ in range(2))
    return exactly(low) if low == high or random.random() < 0.7 else Interval(low, high)


def records(questions: Questions, count: int) -> Iterator[dict[str, Known]]:
    """The empty record first, then ever fuller ones."""
    for number in range(count):
        random = Random(number)  # noqa: S311  # a seed for examples, not a secret
        yield {
            fact.id: Known(values(fact, questions, random))
            for fact in knowledge().vocabulary.facts.values()
            if fact.is_recorded and random.random() < number / count
        }


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_question_of_a_published_case_is_worked_out_in_full(path) -> None:
    case = case_from_json(path.read_bytes(), knowledge().vocabulary, ON)
    found = assess(case, knowledge(), ON, case.person.country or "BE")
    assert all(one.exact for one in found.ask_next)
    assert all(knowledge().vocabulary.facts[one.fact].is_recorded for one in found.ask_next)


@pytest.mark.parametrize("country", ["BE", "US", None])
def test_no_rule_in_force_is_too_large_to_be_asked_about(country: str | None) -> None:
    force, questions = applicable(knowledge(), ON, country), questions_in_force(knowledge(), ON, country)
    for recorded in records(questions, 12):
        asking = questions.about(Evaluator(recorded, knowledge().derived, force.tables_by_fact))
        options, tasks = answers_of(force, asking, knowledge(), ON, country)
        assert asking.of_tables(CLASSIFYING).exact
        assert all(one.asked.exact for one in (*options, *tasks))


def test_what_is_supposed_of_a_derived_fact_is_asked_about_as_supposed() -> None:
    path = next(path for path in CASES if path.stem.endswith("21"))
    case = case_from_json(path.read_bytes(), knowledge().vocabulary, ON)
    found = []
    for value in (Truth.YES, Truth.NO):
        questions = questions_in_force(knowledge(), ON, "BE", frozenset({"sstr_positive"}))
        kept = assess(case, knowledge(), ON, "BE", supposing={"sstr_positive": value}).ask_next
        questions.forget()
        assert kept == assess(case, knowledge(), ON, "BE", supposing={"sstr_positive": value}).ask_next
        assert "sstr_positive" not in [one.fact for one in kept]
        found.append(kept)
    assert found[0] != found[1]
