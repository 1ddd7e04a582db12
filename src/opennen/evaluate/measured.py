"""Counts to the chance of each outcome, by the tables themselves.

The joint posterior of the counted facts is cut at exactly those bounds the tables compare them with. Within a cell
every comparison has one answer, so the Evaluator answers the tables once per cell, at any number of it, everything else
as recorded; the cell's probability goes to that answer. What stays open there is its own share.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product
from math import prod
from typing import TypeAlias

from opennen.cases.counted import Tally
from opennen.epi.counts import Count, DensityCount, MoreCounting, ShareCount, inside, more_counting
from opennen.evaluate.answer import TableAnswer
from opennen.evaluate.chances import Chances, Reading, Share, Uncertainty
from opennen.evaluate.evaluator import Evaluator
from opennen.kernel.quantity import exactly
from opennen.rules.measurement import Measurement
from opennen.rules.model import Compare, Condition, Not, Table, facts_in
from opennen.vocabulary.model import Vocabulary

_NOTHING = 1e-15  # a cell that weighs less cannot show in a sum of doubles; it is not asked

_Said: TypeAlias = tuple[str | None, bool]  # a table's outcome, and whether the question applies
_Cell: TypeAlias = tuple[int, ...]  # for each counted fact, the number of its slice


@dataclass(frozen=True, slots=True)
class _Axis:
    """One counted fact, cut: slice i lies between edges[i] and edges[i + 1] and weighs weights[i]."""

    fact: str
    tally: Tally
    count: Count
    low: float
    high: float
    edges: tuple[float, ...]
    weights: tuple[float, ...]

    def middle(self, number: int) -> float:
        return (self.edges[number] + self.edges[number + 1]) / 2

    def is_likely(self, number: int) -> bool:
        return self.edges[number] < self.high and self.edges[number + 1] > self.low


def measured(
    evaluator: Evaluator,
    tallies: Mapping[str, Tally],
    asked: Sequence[str],
    measurement: Measurement,
    vocabulary: Vocabulary,
    countable: Iterable[str],
) -> Uncertainty | None:
    """This function will work out what the counts of one specimen leave open in the coded facts `asked`.

    tallies: the counts, by fact. countable: every fact that could have one. None when nothing was counted.
    """
    if not tallies:
        return None
    bounds = bounds_of(asked, evaluator)
    axes = [_axis(fact, tally, bounds.get(fact, ()), measurement, vocabulary) for fact, tally in tallies.items()]
    answers = _answers(axes, asked, evaluator)
    uncounted = [fact for fact in countable if fact in bounds and fact not in tallies]
    return Uncertainty(
        readings=tuple(_reading(place, axes, answers, measurement, evaluator) for place in range(len(axes))),
        chances=tuple(_chances(fact, axes, answers) for fact in asked),
        as_recorded=tuple(fact for fact in uncounted if fact in evaluator.recorded),
        missing=tuple(fact for fact in uncounted if fact not in evaluator.recorded),
    )


def bounds_of(asked: Iterable[str], evaluator: Evaluator) -> dict[str, tuple[float, ...]]:
    """This function will gather the bounds these facts' tables compare numbers with, derived facts opened."""
    found: dict[str, set[float]] = {}
    seen: set[str] = set()
    waiting = list(asked)
    while waiting:
        fact = waiting.pop()
        if fact in seen:
            continue
        seen.add(fact)
        rule = evaluator.derived.get(fact)
        conditions = [*([rule] if rule is not None else []), *_conditions(evaluator.tables.get(fact, ()))]
        for condition in conditions:
            waiting.extend(facts_in(condition))
            for compare in _compares(condition):
                found.setdefault(compare.fact, set()).add(compare.bound)
    return {fact: tuple(sorted(bounds)) for fact, bounds in found.items()}


def _conditions(tables: Iterable[Table]) -> Iterable[Condition]:
    for table in tables:
        if table.applies is not None:
            yield table.applies
        for row in table.rows:
            yield row.when
            if row.provisionally is not None:
                yield row.provisionally.when


def _compares(condition: Condition) -> Iterable[Compare]:
    if isinstance(condition, Compare):
        yield condition
    # Every node that holds others, by its field: a bound that is overlooked would make a cell with two answers.
    inner: tuple[Condition, ...] = (condition.part,) if isinstance(condition, Not) else getattr(condition, "parts", ())
    for part in inner:
        yield from _compares(part)


