"""Exact and partial dates. A month that is not known stays not known."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from opennen.kernel.truth import Truth

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_DAY_FIRST = re.compile(r"(?:(?:(\d{1,2})[./\- ])?(\d{1,2})[./\- ])?(\d{4}|\d{2})")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, a month or a year; `earliest` and `latest` bound the days it can mean."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day needs its month")
        if not 1800 <= self.year <= 2200:
            raise ValueError(f"{self.year} is not a year between 1800 and 2200")
        date(self.year, self.month or 1, self.day or 1)  # raises ValueError when there is no such day

    @property
    def earliest(self) -> date:
        """The first day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    @property
    def is_exact(self) -> bool:
        """Whether the day is known."""
        return self.day is not None

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"] + [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


def partial_date(text: str) -> PartialDate:
    """This function will read '2012', '2012-05' or '2012-05-03'; anything else raises ValueError that says so."""
    found = _ISO.fullmatch(text.strip())
    if not found:
        raise ValueError(f"“{text}” is not a date; write 2012, 2012-05 or 2012-05-03")
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    return PartialDate(year, month, day)


def typed_date(text: str, today: date) -> PartialDate:
    """This function will read what people type: '12/3/24', '3.2024', '2024', or an ISO date.

    Two-digit years are the latest such year that is not after `today`. Raises ValueError with the forms it takes.
    """
    text = text.strip()
    if _ISO.fullmatch(text):
        return partial_date(text)
    found = _DAY_FIRST.fullmatch(text)
    if not found:
        raise ValueError(f"“{text}” is not a date; write 12/03/2024, 03/2024 or 2024")
    day, month, year = (int(part) if part else None for part in found.groups())
    assert year is not None
    if year < 100:
        year += 2000 if 2000 + year <= today.year else 1900
    return PartialDate(year, month, day)


def day_number(day: date) -> float:
    """This function will give a day as a number, so that days compare as numbers do (1 = 1 January of year 1)."""
    return float(day.toordinal())


def day_of(number: float) -> date:
    """This function will give the day of a number that `day_number` gave."""
    return date.fromordinal(int(number))


def later_by_months(day: date, months: int) -> date:
    """This function will give the same day some months later; the last of the month where there is no such day."""
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def is_before(first: PartialDate, second: PartialDate) -> Truth:
    """This function will say whether one date lies before another; overlapping partial dates are UNKNOWN."""
    if first.latest < second.earliest:
        return Truth.YES
    return Truth.NO if first.earliest >= second.latest else Truth.UNKNOWN


def months_between(start: date, end: date) -> int:
    """This function will count whole months from start to end (negative when end is earlier)."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - 1 if end.day < start.day else months
