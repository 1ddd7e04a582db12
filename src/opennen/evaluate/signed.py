"""Who signed a rule, in words and as JSON; what nobody signed says so."""

from collections.abc import Sequence
from typing import Any

from opennen.evaluate import render, words
from opennen.kernel.dates import PartialDate
from opennen.rules.packs import Knowledge
from opennen.rules.signatures import RuleSignature


def sentence(signatures: Sequence[RuleSignature], knowledge: Knowledge, language: str) -> str:
    """This function will say who signed a rule, with discipline and day; or that no specialist has."""
    if not signatures:
        return words.UNSIGNED.in_(language)
    people = " ; ".join(person(one, knowledge, language) for one in signatures)
    return words.SIGNED.in_(language).format(people)


def person(one: RuleSignature, knowledge: Knowledge, language: str) -> str:
    """This function will name a signer: 'Anne Marchal, pathology, 2026-11-25'."""
    values = knowledge.vocabulary.sets.get("discipline")
    known = values is not None and one.discipline in values.values
    discipline = values.label(one.discipline, language) if values is not None and known else one.discipline
    day = render.day(PartialDate(one.on.year, one.on.month, one.on.day), language)
    return ", ".join(part for part in (one.name, discipline, day) if part)


def signed_json(signatures: Sequence[RuleSignature], knowledge: Knowledge, language: str) -> dict[str, Any]:
    """This function will give what an answer says of its rule's signatures."""
    return {
        "signed": bool(signatures),
        "signatures": [
            {"name": one.name, "discipline": one.discipline, "on": one.on.isoformat()} for one in signatures
        ],
        "signed_text": sentence(signatures, knowledge, language),
    }
