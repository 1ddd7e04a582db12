"""The frame of a timeline drawing: where a place is in pixels, and the axis with its grid."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from opennen.adapters import svg
from opennen.adapters.svg import element
from opennen.adapters.timeline_words import ORDER_PART
from opennen.cases.timeline import Place, TimelineLayout
from opennen.evaluate import render
from opennen.kernel.dates import PartialDate

SIZE = 12.0  # of all text, in px
HEAD = 32.0  # height of the axis
_BETWEEN_PARTS = 14.0
_NARROW = 600
_DAYS_A_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Frame:
    """Pixels of the drawing: the gutter for lane names, then the order part, then the time part."""

    width: float
    left: float
    right: float
    order_end: float  # right edge of the order part; = left when there is none
    time_start: float  # left edge of the time part; = right when there is none

    @property
    def is_narrow(self) -> bool:
        """Whether lane names stand above their lane rather than beside it."""
        return self.width < _NARROW

    def x(self, place: Place, end: bool = False) -> float:
        """This function will give the pixel of a place: its middle, or with `end` its right edge."""
        at = place.high if end else (place.low + place.high) / 2
        return self.at(place, at)

    def bounds(self, place: Place) -> tuple[float, float]:
        """This function will give the left and right edge of a place's part."""
        return (self.left, self.order_end) if place.part == "order" else (self.time_start, self.right)

    def at(self, place: Place, fraction: float) -> float:
        """This function will give the pixel of a fraction of a place's part."""
        low, high = self.bounds(place)
        return low + (high - low) * fraction


def frame_of(found: TimelineLayout, width: float) -> Frame:
    """This function will divide the width: dated and undated events get room by their numbers."""
    left = 4.0 if width < _NARROW else 112.0
    right = width - 6.0
    if found.start is None or not found.steps:
        only_order = found.start is None
        return Frame(width, left, right, right if only_order else left, right if only_order else left)
    share = min(max(len(found.steps) / max(found.events, 1), 0.4 if width < _NARROW else 0.25), 0.6)
    middle = left + (right - left) * share
    return Frame(width, left, right, middle - _BETWEEN_PARTS / 2, middle + _BETWEEN_PARTS / 2)


def axis(found: TimelineLayout, frame: Frame, height: float, language: str) -> str:
    """This function will draw the scale of each part, with light lines down through all lanes."""
    drawn = []
    if found.steps:
        drawn += list(_order_axis(found, frame, height, language))
    if found.start is not None and found.end is not None:
        drawn += list(_time_axis(found.start, found.end, frame, height, language))
    return "".join(drawn)


def _text(x: float, y: float, text: str, anchor: str | None = None, fill: str = svg.INK_2) -> str:
    return element("text", text, x=x, y=y, text_anchor=anchor, font_size=11.0, fill=fill)


def _order_axis(found: TimelineLayout, frame: Frame, height: float, language: str) -> Iterator[str]:
    width = frame.order_end - frame.left
    yield element("rect", x=frame.left, y=0.0, width=width, height=height, fill=svg.GROUND)
    words = ORDER_PART.in_(language)
    yield _text(frame.left + 4, 11, svg.shortened(words, 11, width - 18) + " →", fill=svg.INK_3)
    every = next(one for one in (1, 5, 10, 50, 100, 1000, 5000) if width * one / len(found.steps) >= 22)
    for number, item in enumerate(found.steps, start=1):
        x = frame.x(item.place)
        yield element("line", x1=x, y1=HEAD, x2=x, y2=height, stroke=svg.LINE, stroke_width=1)
        if number % every == 0 or number == 1:
            yield _text(x, HEAD - 4, str(number), "middle", svg.INK_3)


def _time_axis(start: date, end: date, frame: Frame, height: float, language: str) -> Iterator[str]:
    width = frame.right - frame.time_start
    whole = (end - start).days
    taken = frame.time_start - 1e6
    for day, label in _ticks(start, end, width, language):
        x = frame.time_start + width * (day - start).days / whole
        yield element("line", x1=x, y1=HEAD - 12, x2=x, y2=height, stroke=svg.LINE, stroke_width=1)
        half = svg.text_width(label, 11) / 2
        middle = min(max(x, frame.time_start + half), frame.right - half)
        if middle - half > taken + 6:
            yield _text(middle, 15, label, "middle")
            taken = middle + half
    yield element(
        "line", x1=frame.time_start, y1=HEAD - 4, x2=frame.right, y2=HEAD - 4, stroke=svg.LINE_STRONG, stroke_width=1
    )


def _ticks(start: date, end: date, width: float, language: str) -> Iterator[tuple[date, str]]:
    most = max(int(width // 64), 2)
    years = (end - start).days / _DAYS_A_YEAR
    if years >= 2:
        step = next(one for one in (1, 2, 5, 10, 20, 50) if years / one <= most)
        first = start.year + (start > date(start.year, 1, 1))
        for year in range(first + (-first % step), end.year + 1, step):
            yield date(year, 1, 1), str(year)
        return
    months = years * 12
    step = next((one for one in (1, 2, 3, 6, 12) if months / one <= most), 12)
    for number in range(start.year * 12 + start.month - 1, end.year * 12 + end.month):
        day = date(number // 12, number % 12 + 1, 1)
        if number % step == 0 and start <= day <= end:
            yield day, render.day(PartialDate(day.year, day.month), language)
