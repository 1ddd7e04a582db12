"""The names a mapping may use in `from:`, each a small function; recorded fields are read by their path."""

from collections.abc import Callable
from typing import Any

from pydantic import BaseModel

from opennen.cases.amounts import Amount, Ki67, Mitoses
from opennen.cases.events import Specimen, Stage
from opennen.cases.model import Case, Person, Tumour
from opennen.cases.origins import EVENT_TYPES, value_set_of
from opennen.exchange import course_fields, diagnosis_fields, person_fields
from opennen.exchange.answers import NOT_RECORDED, Answer, given
from opennen.exchange.subject import Subject

Field = Callable[[Subject], Answer]

NAMED: dict[str, Field] = {
    **person_fields.FIELDS,
    **diagnosis_fields.FIELDS,
    **course_fields.FIELDS,
    "row.number": lambda subject: given(subject.number),
}
_HOLDERS: dict[str, type[BaseModel]] = {"case": Case, "person": Person, "tumour": Tumour}
_AMOUNTS: dict[str, type[BaseModel]] = {"ki67": Ki67, "mitoses": Mitoses}


def field_named(name: str, event_type: str | None) -> Field | None:
    """This function will find a field function by its name; None when there is none.

    event_type: for a part with one row per event its type, whose own fields are then named `event.<field>`.
    """
    if name in NAMED:
        return NAMED[name]
    head, _, path = name.partition(".")
    if head == "event" and event_type is not None:
        return _of_event(path) if _exists(EVENT_TYPES[event_type], path) else None
    if head == "specimen" and _exists(Specimen, path):
        return _of_specimen(path)
    if head == "stage" and _exists(Stage, path):
        return _of_stage(path)
    if head in _HOLDERS and _exists(_HOLDERS[head], path):
        return _of_holder(head, path)
    return None


def value_set_named(name: str, event_type: str | None) -> str | None:
    """This function will name the value set of a recorded coded field; None for every other."""
    head, _, path = name.partition(".")
    holders: dict[str, type[BaseModel]] = {"specimen": Specimen, "stage": Stage, **_HOLDERS}
    holder = holders.get(head)
    if head == "event" and event_type is not None:
        holder = EVENT_TYPES[event_type]
    if name in NAMED or holder is None or path not in holder.model_fields:
        return None
    return value_set_of(holder, path)


def _exists(model: type[BaseModel], path: str) -> bool:
    head, _, rest = path.partition(".")
    if head not in model.model_fields:
        return False
    return not rest or rest in _AMOUNTS.get(head, Amount).model_fields


def _of_event(path: str) -> Field:
    def read(subject: Subject) -> Answer:
        return subject.read(subject.event, subject.event.id, path) if subject.event is not None else NOT_RECORDED

    return read


def _of_specimen(path: str) -> Field:
    def read(subject: Subject) -> Answer:
        one = subject.specimen
        return subject.read(one, one.id, path) if one is not None else NOT_RECORDED

    return read


def _of_stage(path: str) -> Field:
    def read(subject: Subject) -> Answer:
        one = subject.stage
        return subject.read(one, one.id, path) if one is not None else NOT_RECORDED

    return read


def _of_holder(head: str, path: str) -> Field:
    def read(subject: Subject) -> Answer:
        holder: Any = {"case": subject.case, "person": subject.case.person, "tumour": subject.tumour}[head]
        return subject.read(holder, head, path)

    return read
