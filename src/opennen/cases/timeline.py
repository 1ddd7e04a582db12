"""Where each event of a case stands on its timeline. Pure: no words, no pixels; every place is a fraction of a part.

A timeline has at most two parts. Events with a date stand on a scale of real time, partial dates as a span. Events
without one stand in equal steps, in the order the case lists them, in a part of its own that claims no more than that.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from opennen.cases.events import AnyEvent, Marker, Treatment
from opennen.cases.model import Case
from opennen.cases.order import events_in_order

LaneKind = Literal["treatment", "specimen", "imaging", "spread", "marker", "clinical", "decision"]
LANES: tuple[LaneKind, ...] = ("treatment", "specimen", "imaging", "spread", "marker", "clinical", "decision")
LANE_OF: dict[str, LaneKind] = {
    "treatment": "treatment", "specimen": "specimen", "imaging": "imaging", "stage": "spread", "extent": "spread",
    "marker": "marker", "symptom": "clinical", "syndrome": "clinical", "condition": "clinical", "status": "clinical",
}  # fmt: skip
Part = Literal["time", "order"]
_DAYS_PER_MONTH = 365.25 / 12
_MARGIN = 0.015  # of the span, so that the first and the last mark are not cut
_SHORTEST = timedelta(days=30)  # a course of one day still gets an axis
_DAYS_OF_A_STAY = 62  # a treatment given over less is drawn as a moment


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: from `low` to `high` as fractions of its part; `certain` = exact, not a guess or span."""

    part: Part
    low: float
    high: float
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Decision:
    """A board decision to draw: its day and its words, which are already in the page's language."""

    on: date
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """One event in its lane. For a treatment `end` is where it stops; `stops` says what is known of that.

    stops: 'moment' (an operation, a cycle), 'stopped', 'ongoing', or 'not_stated' (an end nobody wrote down).
    """

    place: Place
    event: AnyEvent | None = None
    decision: Decision | None = None
    end: Place | None = None
    stops: Literal["moment", "stopped", "ongoing", "not_stated"] = "moment"
    months_after: float | None = None  # what the case says of the time since the event named in `after`


@dataclass(frozen=True, slots=True)
class Lane:
    """One row of the drawing; a marker lane is of one analyte."""

    kind: LaneKind
    items: tuple[Item, ...]
    analyte: str = ""


@dataclass(frozen=True, slots=True)
class TimelineLayout:
    """The whole drawing: lanes in their fixed order, the dates the time part spans, the steps the order part has."""

    lanes: tuple[Lane, ...]
    start: date | None
    end: date | None
    steps: tuple[Item, ...]  # the events of the order part, in order

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.lanes

    @property
    def events(self) -> int:
        """How many events it holds."""
        return sum(len(lane.items) for lane in self.lanes)


def layout(
    case: Case,
    on: date,
    momentary: frozenset[str] = frozenset(),
    decisions: Sequence[Decision] = (),
    tumour: str | None = None,
) -> TimelineLayout:
    """This function will place every event known on a day.

    momentary: codes of treatments that happen at one moment (operations). An event with no date but a stated time
    after a dated one is placed by it, as not certain; without either it goes to the order part.
    """
    events = events_in_order(case, on, tumour)
    days = _days(events)
    dated = [event for event in events if event.id in days]
    undated = [event for event in events if event.id not in days]
    shown = [decision for decision in decisions if decision.on <= on]
    span = _span(dated, days, shown, on)
    items = [_on_scale(event, days, span, momentary, on) for event in dated] if span else []
    steps = _in_order(undated, momentary)
    drawn = [Item(_at(decision.on, decision.on, span), decision=decision) for decision in shown if span]
    lanes = tuple(_lanes([*items, *steps], drawn))
    return TimelineLayout(lanes, span[0] if span else None, span[1] if span else None, tuple(steps))


Days = dict[str, tuple[date, date, bool]]  # event -> first and last day it can be, and whether the day is certain


def _days(events: Iterable[AnyEvent]) -> Days:
    found: Days = {}
    for event in events:
        if event.date is not None:
            found[event.id] = (event.date.earliest, event.date.latest, event.date.is_exact)
        elif event.after and event.after.months is not None and event.after.event in found:
            first, last, _ = found[event.after.event]
            later = timedelta(days=round(event.after.months * _DAYS_PER_MONTH))
            found[event.id] = (first + later, last + later, False)
    return found


