"""Explanations and sources as indented lines."""

from collections.abc import Iterable, Iterator, Mapping

from opennen.evaluate import words
from opennen.evaluate.render import day
from opennen.evaluate.why_words import WhyLine
from opennen.kernel.sources import Citation
from opennen.kernel.truth import Truth
from opennen.rules.packs import Knowledge

SIGNS = {Truth.YES: "✓", Truth.NO: "✗", Truth.UNKNOWN: "?"}


def explained(line: WhyLine, language: str, indent: str = "", depth: int = 99) -> Iterator[str]:
    """This function will write an explanation tree, one condition a line: its truth, and the value that decided it.

    depth: levels below this line that are written; the rest is for `opennen explain`.
    """
    value = f"  — {line.value}" if line.value else ""
    events = f"  [{', '.join(one.event for one in line.evidence)}]" if line.evidence else ""
    yield f"{indent}{SIGNS[line.truth]} {line.text}{value}{events}"
    for part in line.parts if depth else ():
        yield from explained(part, language, indent + "  ", depth - 1)


def short_lines(lines: Iterable[WhyLine], language: str, events: Mapping[str, str], indent: str = "") -> Iterator[str]:
    """This function will write what decided: the value beside the threshold, and the events it came from."""
    for line in lines:
        yield f"{indent}{SIGNS[line.truth]} {line.reads or line.text}{_events(line, language, events)}"
        yield from short_lines(line.parts, language, events, indent + "  ")


def explained_lines(
    line: WhyLine, language: str, known: Knowledge, events: Mapping[str, str], indent: str = ""
) -> Iterator[str]:
    """This function will write a whole tree; a leaf as its value beside the threshold, an exception with its reason."""
    reads = line.reads or line.text
    counted = f"  — {line.value}" if line.parts and line.value and line.value not in reads else ""
    said = f" · {line.says}" if line.says else ""
    yield f"{indent}{SIGNS[line.truth]} {reads}{counted}{_events(line, language, events)}{said}"
    yield from citations(line.sources, known, language, indent + "    ")
    for part in line.parts:
        yield from explained_lines(part, language, known, events, indent + "  ")


def _events(line: WhyLine, language: str, events: Mapping[str, str]) -> str:
    named = [events.get(one.event, f"{one.event} {day(one.date, language)}".strip()) for one in line.evidence]
    return f"  [{' ; '.join(dict.fromkeys(named))}]" if named else ""


def citations(sources: Iterable[Citation], known: Knowledge, language: str, indent: str = "") -> list[str]:
    """This function will write the sources of a statement, each with its place and its mark."""
    lines = []
    for one in sources:
        source = known.sources.get(one.source)
        title = source.title if source else one.source
        place = f", {one.place}" if one.place else ""
        lines.append(f"{indent}↳ {title}{place} ({words.MARK[one.mark.value].in_(language)})")
    return lines
