"""Sources: what was read and how, and every rule that cites it."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext, gettext_lazy

from opennen.evaluate import words
from opennen.rules.packs import Knowledge, Source
from opennen.rules.references import references
from opennen.web.guidelines.presenters.addresses import Addresses, anchor_of
from opennen.web.guidelines.presenters.rules import availability, title_of
from opennen.web.guidelines.presenters.statements import Writer

READ_WORDS = {
    "full text": gettext_lazy("full text"),
    "abstract": gettext_lazy("abstract"),
    "excerpt": gettext_lazy("excerpt"),
    "second-hand": gettext_lazy("second-hand, as others report it"),
    "not read": gettext_lazy("not read"),
}
PART_WORDS = {
    "": gettext_lazy("the whole rule"),
    "row": gettext_lazy("row"),
    "otherwise": gettext_lazy("row"),
    "provisional": gettext_lazy("provisional row"),
    "indication": gettext_lazy("indication"),
    "excluded": gettext_lazy("contra-indication"),
    "caution": gettext_lazy("caution"),
    "check": gettext_lazy("point to check"),
    "task": gettext_lazy("task"),
    "repeat": gettext_lazy("how often it comes back"),
}


@dataclass(frozen=True)
class SourceRow:
    """One source in a list."""

    id: str
    href: str
    title: str
    by: str
    published: str
    urls: tuple[str, ...]
    read: str
    count: int


@dataclass(frozen=True)
class CitedRow:
    """One part of a rule that cites the source."""

    title: str
    rule: str
    href: str
    part: str
    pack: str
    place: str
    mark: str
    mark_words: str
    note: str


@dataclass(frozen=True)
class SourcePage:
    """One source with everything that stands on it."""

    row: SourceRow
    society: str
    note: str
    cited: tuple[CitedRow, ...]
    availability: tuple[dict[str, Any], ...]


def source_row(source: Source, knowledge: Knowledge, addresses: Addresses) -> SourceRow:
    """Return one source as a line."""
    cited = references(knowledge).by_source.get(source.id, ())
    return SourceRow(
        id=source.id,
        href=addresses.source(source.id),
        title=source.title,
        by=source.authors or source.society,
        published=source.published,
        urls=source.urls,
        read=str(READ_WORDS.get(source.read, source.read)),
        count=len({one.rule.id for one in cited}),
    )


@lru_cache(maxsize=64)
def source_rows(knowledge: Knowledge, language: str, addresses: Addresses) -> tuple[SourceRow, ...]:
    """Return every source, by title."""
    rows = (source_row(one, knowledge, addresses) for one in knowledge.sources.values())
    return tuple(sorted(rows, key=lambda one: one.title.casefold()))


@lru_cache(maxsize=1024)
def source_page(source_id: str, knowledge: Knowledge, language: str, addresses: Addresses) -> SourcePage:
    """Return one source with what cites it; raises KeyError when this version has no such source."""
    source = knowledge.sources[source_id]
    found = references(knowledge)
    write = Writer(knowledge, language, addresses)
    return SourcePage(
        row=source_row(source, knowledge, addresses),
        society=source.society if source.authors else "",
        note=source.note.in_(language) if source.note else "",
        cited=tuple(
            CitedRow(
                title=title_of(one.rule, language),
                rule=one.rule.id,
                href=addresses.rule(one.rule.id, f"{anchor_of(one.rule.id)}-{one.part}" if one.part else ""),
                part=_part(one.part),
                pack=knowledge.packs[one.rule.pack].title.in_(language),
                place=one.citation.place,
                mark=one.citation.mark.value,
                mark_words=words.MARK[one.citation.mark.value].in_(language),
                note=one.citation.note,
            )
            for one in found.by_source.get(source_id, ())
        ),
        availability=tuple(availability(row, write) for row in found.availability_by_source.get(source_id, ())),
    )


def _part(name: str) -> str:
    place, _, exception = name.partition("-unless-")
    kind, _, number = place.partition("-")
    words_ = f"{PART_WORDS[kind]} {number}".strip()
    return f"{words_}, {gettext('exception')} {exception}" if exception else words_
