"""What a recorded fact can be, as finitely many regions that no condition tells apart.

Rules compare facts only with constants, so every number between two thresholds answers every rule alike: one exact
value can stand for all of them. That makes a proof over all cases a search over finitely many, and lets a
counter-example show a number a person would write.
"""

from collections.abc import Iterable, Iterator
from math import floor, inf, log10

from opennen.cases.facts import Value
from opennen.cases.origins import Origin, origins_of
from opennen.kernel.quantity import exactly
from opennen.kernel.truth import Truth
from opennen.rules.model import Compare, OneOf
from opennen.rules.packs import Knowledge
from opennen.verify.conditions import every_condition, leaves
from opennen.vocabulary.model import Fact, FactType

_A_YEAR = 365
_ALMOST = 1e-9  # two numbers this close differ by the arithmetic only


def domains_of(knowledge: Knowledge) -> dict[str, tuple[Value, ...]]:
    """This function will give, for each recorded fact, one exact value of each region that conditions tell apart."""
    return {
        fact: values for fact, values in every_domain(knowledge).items() if knowledge.vocabulary.facts[fact].is_recorded
    }


def every_domain(knowledge: Knowledge) -> dict[str, tuple[Value, ...]]:
    """This function will give the same for all facts, those that rules and tables give included."""
    bounds: dict[str, set[float]] = {}
    codes: dict[str, set[frozenset[str]]] = {}
    for condition, _ in every_condition(knowledge):
        for leaf in leaves(condition):
            if isinstance(leaf, Compare):
                bounds.setdefault(leaf.fact, set()).add(leaf.bound)
            elif isinstance(leaf, OneOf):
                codes.setdefault(leaf.fact, set()).add(leaf.codes)
    origins = origins_of(knowledge.vocabulary)[0]
    return {
        fact.id: tuple(_values(fact, knowledge, bounds.get(fact.id, set()), codes.get(fact.id, set()), origins))
        for fact in knowledge.vocabulary.facts.values()
    }


def can_be_settled(fact: Fact, knowledge: Knowledge) -> bool:
    """This function will say whether a record can say both yes and no (or any value): `exists` alone never says no."""
    origin = origins_of(knowledge.vocabulary)[0].get(fact.id)
    return fact.type is not FactType.YES_NO or origin is None or len(_truths(origin)) > 1


def _values(
    fact: Fact, knowledge: Knowledge, bounds: set[float], codes: set[frozenset[str]], origins: dict[str, Origin]
) -> Iterable[Value]:
    if fact.type is FactType.YES_NO:
        return _truths(origins[fact.id]) if fact.id in origins else (Truth.YES, Truth.NO)
    if fact.type is FactType.CODE:
        return _codes(knowledge.vocabulary.sets[fact.values or ""].values, codes)
    if fact.type is FactType.DATE:
        return [exactly(day) for day in _days(sorted(bounds))]
    low, high = fact.range or (-inf, inf)
    whole = fact.unit == "1"
    return [exactly(number) for number in _numbers(low, high, bounds, whole)]


def _truths(origin: Origin) -> tuple[Truth, ...]:
    if origin.exists and not origin.no_if_complete and origin.absent_where is None:
        return (Truth.YES,)
    if origin.yes is not None and not origin.no:
        return (Truth.YES,)
    return (Truth.YES, Truth.NO)


def _codes(values: Iterable[str], groups: set[frozenset[str]]) -> Iterator[Value]:
    """One code of each class that is in the same groups; the first of the value set."""
    seen: set[frozenset[frozenset[str]]] = set()
    for code in values:
        signature = frozenset(group for group in groups if code in group)
        if signature not in seen:
            seen.add(signature)
            yield frozenset({code})


def _days(bounds: list[float]) -> Iterator[float]:
    if not bounds:
        bounds = [float(_A_YEAR * 2000)]
    yield bounds[0] - _A_YEAR
    for number, bound in enumerate(bounds):
        yield bound
        following = bounds[number + 1] if number + 1 < len(bounds) else bound + 2 * _A_YEAR
        if following - bound > 1:
            yield bound + floor((following - bound) / 2)


def _numbers(low: float, high: float, bounds: set[float], whole: bool) -> Iterator[float]:
    ends = sorted({low, high, *(bound for bound in bounds if low <= bound <= high)})
    for number, end in enumerate(ends):
        if not whole or end == floor(end):
            yield end
        if number + 1 < len(ends):
            between = _whole_between(end, ends[number + 1]) if whole else plain_between(end, ends[number + 1])
            if between is not None:
                yield between


def _whole_between(low: float, high: float) -> float | None:
    first = float(floor(low) + 1)
    return first if first < high else None


def plain_between(low: float, high: float) -> float:
    """This function will give the number between two others that a person would write: 2.5 after 2, 30 after 20."""
    middle = (low + high) / 2
    if high - low <= 1 and abs(middle - round(middle, 2)) < _ALMOST:
        return round(middle, 2)
    step = 10.0 ** floor(log10(min(low, high - low) if low > 0 else high - low))
    while True:
        for factor in (1.0, 0.5):
            candidate = round((floor(low / (step * factor)) + 1) * step * factor, 12)
            if low < candidate < high:
                return candidate
        step /= 10
