"""Reads that set two answers side by side: a supposition beside the record, a day or version beside another."""

from dataclasses import dataclass, field
from datetime import date
from math import inf
from time import monotonic
from typing import TypeAlias

from django.db.models import QuerySet

from opennen.cases.facts import Value
from opennen.cases.model import Case
from opennen.evaluate.assessment import Assessment, assess
from opennen.evaluate.compare import Difference, Question, Setting, State, between, differences, read_in, states
from opennen.kernel.truth import Truth
from opennen.rules.packs import Knowledge
from opennen.vocabulary.model import FactType
from opennen.web.registry.models import CaseRecord
from opennen.web.registry.selectors import case_of, country_of

MOST_VALUES = 12  # of a coded question whose every answer is tried


@dataclass(frozen=True)
class Compared:
    """A case in two settings: both assessments, what differs, and how many answers there are."""

    case: Case
    before: Assessment
    after: Assessment
    differences: tuple[Difference, ...]
    answers: int


@dataclass(frozen=True)
class Tried:
    """One answer to a question and what would differ then."""

    value: Value
    differences: tuple[Difference, ...]


def compared(record: CaseRecord, tumour: str | None, before: Setting, after: Setting) -> Compared:
    """Return a case in two settings."""
    case = case_of(record)
    old, new = read_in(case, tumour, before), read_in(case, tumour, after)
    first, second = (assess(case, one.knowledge, one.on, one.country, tumour, one.supposing) for one in (before, after))
    found = between(old, new, before, after)
    return Compared(case, first, second, found, len(states(new, after)))


def tried(record: CaseRecord, tumour: str | None, setting: Setting, fact: str) -> tuple[Tried, ...]:
    """Return what each answer to a yes/no or short coded question would change; empty for numbers and long lists."""
    case = case_of(record)
    old = read_in(case, tumour, setting)
    found = []
    for value in possible_values(fact, setting.knowledge):
        after = Setting(setting.knowledge, setting.on, setting.country, {**setting.supposing, fact: value})
        found.append(Tried(value, between(old, read_in(case, tumour, after), setting, after)))
    return tuple(found)


def possible_values(fact: str, known: Knowledge) -> tuple[Value, ...]:
    """Return every answer to a yes/no or short coded question."""
    definition = known.vocabulary.facts[fact]
    if definition.type is FactType.YES_NO:
        return (Truth.YES, Truth.NO)
    if definition.type is not FactType.CODE:
        return ()
    values = known.vocabulary.sets[definition.values or ""].values
    return tuple(frozenset({code}) for code in values) if len(values) <= MOST_VALUES else ()


@dataclass(frozen=True)
class Place:
    """A setting over many cases: the country is each case's own where none is named."""

    knowledge: Knowledge
    on: date
    country: str | None = None

    def setting(self, country: str) -> Setting:
        """Return the setting of a case of a country."""
        return Setting(self.knowledge, self.on, self.country or country)


Cell: TypeAlias = tuple[Question, State | None, State | None]  # an answer, before and after


@dataclass
class Impact:
    """What differs over many cases: of how many cases looked at, and by cell which cases differ, by their number.

    `rules` names the changed rules behind each cell; `last` is the number of the last case looked at.
    """

    looked_at: int = 0
    last: int = 0
    cells: dict[Cell, list[int]] = field(default_factory=dict)
    rules: dict[Cell, set[str]] = field(default_factory=dict)

    @property
    def changed(self) -> int:
        """How many cases have at least one answer that differs."""
        return len({pk for many in self.cells.values() for pk in many})


def impact(
    records: QuerySet[CaseRecord], before: Place, after: Place, *, so_far: Impact | None = None, seconds: float = inf
) -> Impact:
    """Return which answers differ between two settings, over the cases given, in the order of their numbers.

    so_far: what an earlier call found; it goes on after its last case. seconds: stop when so much time has passed;
    whoever calls goes on, and says so meanwhile.
    """
    found, end = so_far or Impact(), monotonic() + seconds
    todo = records.select_related("centre", "identity").filter(pk__gt=found.last).order_by("pk")
    for record in todo.iterator(chunk_size=200):
        case = case_of(record)
        country = country_of(case, record)
        for tumour in case.tumours:
            for one in differences(case, tumour.id, before.setting(country), after.setting(country)):
                cell = (one.question, one.before, one.after)
                pks = found.cells.setdefault(cell, [])
                if record.pk not in pks[-1:]:
                    pks.append(record.pk)
                found.rules.setdefault(cell, set()).update(one.rules)
        found.looked_at, found.last = found.looked_at + 1, record.pk
        if monotonic() > end:
            break
    return found
