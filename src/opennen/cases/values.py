"""Several values a fact can have as one: everything it could be, or the highest and lowest it could be."""

from collections.abc import Sequence

from opennen.cases.facts import Value
from opennen.kernel.quantity import Interval
from opennen.kernel.truth import Truth

Weighed = Sequence[tuple[Interval | None, bool]]
"""Numbers (None = not recorded), each with whether it certainly counts."""


def union(values: Sequence[Value | None]) -> Value | None:
    """This function will give what holds whichever of the values is the true one; None when one is not recorded."""
    known = [one for one in values if one is not None]
    if not known or len(known) < len(values):
        return None
    if all(isinstance(one, Truth) for one in known):
        return known[0] if len(set(known)) == 1 else None
    if all(isinstance(one, frozenset) for one in known):
        return frozenset().union(*(one for one in known if isinstance(one, frozenset)))
    return hull([one if isinstance(one, Interval) else None for one in known])


def hull(values: Sequence[Interval | None]) -> Interval | None:
    """This function will give the interval that holds all of them; None when one is not recorded, or there is none."""
    known = [one for one in values if one is not None]
    if not known or len(known) < len(values):
        return None
    low, low_open = min((one.low, one.low_open) for one in known)
    high, high_shut = max((one.high, not one.high_open) for one in known)
    return Interval(low, high, low_open, not high_shut)


def highest(values: Weighed) -> Interval | None:
    """This function will bound the highest: at least the certain ones, at most the highest any of them can be."""
    sure = [one for one, certain in values if certain]
    if not sure:
        return None
    low, low_open = max(((one.low, one.low_open) for one in sure if one is not None), default=(-_INF, False))
    if any(one is None for one, _ in values):
        return None if low == -_INF else Interval(low, _INF, low_open)
    high, high_shut = max((one.high, not one.high_open) for one, _ in values if one is not None)
    return Interval(low, high, low_open, not high_shut)


def lowest(values: Weighed) -> Interval | None:
    """This function will bound the lowest, as `highest` does."""
    turned = highest([(None if one is None else _turned(one), certain) for one, certain in values])
    return None if turned is None else _turned(turned)


def _turned(value: Interval) -> Interval:
    return Interval(-value.high, -value.low, value.high_open, value.low_open)


_INF = float("inf")
