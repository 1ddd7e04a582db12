"""Whether a condition holds of one event, three-valued: a field that nobody filled in is unknown, never no."""

from collections.abc import Callable
from math import inf
from typing import Any

from opennen.cases.amounts import Amount
from opennen.cases.computed import number_of
from opennen.cases.events import Marker
from opennen.cases.fields import OWN_UNIT
from opennen.cases.selection import (
    Both,
    Either,
    FieldOf,
    HasCode,
    IsSo,
    Lists,
    Measures,
    OfEvent,
    Opposite,
    Window,
)
from opennen.kernel.quantity import Interval, compared, exactly, interval_of
from opennen.kernel.truth import Truth, all_of, any_of, negated, truth_of
from opennen.vocabulary.model import Vocabulary


def holds(condition: OfEvent, event: Any, vocabulary: Vocabulary, inside: Callable[[Window], Truth]) -> Truth:
    """This function will answer a condition for an event or a part of one. inside: whether the event is in a window."""
    match condition:
        case HasCode():
            return _coded(condition, getattr(event, condition.field.name))
        case IsSo(field):
            return truth_of(getattr(event, field.name))
        case Measures(field, operator, bound, unit):
            value = number(field, event, unit, vocabulary)
            return Truth.UNKNOWN if value is None else compared(value, operator, bound)
        case Lists(field, codes):
            return _listed(field, codes, getattr(event, field.name))
        case Both(parts):
            return all_of([holds(part, event, vocabulary, inside) for part in parts])
        case Either(parts):
            return any_of([holds(part, event, vocabulary, inside) for part in parts])
        case Opposite(part):
            return negated(holds(part, event, vocabulary, inside))
        case _:
            return inside(condition)


def _coded(condition: HasCode, code: str | None) -> Truth:
    if code is None:
        return Truth.UNKNOWN
    if code in condition.codes:
        return Truth.YES
    return Truth.NO if condition.against is None or code in condition.against else Truth.UNKNOWN


def _listed(field: FieldOf, codes: frozenset[str], found: tuple[str, ...] | None) -> Truth:
    """A list that is empty because nobody filled it in says nothing."""
    if found is None or (not found and field.stops_at_nothing):
        return Truth.UNKNOWN
    return Truth.YES if codes & set(found) else Truth.NO


def number(field: FieldOf, event: Any, unit: str, vocabulary: Vocabulary) -> Interval | None:
    """This function will read a number of an event; None when it is not recorded, not convertible or impossible."""
    if field.is_computed:
        found = number_of(field.name, event, vocabulary)
    elif field.unit == OWN_UNIT:
        found = _result(event, unit, vocabulary)
    else:
        raw = getattr(event, field.name)
        found = raw.interval if isinstance(raw, Amount) else None if raw is None else exactly(float(raw))
    if found is None:
        return None
    low, high = field.bounds or (-inf, inf)
    try:
        return found.within(low, high)
    except ValueError:  # an impossible number: the reader of the case reports it, nothing may rest on it
        return None


def _result(event: Marker, unit: str, vocabulary: Vocabulary) -> Interval | None:
    found = interval_of(event.value, event.comparator, None, None)
    factor = vocabulary.units.factor(event.unit, unit, event.analyte) if event.unit is not None else None
    return None if found is None or factor is None else found.scaled(factor)
