"""Explanations and sources as indented lines."""

from collections.abc import Iterable, Iterator

from opennen.evaluate import words
from opennen.evaluate.render import WhyLine
from opennen.kernel.sources import Citation
from opennen.kernel.truth import Truth
from opennen.rules.packs import Knowledge

_SIGNS = {Truth.YES: "✓", Truth.NO: "✗", Truth.UNKNOWN: "?"}


def explained(line: WhyLine, language: str, indent: str = "", depth: int = 99) -> Iterator[str]:
    """This function will write an explanation tree, one condition a line: its truth, and the value that decided it.

    depth: levels below this line that are written; the rest is for `opennen explain`.
    """
    value = f"  — {line.value}" if line.value else ""
    events = f"  [{', '.join(one.event for one in line.evidence)}]" if line.evidence else ""
    yield f"{indent}{_SIGNS[line.truth]} {line.text}{value}{events}"
    for part in line.parts if depth else ():
        yield from explained(part, language, indent + "  ", depth - 1)


def citations(sources: Iterable[Citation], known: Knowledge, language: str, indent: str = "") -> list[str]:
    """This function will write the sources of a statement, each with its place and its mark."""
    lines = []
    for one in sources:
        source = known.sources.get(one.source)
        title = source.title if source else one.source
        place = f", {one.place}" if one.place else ""
        lines.append(f"{indent}↳ {title}{place} ({words.MARK[one.mark.value].in_(language)})")
    return lines
