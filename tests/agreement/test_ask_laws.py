"""What is asked is enough, and what is not asked cannot change the answer: on generated rules and generated facts."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from opennen.cases.facts import Known, Value
from opennen.evaluate.ask import asked
from opennen.evaluate.evaluator import Evaluator
from opennen.kernel.quantity import Interval, exactly
from opennen.kernel.sources import Validity
from opennen.kernel.text import Text
from opennen.kernel.truth import Truth
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

numbers = st.sampled_from([0.0, 1.0, 2.0, 3.0])
comparisons = st.builds(
    Compare, st.sampled_from(NUMBERS), st.sampled_from(["<", "<=", ">", ">=", "=="]), numbers, st.just("")
)
holds = st.builds(Holds, st.sampled_from((*YES_NOS, "derived")))
memberships = st.builds(OneOf, st.just("c"), st.frozensets(st.sampled_from("xyz"), min_size=1, max_size=2))
answers = st.builds(OneOf, st.just("table"), st.frozensets(st.sampled_from("AB"), min_size=1, max_size=1))
recorded = st.builds(Recorded, st.sampled_from((*FACTS, "derived", "table")))


def conditions(leaves: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    def grown(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
        parts = st.lists(inner, min_size=1, max_size=3).map(tuple)
        counted = parts.flatmap(lambda some: st.builds(AtLeast, st.integers(1, len(some)), st.just(some)))
        return st.builds(Every, parts) | st.builds(Some, parts) | st.builds(Not, inner) | counted

    return st.recursive(leaves, grown, max_leaves=6)


base = comparisons | st.builds(Holds, st.sampled_from(YES_NOS)) | memberships
rules = conditions(comparisons | holds | memberships | answers | recorded)
certain_rules = conditions(comparisons | st.builds(Holds, st.sampled_from((*YES_NOS, "derived"))) | memberships)
values = st.fixed_dictionaries(
    {
        **{name: numbers.map(exactly) for name in NUMBERS},
        **{name: st.sampled_from([Truth.YES, Truth.NO]) for name in YES_NOS},
        "c": st.sampled_from("xyz").map(lambda code: frozenset({code})),
    }
)
hidden_facts = st.frozensets(st.sampled_from(FACTS))


def evaluator(known: dict[str, Value], derived: Condition, table: tuple[Condition, Condition, Condition]) -> Evaluator:
    rows = (
        Row("A", table[0], "", Provisional(table[2], TEXT, ())),
        Row("B", Every((Not(table[0]), table[1])), ""),
    )
    made = Table(id="t", pack="p", place="", validity=Validity(), sources=(), gives="table", title=TEXT, rows=rows)
    return Evaluator({name: Known(value) for name, value in known.items()}, {"derived": derived}, {"table": (made,)})


plain = st.builds(Recorded, st.sampled_from(FACTS))
tables = st.tuples(conditions(base), conditions(base), conditions(base | plain))


@given(rule=certain_rules, derived=conditions(base), truth=values, hidden=hidden_facts)
def test_knowing_more_never_turns_an_answer_of_a_rule_that_does_not_lean_on_absence(
    rule: Condition, derived: Condition, truth: dict[str, Value], hidden: frozenset[str]
) -> None:
    known = {name: value for name, value in truth.items() if name not in hidden}
    table = (Holds("p"), Holds("q"), Holds("p"))
    before = evaluator(known, derived, table).why(rule).truth
    after = evaluator(truth, derived, table).why(rule).truth
    assert before in (Truth.UNKNOWN, after)


@given(rule=rules, derived=conditions(base), table=tables, truth=values, hidden=hidden_facts)
@settings(max_examples=300)
def test_answering_what_is_asked_gives_what_knowing_it_from_the_start_gives(
    rule: Condition,
    derived: Condition,
    table: tuple[Condition, Condition, Condition],
    truth: dict[str, Value],
    hidden: frozenset[str],
) -> None:
    expected = evaluator(truth, derived, table).why(rule).truth
    known = {name: value for name, value in truth.items() if name not in hidden}
    while True:
        why = evaluator(known, derived, table).why(rule)
        open_ = [fact for fact in asked(why) if fact not in known]
        if not open_:
            break
        known |= {fact: truth[fact] for fact in open_}
    assert why.truth is expected


@given(rule=rules, derived=conditions(base), table=tables, truth=values, hidden=hidden_facts)
@settings(max_examples=300)
def test_a_fact_that_is_not_asked_cannot_change_the_answer(
    rule: Condition,
    derived: Condition,
    table: tuple[Condition, Condition, Condition],
    truth: dict[str, Value],
    hidden: frozenset[str],
) -> None:
    known = {name: value for name, value in truth.items() if name not in hidden}
    why = evaluator(known, derived, table).why(rule)
    for fact in hidden - set(asked(why)):
        more = {**known, fact: truth[fact]}
        assert evaluator(more, derived, table).why(rule).truth is why.truth


@given(low=numbers, high=numbers, rule=conditions(comparisons))
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
