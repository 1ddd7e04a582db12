"""The loss report: what the case has and the registry cannot take, what the registry asks and the case lacks."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from opennen.cases.model import Person, Tumour
from opennen.cases.origins import value_set_of
from opennen.exchange.subject import Subject
from opennen.kernel.text import Text

_NEVER_CONTENT = frozenset({"id", "type", "tumour", "after", "source", "note", "format", "events", "tumours"})

KINDS = {
    "not_taken": Text(fr="dans le cas, sans place dans ce registre", en="in the case, no place in this registry"),
    "no_code": Text(fr="sans code dans la liste du registre", en="no code in the registry's list"),
    "withheld": Text(fr="retenu", en="withheld"),
    "not_recorded": Text(fr="demandé, non renseigné", en="asked for, not recorded"),
    "unknown": Text(fr="demandé, renseigné comme inconnu", en="asked for, recorded as unknown"),
    "not_applicable": Text(fr="demandé, sans objet ici", en="asked for, not applicable here"),
    "proposed": Text(fr="proposé ou provisoire, à confirmer", en="proposed or provisional, to be confirmed"),
}


@dataclass(frozen=True, slots=True)
class Loss:
    """One loss. `field` is the registry's column, or for not_taken our own field as type.field."""

    kind: str
    field: str
    label: Text
    because: Text | None = None
    events: tuple[str, ...] = ()
    required: bool = False
    detail: str = ""

    def in_(self, language: str) -> str:
        """This function will write the loss as a sentence."""
        words = f"{self.label.in_(language)} ({self.field}): {KINDS[self.kind].in_(language)}"
        more = [self.detail, self.because.in_(language) if self.because else "", ", ".join(self.events)]
        return " · ".join([words, *(one for one in more if one)])


def not_taken(subject: Subject) -> tuple[Loss, ...]:
    """This function will list every filled field of the case that no column of the registry read."""
    left: dict[tuple[str, str], list[str]] = defaultdict(list)
    holders: list[tuple[str, Any]] = [("person", subject.case.person), ("tumour", subject.tumour)]
    for owner, holder in holders:
        for name in _content(holder):
            if (owner, name) not in subject.taken:
                left[owner, name].append("")
    for event in subject.events:
        for name in _content(event):
            if (event.id, name) not in subject.taken:
                left[event.type, name].append(event.id)
    shapes: dict[str, type] = {"person": Person, "tumour": Tumour, **{one.type: type(one) for one in subject.events}}
    return tuple(
        Loss("not_taken", f"{kind}.{name}", _label(subject, shapes[kind], name), None, tuple(one for one in ids if one))
        for (kind, name), ids in left.items()
    )


def _content(holder: Any) -> list[str]:
    filled = []
    for name, info in type(holder).model_fields.items():
        value = getattr(holder, name)
        if name not in _NEVER_CONTENT and value not in (None, ()) and value != info.default:
            filled.append(name)
    return filled


def _label(subject: Subject, shape: type, name: str) -> Text:
    value_set = value_set_of(shape, name)
    values = subject.knowledge.vocabulary.sets.get(value_set) if value_set else None
    return values.labels if values else Text(fr=name.replace("_", " "), en=name.replace("_", " "))
