"""A case file to a checked case; everything that is wrong with it is reported at once, and nothing is half taken."""

import json
import math
from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError

from opennen.cases import amounts, events, model
from opennen.cases.amounts import Amount
from opennen.cases.events import Marker, Specimen
from opennen.cases.model import Case, CaseFile
from opennen.cases.origins import EVENT_TYPES, origins_of, value_set_of
from opennen.cases.walk import fields_of, written
from opennen.kernel.dates import PartialDate
from opennen.kernel.finding import Finding, Refused
from opennen.kernel.text import Text
from opennen.vocabulary.model import Fact, FactType, Vocabulary

MAX_BYTES = 2_000_000
_MODELS: dict[str, type[BaseModel]] = {
    one.__name__: one
    for module in (amounts, events, model)
    for one in vars(module).values()
    if isinstance(one, type) and issubclass(one, BaseModel)
}


def case_from_json(
    source: str | bytes | dict[str, Any], vocabulary: Vocabulary, today: date, max_bytes: int = MAX_BYTES
) -> CaseFile:
    """This function will read one case in the format of `opennen schema case`.

    source: JSON text or bytes, or what json.loads gives. today: dates after it are refused.
    Raises Refused with every finding: C101 too large, C102 not JSON, C103 shape, C104 unknown code, C105 future date,
    C106 value outside its range, C107 unit unknown, unsuited or missing, C108 not a number.
    """
    data = source if isinstance(source, dict) else _parsed(source, max_bytes)
    _refuse_not_finite(data)
    try:
        case = CaseFile.model_validate(data)
    except ValidationError as error:
        raise Refused([_misshapen(problem, data) for problem in error.errors()[:50]]) from None
    except RecursionError:
        raise Refused([_finding("C103", "$", "structure trop profonde", "nested too deeply")]) from None
    findings = [*problems_in(case, vocabulary, today)]
    if findings:
        raise Refused(findings)
    return case


def problems_in(case: Case, vocabulary: Vocabulary, today: date) -> Iterator[Finding]:
    """This function will check what the shape cannot: codes, dates, ranges and units."""
    for path, value, value_set in fields_of(case):
        if value_set is not None:
            yield from _unknown_code(value, value_set, written(path), vocabulary)
        elif isinstance(value, PartialDate) and value.earliest > today:
            remedy = Text(fr="Corriger l'année, le mois ou le jour.", en="Correct the year, the month or the day.")
            fr, en = f"{value} est dans le futur", f"{value} lies in the future"
            yield _finding("C105", written(path), fr, en, remedy)
    yield from _out_of_range(case, vocabulary)
    yield from _more_positive_than_counted(case)
    for number, event in enumerate(case.events):
        if isinstance(event, Marker):
            yield from _marker_unit(event, f"$.events[{number}]", vocabulary)


def _parsed(source: str | bytes, max_bytes: int) -> Any:
    if len(source) > max_bytes:
        remedy = Text(fr="Importer les cas en plusieurs fichiers.", en="Import the cases in several files.")
        fr = f"{len(source)} octets ; un cas en compte au plus {max_bytes}"
        raise Refused([_finding("C101", "$", fr, f"{len(source)} bytes; a case has at most {max_bytes}", remedy)])
    try:
        return json.loads(source)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise Refused(
            [_finding("C102", place, f"ce n'est pas du JSON : {error.msg}", f"this is not JSON: {error.msg}")]
        ) from None
    except (UnicodeDecodeError, RecursionError, ValueError):
        raise Refused([_finding("C102", "$", "ce n'est pas du JSON (UTF-8)", "this is not JSON (UTF-8)")]) from None


def _not_a_number(place: str, value: str) -> Finding:
    remedy = Text(fr="Laisser vide ce qui n'est pas connu.", en="Leave out what is not known.")
    return _finding("C108", place, f"{value} n'est pas un nombre", f"{value} is not a number", remedy)


def _refuse_not_finite(data: Any) -> None:
    stack: list[tuple[str, Any]] = [("$", data)]
    while stack:
        place, value = stack.pop()
        if isinstance(value, float) and not math.isfinite(value):
            raise Refused([_not_a_number(place, json.dumps(value))])
        if isinstance(value, dict):
            stack.extend((f"{place}.{key}", item) for key, item in value.items())
        elif isinstance(value, list):
            stack.extend((f"{place}[{number}]", item) for number, item in enumerate(value))


_MESSAGES = {
    "extra_forbidden": ("champ inconnu", "unknown field"),
    "missing": ("champ obligatoire absent", "this field is required"),
    "string_pattern_mismatch": ("forme non reconnue", "not in the expected form"),
    "union_tag_invalid": ("type d'événement inconnu", "unknown type of event"),
    "union_tag_not_found": ("l'événement n'a pas de « type »", "the event has no “type”"),
}


def _misshapen(problem: Any, data: Any) -> Finding:
    path = _without_tags(tuple(problem["loc"]), data)
    fr, en = _MESSAGES.get(problem["type"], (problem["msg"], problem["msg"]))
    en = en.removeprefix("Value error, ")
    fr = fr.removeprefix("Value error, ")
    given = problem.get("input")
    example = f"{given!r}"[:80] if isinstance(given, str | int | float) else ""
    remedy = None
    if problem["type"] == "extra_forbidden":
        remedy = _near_field(str(path[-1]), problem["loc"])
    return Finding("C103", Text(fr=fr, en=en), written(path), example=example, remedy=remedy)


def _without_tags(loc: tuple[Any, ...], data: Any) -> tuple[Any, ...]:
    """Pydantic puts the event's type into the path; the file has no such step."""
    if len(loc) > 2 and loc[0] == "events" and loc[2] in EVENT_TYPES:
        return (*loc[:2], *loc[3:])
    return loc


