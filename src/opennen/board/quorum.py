"""Who has to be there: disciplines a board expects and the number of people it needs, as data of the board."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quorum:
    """What a board asks for: disciplines that must each be present, and the least number of people."""

    disciplines: tuple[str, ...] = ()
    people: int = 0


@dataclass(frozen=True, slots=True)
class Presence:
    """One person present, with their discipline."""

    name: str
    discipline: str


@dataclass(frozen=True, slots=True)
class QuorumAnswer:
    """Whether the quorum is reached, and what lacks: disciplines, and how many people."""

    missing_disciplines: tuple[str, ...]
    missing_people: int

    @property
    def is_reached(self) -> bool:
        """Whether nothing lacks."""
        return not self.missing_disciplines and self.missing_people == 0


def quorum_of(quorum: Quorum, present: Iterable[Presence]) -> QuorumAnswer:
    """This function will say what lacks for the quorum, disciplines in the order the board names them.

    The same person counted twice (same name, any case) counts once.
    """
    there = list(present)
    disciplines = {one.discipline for one in there}
    people = {one.name.strip().casefold() for one in there}
    missing = tuple(one for one in quorum.disciplines if one not in disciplines)
    return QuorumAnswer(missing, max(0, quorum.people - len(people)))
