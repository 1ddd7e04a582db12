"""What is asked, in small cases a reader can check by hand. That it is exact in general: tests/agreement."""

from collections.abc import Mapping

import pytest

from opennen.cases.facts import Known, Value
from opennen.evaluate.answer import Ask, Asked
from opennen.evaluate.ask import Questions, ranked
from opennen.evaluate.assessment import state_of, status_of
from opennen.evaluate.evaluator import Evaluator
from opennen.evaluate.states import Domain
from opennen.kernel.quantity import Interval, exactly
from opennen.kernel.truth import Truth
from opennen.rules.model import AtLeast, Compare, Condition, Every, Holds, Not, OneOf, Recorded, Some

P, Q, R = Holds("p"), Holds("q"), Holds("r")


def below(bound: float) -> Condition:
    return Compare("n", "<", bound, "")


def from_(bound: float) -> Condition:
    return Compare("n", ">=", bound, "")


def asked(
    rule: Condition,
    known: Mapping[str, Value] | None = None,
    derived: Mapping[str, Condition] | None = None,
    domains: Mapping[str, Domain] | None = None,
    steps: int = 1000,
) -> Asked:
    recorded = {name: Known(value) for name, value in (known or {}).items()}
    evaluator = Evaluator(recorded, derived or {}, {})
    questions = Questions(derived or {}, {}, [rule], domains, steps)
    return questions.about(evaluator).of_condition("rule", evaluator.why(rule))


@pytest.mark.parametrize(
    ("rule", "known", "facts"),
    [
        (Every((P, Q)), {}, ["p", "q"]),
        (Every((P, Q)), {"p": Truth.NO}, []),
        (Every((P, Q)), {"p": Truth.YES}, ["q"]),
        (Some((Every((P, Q)), P)), {}, ["p"]),  # q decides nothing that p does not
        (Some((Every((P, Q)), Every((P, Not(Q))))), {}, ["p", "q"]),  # unknown stays unknown until q is known
        (Some((below(3), from_(3))), {}, ["n"]),  # yes as soon as any number is recorded, unknown until then
        (AtLeast(2, (P, Q, R)), {"p": Truth.YES}, ["q", "r"]),
        (AtLeast(2, (P, Q, R)), {"p": Truth.YES, "q": Truth.YES}, []),
        (Recorded("p"), {}, ["p"]),
        (Recorded("p"), {"p": Truth.NO}, []),
        (Every((Recorded("p"), Q)), {}, ["p", "q"]),  # no now, but not once p is recorded
        (Every((Not(Recorded("p")), P)), {}, ["p"]),  # unknown, and no once p is recorded
    ],
)
def test_a_fact_is_asked_when_knowing_it_can_change_the_answer(
    rule: Condition, known: dict[str, Value], facts: list[str]
) -> None:
    assert list(asked(rule, known).facts) == facts


@pytest.mark.parametrize(
    ("value", "facts"),
    [
        (Interval(2, 5), ["n"]),
        (Interval(3, 5), []),
        (Interval(2, 3, high_open=True), []),
        (Interval(2, 3), ["n"]),
    ],
)
def test_a_number_known_as_a_range_is_asked_while_narrowing_it_can_change_the_answer(
    value: Interval, facts: list[str]
) -> None:
    assert list(asked(below(3), {"n": value}).facts) == facts


def test_a_code_known_as_one_of_several_is_asked_while_that_matters() -> None:
    rule = OneOf("c", frozenset("xy"))
    assert list(asked(rule, {"c": frozenset("xz")}).facts) == ["c"]
    assert list(asked(rule, {"c": frozenset("xy")}).facts) == []


def test_a_fact_that_matters_only_while_another_is_known_as_a_range_is_asked() -> None:
    """With n below 3 but on either side of 2 the second part is unknown and p decides; with n in full it never does."""
    rule = Some((Every((P, below(3))), Every((Some((below(2), from_(2))), below(3)))))
    assert list(asked(rule).facts) == ["p", "n"]
    assert list(asked(rule, {"n": exactly(1)}).facts) == []


def test_what_lies_below_a_derived_fact_is_asked_not_the_derived_fact() -> None:
    derived = {"d": Some((Every((Recorded("p"), P)), Every((Not(Recorded("p")), Q))))}
    assert list(asked(Holds("d"), derived=derived).facts) == ["p", "q"]
    assert list(asked(Holds("d"), {"p": Truth.NO}, derived).facts) == []


def test_a_number_is_asked_only_for_values_it_can_have() -> None:
    rule = Every((P, Compare("n", ">", 100, "")))
    domains = {"p": Domain(), "n": Domain(0, 100)}
    assert list(asked(rule, domains=domains).facts) == ["p", "n"]  # unknown, then no
    assert list(asked(rule, {"p": Truth.YES}, domains=domains).facts) == ["n"]
    assert asked(rule, {"p": Truth.YES}, domains=domains).facts["n"] == 1  # every number settles it


