"""A condition and its alternatives answer the same, unknown included: a printed table means what the rule means."""

from hypothesis import given, settings
from hypothesis import strategies as st

from opennen.cases.facts import Known, Value
from opennen.evaluate.evaluator import Evaluator
from opennen.kernel.quantity import Interval, exactly
from opennen.kernel.truth import Truth
from opennen.rules.alternatives import alternatives
from opennen.rules.model import AtLeast, Compare, Condition, Every, Holds, Not, OneOf, Recorded, Some

leaves = (
    st.builds(
        Compare, st.just("n"), st.sampled_from(["<", "<=", ">", ">=", "=="]), st.sampled_from([1.0, 2.0]), st.just("")
    )
    | st.builds(Holds, st.sampled_from("pq"))
    | st.builds(OneOf, st.just("c"), st.frozensets(st.sampled_from("xyz"), min_size=1, max_size=2))
    | st.builds(Recorded, st.sampled_from("npqc"))
)


def _grown(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    parts = st.lists(inner, min_size=1, max_size=3).map(tuple)
    counted = st.builds(AtLeast, st.integers(1, 3), st.tuples(inner, inner, inner))
    return st.builds(Every, parts) | st.builds(Some, parts) | st.builds(Not, inner) | counted


conditions = st.recursive(leaves, _grown, max_leaves=6)
values = st.fixed_dictionaries(
    {},
    optional={
        "n": st.sampled_from([exactly(0.0), exactly(1.0), exactly(2.0), Interval(1.0, 2.0), Interval(0.0, 3.0)]),
        "p": st.sampled_from([Truth.YES, Truth.NO]),
        "q": st.sampled_from([Truth.YES, Truth.NO]),
        "c": st.frozensets(st.sampled_from("xyz"), min_size=1, max_size=2),
    },
)


@given(condition=conditions, known=values)
@settings(max_examples=300)
def test_the_alternatives_answer_as_the_condition_does(condition: Condition, known: dict[str, Value]) -> None:
    found = alternatives(condition)
    if found is None:
        return
    again = Some(tuple(Every(tuple(one.node if one.holds else Not(one.node) for one in many)) for many in found))
    evaluator = Evaluator({name: Known(value) for name, value in known.items()}, {}, {})
    assert evaluator.why(again).truth is evaluator.why(condition).truth
