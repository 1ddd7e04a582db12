"""Packs of rules, the sources they cite, and everything known together, as of any day in any country."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from opennen.kernel.sources import Citation, Validity
from opennen.kernel.text import Text
from opennen.rules.measurement import Measurement
from opennen.rules.model import Condition, Criterion, DataFinding, Option, Table, Task
from opennen.vocabulary.model import Vocabulary


@dataclass(frozen=True, slots=True)
class Source:
    """One cited document and how it was read."""

    id: str
    title: str
    authors: str
    society: str
    published: str
    urls: tuple[str, ...]
    read: str
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Pack:
    """The rules of one document."""

    id: str
    title: Text
    society: str
    published: int | None
    validity: Validity
    sources: tuple[str, ...]
    about: Text | None = None


@dataclass(frozen=True, slots=True)
class Availability:
    """Whether a product can be had in a country for an indication, between two dates."""

    product: str
    country: str
    indication: Text
    state: str
    validity: Validity
    checked_on: date | None
    says: Text
    sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Vignette:
    """Facts and the answers they must give."""

    pack: str
    name: Text
    facts: dict[str, Any]
    expect: dict[str, Any]
    country: str | None
    on: date | None
    place: str


@dataclass(frozen=True, slots=True)
class Impossible:
    """A combination of facts that no patient can have; it is never given as a counter-example."""

    when: Condition
    because: Text
    place: str


@dataclass(frozen=True, slots=True, eq=False)
class Knowledge:
    """All knowledge, read and checked. `version` names its content: the same text gives the same version."""

    vocabulary: Vocabulary
    packs: dict[str, Pack]
    sources: dict[str, Source]
    tables: tuple[Table, ...]
    options: tuple[Option, ...]
    tasks: tuple[Task, ...]
    findings: tuple[DataFinding, ...]
    criteria: tuple[Criterion, ...]
    availability: tuple[Availability, ...]
    derived: dict[str, Condition]
    vignettes: tuple[Vignette, ...]
    version: str
    country_groups: dict[str, frozenset[str]]
    measurement: Measurement | None = None  # None = this knowledge says nothing of counting error
    impossible: tuple[Impossible, ...] = ()


@dataclass(frozen=True, slots=True)
class InForce:
    """The rules that hold on a day in a country."""

    tables_by_fact: dict[str, tuple[Table, ...]]
    options: tuple[Option, ...]
    tasks: tuple[Task, ...]
    findings: tuple[DataFinding, ...]
    criteria: tuple[Criterion, ...] = ()


@lru_cache(maxsize=256)
def applicable(knowledge: Knowledge, on: date, country: str | None) -> InForce:
    """This function will pick the rules in force; a rule for some countries does not hold where none is named."""
    tables: dict[str, tuple[Table, ...]] = {}
    for table in knowledge.tables:
        if table.validity.holds(on, country):
            tables[table.gives] = (*tables.get(table.gives, ()), table)
    return InForce(
        tables,
        tuple(one for one in knowledge.options if one.validity.holds(on, country)),
        tuple(one for one in knowledge.tasks if one.validity.holds(on, country)),
        tuple(one for one in knowledge.findings if one.validity.holds(on, country)),
        tuple(one for one in knowledge.criteria if one.validity.holds(on, country)),
    )
