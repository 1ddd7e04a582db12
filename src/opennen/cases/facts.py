"""The value of a fact for one case on one day, with the events it came from."""

from dataclasses import dataclass
from typing import TypeAlias

from opennen.kernel.dates import PartialDate
from opennen.kernel.quantity import Interval
from opennen.kernel.truth import Truth

Value: TypeAlias = Interval | Truth | frozenset[str]
"""A number is an interval, a yes/no a Truth, a code the set of codes it can still be (one = known)."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One event a value was read from."""

    event: str
    type: str
    date: PartialDate | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """A value and where it came from. `assumed` names an assumption made on the way (a microscope's field area)."""

    value: Value
    evidence: tuple[Evidence, ...] = ()
    assumed: str | None = None
