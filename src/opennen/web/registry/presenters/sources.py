"""Sources and packs in words; which rules cite a source, with place and mark."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from opennen.adapters.knowledge_files import knowledge
from opennen.evaluate.words import MARK
from opennen.kernel.sources import Citation
from opennen.rules.model import DataFinding, Option, Rule, Table, Task


@dataclass(frozen=True)
class Cited:
    """One rule that cites a source: where it stands in the source, and its mark."""

    rule: str
    pack: str
    title: str
    place: str
    mark: str
    mark_words: str
    note: str


def _citations(rule: Rule) -> Iterator[Citation]:
    yield from rule.sources
    if isinstance(rule, Table):
        for row in rule.rows:
            yield from row.sources
            if row.provisionally:
                yield from row.provisionally.sources
    if isinstance(rule, Option):
        for indication in rule.indications:
            yield from indication.sources
        for reason in (*rule.excluded, *rule.cautions):
            yield from reason.sources
        for check in rule.checks:
            yield from check.sources


def _title(rule: Rule, language: str) -> str:
    if isinstance(rule, Table | Option | Task):
        return rule.title.in_(language)
    return rule.message.in_(language) if isinstance(rule, DataFinding) else rule.id


def _rules() -> tuple[Rule, ...]:
    known = knowledge()
    return (*known.tables, *known.options, *known.tasks, *known.findings)


@lru_cache(maxsize=1)
def _by_source() -> dict[str, list[tuple[Rule, Citation]]]:
    found: dict[str, list[tuple[Rule, Citation]]] = {}
    for rule in _rules():
        for citation in dict.fromkeys(_citations(rule)):
            found.setdefault(citation.source, []).append((rule, citation))
    return found


def citing(source: str, language: str) -> list[Cited]:
    """Return the rules that cite a source."""
    return [
        Cited(
            rule.id,
            rule.pack,
            _title(rule, language),
            citation.place,
            citation.mark.value,
            MARK[citation.mark.value].in_(language),
            citation.note,
        )
        for rule, citation in _by_source().get(source, ())
    ]


def pack_rows(language: str) -> list[dict[str, object]]:
    """Return every pack with its number of rules, by kind."""
    return [
        {
            "id": pack.id,
            "title": pack.title.in_(language),
            "about": pack.about.in_(language) if pack.about else "",
            "society": pack.society,
            "published": pack.published,
            "valid_from": pack.validity.valid_from,
            "valid_until": pack.validity.valid_until,
            "sources": [knowledge().sources[one] for one in pack.sources if one in knowledge().sources],
            "rules": [(rule.id, _title(rule, language)) for rule in _rules() if rule.pack == pack.id],
        }
        for pack in sorted(knowledge().packs.values(), key=lambda one: one.title.in_(language))
    ]


def source_rows(language: str) -> list[dict[str, object]]:
    """Return every source with the number of rules that cite it."""
    return [
        {"source": one, "count": len({rule.id for rule, _ in _by_source().get(one.id, ())})}
        for one in sorted(knowledge().sources.values(), key=lambda one: one.title)
    ]
