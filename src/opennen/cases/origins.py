"""How a fact is read from events: the `from` of a fact file as a typed, checked origin."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, Literal, NoReturn

from pydantic import BaseModel, ConfigDict, ValidationError

from opennen.cases.counted import Counted, CountedShape
from opennen.cases.fields import EVENT_TYPES, value_set_of
from opennen.cases.model import Person, Tumour
from opennen.cases.selection import Expression, types_needed
from opennen.cases.timeline_check import expression_from
from opennen.kernel.finding import Finding, Refused
from opennen.kernel.text import Text
from opennen.vocabulary.model import Fact, Vocabulary

__all__ = ["COMPUTED", "EVENT_TYPES", "Filter", "Origin", "OriginRefused", "origins_of", "value_set_of"]

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
    timeline: str | None = None


@dataclass(frozen=True, slots=True)
class Filter:
    """A field of an event that must hold one of some values."""

    field: str
    values: frozenset[Any]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a fact's value comes from."""

    person: str | None = None
    tumour: str | None = None
    events: tuple[str, ...] = ()
    where: tuple[Filter, ...] = ()
    absent_where: tuple[Filter, ...] | None = None
    value: str | None = None
    pick: str = "latest"
    yes: frozenset[Any] | None = None
    no: frozenset[Any] | None = None
    contains: frozenset[str] | None = None
    exists: bool = False
    no_if_complete: bool = False
    during: tuple[Filter, ...] | None = None
    count: bool = False
    counted: Counted | None = None
    timeline: Expression | None = None
    is_silent_without_events: bool = False  # no event of these types: nothing to read, whatever the case states


class OriginRefused(ValueError):
    """Raised when a fact's `from` cannot be used; says why, and what to write."""

    def __init__(self, message: Text, remedy: Text) -> None:
        self.message, self.remedy = message, remedy
        super().__init__(message.en)


def _refuse(fr: str, en: str, among: Iterable[str]) -> NoReturn:
    listed = ", ".join(sorted(among)[:16])
    raise OriginRefused(Text(fr=fr, en=en), Text(fr=f"Écrire l'un de : {listed}", en=f"Write one of: {listed}"))


_FORMS = (
    "{person: sex}, {tumour: site}, {event: imaging, value: response, yes: [pd], no: [sd]}, "
    '{event: treatment, where: {kind: lanreotide}, exists: true}, {timeline: "latest imaging: krenning"}, {rule: …}'
)


@lru_cache(maxsize=8)
def origins_of(vocabulary: Vocabulary) -> tuple[dict[str, Origin], tuple[Finding, ...]]:
    """This function will read the origin of every recorded fact, once for a vocabulary.

    The findings name those that cannot be read: R017, and for a timeline expression R018 to R024.
    """
    origins: dict[str, Origin] = {}
    findings: list[Finding] = []
    for fact in vocabulary.facts.values():
        if fact.origin is None:
            continue
        try:
            origins[fact.id] = _timeline(fact, vocabulary) or _origin(fact.origin, vocabulary)
        except Refused as refused:
            findings.extend(refused.findings)
        except (OriginRefused, ValidationError) as error:
            findings.append(_finding(fact, error))
    return origins, tuple(findings)


def _finding(fact: Fact, error: OriginRefused | ValidationError) -> Finding:
    if isinstance(error, OriginRefused):
        why, remedy = error.message, error.remedy
    else:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        why = Text(fr=f"« {where} » ne peut pas être lu", en=f"“{where}” cannot be read: {first['msg']}")
        remedy = Text(fr=f"Écrire l'une des formes : {_FORMS}", en=f"Write one of the forms: {_FORMS}")
    message = Text(fr=f"{fact.id} : {why.fr}", en=f"{fact.id}: {why.en}")
    return Finding("R017", message, fact.place, example=f"from: {fact.origin}", remedy=remedy)


def _timeline(fact: Fact, vocabulary: Vocabulary) -> Origin | None:
    """The origin of a fact that has a timeline expression, which stands alone."""
    raw = fact.origin or {}
    if set(raw) != {"timeline"} or not isinstance(raw["timeline"], str):
        return None
    expression = expression_from(raw["timeline"], fact, vocabulary)
    types = types_needed(expression)
    return Origin(timeline=expression, events=types, is_silent_without_events=bool(types))


