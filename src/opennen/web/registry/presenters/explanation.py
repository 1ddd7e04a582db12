"""An explanation as the rows of a page."""

from collections.abc import Mapping
from typing import Any

from opennen.adapters.knowledge_files import knowledge
from opennen.evaluate import words
from opennen.evaluate.explained import Explanation, Part
from opennen.evaluate.signed import sentence
from opennen.evaluate.why_words import WhyLine
from opennen.kernel.sources import Citation
from opennen.rules.signatures import NOBODY, Signatures


def explanation_of(
    one: Explanation, events: Mapping[str, str], language: str, signatures: Signatures = NOBODY
) -> dict[str, Any]:
    """Return an explanation's title, answer, parts and sources; each line with the events in words.

    signatures: those in force, by rule; a fact has none.
    """
    return {
        "id": one.id,
        "title": one.title,
        "place": one.place,
        "answer": one.answer,
        "parts": [_part(part, events, language) for part in one.parts],
        "sources": _citations(one.sources, language),
        "checks": [
            {"text": check.text.in_(language), "sources": _citations(check.sources, language)} for check in one.checks
        ],
        "availability": [
            {
                "country": row.country,
                "state": words.AVAILABILITY[row.state].in_(language),
                "indication": row.indication.in_(language),
                "says": row.says.in_(language),
                "sources": _citations(row.sources, language),
            }
            for row in one.availability
        ],
        "signed_text": ""
        if one.id in knowledge().vocabulary.facts
        else sentence(signatures.get(one.id, ()), knowledge(), language),
    }


def _part(part: Part, events: Mapping[str, str], language: str) -> dict[str, Any]:
    full = _line(part.full, events, language)
    return {
        "heading": part.heading,
        "says": part.says,
        "truth": part.truth.value,
        "short": [_line(line, events, language) for line in part.short],
        "full": full["parts"] or [full],
        "sources": _citations(part.sources, language),
    }


def _line(line: WhyLine, events: Mapping[str, str], language: str) -> dict[str, Any]:
    reads = line.reads or line.text
    named = {one.event: events.get(one.event, one.event) for one in line.evidence}
    return {
        "reads": reads,
        "truth": line.truth.value,
        "value": line.value if line.parts and line.value not in reads else "",
        "says": line.says,
        "sources": _citations(line.sources, language),
        "events": [{"event": event, "says": said} for event, said in named.items()],
        "parts": [_line(part, events, language) for part in line.parts],
    }


def _citations(many: tuple[Citation, ...], language: str) -> list[dict[str, str]]:
    sources = knowledge().sources
    return [
        {
            "source": one.source,
            "title": sources[one.source].title if one.source in sources else one.source,
            "place": one.place,
            "mark": one.mark.value,
            "mark_words": words.MARK[one.mark.value].in_(language),
        }
        for one in many
    ]