def _span(dated: Sequence[AnyEvent], days: Days, decisions: Sequence[Decision], on: date) -> tuple[date, date] | None:
    starts = [days[event.id][0] for event in dated] + [decision.on for decision in decisions]
    if not dated or not starts:
        return None
    ends = [days[event.id][1] for event in dated] + [decision.on for decision in decisions]
    for event in dated:
        if isinstance(event, Treatment):
            ends += [event.stop.latest] if event.stop else [on] if event.ongoing else []
    first, last = min(starts), max(ends)
    vaguest = max(days[event.id][1] - days[event.id][0] for event in dated)  # half of it on each side, for its words
    margin = max((last - first) * _MARGIN, vaguest / 2, timedelta(days=1))
    short = max((_SHORTEST - (last - first)) / 2, timedelta())
    return first - margin - short, last + margin + short


def _at(first: date, last: date, span: tuple[date, date] | None, certain: bool = True) -> Place:
    assert span is not None
    whole = (span[1] - span[0]).days
    low, high = ((day - span[0]).days / whole for day in (first, last))
    return Place("time", min(max(low, 0.0), 1.0), min(max(high, 0.0), 1.0), certain)


def _on_scale(event: AnyEvent, days: Days, span: tuple[date, date], momentary: frozenset[str], on: date) -> Item:
    first, last, certain = days[event.id]
    item = Item(_at(first, last, span, certain), event, months_after=event.after.months if event.after else None)
    if not isinstance(event, Treatment):
        return item
    if event.stop is not None:
        stop = _at(event.stop.earliest, event.stop.latest, span, event.stop.is_exact)
        if (event.stop.latest - first).days < _DAYS_OF_A_STAY and event.kind in momentary:
            return item
        return replace(item, end=stop, stops="stopped")
    if event.ongoing:
        return replace(item, end=_at(max(on, last), max(on, last), span), stops="ongoing")
    return item if event.kind in momentary else replace(item, stops="not_stated")


def _in_order(events: Sequence[AnyEvent], momentary: frozenset[str]) -> list[Item]:
    if not events:
        return []
    width = 1 / len(events)
    places = {event.id: Place("order", n * width, (n + 1) * width, False) for n, event in enumerate(events)}
    seen_under = {
        treatment: places[event.id] for event in events for treatment in getattr(event, "under", ()) if treatment
    }
    return [_step(event, places[event.id], seen_under.get(event.id), momentary) for event in events]


def _step(event: AnyEvent, place: Place, seen: Place | None, momentary: frozenset[str]) -> Item:
    item = Item(place, event, months_after=event.after.months if event.after else None)
    if not isinstance(event, Treatment) or event.kind in momentary:
        return item
    if event.ongoing:
        return replace(item, end=Place("order", 1.0, 1.0, False), stops="ongoing")
    if seen is not None and seen.high > place.high:  # a response judged under it: it lasted at least until then
        return replace(item, end=seen, stops="not_stated")
    return replace(item, stops="not_stated")


def _lanes(items: Sequence[Item], decisions: Sequence[Item]) -> Iterable[Lane]:
    for kind in LANES:
        if kind == "decision":
            if decisions:
                yield Lane(kind, tuple(decisions))
            continue
        inside = [item for item in items if item.event and LANE_OF[item.event.type] == kind]
        if kind != "marker":
            if inside:
                yield Lane(kind, tuple(inside))
            continue
        analytes = dict.fromkeys(item.event.analyte for item in inside if isinstance(item.event, Marker))
        for analyte in analytes:
            results = [one for one in inside if isinstance(one.event, Marker) and one.event.analyte == analyte]
            yield Lane("marker", tuple(results), analyte)


def rows_of(spans: Sequence[tuple[float, float]], gap: float, most: int) -> tuple[int | None, ...]:
    """This function will give each span, in the order given, the first row where it does not touch an earlier one.

    gap: least distance between two spans of a row, in their own unit. None = no row free among `most`.
    """
    rows: list[list[tuple[float, float]]] = []
    given: list[int | None] = []
    for low, high in spans:
        chosen: int | None = None
        for number, row in enumerate(rows):
            if all(high + gap <= other[0] or low >= other[1] + gap for other in row):
                chosen = number
                break
        if chosen is None and len(rows) < most:
            rows.append([])
            chosen = len(rows) - 1
        if chosen is not None:
            rows[chosen].append((low, high))
        given.append(chosen)
    return tuple(given)