def _origin(raw: dict[str, Any], vocabulary: Vocabulary) -> Origin:
    shape = _Shape.model_validate(raw)
    types = (shape.event,) if isinstance(shape.event, str) else tuple(shape.event or ())
    for one in types:
        if one not in EVENT_TYPES:
            _refuse(f"pas d'événement « {one} »", f"there is no event “{one}”", EVENT_TYPES)
    if shape.person is not None and shape.person not in Person.model_fields:
        _refuse(f"une personne n'a pas de « {shape.person} »", f"a person has no “{shape.person}”", Person.model_fields)
    if shape.tumour is not None and shape.tumour not in Tumour.model_fields:
        _refuse(f"une tumeur n'a pas de « {shape.tumour} »", f"a tumour has no “{shape.tumour}”", Tumour.model_fields)
    if shape.timeline is not None:
        _refuse("« timeline » se trouve seul", "“timeline” stands alone", ('{timeline: "…"}',))
    if not (types or shape.person or shape.tumour):
        names = "event, person, tumour, timeline, rule"
        _refuse("ne dit pas où lire", "does not say where to read", (names,))
    if shape.value is not None:
        _check_field(shape.value, types)
    elif types and not (shape.exists or shape.count):
        names = "value, exists, count"
        _refuse("ne dit pas quoi lire de l'événement", "does not say what to read of the event", (names,))
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
        is_silent_without_events=bool(types) and not shape.count and not (shape.exists and shape.no_if_complete),
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
            name = holder.__name__.lower()
            _refuse(f"{name} n'a pas de champ « {step} »", f"{name} has no field “{step}”", holder.model_fields)
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
            fr, en = f"{path} se calcule pour {COMPUTED[path]}", f"{path} is computed for {COMPUTED[path]} only"
            _refuse(fr, en, (f"event: {COMPUTED[path]}",))
        return
    head = path.split(".")[0]
    if not any(head in EVENT_TYPES[one].model_fields for one in types):
        _no_field(head, types)


def _no_field(field: str, types: tuple[str, ...]) -> NoReturn:
    known = {name for one in types for name in EVENT_TYPES[one].model_fields}
    near = get_close_matches(field, known, n=3) or known
    _refuse(f"{', '.join(types)} n'a pas de champ « {field} »", f"{' or '.join(types)} has no field “{field}”", near)


def _listed_set(path: str | None, types: tuple[str, ...]) -> str | None:
    """The value set of a list field: of `metastases` the organs, of `confounders` the confounders."""
    holders = [EVENT_TYPES[one] for one in types if path in EVENT_TYPES[one].model_fields]
    return value_set_of(holders[0], path) if holders and path else None


def _filters(raw: dict[str, Any], types: tuple[str, ...], vocabulary: Vocabulary) -> tuple[Filter, ...]:
    found = []
    for field, wanted in raw.items():
        holders = [EVENT_TYPES[one] for one in types if field in EVENT_TYPES[one].model_fields]
        if not holders:
            _no_field(field, types)
        found.append(Filter(field, _codes(wanted, value_set_of(holders[0], field), vocabulary)))
    return tuple(found)


def _codes(wanted: Any, value_set: str | None, vocabulary: Vocabulary) -> frozenset[Any]:
    if isinstance(wanted, dict):
        values = vocabulary.sets.get(value_set or "")
        group = wanted.get("group")
        if values is None or group not in values.groups or set(wanted) != {"group"}:
            groups = values.groups if values is not None else ()
            _refuse(f"{value_set} n'a pas de groupe « {group} »", f"{value_set} has no group “{group}”", groups)
        return values.groups[group]
    codes = wanted if isinstance(wanted, list) else [wanted]
    values = vocabulary.sets.get(value_set or "")
    for code in codes:
        if values is not None and isinstance(code, str) and code not in values.values:
            near = get_close_matches(code, values.values, n=3) or list(values.values)
            _refuse(f"« {code} » n'est pas une valeur de {value_set}", f"“{code}” is no value of {value_set}", near)
    return frozenset(codes)
