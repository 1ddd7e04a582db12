"""What is asked is exactly what can change the answer: on generated rules and generated knowns, against brute force."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from opennen.cases.facts import Known, Value
from opennen.evaluate.answer import Asked
from opennen.evaluate.ask import Asking, Questions
from opennen.evaluate.assessment import state_of, status_of
from opennen.evaluate.drawing import mentioned
from opennen.evaluate.evaluator import Evaluator
from opennen.kernel.quantity import Interval, exactly
from opennen.kernel.sources import Validity
from opennen.kernel.text import Text
from opennen.kernel.truth import Truth, any_of
from opennen.rules.model import (
    AtLeast,
    Compare,
    Condition,
    Every,
    Holds,
    Not,
    OneOf,
    Provisional,
    Recorded,
    Row,
    Some,
    Table,
)

NUMBERS, YES_NOS, CODES = ("n1", "n2"), ("p", "q"), ("c",)
FACTS = (*NUMBERS, *YES_NOS, *CODES)
TEXT = Text("x", "x")
GRID = (0.5, 1.0, 1.5, 2.0, 2.5)  # a point in each region that the bounds below cut
POINTS: list[Value] = [exactly(one) for one in GRID]
RANGES: list[Value] = [Interval(low, high) for low in GRID for high in GRID if low < high]

bounds = st.sampled_from([1.0, 2.0])
comparisons = st.builds(
    Compare, st.sampled_from(NUMBERS), st.sampled_from(["<", "<=", ">", ">=", "==", "!="]), bounds, st.just("")
)
holds = st.builds(Holds, st.sampled_from((*YES_NOS, "derived")))
memberships = st.builds(OneOf, st.just("c"), st.frozensets(st.sampled_from("xyz"), min_size=1, max_size=2))
answers = st.builds(OneOf, st.just("table"), st.frozensets(st.sampled_from("AB"), min_size=1, max_size=1))
recorded = st.builds(Recorded, st.sampled_from((*FACTS, "derived", "table")))


def conditions(leaves: st.SearchStrategy[Condition], most: int = 6) -> st.SearchStrategy[Condition]:
    def grown(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
        parts = st.lists(inner, min_size=1, max_size=3).map(tuple)
        counted = parts.flatmap(lambda some: st.builds(AtLeast, st.integers(1, len(some)), st.just(some)))
        return st.builds(Every, parts) | st.builds(Some, parts) | st.builds(Not, inner) | counted

    return st.recursive(leaves, grown, max_leaves=most)


base = comparisons | st.builds(Holds, st.sampled_from(YES_NOS)) | memberships
plain = st.builds(Recorded, st.sampled_from(FACTS))
rules = conditions(comparisons | holds | memberships | answers | recorded)
certain_rules = conditions(comparisons | st.builds(Holds, st.sampled_from((*YES_NOS, "derived"))) | memberships)

Rows = tuple[Condition, Condition, Condition, Condition]
small = conditions(base | plain, most=3)
tables: st.SearchStrategy[Rows] = st.tuples(small, small, small, small)

exact_values = st.fixed_dictionaries(
    {
        **{name: st.sampled_from(POINTS) for name in NUMBERS},
        **{name: st.sampled_from([Truth.YES, Truth.NO]) for name in YES_NOS},
        "c": st.sampled_from("xyz").map(lambda code: frozenset({code})),
    }
)
partly = st.fixed_dictionaries(
    {},
    optional={
        **{name: st.sampled_from(POINTS + RANGES) for name in NUMBERS},
        **{name: st.sampled_from([Truth.YES, Truth.NO]) for name in YES_NOS},
        "c": st.sampled_from([frozenset("x"), frozenset("y"), frozenset("xz")]),
    },
)
hidden_facts = st.frozensets(st.sampled_from(FACTS))

Facts = dict[str, Value]
Answer = Callable[[Facts], Hashable]


def evaluator(known: Facts, derived: Condition, rows: Rows) -> Evaluator:
    """One table that applies when the last condition holds, its first row provisional; and one derived fact."""
    made = Table(
        id="t",
        pack="p",
        place="",
        validity=Validity(),
        sources=(),
        gives="table",
        title=TEXT,
        rows=(Row("A", rows[0], "", Provisional(rows[2], TEXT, ())), Row("B", rows[1], "")),
        applies=rows[3],
    )
    return Evaluator({name: Known(value) for name, value in known.items()}, {"derived": derived}, {"table": (made,)})


def asking(known: Facts, derived: Condition, rows: Rows, *about: Condition) -> tuple[Evaluator, Asking]:
    one = evaluator(known, derived, rows)
    return one, Questions(one.derived, one.tables, about).about(one)


def condition_asks(known: Facts, rule: Condition, derived: Condition, rows: Rows) -> Asked:
    one, asks = asking(known, derived, rows, rule)
    return asks.of_condition("rule", one.why(rule))


def futures(fact: str, known: Facts) -> list[Value | None]:
    """All that a fact can be recorded as, beginning with what it is now."""
    now = known.get(fact)
    if fact in NUMBERS:
        inside = now if isinstance(now, Interval) else Interval(min(GRID), max(GRID))
        found = [one for one in POINTS + RANGES if inside.low <= one.low and one.high <= inside.high]
    elif fact in YES_NOS:
        found = [Truth.YES, Truth.NO] if now is None else []
    else:
        found = [frozenset(one) for one in ("wxyz" if now is None else sorted(now))]
    return [now, *(one for one in found if one != now)]


def by_brute_force(answer: Answer, known: Facts, facts: tuple[str, ...]) -> set[str]:
    """The facts whose knowledge changes the answer in some future, by trying all futures."""
    spaces = [futures(fact, known) for fact in facts]
    found: dict[tuple[int, ...], Hashable] = {}
    for places in product(*(range(len(space)) for space in spaces)):
        one = {**known}
        for fact, space, place in zip(facts, spaces, places, strict=True):
            value = space[place]
            if value is not None:
                one[fact] = value
        found[places] = answer(one)
    asked = set()
    for places, given_answer in found.items():
        for number, fact in enumerate(facts):
            if places[number] and found[(*places[:number], 0, *places[number + 1 :])] != given_answer:
                asked.add(fact)
    return asked


def leaves_of(condition: Condition) -> Iterator[Any]:
    parts = getattr(condition, "parts", ()) or ((condition.part,) if isinstance(condition, Not) else ())
    for part in parts:
        yield from leaves_of(part)
    if not parts:
        yield condition


def mentioned_facts(*many: Condition) -> tuple[str, ...]:
    return tuple(sorted({leaf.fact for one in many for leaf in leaves_of(one)} & set(FACTS)))


def tractable(known: Facts, facts: tuple[str, ...]) -> bool:
    count = 1
    for fact in facts:
        count *= len(futures(fact, known))
    return count <= 1500


@given(rule=certain_rules, derived=conditions(base), truth=exact_values, hidden=hidden_facts)
def test_knowing_more_never_turns_an_answer_of_a_rule_that_does_not_lean_on_absence(
    rule: Condition, derived: Condition, truth: Facts, hidden: frozenset[str]
) -> None:
    known = {name: value for name, value in truth.items() if name not in hidden}
    rows = (Holds("p"), Holds("q"), Holds("p"), Holds("q"))
    before = evaluator(known, derived, rows).why(rule).truth
    after = evaluator(truth, derived, rows).why(rule).truth
    assert before in (Truth.UNKNOWN, after)


@given(rule=rules, derived=small, rows=tables, known=partly)
@settings(max_examples=settings.default.max_examples * 2)
def test_a_condition_asks_exactly_what_can_change_it(
    rule: Condition, derived: Condition, rows: Rows, known: Facts
) -> None:
    facts = mentioned_facts(rule, derived, *rows)
    if not tractable(known, facts):
        return
    asked = condition_asks(known, rule, derived, rows)
    assert asked.exact
    assert set(asked.facts) == by_brute_force(lambda one: evaluator(one, derived, rows).why(rule).truth, known, facts)


@given(derived=small, rows=tables, known=partly)
def test_a_table_asks_exactly_what_can_change_its_outcome_or_whether_that_is_final(
    derived: Condition, rows: Rows, known: Facts
) -> None:
    def answer(one: Facts) -> Hashable:
        found = evaluator(one, derived, rows).table("table")
        return found.outcome, found.is_provisional, found.conflict

    facts = mentioned_facts(derived, *rows)
    if not tractable(known, facts):
        return
    _, asks = asking(known, derived, rows)
    assert set(asks.of_tables(["table"]).facts) == by_brute_force(answer, known, facts)


@given(parts=st.tuples(small, small, small), derived=small, rows=tables, known=partly)
def test_an_option_asks_exactly_what_can_change_whether_it_may_be_discussed(
    parts: tuple[Condition, Condition, Condition], derived: Condition, rows: Rows, known: Facts
) -> None:
    def answer(one: Facts) -> Hashable:
        by = evaluator(one, derived, rows)
        found = status_of(*(any_of([by.why(part).truth]) for part in parts))
        return "not_indicated" if found == "excluded" else found

    facts = mentioned_facts(*parts, derived, *rows)
    if not tractable(known, facts):
        return
    by, asks = asking(known, derived, rows, *parts)
    whys = [[by.why(part)] for part in parts]
    assert set(asks.of_status("option", *whys, status_of).facts) == by_brute_force(answer, known, facts)


@given(when=small, done=small, derived=small, rows=tables, known=partly)
def test_a_task_asks_exactly_what_can_change_whether_it_is_to_be_done(
    when: Condition, done: Condition, derived: Condition, rows: Rows, known: Facts
) -> None:
    def answer(one: Facts) -> Hashable:
        by = evaluator(one, derived, rows)
        found = state_of(by.why(when).truth, by.why(done).truth)
        return "not_needed" if found == "done" else found

    facts = mentioned_facts(when, done, derived, *rows)
    if not tractable(known, facts):
        return
    by, asks = asking(known, derived, rows, when, done)
    found = asks.of_task("task", by.why(when), by.why(done), state_of)
    assert set(found.facts) == by_brute_force(answer, known, facts)


@given(rule=rules, derived=small, rows=tables, known=partly)
def test_what_is_named_when_a_diagram_would_be_too_large_is_never_less(
    rule: Condition, derived: Condition, rows: Rows, known: Facts
) -> None:
    one, asks = asking(known, derived, rows, rule)
    why = one.why(rule)
    assert set(asks.of_condition("rule", why).facts) <= set(mentioned([why], one, asks.drawing.states))


@given(rule=rules, derived=small, rows=tables, truth=exact_values, hidden=hidden_facts)
@settings(max_examples=settings.default.max_examples * 2)
def test_answering_what_is_asked_gives_what_knowing_it_from_the_start_gives(
    rule: Condition, derived: Condition, rows: Rows, truth: Facts, hidden: frozenset[str]
) -> None:
    expected = evaluator(truth, derived, rows).why(rule).truth
    known = {name: value for name, value in truth.items() if name not in hidden}
    while open_ := condition_asks(known, rule, derived, rows).facts:
        known |= {fact: truth[fact] for fact in open_}
    assert evaluator(known, derived, rows).why(rule).truth is expected


@given(rule=rules, derived=small, rows=tables, known=partly, truth=exact_values)
@settings(max_examples=settings.default.max_examples * 2)
def test_what_a_fact_settles_is_the_share_of_its_values_after_which_nothing_is_asked(
    rule: Condition, derived: Condition, rows: Rows, known: Facts, truth: Facts
) -> None:
    for fact, share in condition_asks(known, rule, derived, rows).facts.items():
        full = [one for one in futures(fact, known)[1:] if one not in RANGES]
        settled = [not condition_asks({**known, fact: one}, rule, derived, rows).facts for one in full]
        assert (share > 0, share < 1) == (any(settled), not all(settled))


@given(low=st.sampled_from(GRID), high=st.sampled_from(GRID), rule=conditions(comparisons))
def test_an_interval_answers_only_what_all_its_numbers_answer(low: float, high: float, rule: Condition) -> None:
    if low > high:
        return
    answer = Evaluator({"n1": Known(Interval(low, high)), "n2": Known(exactly(1.0))}, {}, {}).why(rule).truth
    inside = {
        Evaluator({"n1": Known(exactly(n / 2)), "n2": Known(exactly(1.0))}, {}, {}).why(rule).truth
        for n in range(int(low * 2), int(high * 2) + 1)
    }
    assert answer is Truth.UNKNOWN or inside == {answer}


def test_every_kind_of_node_is_generated() -> None:
    seen: Counter[str] = Counter()

    def count(node: Condition) -> None:
        seen[type(node).__name__] += 1
        for part in getattr(node, "parts", ()) or ((node.part,) if isinstance(node, Not) else ()):
            count(part)

    @given(rules)
    @settings(max_examples=300, database=None)
    def collect(rule: Condition) -> None:
        count(rule)

    collect()
    assert set(seen) == {"Every", "Some", "AtLeast", "Not", "Holds", "Compare", "OneOf", "Recorded"}
