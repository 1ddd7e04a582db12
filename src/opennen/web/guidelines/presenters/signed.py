"""Who signed a rule, and how many of a pack, as the reading pages say it."""

from collections.abc import Sequence
from dataclasses import dataclass

from opennen.evaluate.signed import sentence
from opennen.rules.packs import Knowledge
from opennen.rules.signatures import Signatures


@dataclass(frozen=True)
class Signed:
    """Whether a specialist signed a rule, and who, in words."""

    is_signed: bool
    text: str


def signed(rule: str, signatures: Signatures, knowledge: Knowledge, language: str) -> Signed:
    """Return who signed a rule; of an unsigned one, that nobody has."""
    found = signatures.get(rule, ())
    return Signed(bool(found), sentence(found, knowledge, language))


def signed_count(rules: Sequence[str], signatures: Signatures) -> int:
    """Return how many of some rules somebody signed."""
    return sum(bool(signatures.get(rule)) for rule in rules)
