"""Reads that set two answers side by side: a supposition beside the record, a day or version beside another."""

from dataclasses import dataclass

from opennen.adapters.knowledge_files import knowledge
from opennen.cases.facts import Value
from opennen.cases.model import Case
from opennen.evaluate.assessment import Assessment, assess
from opennen.evaluate.compare import Difference, Setting, between, read_in, states
from opennen.kernel.truth import Truth
from opennen.rules.packs import Knowledge
from opennen.vocabulary.model import FactType
from opennen.web.registry.archive import knowledge_of
from opennen.web.registry.models import CaseRecord
from opennen.web.registry.selectors import case_of

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


def knowledge_named(version: str) -> Knowledge:
    """Return the knowledge in use ("" or its own version), or a kept one; raises as `archive.knowledge_of`."""
    used = knowledge()
    return used if version in ("", used.version) else knowledge_of(version)


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
