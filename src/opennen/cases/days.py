"""On which days an event can have happened, and which of two events is certainly the later one.

A date is every day it can mean, up to the day of assessment: what is recorded had happened by then. An event without a
date stands right after the event listed before it, on that event's first day or later.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import inf, isfinite

from opennen.cases.events import AnyEvent
from opennen.kernel.dates import PartialDate, day_number, day_of, later_by_months, months_between

_DAYS_A_WEEK = 7
_MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Days:
    """The days an event can be of (as `day_number` counts), and its place among the events as they are listed.

    `anchor_last` is the last day of the date that gives it its place: its own, or that of the event listed before it.
    """

    first: float
    last: float
    anchor_last: float
    anchor: int  # number of the event whose date gives the place; -1 = none
    number: int

    @property
    def is_dated(self) -> bool:
        """Whether the event has a date of its own."""
        return self.anchor == self.number

    @property
    def is_exact(self) -> bool:
        """Whether it is one day."""
        return self.is_dated and self.first == self.last


def days_of(events: Iterable[AnyEvent], on: date) -> dict[str, Days]:
    """This function will give the possible days of every event, in the order the case lists them."""
    today = day_number(on)
    found: dict[str, Days] = {}
    anchor, first, last = -1, -inf, -inf
    for number, event in enumerate(events):
        if event.date is not None:
            anchor = number
            first, last = (min(end, today) for end in span(event.date))
            found[event.id] = Days(first, last, last, anchor, number)
        else:
            found[event.id] = Days(first, today, last, anchor, number)
    return found


def span(day: PartialDate) -> tuple[float, float]:
    """This function will give the first and the last day a date can mean, as numbers."""
    return day_number(day.earliest), day_number(day.latest)


def is_later(one: Days, other: Days) -> bool:
    """This function will say whether one event certainly follows another; on one day as they are listed."""
    if one.anchor == other.anchor:
        return one.number > other.number
    if one.first > other.anchor_last:
        return True
    same_day = one.first == one.anchor_last == other.first == other.anchor_last
    return same_day and one.number > other.number


def is_of_a_later_day(one: Days, other: Days) -> bool:
    """This function will say whether one event is certainly of a later day than another that has a date."""
    return other.is_dated and one.first > other.last


def may_be_last(some: Sequence[Days], certain: Sequence[Days], *, by_day: bool) -> list[bool]:
    """This function will say of each whether it can be the latest of `some`, of which `certain` are surely among them.

    by_day: events of one day do not beat each other. It answers what `is_later` (`is_of_a_later_day`) answers for every
    pair, in one pass: a case can have thousands of events.
    """
    first = max((one.first for one in certain), default=-inf)
    if by_day:
        return [not (one.is_dated and first > one.last) for one in some]
    after: dict[int, int] = {}
    same_day: dict[float, int] = {}
    for one in certain:
        after[one.anchor] = max(after.get(one.anchor, -1), one.number)
        if one.first == one.anchor_last:
            same_day[one.first] = max(same_day.get(one.first, -1), one.number)
    return [
        not (
            first > one.anchor_last
            or after.get(one.anchor, -1) > one.number
            or (one.first == one.anchor_last and same_day.get(one.first, -1) > one.number)
        )
        for one in some
    ]


def may_be_first(some: Sequence[Days], certain: Sequence[Days], *, by_day: bool) -> list[bool]:
    """This function will say of each whether it can be the first of `some`, as `may_be_last` does."""
    if by_day:
        last = min((one.last for one in certain if one.is_dated), default=inf)
        return [not one.first > last for one in some]
    last = min((one.anchor_last for one in certain), default=inf)
    before: dict[int, int] = {}
    same_day: dict[float, int] = {}
    for one in certain:
        before[one.anchor] = min(before.get(one.anchor, one.number), one.number)
        if one.first == one.anchor_last:
            same_day[one.first] = min(same_day.get(one.first, one.number), one.number)
    return [
        not (
            one.first > last
            or before.get(one.anchor, one.number) < one.number
            or (one.first == one.anchor_last and same_day.get(one.first, one.number) < one.number)
        )
        for one in some
    ]


def later_by(day: float, count: float, unit: str) -> float:
    """This function will give the day some days, weeks, months or years later; months and years by the calendar."""
    if not isfinite(day):
        return day
    if unit == "days":
        return day + count
    if unit == "weeks":
        return day + _DAYS_A_WEEK * count
    months = int(count) * (_MONTHS_A_YEAR if unit == "years" else 1)
    return day_number(later_by_months(day_of(day), months))


def elapsed(start: float, end: float, unit: str) -> float:
    """This function will measure from one day to another, negative when the second is earlier.

    A month is a month of the calendar: whole ones, and the part of the next that has passed. So “at most 12 months” is
    said of exactly the days for which `later_by` 12 months reaches the end; a year is 12 months, a week 7 days.
    """
    if not (isfinite(start) and isfinite(end)):
        return end - start
    if end < start:
        return -elapsed(end, start, unit)
    if unit == "days":
        return end - start
    if unit == "weeks":
        return round((end - start) / _DAYS_A_WEEK, 2)
    first = day_of(start)
    whole = months_between(first, day_of(end))
    while day_number(later_by_months(first, whole + 1)) <= end:  # the 31st and the end of a shorter month
        whole += 1
    begun, next_one = (day_number(later_by_months(first, whole + more)) for more in (0, 1))
    months = whole + (end - begun) / (next_one - begun)
    return round(months, 2) if unit == "months" else round(months / _MONTHS_A_YEAR, 3)
