"""The order of an agenda."""

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def moved(order: Sequence[T], item: T, steps: int) -> tuple[T, ...]:
    """This function will move an item by some places (negative = up); it stops at either end.

    Raises ValueError for an item that is not on the agenda.
    """
    place = list(order).index(item)
    rest = [*order[:place], *order[place + 1 :]]
    wanted = min(max(place + steps, 0), len(rest))
    return (*rest[:wanted], item, *rest[wanted:])
