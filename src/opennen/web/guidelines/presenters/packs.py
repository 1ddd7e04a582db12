"""Packs: the list of all, and one with every rule."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils.text import slugify

from opennen.evaluate import words
from opennen.rules.packs import Knowledge, Pack
from opennen.rules.references import parts_of, references
from opennen.web.guidelines.presenters.addresses import Addresses
from opennen.web.guidelines.presenters.rules import Card, card
from opennen.web.guidelines.presenters.sources import SourceRow, source_row
from opennen.web.guidelines.presenters.words import everywhere


@dataclass(frozen=True)
class Mark:
    """How many citations carry a mark."""

    letter: str
    words: str
    count: int


@dataclass(frozen=True)
class PackRow:
    """One pack in the list."""

    id: str
    href: str
    title: str
    about: str
    society: str
    published: int | None
    since: date | None
    until: date | None
    countries: str
    counts: tuple[tuple[str, int], ...]
    rules: tuple[str, ...]
    marks: tuple[Mark, ...]
    vignettes: int
    vignettes_href: str


@dataclass(frozen=True)
class Section:
    """The rules of one kind within a pack."""

    title: str
    anchor: str
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class PackPage:
    """One pack, whole."""

    row: PackRow
    sections: tuple[Section, ...]
    sources: tuple[SourceRow, ...]


@lru_cache(maxsize=64)
def pack_rows(knowledge: Knowledge, language: str, addresses: Addresses) -> tuple[PackRow, ...]:
    """Return every pack, by title."""
    rows = (_row(pack, knowledge, language, addresses) for pack in knowledge.packs.values())
    return tuple(sorted(rows, key=lambda one: one.title))


@lru_cache(maxsize=256)
def pack_page(pack_id: str, knowledge: Knowledge, language: str, addresses: Addresses) -> PackPage:
    """Return one pack with every rule; raises KeyError when this version has no such pack."""
    pack = knowledge.packs[pack_id]
    groups: dict[str, list[Card]] = {}
    for rule in references(knowledge).by_pack[pack_id]:
        one = card(rule.id, knowledge, language, addresses)
        groups.setdefault(one.group, []).append(one)
    return PackPage(
        row=_row(pack, knowledge, language, addresses),
        sections=tuple(Section(title, slugify(title), tuple(cards)) for title, cards in groups.items()),
        sources=_bibliography(pack, knowledge, addresses),
    )


def _row(pack: Pack, knowledge: Knowledge, language: str, addresses: Addresses) -> PackRow:
    rules = references(knowledge).by_pack[pack.id]
    counts = Counter(card(rule.id, knowledge, language, addresses).group for rule in rules)
    return PackRow(
        id=pack.id,
        href=addresses.pack(pack.id),
        title=pack.title.in_(language),
        about=pack.about.in_(language) if pack.about else "",
        society=pack.society,
        published=pack.published,
        since=pack.validity.valid_from,
        until=pack.validity.valid_until,
        countries=everywhere(pack.validity.countries, knowledge, language),
        counts=tuple(counts.items()),
        rules=tuple(rule.id for rule in rules),
        marks=_marks(pack.id, knowledge, language),
        vignettes=sum(one.pack == pack.id for one in knowledge.vignettes),
        vignettes_href=addresses.vignettes(pack.id),
    )


def _marks(pack: str, knowledge: Knowledge, language: str) -> tuple[Mark, ...]:
    rules = references(knowledge).by_pack[pack]
    found = Counter(one.mark.value for rule in rules for part in parts_of(rule) for one in part.sources)
    return tuple(Mark(letter, text.in_(language), found[letter]) for letter, text in words.MARK.items())


def _bibliography(pack: Pack, knowledge: Knowledge, addresses: Addresses) -> tuple[SourceRow, ...]:
    """Every source of the pack and of its rules, by the name under which the rules cite it."""
    cited = {
        one.source for rule in references(knowledge).by_pack[pack.id] for part in parts_of(rule) for one in part.sources
    }
    named = sorted(cited | set(pack.sources))
    return tuple(source_row(knowledge.sources[one], knowledge, addresses) for one in named if one in knowledge.sources)
