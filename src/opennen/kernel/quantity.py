"""Numbers as intervals with a unit: a value, a range or '<2' are the same kind of thing."""

from dataclasses import dataclass
from datetime import date
from math import inf, isfinite, isnan

from opennen.kernel.dates import PartialDate, day_number
from opennen.kernel.truth import Truth

OPERATORS = ("<", "<=", ">", ">=", "==", "!=")


@dataclass(frozen=True, slots=True)
class Interval:
    """Every number the true one can be, from `low` to `high`; an open end is not itself possible."""

    low: float
    high: float
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        if isnan(self.low) or isnan(self.high):
            raise ValueError("NaN is not a number anybody measured")
        if self.low > self.high or (self.low == self.high and (self.low_open or self.high_open)):
            raise ValueError(f"no number lies between {self.low} and {self.high}")

    @property
    def is_exact(self) -> bool:
        """Whether it is one number."""
        return self.low == self.high

    def scaled(self, factor: float) -> "Interval":
        """This function will multiply both ends by a positive factor (a unit conversion)."""
        if not factor > 0 or not isfinite(factor):
            raise ValueError(f"a unit factor is a positive number, not {factor}")
        return Interval(self.low * factor, self.high * factor, self.low_open, self.high_open)

    def within(self, low: float, high: float) -> "Interval":
        """This function will cut off what lies outside a possible range; ValueError when nothing is left."""
        lower, upper = max(self.low, low), min(self.high, high)
        return Interval(lower, upper, self.low_open and lower == self.low, self.high_open and upper == self.high)


def shortened(number: float, decimals: int = 2) -> float:
    """This function will round what a division made, to more decimals where fewer would make it a whole number.

    2.7944 is 2.79, but 2.9996 is not 3: a number beside a border must not be shown on it.
    """
    for digits in range(decimals, 10):
        short = round(number, digits)
        if short == number or short != round(number):
            return short
    return number


def exactly(number: float) -> Interval:
    """This function will give the interval that holds one number."""
    return Interval(number, number)


def interval_of(value: float | None, comparator: str | None, low: float | None, high: float | None) -> Interval | None:
    """This function will read a recorded number: a value with or without '<', '<=', '>', '>=', '~', or a range.

    Nothing recorded gives None. '~' (about) is read as the number itself; the words stay with the event.
    Raises ValueError when both a value and a range are given, or the range is upside down.
    """
    if value is not None and (low is not None or high is not None):
        raise ValueError("give a value or a range, not both")
    if value is not None:
        if comparator in ("<", "<="):
            return Interval(-inf, value, high_open=comparator == "<")
        if comparator in (">", ">="):
            return Interval(value, inf, low_open=comparator == ">")
        return exactly(value)
    if low is None and high is None:
        return None
    return Interval(-inf if low is None else low, inf if high is None else high)


def interval_of_day(day: date | PartialDate) -> Interval:
    """This function will give the days a date can mean, as `day_number` counts them; one for an exact date."""
    first, last = (day, day) if isinstance(day, date) else (day.earliest, day.latest)
    return Interval(day_number(first), day_number(last))


def compared(value: Interval, operator: str, bound: float) -> Truth:
    """This function will compare every possible number with a bound: YES for all, NO for none, else UNKNOWN."""
    if operator == "==":
        if value.is_exact:
            return Truth.YES if value.low == bound else Truth.NO
        inside = compared(value, ">=", bound) is not Truth.NO and compared(value, "<=", bound) is not Truth.NO
        return Truth.UNKNOWN if inside else Truth.NO
    if operator in (">", ">="):
        beyond = value.low > bound or (value.low == bound and (value.low_open or operator == ">="))
        short = value.high < bound or (value.high == bound and (value.high_open or operator == ">"))
        return Truth.YES if beyond else Truth.NO if short else Truth.UNKNOWN
    opposite = {"<": ">=", "<=": ">", "!=": "=="}[operator]
    answer = compared(value, opposite, bound)
    return {Truth.YES: Truth.NO, Truth.NO: Truth.YES, Truth.UNKNOWN: Truth.UNKNOWN}[answer]