def _axis(fact: str, tally: Tally, bounds: Iterable[float], measurement: Measurement, vocabulary: Vocabulary) -> _Axis:
    count = _count(tally, measurement)
    floor, ceiling = vocabulary.facts[fact].range or (0.0, max(count.interval(measurement.level)[1], count.point))
    edges = (floor, *(bound for bound in bounds if floor < bound < ceiling), ceiling)
    cuts = [0.0, *(count.below(edge) for edge in edges[1:-1]), 1.0]
    weights = tuple(max(after - before, 0.0) for before, after in pairwise(cuts))
    return _Axis(fact, tally, count, *count.interval(measurement.level), edges, weights)


def _count(tally: Tally, measurement: Measurement) -> Count:
    kind = ShareCount if tally.counted.kind == "share" else DensityCount
    return kind(tally.number, tally.size, tally.counted.per, measurement.by_kind[tally.counted.kind].adds)


def _answers(axes: Sequence[_Axis], asked: Sequence[str], evaluator: Evaluator) -> dict[_Cell, tuple[TableAnswer, ...]]:
    found = {}
    for cell in product(*(range(len(one.weights)) for one in axes)):
        if _weight(cell, axes) > _NOTHING:
            recorded = dict(evaluator.recorded)
            for axis, number in zip(axes, cell, strict=True):
                recorded[axis.fact] = replace(recorded[axis.fact], value=exactly(axis.middle(number)))
            one = Evaluator(recorded, evaluator.derived, evaluator.tables)
            found[cell] = tuple(one.table(fact) for fact in asked)
    return found


def _weight(cell: _Cell, axes: Sequence[_Axis]) -> float:
    return prod(axis.weights[number] for axis, number in zip(axes, cell, strict=True))


def _reading(
    place: int,
    axes: Sequence[_Axis],
    answers: Mapping[_Cell, tuple[TableAnswer, ...]],
    measurement: Measurement,
    evaluator: Evaluator,
) -> Reading:
    axis = axes[place]
    borders = tuple(
        border
        for number, border in enumerate(axis.edges[1:-1])
        if inside(axis.count, [border], measurement.level) and _decides(place, number, axes, answers)
    )
    prior = measurement.by_kind[axis.tally.counted.kind]
    more = (
        more_counting(axis.count, borders, measurement.level, prior.step, prior.most)
        if borders
        else MoreCounting("nothing")
    )
    assumed = evaluator.recorded[axis.fact].assumed
    return Reading(axis.fact, axis.tally, axis.count.point, axis.low, axis.high, borders, more, assumed)


def _decides(place: int, number: int, axes: Sequence[_Axis], answers: Mapping[_Cell, tuple[TableAnswer, ...]]) -> bool:
    """Whether some answer differs on the two sides of a border, wherever in their intervals the other counts lie."""
    for cell, below in answers.items():
        if cell[place] != number:
            continue
        others_likely = all(axes[i].is_likely(one) for i, one in enumerate(cell) if i != place)
        above = answers.get((*cell[:place], number + 1, *cell[place + 1 :]))
        if others_likely and above is not None and [_said(one) for one in below] != [_said(one) for one in above]:
            return True
    return False


def _said(answer: TableAnswer) -> _Said:
    return answer.outcome, bool(answer.possible)


def _chances(fact: str, axes: Sequence[_Axis], answers: Mapping[_Cell, tuple[TableAnswer, ...]]) -> Chances:
    shares: dict[str, Share] = {}
    undecided = not_applicable = 0.0
    for cell, tables in answers.items():
        answer, weight = next(one for one in tables if one.fact == fact), _weight(cell, axes)
        if answer.outcome is not None:
            before = shares.get(answer.outcome, Share(answer.outcome, 0.0))
            provisional = before.provisional + (weight if answer.is_provisional else 0.0)
            shares[answer.outcome] = Share(answer.outcome, before.probability + weight, provisional)
        elif answer.possible:
            undecided += weight
        else:
            not_applicable += weight
    likeliest = sorted(shares.values(), key=lambda one: -one.probability)
    return Chances(fact, tuple(likeliest), undecided, not_applicable)
