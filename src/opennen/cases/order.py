"""The order of events: by date where dates are known, else as they stand in the case."""

from datetime import date

from opennen.cases.days import Days, is_later, span
from opennen.cases.events import AnyEvent, Treatment
from opennen.cases.model import Case
from opennen.kernel.dates import PartialDate
from opennen.kernel.truth import Truth, all_of


def events_in_order(case: Case, on: date | None = None, tumour: str | None = None) -> tuple[AnyEvent, ...]:
    """This function will list events oldest first, leaving out those that certainly happened after `on`.

    An undated event keeps its place after the event listed before it. Events of another tumour are left out.
    """
    if not case.events:
        return ()
    kept: list[tuple[date, int, AnyEvent]] = []
    last = date.min
    for number, event in enumerate(case.events):
        if event.date is not None:
            last = event.date.earliest
        if tumour is not None and event.tumour not in (None, tumour):
            continue
        if on is not None and last > on:  # also an undated one that is listed after it
            continue
        kept.append((last, number, event))
    kept.sort(key=lambda one: (one[0], one[1]))
    return tuple(event for _, _, event in kept)


def overlaps(start: PartialDate | None, stop: PartialDate | None, when: PartialDate | None) -> bool | None:
    """This function will say whether a date falls within a period; None when the dates do not tell."""
    if when is None or start is None:
        return None
    if when.latest < start.earliest:
        return False
    if stop is not None and when.earliest > stop.latest:
        return False
    if when.earliest >= start.latest and (stop is None or when.latest <= stop.earliest):
        return True
    return None


def is_under(treatment: Treatment, given: Days, event: Days) -> Truth:
    """This function will say whether an event lies within a treatment, first and last day included.

    A treatment without an end that is not said to go on may have ended: then it is UNKNOWN after its first day.
    """
    begun = Truth.NO if given.first > event.last else Truth.UNKNOWN
    if given.last <= event.first or is_later(event, given):
        begun = Truth.YES
    if treatment.stop is not None:
        first, last = span(treatment.stop)
        lasts = Truth.YES if event.last <= first else Truth.NO if event.first > last else Truth.UNKNOWN
    else:
        is_first_day = given.is_exact and event.is_exact and given.first == event.first
        lasts = Truth.YES if treatment.ongoing or is_first_day else Truth.UNKNOWN
    return all_of((begun, lasts))
