"""The fields of events and of their parts: what each holds, its value set or unit, the values it can have."""

import re
from collections.abc import Iterable
from functools import lru_cache
from math import inf
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from opennen.cases import events
from opennen.cases.amounts import Amount, Coded
from opennen.cases.selection import FieldKind, FieldOf
from opennen.kernel.dates import PartialDate

EVENT_TYPES: dict[str, type[events.Event]] = {
    one.model_fields["type"].annotation.__args__[0]: one  # type: ignore[union-attr]
    for one in (
        events.Specimen,
        events.Imaging,
        events.Extent,
        events.Marker,
        events.Symptom,
        events.Syndrome,
        events.Treatment,
        events.Stage,
        events.Condition,
        events.Status,
    )
}

PARTS: dict[str, tuple[str, str, type[BaseModel]]] = {
    "lesion": ("imaging", "lesions", events.Lesion),
    "stain": ("specimen", "stains", events.Stain),
    "component": ("specimen", "components", events.Component),
}

OWN_UNIT = "own"  # a marker's result: in the unit that stands beside it
_UNITS = {
    "ki67": "%",
    "percent": "%",
    "liver_involvement_percent": "%",
    "size_mm": "mm",
    "target_sum_mm": "mm",
    "interval_days": "days",
    "weight_kg": "kg",
    "height_cm": "cm",
    "activity_gbq": "GBq",
    "value": OWN_UNIT,
}
_NEEDS_ANOTHER_FIELD = frozenset({"mitoses", "dose", "upper_limit", "lower_limit"})  # numbers that say nothing alone
_NO_QUESTION = frozenset({"id", "type", "tumour", "comparator", "planned"})
_WORKED_OUT = {
    "specimen": (
        FieldOf("mitoses_per_2mm2", FieldKind.NUMBER, unit="/2mm2", bounds=(0, inf), is_computed=True),
        FieldOf("neuroendocrine_percent", FieldKind.NUMBER, unit="%", bounds=(0, 100), is_computed=True),
        FieldOf("smallest_component_percent", FieldKind.NUMBER, unit="%", bounds=(0, 100), is_computed=True),
    ),
    "marker": (FieldOf("times_upper_limit", FieldKind.NUMBER, unit="ULN", bounds=(0, inf), is_computed=True),),
}


def value_set_of(model: type[BaseModel], field: str) -> str | None:
    """This function will name the value set of a coded field; None when the field is not coded."""
    return next(iter(_value_sets(model.model_fields[field])), None)


def _value_sets(info: Any) -> Iterable[str]:
    stack = [info.annotation, *info.metadata]
    while stack:
        one = stack.pop()
        if isinstance(one, Coded):
            yield one.value_set
        stack.extend(getattr(one, "__metadata__", ()))
        stack.extend(getattr(one, "__args__", ()))


@lru_cache(maxsize=32)
def fields_of_type(name: str) -> dict[str, FieldOf]:
    """This function will list what can be asked of an event type or part, by field name."""
    model = PARTS[name][2] if name in PARTS else EVENT_TYPES[name]
    read = (_field(model, one) for one in model.model_fields)
    found = {one.name: one for one in read if one is not None}
    return found | {one.name: one for one in _WORKED_OUT.get(name, ())}


def _field(model: type[BaseModel], name: str) -> FieldOf | None:
    if name in _NO_QUESTION:
        return None
    info = model.model_fields[name]
    inner = _held_by(info.annotation)
    value_set = value_set_of(model, name)
    if get_origin(inner) is tuple and value_set is not None:
        return FieldOf(name, FieldKind.CODES, value_set, stops_at_nothing=info.default == ())
    if get_origin(inner) is Literal and name != "type":
        return FieldOf(name, FieldKind.CODE, choices=frozenset(get_args(inner)))
    if value_set is not None:
        return FieldOf(name, FieldKind.CODE, value_set)
    if inner is bool:
        return FieldOf(name, FieldKind.YES_NO)
    if inner is PartialDate:
        return FieldOf(name, FieldKind.DATE)
    if inner in (int, float) or (isinstance(inner, type) and issubclass(inner, Amount)):
        if name in _NEEDS_ANOTHER_FIELD:
            return None
        unit = _UNITS.get(name, "1")
        return FieldOf(name, FieldKind.NUMBER, unit=unit, bounds=_bounds(_metadata(info), unit))
    if inner is str and pattern_of(model, name) is not None and model is events.Stage:
        return FieldOf(name, FieldKind.CODE)
    return None


def _metadata(info: Any) -> Iterable[Any]:
    yield from info.metadata
    for one in get_args(info.annotation):
        for inner in getattr(one, "__metadata__", ()):
            yield from getattr(inner, "metadata", ())


def _held_by(annotation: Any) -> Any:
    """What an annotation holds, without None and Annotated."""
    while True:
        if hasattr(annotation, "__metadata__"):
            annotation = annotation.__origin__
        elif type(None) in get_args(annotation):
            annotation = next(one for one in get_args(annotation) if one is not type(None))
        else:
            return annotation


def _bounds(metadata: Iterable[Any], unit: str) -> tuple[float, float]:
    """The least and the greatest value that can be; what is counted or measured is never negative."""
    low, high = 0.0, 100.0 if unit == "%" else inf
    for one in metadata:
        low = next((float(end) for name in ("ge", "gt") if (end := getattr(one, name, None)) is not None), low)
        high = next((float(end) for name in ("le", "lt") if (end := getattr(one, name, None)) is not None), high)
    return low, high


def pattern_of(model: type[BaseModel], name: str) -> re.Pattern[str] | None:
    """This function will give the form a text field must have (a T category); None when it has none."""
    stack = [model.model_fields[name].annotation, *model.model_fields[name].metadata]
    while stack:
        one: Any = stack.pop()
        pattern = getattr(one, "pattern", None)
        if isinstance(pattern, str):
            return re.compile(pattern)
        stack.extend(getattr(one, "__metadata__", ()))
        stack.extend(getattr(one, "metadata", ()))
        stack.extend(get_args(one))
    return None
