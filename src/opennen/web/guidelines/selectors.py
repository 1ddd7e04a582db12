"""What is read: the knowledge in force or as of an archived version, and the histories beside it."""

from opennen.adapters.knowledge_files import knowledge
from opennen.rules.packs import Knowledge


class UnknownVersion(LookupError):
    """Nobody ever used a knowledge of this version here."""


def knowledge_as_of(version: str) -> Knowledge:
    """Return the knowledge of a version, '' for the one in force; raises UnknownVersion."""
    if version in ("", knowledge().version):
        return knowledge()
    raise UnknownVersion(version)


def signatures(known: Knowledge) -> dict[str, tuple[object, ...]]:
    """Return who signed each rule as it stands in this knowledge, by the rule's id; an unsigned one is not named."""
    return {}