def test_between_two_days_that_follow_each_other_there_is_none() -> None:
    rule = Some((P, Every((Compare("n", ">", 10, ""), Compare("n", "<", 11, "")))))
    days, numbers = {"n": Domain(is_whole=True), "p": Domain()}, {"n": Domain(), "p": Domain()}
    known: dict[str, Value] = {"n": Interval(10, 11), "p": Truth.NO}
    assert asked(rule, known, domains=numbers).facts == {"n": 1}
    assert asked(rule, known, domains=days).facts == {"n": 1}
    assert asked(Every((rule, Not(P))), {"n": Interval(10, 11)}, domains=days).facts["p"] == 0.5


def test_a_fact_that_cannot_be_recorded_is_not_asked() -> None:
    assert list(asked(Every((P, Q)), domains={"p": Domain()}).facts) == ["p"]


def test_a_code_is_asked_only_for_the_codes_of_its_set() -> None:
    rule = Every((OneOf("c", frozenset("xy")), P))
    assert asked(rule, {"p": Truth.YES}, domains={"c": Domain(codes=frozenset("xy"))}).facts == {"c": 1}
    assert asked(rule, domains={"c": Domain(codes=frozenset("xyz")), "p": Domain()}).facts == {"c": 1 / 2, "p": 1 / 2}


def test_what_a_fact_settles_is_the_share_of_its_values_after_which_nothing_is_asked() -> None:
    assert asked(Every((P, Q))).facts == {"p": 0.5, "q": 0.5}
    assert asked(Every((P, below(3), from_(1)))).facts == {"p": 0.5, "n": 2 / 3}


def test_an_answer_too_large_to_work_out_names_more_rather_than_less_and_says_so() -> None:
    rule = Some((Every((P, Q)), P))
    found = asked(rule, steps=0)
    assert not found.exact
    assert set(found.facts) == {"p", "q"}
    assert asked(rule).exact


def test_alike_knowns_are_worked_out_once() -> None:
    rule = below(3)
    questions = Questions({}, {}, [rule])

    def one(value: Interval) -> Asked:
        evaluator = Evaluator({"n": Known(value)}, {}, {})
        return questions.about(evaluator).of_condition("rule", evaluator.why(rule))

    assert one(Interval(2, 5)) is one(Interval(2, 5))


def option_asks(known: dict[str, Value], *parts: Condition) -> list[str]:
    evaluator = Evaluator({name: Known(value) for name, value in known.items()}, {}, {})
    asking = Questions({}, {}, parts).about(evaluator)
    return list(asking.of_status("option", *[[evaluator.why(part)] for part in parts], status_of).facts)


def test_an_option_asks_for_exclusions_only_while_it_may_be_discussed() -> None:
    excluded, strong, weak = P, Q, R
    assert option_asks({}, excluded, strong, weak) == ["p", "q", "r"]
    assert option_asks({"p": Truth.YES}, excluded, strong, weak) == []
    assert option_asks({"q": Truth.YES}, excluded, strong, weak) == ["p"]  # supported, whatever r is
    assert option_asks({"r": Truth.YES}, excluded, strong, weak) == ["p", "q"]
    assert option_asks({"q": Truth.NO, "r": Truth.NO}, excluded, strong, weak) == []


def task_asks(known: dict[str, Value]) -> list[str]:
    evaluator = Evaluator({name: Known(value) for name, value in known.items()}, {}, {})
    asking = Questions({}, {}, [P, Q]).about(evaluator)
    return list(asking.of_task("task", evaluator.why(P), evaluator.why(Q), state_of).facts)


def test_a_task_asks_whether_it_was_done_while_it_may_be_due() -> None:
    assert task_asks({}) == ["p", "q"]
    assert task_asks({"p": Truth.YES}) == ["q"]
    assert task_asks({"p": Truth.NO}) == []
    assert task_asks({"q": Truth.YES}) == []


def test_the_question_that_settles_most_comes_first() -> None:
    asks = {
        "one": Asked({"a": 0.5, "b": 1.0, "c": 0.0}),
        "two": Asked({"a": 1.0, "c": 0.0, "d": 0.0}, exact=False),
        "three": Asked({"e": 0.0, "b": 0.0}),
    }
    found = ranked(asks, ["e", "d", "c", "b", "a"])
    assert [one.fact for one in found] == ["a", "b", "c", "e", "d"]
    assert found[0] == Ask("a", ("one", "two"), settles=("one", "two"), share=1.5, exact=False)
    assert found[1] == Ask("b", ("one", "three"), settles=("one",), share=1.0)
