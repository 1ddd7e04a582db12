"""One tumour of one case, as the field functions see it; it remembers what was read, so the rest can be reported."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from opennen.cases.events import AnyEvent, Specimen, Stage
from opennen.cases.model import Case, Identity, Tumour
from opennen.cases.order import events_in_order
from opennen.evaluate.assessment import Assessment
from opennen.exchange.answers import NOT_APPLICABLE, NOT_RECORDED, UNKNOWN, Answer, Plain, given
from opennen.kernel.dates import PartialDate
from opennen.rules.packs import Knowledge

_Event = TypeVar("_Event", bound=AnyEvent)
_SAYS_UNKNOWN = frozenset({"unknown", "not_stated", "not_assessable"})


@dataclass(eq=False)
class Subject:
    """What a registry row is about. `event` is the row's own event in a part with one row per event."""

    case: Case
    tumour: Tumour
    assessment: Assessment
    knowledge: Knowledge
    identity: Identity | None = None
    proposals: Any = None
    event: AnyEvent | None = None
    number: int = 1
    taken: set[tuple[str, str]] = field(default_factory=set)

    @cached_property
    def events(self) -> tuple[AnyEvent, ...]:
        """The tumour's events up to the day of the assessment, oldest first."""
        return events_in_order(self.case, self.assessment.on, self.tumour.id)

    def of(self, kind: type[_Event]) -> tuple[_Event, ...]:
        """This function will list the events of one type, oldest first."""
        return tuple(one for one in self.events if isinstance(one, kind))

    @cached_property
    def specimen(self) -> Specimen | None:
        """The specimen of the diagnosis: the one a registry grades."""
        chosen = self.assessment.classification.diagnosis.specimen
        return next((one for one in self.of(Specimen) if one.id == chosen), None)

    @property
    def stage(self) -> Stage | None:
        """The stage as last recorded."""
        return self.assessment.stage

    def in_group(self, value_set: str, code: str, group: str) -> bool:
        """This function will say whether a code is in a group of its value set."""
        values = self.knowledge.vocabulary.sets.get(value_set)
        return values is not None and code in values.groups.get(group, ())

    def take(self, owner: str, name: str) -> None:
        """This function will note that a field of an event (or of 'person', 'tumour', 'case') was delivered."""
        self.taken.add((owner, name.split(".")[0]))

    def at(self, day: PartialDate | None, owner: str, name: str) -> Answer:
        """This function will answer with a date and note where it was read."""
        if day is None:
            return NOT_RECORDED
        self.take(owner, name)
        return given(day)

    def read(self, holder: Any, owner: str, path: str) -> Answer:
        """This function will read a field by its path; Ki-67 that was not measured answers why."""
        value = holder
        for step in path.split("."):
            if getattr(value, "status", "measured") == "done_not_stated" and step != "status":
                self.take(owner, path)
                return UNKNOWN
            if getattr(value, "status", "measured") == "not_done" and step != "status":
                self.take(owner, path)
                return NOT_APPLICABLE
            value = getattr(value, step, None)
            if value is None:
                return NOT_RECORDED
        self.take(owner, path)
        return _answer(value)


def _answer(value: Any) -> Answer:
    if isinstance(value, tuple):
        plain: tuple[Plain, ...] = tuple(one if isinstance(one, str) else one.name for one in value)
        return given(*plain)
    if isinstance(value, str) and value in _SAYS_UNKNOWN:
        return UNKNOWN
    return given(value)
