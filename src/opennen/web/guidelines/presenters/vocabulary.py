"""Facts: what each asks, how it is read, what it may be, and which rules need it."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opennen.evaluate import render
from opennen.rules.packs import Knowledge
from opennen.rules.references import References, references
from opennen.vocabulary.model import Fact, FactType
from opennen.web.guidelines.presenters.addresses import Addresses
from opennen.web.guidelines.presenters.origins import origin_rows
from opennen.web.guidelines.presenters.rules import title_of
from opennen.web.guidelines.presenters.statements import Writer

TYPE_WORDS = {
    FactType.NUMBER: gettext_lazy("number"),
    FactType.YES_NO: gettext_lazy("yes or no"),
    FactType.CODE: gettext_lazy("one of a list"),
    FactType.DATE: gettext_lazy("date"),
}
TOPIC_WORDS = {
    "biochemistry": gettext_lazy("Biochemistry"),
    "classification": gettext_lazy("Classification"),
    "comorbidity": gettext_lazy("Other diseases"),
    "course": gettext_lazy("Course"),
    "extent": gettext_lazy("Extent"),
    "imaging": gettext_lazy("Imaging"),
    "options": gettext_lazy("For the options"),
    "pathology": gettext_lazy("Pathology"),
    "patient": gettext_lazy("Patient"),
    "syndromes": gettext_lazy("Syndromes"),
    "treatments": gettext_lazy("Treatments"),
}


@dataclass(frozen=True)
class FactRow:
    """One fact in a list."""

    id: str
    href: str
    label: str
    type: str
    unit: str
    comes: str
    count: int


@dataclass(frozen=True)
class Link:
    """A rule or fact that is named by another."""

    href: str
    words: str
    id: str
    under: str = ""


@dataclass(frozen=True)
class FactPage:
    """One fact with everything that leads to it and away from it."""

    row: FactRow
    question: str
    range: str
    values: tuple[tuple[str, str], ...]
    groups: tuple[tuple[str, str], ...]
    origin: tuple[tuple[str, str], ...]
    definition: SafeString | str
    lists: tuple[tuple[str, str], ...]
    given_by: tuple[Link, ...]
    rules: tuple[Link, ...]
    facts: tuple[Link, ...]
    through: tuple[Link, ...]
    place: str


@lru_cache(maxsize=64)
def fact_topics(
    knowledge: Knowledge, language: str, addresses: Addresses
) -> tuple[tuple[str, str, tuple[FactRow, ...]], ...]:
    """Return every fact by topic: anchor, heading, rows."""
    topics: dict[str, list[FactRow]] = {}
    for fact in knowledge.vocabulary.facts.values():
        topic = PurePosixPath(fact.place.partition(",")[0]).stem
        topics.setdefault(topic, []).append(fact_row(fact, knowledge, language, addresses))
    return tuple(
        (topic, str(TOPIC_WORDS.get(topic, topic)), tuple(sorted(rows, key=lambda one: one.label.casefold())))
        for topic, rows in sorted(topics.items())
    )


def fact_row(fact: Fact, knowledge: Knowledge, language: str, addresses: Addresses) -> FactRow:
    """Return one fact as a line."""
    found = references(knowledge)
    return FactRow(
        id=fact.id,
        href=addresses.fact(fact.id),
        label=fact.labels.in_(language),
        type=str(TYPE_WORDS[fact.type]),
        unit="" if fact.unit in (None, "1") else render.unit_words(str(fact.unit), language),
        comes=_comes(fact, found),
        count=len(found.rules_by_fact.get(fact.id, ())),
    )


def _comes(fact: Fact, found: References) -> str:
    if fact.rule is not None:
        return _("derived from other facts")
    return _("recorded") if fact.is_recorded else _("given by tables")


@lru_cache(maxsize=2048)
def fact_page(fact_id: str, knowledge: Knowledge, language: str, addresses: Addresses) -> FactPage:
    """Return one fact; raises KeyError when this version does not know it."""
    fact = knowledge.vocabulary.facts[fact_id]
    found = references(knowledge)
    write = Writer(knowledge, language, addresses, "definition")
    definition = write.condition(knowledge.derived[fact_id]) if fact_id in knowledge.derived else ""
    values = knowledge.vocabulary.sets.get(fact.values or "")
    low, high = fact.range or (None, None)
    span = "" if low is None or high is None else f"{render.number(low, language)}–{render.number(high, language)}"
    return FactPage(
        row=fact_row(fact, knowledge, language, addresses),
        question=fact.question.in_(language) if fact.question else "",
        range=span,
        values=tuple((code, values.label(code, language)) for code in values.values) if values else (),
        groups=tuple(
            (name, ", ".join(values.label(code, language) for code in values.values if code in members))
            for name, members in values.groups.items()
        )
        if values
        else (),
        origin=tuple(origin_rows(fact, knowledge, language)),
        definition=definition,
        lists=tuple((letter, listed) for listed, letter in write.lists.items()),
        given_by=rule_links([table.id for table in found.given_by.get(fact_id, ())], knowledge, language, addresses),
        rules=rule_links([rule.id for rule in found.rules_by_fact.get(fact_id, ())], knowledge, language, addresses),
        facts=fact_links(found.facts_by_fact.get(fact_id, ()), knowledge, language, addresses),
        through=fact_links(found.through(fact_id), knowledge, language, addresses),
        place=fact.place,
    )


def rule_links(ids: list[str], knowledge: Knowledge, language: str, addresses: Addresses) -> tuple[Link, ...]:
    """Return rules as links, each under the title of its pack."""
    rules = [references(knowledge).rules[one] for one in ids]
    return tuple(
        Link(
            addresses.rule(rule.id),
            title_of(rule, language),
            rule.id,
            knowledge.packs[rule.pack].title.in_(language),
        )
        for rule in rules
    )


def fact_links(ids: tuple[str, ...], knowledge: Knowledge, language: str, addresses: Addresses) -> tuple[Link, ...]:
    """Return facts as links."""
    return tuple(Link(addresses.fact(one), render.label(one, knowledge, language), one) for one in ids)
