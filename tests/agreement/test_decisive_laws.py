"""The short form of an explanation: what it names alone gives the same truth, and it hides no unknown."""

from collections import Counter
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from hypothesis import given

from opennen.cases.facts import Known, Value
from opennen.evaluate.answer import Why
from opennen.evaluate.decisive import decisive
from opennen.evaluate.evaluator import Evaluator
from opennen.kernel.truth import Truth
from opennen.rules.model import Condition, Every, Not, Recorded, Some, facts_in

SEEN: Counter[str] = Counter()

_spec = spec_from_file_location("ask_laws", Path(__file__).with_name("test_ask_laws.py"))
assert _spec is not None
assert _spec.loader is not None
generated = module_from_spec(_spec)
_spec.loader.exec_module(generated)


def asked_for_the_record(node: Condition) -> frozenset[str]:
    """The facts a rule asks `is known` of: hiding them would answer it otherwise, so that they stay."""
    match node:
        case Recorded(fact):
            return frozenset({fact})
        case Not(part):
            return asked_for_the_record(part)
        case Every(parts) | Some(parts):
            return frozenset().union(*map(asked_for_the_record, parts))
        case _:
            return frozenset().union(*map(asked_for_the_record, getattr(node, "parts", ())))


def alone(found: Evaluator, leaves: tuple[Why, ...], rule: Condition) -> Evaluator:
    """An evaluator that knows only what the leaves name; derived facts and tables they name as they were answered."""
    kept = asked_for_the_record(rule).union(*(facts_in(leaf.condition) for leaf in leaves))
    known = {name: value for name, value in found.recorded.items() if name in kept}
    return Evaluator(
        known,
        {name: one for name, one in found.derived.items() if name in kept},
        {name: one for name, one in found.tables.items() if name in kept},
    )


def everything_behind(found: Evaluator, leaves: tuple[Why, ...], rule: Condition) -> Evaluator:
    """As `alone`, with the recorded facts of the derived facts and tables that are named."""
    only = alone(found, leaves, rule)
    behind = [facts_in(one) for one in only.derived.values()]
    behind += [
        facts_in(condition)
        for tables in only.tables.values()
        for table in tables
        for row in table.rows
        for condition in (row.when, *([row.provisionally.when] if row.provisionally else []))
    ]
    more = frozenset().union(*behind)
    return Evaluator(
        {**only.recorded, **{name: value for name, value in found.recorded.items() if name in more}},
        only.derived,
        only.tables,
    )


@given(
    rule=generated.rules,
    derived=generated.conditions(generated.base),
    table=generated.tables,
    truth=generated.exact_values,
    hidden=generated.hidden_facts,
)
def test_what_the_short_form_names_gives_the_same_truth_alone(
    rule: Condition,
    derived: Condition,
    table: tuple[Condition, Condition, Condition],
    truth: dict[str, Value],
    hidden: frozenset[str],
) -> None:
    known = {name: value for name, value in truth.items() if name not in hidden}
    found = generated.evaluator(known, derived, table)
    why = found.why(rule)
    leaves = decisive(why)
    assert everything_behind(found, leaves, rule).why(rule).truth is why.truth
    SEEN[why.truth.value] += 1
    if why.truth is Truth.UNKNOWN:
        assert {one.condition for one in leaves if one.truth is Truth.UNKNOWN} == unknown_leaves(why)


def unknown_leaves(why: Why) -> set[Condition]:
    """Every leaf that keeps an answer open: unknown, in parts that are all unknown up to the top."""
    if not why.parts or (isinstance(why.condition, Not) and not why.parts[0].parts):
        return {why.condition}
    return {leaf for part in why.parts if part.truth is Truth.UNKNOWN for leaf in unknown_leaves(part)}


def test_every_truth_was_met() -> None:
    if not SEEN:  # tests run in any order
        test_what_the_short_form_names_gives_the_same_truth_alone()
    assert set(SEEN) == {"yes", "no", "unknown"}


def test_a_known_value_is_not_needed_for_a_sufficient_reason() -> None:
    rule = Some((generated.Holds("p"), generated.Holds("q")))
    why = Evaluator({"p": Known(Truth.YES), "q": Known(Truth.YES)}, {}, {}).why(rule)
    assert [one.condition for one in decisive(why)] == [generated.Holds("p")]
