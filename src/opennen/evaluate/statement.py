"""A condition as a tree of short statements, for a page that shows its structure rather than one long sentence.

The words of a leaf are those of every explanation (`render.condition`): a rule reads the same wherever it is shown.
"""

from dataclasses import dataclass, replace
from typing import Literal

from opennen.evaluate import render
from opennen.kernel.text import Text
from opennen.rules.model import AtLeast, Condition, Every, Not, OneOf, Recorded, Some
from opennen.rules.packs import Knowledge

AND_RECORDED = Text("{} (renseigné)", "{} (recorded)", "{} (vermeld)", "{} (dokumentiert)")
Joint = Literal["every", "some", "at_least", "not", "leaf"]


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement. A leaf has words, the fact it is about and that fact's label; the others have parts.

    `count` is how many of the parts must hold, for `at_least`.

    `codes` holds the labels of the values a coded fact may have, so that a long list can be set apart; `but` says that
    the fact must have none of them.
    """

    joint: Joint
    text: str
    fact: str = ""
    label: str = ""
    parts: tuple["Statement", ...] = ()
    codes: tuple[str, ...] = ()
    but: bool = False
    count: int = 0


def statement(node: Condition, knowledge: Knowledge, language: str) -> Statement:
    """This function will write a condition as a tree of statements, double negations and single parts removed."""
    match node:
        case Every((only,)) | Some((only,)) | Not(Not(only)):
            return statement(only, knowledge, language)
        case Every(parts) | Some(parts):
            flat = _flat(type(node), parts)
            said = _known(flat, knowledge, language) if isinstance(node, Every) else [(part, "{}") for part in flat]
            written = tuple(_framed(statement(part, knowledge, language), frame) for part, frame in said)
            if len(written) == 1:
                return written[0]
            text = render.condition(node, knowledge, language)
            return Statement("every" if isinstance(node, Every) else "some", text, parts=written)
        case AtLeast(count, parts):
            counted = tuple(statement(part, knowledge, language) for part in parts)
            return Statement("at_least", render.condition(node, knowledge, language), parts=counted, count=count)
        case Not(OneOf() as part):
            return _codes(node, part, knowledge, language, but=True)
        case OneOf():
            return _codes(node, node, knowledge, language)
        case Not(Recorded(fact)):
            return _leaf(node, fact, knowledge, language)
        case Not(part):
            inner = statement(part, knowledge, language)
            text = render.condition(node, knowledge, language)
            return Statement("not", text, inner.fact, inner.label, parts=(inner,))
        case _:
            return _leaf(node, getattr(node, "fact", ""), knowledge, language)


def _flat(joint: type, parts: tuple[Condition, ...]) -> list[Condition]:
    """An `and` within an `and` says nothing more: its parts are listed with the others."""
    flat: list[Condition] = []
    for part in parts:
        flat += _flat(joint, part.parts) if isinstance(part, joint) and isinstance(part, Every | Some) else [part]
    return flat


def _known(parts: list[Condition], knowledge: Knowledge, language: str) -> list[tuple[Condition, str]]:
    """`fact is known and fact …` is one statement about a recorded fact; its words get a frame that says so."""
    about = {fact for part in parts if (fact := _fact(part)) and not isinstance(part, Recorded)}
    named = {part.fact for part in parts if isinstance(part, Recorded)} & about
    return [
        (part, AND_RECORDED.in_(language) if _fact(part) in named else "{}")
        for part in parts
        if not (isinstance(part, Recorded) and part.fact in named)
    ]


def _fact(node: Condition) -> str:
    """The fact of a single statement or of its negation; '' for anything longer."""
    return getattr(node.part if isinstance(node, Not) else node, "fact", "")


def _framed(one: Statement, frame: str) -> Statement:
    return replace(one, text=frame.format(one.text)) if frame != "{}" else one


def _leaf(node: Condition, fact: str, knowledge: Knowledge, language: str) -> Statement:
    label = render.label(fact, knowledge, language) if fact else ""
    return Statement("leaf", render.condition(node, knowledge, language), fact, label)


def _codes(node: Condition, one: OneOf, knowledge: Knowledge, language: str, *, but: bool = False) -> Statement:
    codes = code_labels(one.fact, one.codes, knowledge, language)
    label = render.label(one.fact, knowledge, language)
    return Statement("leaf", render.condition(node, knowledge, language), one.fact, label, codes=codes, but=but)


def code_labels(fact: str, codes: frozenset[str], knowledge: Knowledge, language: str) -> tuple[str, ...]:
    """This function will give the words of some codes of a fact, in the order of the vocabulary."""
    values = knowledge.vocabulary.sets[knowledge.vocabulary.facts[fact].values or ""]
    return tuple(values.label(code, language) for code in values.values if code in codes)