def _near_field(name: str, loc: tuple[Any, ...]) -> Text | None:
    shape = EVENT_TYPES.get(str(loc[2])) if len(loc) > 2 else Case
    near = get_close_matches(name, (shape or Case).model_fields, n=1)
    return Text(fr=f"Vouliez-vous dire {near[0]} ?", en=f"Did you mean {near[0]}?") if near else None


def _unknown_code(value: Any, value_set: str, place: str, vocabulary: Vocabulary) -> Iterator[Finding]:
    values = vocabulary.sets.get(value_set)
    if values is None or value in values.values:
        return
    near = get_close_matches(str(value), values.values, n=3) or list(values.values)[:8]
    remedy = Text(fr=f"Codes possibles : {', '.join(near)} …", en=f"Possible codes: {', '.join(near)} …")
    fr = f"« {value} » n'est pas un code de « {values.labels.fr} »"
    yield Finding("C104", Text(fr=fr, en=f"“{value}” is no code of “{values.labels.en}”"), place, remedy=remedy)


def _out_of_range(case: Case, vocabulary: Vocabulary) -> Iterator[Finding]:
    """A number outside the plausible range of the fact that is read from it."""
    origins = origins_of(vocabulary)[0]
    read_from: dict[tuple[str, str], Fact] = {}
    for name, origin in origins.items():
        fact = vocabulary.facts[name]
        if fact.type is FactType.NUMBER and origin.value and not origin.where:
            for kind in origin.events:
                read_from[kind, origin.value] = fact
    for number, event in enumerate(case.events):
        for (kind, path), fact in read_from.items():
            if event.type != kind:
                continue
            value: Any = event
            for step in path.split("."):
                value = getattr(value, step, None)
            for end in _ends(value):
                low, high = fact.range or (-math.inf, math.inf)
                if not low <= end <= high:
                    fr = f"{fact.labels.fr} : {end:g} {fact.unit} est impossible (de {low:g} à {high:g})"
                    en = f"{fact.labels.en}: {end:g} {fact.unit} is impossible (from {low:g} to {high:g})"
                    remedy = Text(fr="Vérifier le nombre et son unité.", en="Check the number and its unit.")
                    yield _finding("C106", f"$.events[{number}].{path}", fr, en, remedy)


def _more_positive_than_counted(case: Case) -> Iterator[Finding]:
    for number, event in enumerate(case.events):
        if not isinstance(event, Specimen):
            continue
        found = {"ki67": event.ki67} | {f"components[{row}].ki67": one.ki67 for row, one in enumerate(event.components)}
        for path, ki67 in found.items():
            positive, counted = (ki67.positive_cells, ki67.cells_counted) if ki67 else (None, None)
            if positive is not None and counted is not None and positive > counted:
                fr = f"{positive} cellules positives sur {counted} comptées : impossible"
                en = f"{positive} positive cells of {counted} counted: impossible"
                remedy = Text(fr="Vérifier les deux nombres.", en="Check both numbers.")
                yield _finding("C106", f"$.events[{number}].{path}.positive_cells", fr, en, remedy)


def _ends(value: Any) -> tuple[float, ...]:
    if isinstance(value, Amount):
        return tuple(one for one in (value.value, value.min, value.max) if one is not None)
    return (float(value),) if isinstance(value, int | float) and not isinstance(value, bool) else ()


def _marker_unit(event: Marker, place: str, vocabulary: Vocabulary) -> Iterator[Finding]:
    if event.unit is None:
        return
    refused = vocabulary.units.refusal(event.analyte, event.unit)
    if refused is not None:
        remedy = Text(
            fr=f"Sans doute {refused.likely} : {refused.because.fr}",
            en=f"Probably {refused.likely}: {refused.because.en}",
        )
        fr = f"{event.unit} n'est pas une unité plausible pour {event.analyte}"
        yield _finding("C107", f"{place}.unit", fr, f"{event.unit} is not a plausible unit for {event.analyte}", remedy)
    elif vocabulary.units.canonical(event.unit) is None:
        near = get_close_matches(event.unit, [*vocabulary.units.factors, *vocabulary.units.aliases], n=3, cutoff=0.4)
        named = ", ".join(near)
        hint = Text(fr=f"Unités proches : {named}", en=f"Near units: {named}") if near else None
        yield _finding("C107", f"{place}.unit", f"unité inconnue : {event.unit}", f"unknown unit: {event.unit}", hint)


def _finding(code: str, place: str, fr: str, en: str, remedy: Text | None = None) -> Finding:
    return Finding(code, Text(fr=fr, en=en), place, remedy=remedy)


def case_schema(vocabulary: Vocabulary) -> dict[str, Any]:
    """This function will give the JSON Schema of a case file, with every code list written out."""
    schema = CaseFile.model_json_schema()
    for name, part in {"CaseFile": schema, **schema.get("$defs", {})}.items():
        shape_of = _MODELS.get(name)
        for field, shape in part.get("properties", {}).items():
            value_set = (
                value_set_of(shape_of, field) if shape_of is not None and field in shape_of.model_fields else None
            )
            if value_set in vocabulary.sets:
                _limit(shape, sorted(vocabulary.sets[value_set].values))
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "OpenNEN case"
    return schema


def _limit(shape: dict[str, Any], codes: list[str]) -> None:
    for one in (shape, *shape.get("anyOf", ())):
        if one.get("type") == "string":
            one.pop("pattern", None)
            one.pop("maxLength", None)
            one["enum"] = codes
        elif one.get("type") == "array":
            _limit(one["items"], codes)
