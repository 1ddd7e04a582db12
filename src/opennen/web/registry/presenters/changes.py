"""What changed, in words: each part with its fields, before and after."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from pydantic import BaseModel

from opennen.cases.change import Change
from opennen.cases.model import Person, Tumour
from opennen.cases.origins import EVENT_TYPES
from opennen.web.registry.presenters import words
from opennen.web.registry.presenters.events import shown

DASH = "–"


@dataclass(frozen=True)
class FieldChange:
    """One field: its name in the model and in words, before and after."""

    name: str
    words: str
    before: str
    after: str


@dataclass(frozen=True)
class ChangeRow:
    """One part that changed: what it is, how it changed, and its fields."""

    title: str
    kind: str
    kind_words: str
    fields: tuple[FieldChange, ...]


def change_rows(done: Iterable[Change], language: str) -> list[ChangeRow]:
    """Return changes ready to print."""
    kinds = {"added": _("added"), "changed": _("changed"), "removed": _("removed")}
    return [
        ChangeRow(
            part_title(one.part, one.after or one.before),
            one.kind,
            kinds[one.kind],
            tuple(field_changes(one.part, one.before, one.after, language)),
        )
        for one in done
    ]


def part_title(part: tuple[str, str], value: Any) -> str:
    """Return what a part of a case is called."""
    kind, name = part
    if kind == "event" and isinstance(value, dict):
        return f"{words.EVENT_WORDS.get(value.get('type', ''), name)} ({name})"
    if kind == "tumour":
        return f"{words.FIELD_WORDS['tumour']} ({name})"
    return str(words.FIELD_WORDS.get(name, {"person": _("Person")}.get(name, name)))


def field_changes(part: tuple[str, str], before: Any, after: Any, language: str) -> Iterable[FieldChange]:
    """Yield the fields of a part that differ, in words."""
    model = _model(part, after or before)
    if not (isinstance(before, dict | None) and isinstance(after, dict | None)) or model is None:
        yield FieldChange("", "", _said(before), _said(after))
        return
    old, new = before or {}, after or {}
    for name in dict.fromkeys([*old, *new]):
        if name not in ("id", "type") and old.get(name) != new.get(name):
            yield FieldChange(
                name,
                str(words.FIELD_WORDS.get(name, name)),
                value_words(model, name, old.get(name), language),
                value_words(model, name, new.get(name), language),
            )


def _model(part: tuple[str, str], value: Any) -> type[BaseModel] | None:
    if part[0] == "event" and isinstance(value, dict):
        return EVENT_TYPES.get(value.get("type", ""))
    if part[0] == "tumour":
        return Tumour
    return Person if part[1] == "person" else None


def value_words(model: type[BaseModel], name: str, value: Any, language: str) -> str:
    """Return a stored (JSON) value of a field in words."""
    if value is None:
        return DASH
    typed = model.__pydantic_validator__.validate_assignment(model.model_construct(), name, value)
    values = typed[0] if isinstance(typed, tuple) else typed.__dict__
    return shown(model, name, values[name], language)


def _said(value: Any) -> str:
    return DASH if value is None else str(value)
