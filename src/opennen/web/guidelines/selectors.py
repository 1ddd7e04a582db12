"""What is read: the knowledge in force or as of a version that is kept."""

from dataclasses import dataclass
from datetime import datetime

from opennen.adapters.knowledge_files import knowledge
from opennen.rules.packs import Knowledge
from opennen.web.registry.archive import kept_versions, knowledge_of
from opennen.web.registry.models import KnowledgeVersion


class UnknownVersion(LookupError):
    """Nobody ever used a knowledge of this version here."""


def knowledge_as_of(version: str) -> Knowledge:
    """Return the knowledge of a version, '' for the one in force.

    Raises UnknownVersion for one that was never kept here, Refused with findings for one this program cannot read.
    """
    if version == "":
        return knowledge()
    try:
        return knowledge_of(version)
    except KnowledgeVersion.DoesNotExist as error:
        raise UnknownVersion(version) from error


@dataclass(frozen=True)
class Kept:
    """One version that answered here, and since when."""

    version: str
    first_used_at: datetime
    is_in_force: bool


def versions() -> list[Kept]:
    """Return every version that is kept here, the latest first."""
    now = knowledge().version
    return [Kept(one.version, one.first_used_at, one.version == now) for one in kept_versions()]
