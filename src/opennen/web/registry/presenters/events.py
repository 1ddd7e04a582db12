"""Events in words: a title, and each thing recorded with its name."""

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from opennen.adapters.knowledge_files import knowledge
from opennen.cases.amounts import Amount, Mitoses
from opennen.cases.events import Event, Lesion, Marker
from opennen.cases.model import Case
from opennen.cases.order import events_in_order
from opennen.cases.origins import value_set_of
from opennen.evaluate.render import day, number
from opennen.evaluate.timeline_labels import FIELDS
from opennen.kernel.dates import PartialDate
from opennen.web.registry.presenters import words

_SIGNS = {"<": "< ", "<=": "≤ ", ">": "> ", ">=": "≥ ", "~": "≈ ", None: ""}
_SHARED = frozenset(Event.model_fields) | {"type"}
_MAIN = ("modality", "analyte", "kind", "procedure", "system")


@dataclass(frozen=True)
class EventRow:
    """One event as a line of the table."""

    id: str
    when: str
    type: str
    title: str
    details: tuple[tuple[str, str], ...]
    source: str


def event_title(event: Event, language: str) -> str:
    """Return what an event is, in a few words: type or main code, and date."""
    when = day(event.date, language)
    return " · ".join(part for part in (_main(event, language) or str(words.EVENT_WORDS[event.type]), when) if part)  # type: ignore[attr-defined]


def _main(event: Event, language: str) -> str:
    for name in _MAIN:
        code = getattr(event, name, None)
        if code is not None:
            return shown(type(event), name, code, language)
    return ""


def event_rows(case: Case, language: str) -> list[EventRow]:
    """Return every event in order, undated ones at the place they have in the course."""
    return [_row(event, language) for event in events_in_order(case)]


def _row(event: Any, language: str) -> EventRow:
    details = tuple(
        (str(words.FIELD_WORDS.get(name, name)), shown(type(event), name, value, language))
        for name, value in _recorded(event)
    )
    when = day(event.date, language)
    if isinstance(event, Marker) and event.value is not None:
        text = f"{_SIGNS[event.comparator]}{number(event.value, language)} {event.unit or ''}".strip()
        details = ((str(words.FIELD_WORDS["value"]), text), *details)
    source = event.source.citation if event.source else ""
    title = _main(event, language)
    return EventRow(event.id, when, str(words.EVENT_WORDS[event.type]), title, details, source)


def _recorded(event: Any) -> list[tuple[str, Any]]:
    hidden = _SHARED | ({"value", "comparator", "unit"} if isinstance(event, Marker) else set())
    main = next((name for name in _MAIN if getattr(event, name, None) is not None), "")
    found = []
    for name, field in type(event).model_fields.items():
        value = getattr(event, name)
        if name not in hidden and name != main and value is not None and value != () and value != field.default:
            found.append((name, value))
    return found + ([("note", event.note)] if event.note else [])


def shown(model: type[BaseModel], name: str, value: Any, language: str) -> str:
    """Return a recorded value in words."""
    value_set = value_set_of(model, name) if name in model.model_fields else None
    if isinstance(value, list | tuple):
        listed = [shown(model, name, one, language) for one in value]
        return (" · " if name == "lesions" else ", ").join(listed) if listed else str(words.NONE_FOUND)
    if value_set is not None and value_set in knowledge().vocabulary.sets:
        return knowledge().vocabulary.sets[value_set].label(str(value), language)
    if isinstance(value, bool):
        return str(dict(words.YES_NO)["yes" if value else "no"])
    if isinstance(value, int | float):
        return number(value, language)
    if isinstance(value, PartialDate):
        return day(value, language)
    if isinstance(value, Amount):
        return _amount(value, language)
    if isinstance(value, Lesion):
        return _lesion(value, language)
    if isinstance(value, BaseModel):
        return ": ".join(
            shown(type(value), inner, one, language)
            for inner in type(value).model_fields
            if (one := getattr(value, inner)) is not None
        )
    return str(words.CHOICE_WORDS.get(value, value))


def _lesion(lesion: Lesion, language: str) -> str:
    """Return one lesion in words: L1 (liver, target lesion): 12 mm, FDG uptake: no uptake."""
    colon = " : " if language.startswith("fr") else ": "
    organ = [shown(Lesion, "organ", lesion.organ, language)] if lesion.organ else []
    said = [FIELDS[name].in_(language) for name in ("target", "new") if getattr(lesion, name)]
    measured = [f"{_amount(lesion.size_mm, language)} mm"] if lesion.size_mm is not None else []
    for name in ("sstr_uptake", "krenning", "fdg_uptake"):
        value = getattr(lesion, name)
        if value is not None:
            measured.append(FIELDS[name].in_(language) + colon + shown(Lesion, name, value, language))
    named = f"{lesion.id} ({', '.join([*organ, *said])})" if organ or said else lesion.id
    whole = colon.join(part for part in (named, ", ".join(measured)) if part)
    return f"{whole} « {lesion.text} »" if lesion.text else whole


def _amount(value: Amount, language: str) -> str:
    if value.value is not None:
        text = f"{_SIGNS[value.comparator]}{number(value.value, language)}"
    elif value.min is not None or value.max is not None:
        ends = [number(one, language) for one in (value.min, value.max) if one is not None]
        text = "–".join(ends) if len(ends) == 2 else f"{'≥' if value.max is None else '≤'} {ends[0]}"
    else:
        status = getattr(value, "status", "")
        text = str(words.CHOICE_WORDS.get(status, "")) if status != "measured" else ""
    more = []
    if isinstance(value, Mitoses):
        more.append(
            {"2mm2": "/ 2 mm²", "area": f"/ {number(value.area_mm2 or 0, language)} mm²"}.get(value.per or "", "")
        )
        if value.per == "hpf":
            more.append(f"/ {value.hpf} HPF")
    else:
        for inner in ("cells_counted", "positive_cells", "method", "hot_spot"):
            one = getattr(value, inner, None)
            if one is not None:
                more.append(f"{words.FIELD_WORDS[inner]} {shown(type(value), inner, one, language)}".lower())
    said = f"« {value.text} »" if value.text and not text else ""
    return ", ".join(part for part in (text or said, *more) if part).replace(", /", " /")
