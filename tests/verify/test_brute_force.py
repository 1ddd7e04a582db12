"""The proofs agree with trying everything: on generated tables, every case of a grid goes through the evaluator."""

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import product
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opennen.cases.facts import Known, Value
from opennen.evaluate.evaluator import Evaluator
from opennen.kernel.quantity import exactly
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
    facts_in,
)
from opennen.rules.packs import Knowledge
from opennen.verify import reach, tables
from opennen.verify.report import Report

sys.path.insert(0, str(Path(__file__).parent))
from rule_sets import knowledge_with

TEXT = Text("x", "x")
# A grid that is made here by hand, finer than the bounds: it knows nothing of how the proofs cut a fact up.
GRID: dict[str, tuple[Value, ...]] = {
    "ki67_percent": tuple(exactly(one) for one in (0, 1, 3, 10, 20, 60, 100)),
    "lines": tuple(exactly(one) for one in (0, 1, 2, 3, 20)),
    "metastases": (Truth.YES, Truth.NO),
    "imaged": (Truth.YES,),  # that it was not done is never recorded
    "primary_site": tuple(frozenset({one}) for one in ("pancreas", "ileum", "lung")),
    "differentiation": tuple(frozenset({one}) for one in ("well", "poor")),
}
operators = st.sampled_from(["<", "<=", ">", ">=", "==", "!="])
leaves = st.one_of(
    st.builds(Compare, st.just("ki67_percent"), operators, st.sampled_from([3.0, 20.0]), st.just("")),
    st.builds(Compare, st.just("lines"), operators, st.sampled_from([1.0, 2.0]), st.just("")),
    st.builds(Holds, st.sampled_from(["metastases", "imaged"])),
    st.builds(OneOf, st.just("primary_site"), st.frozensets(st.sampled_from(["pancreas", "lung"]), min_size=1)),
    st.builds(OneOf, st.just("tumour_family"), st.frozensets(st.sampled_from(["NET", "NEC"]), min_size=1)),
    st.builds(Recorded, st.sampled_from(["ki67_percent", "imaged", "primary_site", "tumour_family"])),
)


def _grown(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    parts = st.lists(inner, min_size=1, max_size=3).map(tuple)
    counted = parts.flatmap(lambda some: st.builds(AtLeast, st.integers(1, len(some)), st.just(some)))
    return st.builds(Every, parts) | st.builds(Some, parts) | st.builds(Not, inner) | counted


conditions = st.recursive(leaves, _grown, max_leaves=4)
waiting = st.none() | conditions.map(lambda when: Provisional(when, TEXT, ()))
rows = st.lists(st.tuples(st.sampled_from(["G1", "G2", "G3"]), conditions, waiting), min_size=1, max_size=3)


@lru_cache(maxsize=1)
def _base() -> Knowledge:
    """The base with only the table that gives the family; the bounds come from the generated table."""
    known = knowledge_with({})
    return replace(known, tables=tuple(one for one in known.tables if one.gives == "tumour_family"))


def _table(written: list[tuple[str, Condition, Provisional | None]], applies: Condition | None) -> Table:
    made = [
        Row(outcome, when, f"row {number}", provisionally=until, id=f"row{number}", stated=when)
        for number, (outcome, when, until) in enumerate(written)
    ]
    return Table(
        id="one.grade",
        pack="one",
        place="table",
        validity=Validity(),
        sources=(),
        gives="tumour_grade",
        title=TEXT,
        rows=tuple(made),
        applies=applies,
    )


def _cases(table: Table, known: Knowledge) -> Iterator[tuple[Evaluator, bool]]:
    """Every case of the grid for the facts of the table, each fact also missing, and whether it is complete."""
    mentioned = [facts_in(row.when) for row in table.rows]
    mentioned += [facts_in(row.provisionally.when) for row in table.rows if row.provisionally]
    mentioned += [facts_in(table.applies)] if table.applies is not None else []
    facts = frozenset[str]().union(*mentioned)
    if "tumour_family" in facts:
        facts = facts - {"tumour_family"} | {"differentiation"}
    names = sorted(facts)
    by_fact = {one.gives: (one,) for one in known.tables}
    for values in product(*((None, *GRID[name]) for name in names)):
        recorded = {name: Known(value) for name, value in zip(names, values, strict=True) if value is not None}
        complete = all(name in recorded or name == "imaged" for name in names)
        yield Evaluator(recorded, {}, by_fact), complete


def _tried(table: Table, known: Knowledge) -> set[tuple[str, str]]:
    """What trying everything finds, as code and place."""
    reachable, provisional = set[str](), set[str]()
    found = set[tuple[str, str]]()
    applied = table.applies is None
    for evaluator, complete in _cases(table, known):
        answer = evaluator.table("tumour_grade")
        applies = Truth.YES if table.applies is None else evaluator.why(table.applies).truth
        applied = applied or applies is Truth.YES
        reachable |= {one.row.id for one in answer.rows if one.why.truth is Truth.YES}
        provisional |= {answer.row.id} if answer.provisional is not None and answer.row is not None else set()
        if complete and applies is Truth.YES and not answer.possible:
            found.add(("V201", "table"))
        if answer.conflict:
            found |= {("V202", one.row.place) for one in _conflicting(answer.rows)}
    if not applied:
        return found | {("V204", "table")}
    for row in table.rows:
        if row.id not in reachable:
            found.add(("V203", row.place))
        elif row.provisionally is not None and row.id not in provisional:
            found.add(("V206", row.place))
    return found


def _conflicting(answers: tuple[object, ...]) -> Iterator[object]:
    """Each row that is yes behind another one, of another outcome, that is yes too."""
    sure = [one for one in answers if one.why.truth is Truth.YES]  # type: ignore[attr-defined]
    for number, one in enumerate(sure):
        if any(other.row.outcome != one.row.outcome for other in sure[:number]):  # type: ignore[attr-defined]
            yield one


SEEN: Counter[str] = Counter()


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(written=rows, applies=st.none() | conditions)
def test_proofs_find_what_trying_everything_finds(
    written: list[tuple[str, Condition, Provisional | None]], applies: Condition | None
) -> None:
    table = _table(written, applies)
    known = replace(_base(), tables=(*_base().tables, table))
    report = Report(known)
    tables.gaps(report)
    tables.overlaps(report)
    reach.dead(report)
    found = {(one.code, one.place) for one in report.findings if one.place == "table" or one.place.startswith("row")}
    assert found == _tried(table, known)
    assert all(one.code != "V900" for one in report.findings)
    SEEN.update(code for code, _ in found)


def test_every_kind_of_fault_was_generated() -> None:
    if not SEEN:  # tests run in any order
        test_proofs_find_what_trying_everything_finds()
    assert set(SEEN) >= {"V201", "V202", "V203", "V206"}
