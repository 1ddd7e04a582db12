"""What decided an answer, as the few lines a page shows; the whole tree is there on demand."""

from dataclasses import replace

from opennen.evaluate import render, why_words, words
from opennen.evaluate.answer import RowAnswer, TableAnswer, Why
from opennen.evaluate.decisive import decisive, decisive_of_row, decisive_of_table
from opennen.evaluate.why_words import WhyLine
from opennen.kernel.truth import Truth
from opennen.rules.model import Compare, Holds, Not, OneOf, Recorded
from opennen.rules.packs import Knowledge


def short_why(why: Why, knowledge: Knowledge, language: str) -> tuple[WhyLine, ...]:
    """This function will write the decisive leaves of an answer, each with its value, event and threshold."""
    return _lines(decisive(why), knowledge, language)


def short_row(one: RowAnswer, knowledge: Knowledge, language: str) -> tuple[WhyLine, ...]:
    """This function will write the decisive leaves of one row, with what a provisional answer rests on."""
    return _lines(decisive_of_row(one), knowledge, language)


def short_table(answer: TableAnswer, knowledge: Knowledge, language: str) -> tuple[WhyLine, ...]:
    """This function will write the decisive leaves of a table's answer."""
    return _lines(decisive_of_table(answer), knowledge, language)


def _lines(leaves: tuple[Why, ...], knowledge: Knowledge, language: str) -> tuple[WhyLine, ...]:
    """That a fact is recorded goes without saying beside its value."""
    valued = {getattr(one.condition, "fact", "") for one in leaves if not isinstance(one.condition, Recorded)}
    said = [
        one
        for one in leaves
        if not (isinstance(one.condition, Recorded) and one.truth is Truth.YES and one.condition.fact in valued)
    ]
    return tuple(_line(one, knowledge, language) for one in said)


def _line(leaf: Why, knowledge: Knowledge, language: str) -> WhyLine:
    """A table is named with its answer, a derived fact with its events; while it is unknown, with what is missing."""
    if isinstance(leaf.condition, Not):
        return _negated(leaf, knowledge, language)
    line = why_words.why(replace(leaf, because=None), knowledge, language, opens_tables=False)
    if leaf.because is None:
        return line
    parts = short_why(leaf.because, knowledge, language)
    return replace(
        line,
        value=words.TRUTH[leaf.because.truth].in_(language),
        reads=why_words.leaf_reads(leaf, knowledge, language),
        evidence=tuple(dict.fromkeys(one for part in parts for one in part.evidence)),
        parts=parts if leaf.because.truth is Truth.UNKNOWN else (),
    )


def _negated(leaf: Why, knowledge: Knowledge, language: str) -> WhyLine:
    inner = _line(leaf.parts[0], knowledge, language)
    text = render.condition(leaf.condition, knowledge, language)
    match leaf.parts[0].condition:
        case Holds() | Recorded():
            reads = inner.reads
        case Compare():
            reads = words.NOT.in_(language).format(inner.reads)
        case OneOf(fact, codes):
            others = f"≠ {render.few_codes(fact, codes, knowledge, language)}"
            asked = others if leaf.truth is Truth.YES else words.ASKED.in_(language).format(others)
            reads = f"{why_words.found_reads(leaf.parts[0], knowledge, language)} ({asked})"
        case _:
            reads = text
    return replace(inner, text=text, truth=leaf.truth, reads=reads)
