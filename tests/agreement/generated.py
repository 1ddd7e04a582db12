"""Generated rule sets and records: every node kind, every kind of value, borders and gaps included.

Rules come from Hypothesis, which shrinks them. Records come from one seed, two hundred to a rule set: a rule set is
dear to translate and a record is cheap to answer.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from math import inf
from random import Random

from hypothesis import strategies as st

from opennen.cases.facts import Value
from opennen.kernel.dates import day_number
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
    Indication,
    Not,
    OneOf,
    Option,
    Override,
    Provisional,
    Reason,
    Recorded,
    Row,
    Some,
    Table,
    Task,
    unless,
)
from opennen.vocabulary.model import Fact, FactType, Units, ValueSet, Vocabulary

TEXT = Text("x", "x")
ANY = Validity()
FEW = ("x", "y", "z")
MANY = tuple(f"code_{number:02d}" for number in range(70))  # more than one whole number has bits for
OUTCOMES = ("A", "B", "C")
BORDERS = (-1.5, 0.0, 0.1, 1.0, 2.0, 3.0, 20.0)
DAYS = tuple(day_number(date(2020, 1, 1) + timedelta(days=days)) for days in (0, 1, 31, 366))


def _fact(name: str, kind: FactType, values: str | None = None) -> Fact:
    return Fact(name, kind, TEXT, values=values, origin={})


def _set(name: str, codes: tuple[str, ...]) -> ValueSet:
    return ValueSet(name, TEXT, dict.fromkeys(codes, TEXT), {})


VOCABULARY = Vocabulary(
    {"few": _set("few", FEW), "many": _set("many", MANY), "outcomes": _set("outcomes", OUTCOMES)},
    {
        one.id: one
        for one in (
            _fact("n1", FactType.NUMBER),
            _fact("n2", FactType.NUMBER),
            _fact("day", FactType.DATE),
            _fact("p", FactType.YES_NO),
            _fact("q", FactType.YES_NO),
            _fact("c", FactType.CODE, "few"),
            _fact("m", FactType.CODE, "many"),
        )
    },
    Units({}, {}, {}),
)
RECORDED = tuple(VOCABULARY.facts)
DERIVED, TABLES = ("derived_1", "derived_2"), ("table_1", "table_2")


def leaves(derived: tuple[str, ...], tables: tuple[str, ...]) -> st.SearchStrategy[Condition]:
    """Leaves over recorded facts, and over those derived facts and tables."""
    operators = st.sampled_from(("<", "<=", ">", ">=", "==", "!="))
    number = st.builds(Compare, st.sampled_from(("n1", "n2")), operators, st.sampled_from(BORDERS), st.just(""))
    day = st.builds(Compare, st.just("day"), operators, st.sampled_from(DAYS), st.just(""))
    found = [number, number, day]
    found.append(st.builds(Holds, st.sampled_from(("p", "q", *derived))))
    found.append(st.builds(OneOf, st.just("c"), st.frozensets(st.sampled_from(FEW), min_size=1, max_size=2)))
    found.append(st.builds(OneOf, st.just("m"), st.frozensets(st.sampled_from(MANY), min_size=1, max_size=40)))
    if tables:
        outcomes = st.frozensets(st.sampled_from(OUTCOMES), min_size=1, max_size=2)
        found.append(st.builds(OneOf, st.sampled_from(tables), outcomes))
    found.append(st.builds(Recorded, st.sampled_from((*RECORDED, *derived, *tables))))
    return st.one_of(found)


def conditions(derived: tuple[str, ...] = (), tables: tuple[str, ...] = ()) -> st.SearchStrategy[Condition]:
    def grown(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
        parts = st.lists(inner, min_size=1, max_size=4).map(tuple)
        counted = parts.flatmap(lambda some: st.builds(AtLeast, st.integers(1, len(some)), st.just(some)))
        return st.builds(Every, parts) | st.builds(Some, parts) | st.builds(Not, inner) | counted

    return st.recursive(leaves(derived, tables), grown, max_leaves=8)


def overrides(condition: st.SearchStrategy[Condition]) -> st.SearchStrategy[tuple[Override, ...]]:
    return st.lists(st.builds(Override, st.just("o"), condition, st.just(TEXT), st.just(())), max_size=1).map(tuple)


@st.composite
def rows(draw: st.DrawFn, condition: st.SearchStrategy[Condition]) -> Row:
    stated, exceptions = draw(condition), draw(overrides(condition))
    until = draw(st.none() | st.builds(Provisional, condition, st.just(TEXT), st.just(())))
    outcome = draw(st.sampled_from(OUTCOMES))
    return Row(outcome, unless(stated, exceptions), "", until, stated=stated, exceptions=exceptions)


@st.composite
def tables(draw: st.DrawFn, gives: str, condition: st.SearchStrategy[Condition]) -> Table:
    found = draw(st.lists(rows(condition), min_size=1, max_size=4))
    otherwise = draw(st.none() | st.sampled_from(OUTCOMES))
    if otherwise is not None:  # as the parser writes it: an ordinary last row
        found.append(Row(otherwise, Not(Some(tuple(row.when for row in found))), ""))
    applies = draw(st.none() | condition)
    return Table(
        id="t", pack="p", place="", validity=ANY, sources=(), gives=gives, title=TEXT, rows=tuple(found),
        applies=applies, otherwise=otherwise,
    )  # fmt: skip


def options(condition: st.SearchStrategy[Condition]) -> st.SearchStrategy[Option]:
    bases = st.sampled_from(("label", "guideline", "trial", "expert", "off_label"))
    indication = st.builds(Indication, st.just("i"), condition, bases, st.just(TEXT), st.just(()), st.just(ANY))
    reason = st.builds(Reason, condition, st.just(TEXT), st.just(()))
    return st.builds(
        Option, id=st.just("option"), pack=st.just("p"), place=st.just(""), validity=st.just(ANY), sources=st.just(()),
        treatment=st.just("t"), kind=st.just("k"), title=st.just(TEXT),
        indications=st.lists(indication, max_size=3).map(tuple), excluded=st.lists(reason, max_size=2).map(tuple),
    )  # fmt: skip


def tasks(condition: st.SearchStrategy[Condition]) -> st.SearchStrategy[Task]:
    return st.builds(
        Task, id=st.just("task"), pack=st.just("p"), place=st.just(""), validity=st.just(ANY), sources=st.just(()),
        topic=st.just("workup"), title=st.just(TEXT), when=condition, done=st.none() | condition, because=st.just(TEXT),
    )  # fmt: skip


@dataclass(frozen=True)
class RuleSet:
    """Derived facts and tables that build on each other, and what is asked of them."""

    derived: dict[str, Condition]
    tables: dict[str, tuple[Table, ...]]
    option: Option
    task: Task
    asked: tuple[Condition, ...]


FIRST, SECOND = conditions(), conditions(DERIVED[:1])
TABLE = st.lists(tables(TABLES[0], conditions(DERIVED)), min_size=1, max_size=2).map(tuple)
OTHER = tables(TABLES[1], conditions(DERIVED, TABLES[:1])).map(lambda one: (one,))
EVERYTHING = conditions(DERIVED, TABLES)
ASKED = st.lists(EVERYTHING, min_size=1, max_size=4).map(tuple)

rule_sets = st.builds(
    RuleSet,
    st.fixed_dictionaries(dict(zip(DERIVED, (FIRST, SECOND), strict=True))),
    st.fixed_dictionaries(dict(zip(TABLES, (TABLE, OTHER), strict=True))),
    options(EVERYTHING),
    tasks(EVERYTHING),
    ASKED,
)


def count_nodes(rules: RuleSet, seen: Counter[str]) -> None:
    """Count every node kind, and every part of a rule that has a meaning of its own."""
    found = [*rules.derived.values(), *rules.asked, rules.task.when]
    found += [rules.task.done] if rules.task.done is not None else []
    found += [one.when for one in (*rules.option.indications, *rules.option.excluded)]
    for table in (one for several in rules.tables.values() for one in several):
        seen["table"] += 1
        seen["table with applies"] += table.applies is not None
        seen["table with otherwise"] += table.otherwise is not None
        found += [table.applies] if table.applies is not None else []
        for row in table.rows:
            seen["row provisional"] += row.provisionally is not None
            seen["row with an exception"] += bool(row.exceptions)
            found += [row.when] + ([row.provisionally.when] if row.provisionally else [])
    seen["option"] += 1
    seen["task"] += 1
    for condition in found:
        _count(condition, seen)


def _count(node: Condition, seen: Counter[str]) -> None:
    seen[type(node).__name__] += 1
    if isinstance(node, Holds | OneOf | Recorded):
        seen["of a derived fact"] += node.fact in DERIVED
        seen["of a table"] += node.fact in TABLES
    for part in getattr(node, "parts", ()) or ((node.part,) if isinstance(node, Not) else ()):
        _count(part, seen)


KINDS = frozenset(
    (
        *("Every", "Some", "AtLeast", "Not", "Holds", "Compare", "OneOf", "Recorded"),
        *("table", "table with applies", "table with otherwise", "row provisional", "row with an exception"),
        *("option", "task", "of a derived fact", "of a table"),
    )
)


def records(seed: int, count: int) -> list[dict[str, Value]]:
    """This many records; in some batches every value of a fact is exact, so that both layouts are met."""
    chance = Random(seed)  # noqa: S311  (a test that can be repeated)
    exact = {fact: chance.random() < 0.5 for fact in RECORDED}
    missing = {fact: chance.choice((0.0, 0.2, 0.5, 1.0 if chance.random() < 0.2 else 0.3)) for fact in RECORDED}
    return [
        {fact: _value(fact, exact[fact], chance) for fact in RECORDED if chance.random() >= missing[fact]}
        for _ in range(count)
    ]


def _value(fact: str, exact: bool, chance: Random) -> Value:
    kind = VOCABULARY.facts[fact].type
    if kind is FactType.YES_NO:
        return chance.choice((Truth.YES, Truth.NO) if exact else (Truth.YES, Truth.NO, Truth.UNKNOWN))
    if kind is FactType.CODE:
        codes = FEW if fact == "c" else MANY
        size = 1 if exact else chance.choice((1, 1, 2, len(codes) // 2, len(codes)))
        return frozenset(chance.sample(codes, max(1, size)))
    places: tuple[float, ...] = DAYS if kind is FactType.DATE else BORDERS
    near = tuple(place + step for place in places for step in (0.0, 0.0, 0.5, -0.5))
    return exactly(chance.choice(near)) if exact or chance.random() < 0.5 else _interval(near, chance)


def _interval(near: tuple[float, ...], chance: Random) -> Interval:
    low, high = sorted((chance.choice(near), chance.choice(near)))
    if low == high:
        high += 0.25
    low, high = chance.choice(((low, high), (low, high), (-inf, high), (low, inf), (-inf, inf)))
    return Interval(low, high, low != -inf and chance.random() < 0.5, high != inf and chance.random() < 0.5)
