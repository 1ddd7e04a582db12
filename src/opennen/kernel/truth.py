"""Strong Kleene three-valued logic: a missing value is never a no."""

from collections.abc import Iterable
from enum import Enum


class Truth(Enum):
    """YES, NO or UNKNOWN; Python may never coerce it to a bool."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    def __bool__(self) -> bool:
        raise TypeError(f"a Truth is not a bool; compare it: `{self} is Truth.YES`")


_NEGATED = {Truth.YES: Truth.NO, Truth.NO: Truth.YES, Truth.UNKNOWN: Truth.UNKNOWN}


def negated(truth: Truth) -> Truth:
    """This function will turn YES into NO and NO into YES; UNKNOWN stays UNKNOWN."""
    return _NEGATED[truth]


def all_of(truths: Iterable[Truth]) -> Truth:
    """This function will answer NO when any part is NO, else UNKNOWN when any is, else YES (also for no parts)."""
    answer = Truth.YES
    for truth in truths:
        if truth is Truth.NO:
            return Truth.NO
        if truth is Truth.UNKNOWN:
            answer = Truth.UNKNOWN
    return answer


def any_of(truths: Iterable[Truth]) -> Truth:
    """This function will answer YES when any part is YES, else UNKNOWN when any is, else NO (also for no parts)."""
    answer = Truth.NO
    for truth in truths:
        if truth is Truth.YES:
            return Truth.YES
        if truth is Truth.UNKNOWN:
            answer = Truth.UNKNOWN
    return answer


def at_least(count: int, truths: Iterable[Truth]) -> Truth:
    """This function will answer YES when `count` parts are YES, NO when so many can no longer be, else UNKNOWN."""
    found = list(truths)
    if found.count(Truth.YES) >= count:
        return Truth.YES
    return Truth.NO if len(found) - found.count(Truth.NO) < count else Truth.UNKNOWN


def truth_of(value: bool | None) -> Truth:
    """This function will read a recorded yes/no, where None (nothing recorded) is UNKNOWN."""
    if value is None:
        return Truth.UNKNOWN
    return Truth.YES if value else Truth.NO
