"""Values worked out from one event: mitoses per 2 mm², times the upper limit, components of a mixed neoplasm."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from opennen.cases.events import AnyEvent, Component, Marker, Specimen
from opennen.kernel.dates import months_between
from opennen.kernel.quantity import Interval, exactly, interval_of
from opennen.kernel.truth import Truth
from opennen.vocabulary.model import Fact, Units, Vocabulary

_STANDARD_AREA_MM2 = 2.0  # the unit itself: mitoses are compared "per 2 mm²"
_ROUNDING_ERROR = 1e-9  # of the arithmetic, so that a half is still within its rounding
_ANY = (0.0, 100.0)  # per cent a component without a number can be

Found = Interval | Truth | str | None


def computed(name: str, event: AnyEvent, fact: Fact, vocabulary: Vocabulary, on: date) -> Found:
    """This function will work out one of origins.COMPUTED for an event; None when the event does not say enough."""
    if name == "months_ago":
        return _months_ago(event, on)
    if isinstance(event, Specimen):
        return _of_specimen(name, event, vocabulary)
    if isinstance(event, Marker):
        return _of_marker(name, event, fact, vocabulary.units)
    return None


def number_of(name: str, event: AnyEvent, vocabulary: Vocabulary) -> Interval | None:
    """This function will work out a number of an event that needs no unit to be named; None when it says too little."""
    if isinstance(event, Specimen):
        found = _of_specimen(name, event, vocabulary)
        return found if isinstance(found, Interval) else None
    if isinstance(event, Marker) and name == "times_upper_limit":
        number = interval_of(event.value, event.comparator, None, None)
        return number.scaled(1 / event.upper_limit) if number is not None and event.upper_limit else None
    return None


def _months_ago(event: AnyEvent, on: date) -> Interval | None:
    if event.date is None:
        return None
    return Interval(max(0, months_between(event.date.latest, on)), max(0, months_between(event.date.earliest, on)))


def _of_specimen(name: str, event: Specimen, vocabulary: Vocabulary) -> Found:
    if name == "ki67_status":
        return event.ki67.status if event.ki67 else None
    if name == "mitoses_per_2mm2":
        return mitoses_per_2mm2(event, vocabulary.units)[0]
    if name in ("mitoses_area_assumed", "mitoses_area_missing"):
        if event.mitoses is None or event.mitoses.interval is None:
            return None
        density, assumed = mitoses_per_2mm2(event, vocabulary.units)
        shown = assumed if name == "mitoses_area_assumed" else density is None
        return Truth.YES if shown else Truth.NO
    if name in _COUNTED:
        return _COUNTED[name](event, vocabulary.units)
    if name == "components_recorded":  # a question about the record, so it always has an answer
        return Truth.YES if event.components else Truth.NO
    if name == "smallest_component_percent":
        return _smallest_component(event)
    group = vocabulary.sets["component_kind"].groups["neuroendocrine"]
    if name == "neuroendocrine_percent":
        return _share_of(group, event)
    wanted = name == "neuroendocrine_component"
    return next((one.kind for one in event.components if (one.kind in group) is wanted), None)


def _counted_percent(event: Specimen, _: Units) -> Interval | None:
    found = event.ki67.counted_percent if event.ki67 else None
    return exactly(found) if found is not None else None


def _counts_disagree(event: Specimen, _: Units) -> Truth | None:
    """Whether the cells counted give another Ki-67 than the one written, by more than its rounding."""
    ki67 = event.ki67
    counted = ki67.counted_percent if ki67 else None
    if ki67 is None or counted is None or ki67.comparator == "~":
        return None
    written = interval_of(ki67.value, ki67.comparator, ki67.min, ki67.max)
    if written is None:
        return Truth.NO
    ends = [end for end in (ki67.value, ki67.min, ki67.max) if end is not None]
    slack = max(_half_a_digit(end) for end in ends)
    return Truth.NO if written.low - slack <= counted <= written.high + slack else Truth.YES


def _half_a_digit(number: float) -> float:
    """How far rounding can have moved a number, by the last digit it is written with: 0.5 for 3, 0.05 for 2.8."""
    decimals = -int(Decimal(f"{number:.10g}").normalize().as_tuple().exponent)
    return 0.5 * 10.0 ** -max(decimals, 0) * (1 + _ROUNDING_ERROR)


def _mitoses_counted(event: Specimen, units: Units) -> Interval | None:
    """How many mitoses were seen. With "per 2 mm²" and the area counted, both give the number."""
    counted, area = event.mitoses, counted_area_mm2(event, units)
    if counted is None or counted.value is None or counted.value < 0 or counted.comparator is not None or area is None:
        return None
    return exactly(counted.value * area / _STANDARD_AREA_MM2 if counted.per == "2mm2" else counted.value)


def _mitoses_area(event: Specimen, units: Units) -> Interval | None:
    area = counted_area_mm2(event, units)
    return exactly(area) if area is not None else None


def counted_area_mm2(event: Specimen, units: Units) -> float | None:
    """This function will give the area mitoses were counted in, by the assumed field where none is stated."""
    counted = event.mitoses
    if counted is None or counted.per != "hpf":
        return counted.area_mm2 if counted else None
    field = counted.field_area_mm2 or units.assumed_field_area_mm2
    return counted.hpf * field if counted.hpf and field is not None else None


_COUNTED: dict[str, Callable[[Specimen, Units], Interval | Truth | None]] = {
    "ki67_counted_percent": _counted_percent,
    "ki67_counts_disagree": _counts_disagree,
    "mitoses_counted": _mitoses_counted,
    "mitoses_area_mm2": _mitoses_area,
}


def mitoses_per_2mm2(event: Specimen, units: Units) -> tuple[Interval | None, bool]:
    """This function will give mitoses per 2 mm², and whether a field area was assumed for it.

    None when nothing was counted, or the area was not stated (a count of zero is zero in any area).
    Source: erratum 3 (10 fields are 2 mm² only when one field is 0.2 mm²; assumed otherwise, and always shown).
    """
    counted = event.mitoses
    if counted is None or counted.interval is None:
        return None, False
    found = counted.interval.within(0, float("inf"))
    if found == exactly(0):
        return found, False
    if counted.per == "2mm2":
        return found, False
    if counted.per == "area" and counted.area_mm2:
        return found.scaled(_STANDARD_AREA_MM2 / counted.area_mm2), False
    if counted.per == "hpf" and counted.hpf:
        field = counted.field_area_mm2 or units.assumed_field_area_mm2
        if field is not None:
            return found.scaled(_STANDARD_AREA_MM2 / (counted.hpf * field)), counted.field_area_mm2 is None
    return None, False


def _smallest_component(event: Specimen) -> Interval | None:
    shares = [one.percent.interval if one.percent else None for one in event.components]
    if len(shares) < 2:
        return None
    known = [one for one in shares if one is not None]
    if not known:
        return None
    low = min(one.low for one in known) if len(known) == len(shares) else 0.0
    return Interval(low, min(one.high for one in known))


def _share_of(group: frozenset[str], event: Specimen) -> Interval | None:
    """Per cent of the tumour made of these components; what is left belongs to those without a number.

    None when no component has a number, when one side has no component, or when the numbers exceed the whole.
    """
    inside = [one for one in event.components if one.kind in group]
    outside = [one for one in event.components if one.kind not in group]
    if not inside or not outside or all(_ends(one) == _ANY for one in event.components):
        return None
    low = max(sum(_ends(one)[0] for one in inside), 100 - sum(_ends(one)[1] for one in outside), 0)
    high = min(sum(_ends(one)[1] for one in inside), 100 - sum(_ends(one)[0] for one in outside), 100)
    return Interval(low, high) if low <= high else None


def _ends(one: Component) -> tuple[float, float]:
    found = one.percent.interval if one.percent else None
    return (max(found.low, 0.0), min(found.high, 100.0)) if found else _ANY


def _of_marker(name: str, event: Marker, fact: Fact, units: Units) -> Found:
    if name == "unit_missing":
        return None if event.value is None else (Truth.YES if event.unit is None else Truth.NO)
    found = interval_of(event.value, event.comparator, None, None)
    if found is None:
        return None
    if name == "times_upper_limit":
        return found.scaled(1 / event.upper_limit) if event.upper_limit else None
    factor = units.factor(event.unit, fact.unit or "1", event.analyte) if event.unit else None
    return found.scaled(factor) if factor else None
