"""How a fact is read from events: the `from` of a fact file as a typed, checked origin."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from opennen.cases import events
from opennen.cases.amounts import Coded
from opennen.cases.counted import Counted, CountedShape
from opennen.cases.model import Person, Tumour
from opennen.kernel.finding import Finding
from opennen.kernel.text import Text
from opennen.vocabulary.model import Vocabulary

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

COMPUTED = {
    "mitoses_per_2mm2": "specimen",
    "mitoses_area_assumed": "specimen",
    "mitoses_area_missing": "specimen",
    "ki67_status": "specimen",
    "ki67_counted_percent": "specimen",
    "ki67_counts_disagree": "specimen",
    "mitoses_counted": "specimen",
    "mitoses_area_mm2": "specimen",
    "components_recorded": "specimen",
    "smallest_component_percent": "specimen",
    "neuroendocrine_percent": "specimen",
    "neuroendocrine_component": "specimen",
    "other_component": "specimen",
    "times_upper_limit": "marker",
    "in_unit": "marker",
    "unit_missing": "marker",
    "months_ago": "",
}


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")
    person: str | None = None
    tumour: str | None = None
    event: str | list[str] | None = None
    where: dict[str, Any] = {}
    absent_where: dict[str, Any] | None = None
    value: str | None = None
    pick: Literal["latest", "first", "highest", "lowest", "focus", "any"] = "latest"
    yes: list[Any] | None = None
    no: list[Any] | None = None
    contains: Any = None
    exists: bool = False
    no_if_complete: bool = False
    during: dict[str, Any] | None = None
    count: bool = False
    counted: CountedShape | None = None


@dataclass(frozen=True, slots=True)
class Filter:
    """A field of an event that must hold one of some values."""

    field: str
    values: frozenset[Any]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a fact's value comes from."""

    person: str | None
    tumour: str | None
    events: tuple[str, ...]
    where: tuple[Filter, ...]
    absent_where: tuple[Filter, ...] | None
    value: str | None
    pick: str
    yes: frozenset[Any] | None
    no: frozenset[Any] | None
    contains: frozenset[str] | None
    exists: bool
    no_if_complete: bool
    during: tuple[Filter, ...] | None
    count: bool
    counted: Counted | None = None


class OriginRefused(ValueError):
    """Raised when a fact's `from` cannot be used; the message says why."""


@lru_cache(maxsize=8)
def origins_of(vocabulary: Vocabulary) -> tuple[dict[str, Origin], tuple[Finding, ...]]:
    """This function will read the origin of every recorded fact; findings R017 name those that cannot be read."""
    origins: dict[str, Origin] = {}
    findings = []
    for fact in vocabulary.facts.values():
        if fact.origin is None:
            continue
        try:
            origins[fact.id] = _origin(fact.origin, vocabulary)
        except (OriginRefused, ValidationError) as error:
            first = error.errors()[0] if isinstance(error, ValidationError) else None
            why = f"{'.'.join(map(str, first['loc']))}: {first['msg']}" if first else str(error)
            findings.append(Finding("R017", Text(fr=f"{fact.id} : {why}", en=f"{fact.id}: {why}"), fact.place))
    return origins, tuple(findings)


def _origin(raw: dict[str, Any], vocabulary: Vocabulary) -> Origin:
    shape = _Shape.model_validate(raw)
    types = (shape.event,) if isinstance(shape.event, str) else tuple(shape.event or ())
    for one in types:
        if one not in EVENT_TYPES:
            raise OriginRefused(f"no event type {one}")
    if shape.person is not None and shape.person not in Person.model_fields:
        raise OriginRefused(f"a person has no {shape.person}")
    if shape.tumour is not None and shape.tumour not in Tumour.model_fields:
        raise OriginRefused(f"a tumour has no {shape.tumour}")
    if not (types or shape.person or shape.tumour):
        raise OriginRefused("needs event, person, tumour or rule")
    if shape.value is not None:
        _check_field(shape.value, types)
    elif types and not (shape.exists or shape.count):
        raise OriginRefused("an event needs value, exists or count")
    return Origin(
        person=shape.person,
        tumour=shape.tumour,
        events=types,
        where=_filters(shape.where, types, vocabulary),
        absent_where=None if shape.absent_where is None else _filters(shape.absent_where, types, vocabulary),
        value=shape.value,
        pick=shape.pick,
        yes=None if shape.yes is None else frozenset(shape.yes),
        no=None if shape.no is None else frozenset(shape.no),
        contains=None
        if shape.contains is None
        else _codes(shape.contains, _listed_set(shape.value, types), vocabulary),
        exists=shape.exists,
        no_if_complete=shape.no_if_complete,
        during=None if shape.during is None else _filters(shape.during, ("treatment",), vocabulary),
        count=shape.count,
        counted=None if shape.counted is None else _counted(shape.counted, types),
    )


def _counted(shape: CountedShape, types: tuple[str, ...]) -> Counted:
    found = shape.counted()
    for path in (found.number, found.size, *([found.unless] if found.unless else [])):
        _check_field(path, types)
        for one in types:
            _check_steps(path, EVENT_TYPES[one])
    return found


def _check_steps(path: str, holder: type[BaseModel]) -> None:
    if path in COMPUTED:
        return
    for step in path.split("."):
        if step not in holder.model_fields:
            raise OriginRefused(f"{holder.__name__.lower()} has no field {step}")
        inner = [one for one in _parts(holder.model_fields[step].annotation) if issubclass(one, BaseModel)]
        holder = inner[0] if inner else BaseModel


def _parts(annotation: Any) -> Iterable[type]:
    if isinstance(annotation, type):
        yield annotation
    for one in getattr(annotation, "__args__", ()):
        yield from _parts(one)


def _check_field(path: str, types: tuple[str, ...]) -> None:
    if path in COMPUTED:
        if COMPUTED[path] and COMPUTED[path] not in types:
            raise OriginRefused(f"{path} is computed for {COMPUTED[path]} only")
        return
    head = path.split(".")[0]
    if not any(head in EVENT_TYPES[one].model_fields for one in types):
        raise OriginRefused(f"{' or '.join(types)} has no field {head}")


def _listed_set(path: str | None, types: tuple[str, ...]) -> str | None:
    """The value set of a list field: of `metastases` the organs, of `confounders` the confounders."""
    holders = [EVENT_TYPES[one] for one in types if path in EVENT_TYPES[one].model_fields]
    return value_set_of(holders[0], path) if holders and path else None


def _filters(raw: dict[str, Any], types: tuple[str, ...], vocabulary: Vocabulary) -> tuple[Filter, ...]:
    found = []
    for field, wanted in raw.items():
        holders = [EVENT_TYPES[one] for one in types if field in EVENT_TYPES[one].model_fields]
        if not holders:
            raise OriginRefused(f"{' or '.join(types)} has no field {field}")
        found.append(Filter(field, _codes(wanted, value_set_of(holders[0], field), vocabulary)))
    return tuple(found)


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


def _codes(wanted: Any, value_set: str | None, vocabulary: Vocabulary) -> frozenset[Any]:
    if isinstance(wanted, dict):
        values = vocabulary.sets.get(value_set or "")
        group = wanted.get("group")
        if values is None or group not in values.groups or set(wanted) != {"group"}:
            raise OriginRefused(f"no group {group} in {value_set}")
        return values.groups[group]
    codes = wanted if isinstance(wanted, list) else [wanted]
    values = vocabulary.sets.get(value_set or "")
    for code in codes:
        if values is not None and isinstance(code, str) and code not in values.values:
            raise OriginRefused(f"{code} is no value of {value_set}")
    return frozenset(codes)
