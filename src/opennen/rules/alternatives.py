"""A condition as its alternatives: each a list of single statements about facts, all of which must hold.

The rewriting keeps the three-valued meaning: in strong Kleene logic `and` and `or` distribute over each other, and
`not` turns one into the other, with unknown as with yes and no.
"""

from dataclasses import dataclass
from itertools import combinations, product
from typing import TypeAlias

from opennen.rules.model import AtLeast, Compare, Condition, Every, Holds, Not, OneOf, Recorded, Some

MANY = 12  # beyond this a table is no clearer than a sentence


@dataclass(frozen=True, slots=True)
class Literal:
    """One statement about one fact, or its negation."""

    node: Holds | Compare | OneOf | Recorded
    holds: bool = True

    @property
    def fact(self) -> str:
        """The fact it is about."""
        return self.node.fact


Alternative: TypeAlias = tuple[Literal, ...]


def alternatives(condition: Condition, *, holds: bool = True) -> tuple[Alternative, ...] | None:
    """This function will give the alternatives of a condition, or None when there are too many for a table."""
    match condition:
        case Not(part):
            return alternatives(part, holds=not holds)
        case Every(parts) | Some(parts):
            branches = [alternatives(part, holds=holds) for part in parts]
            found = [one for one in branches if one is not None]
            if len(found) < len(branches):
                return None
            together = isinstance(condition, Every) is holds
            return _together(found) if together else _either(found)
        case AtLeast(count, parts):
            # Not so many of them: so many of them not, that the others are too few.
            wanted = count if holds else len(parts) - count + 1
            return alternatives(_any_of(parts if holds else tuple(Not(part) for part in parts), wanted))
        case Holds() | Compare() | OneOf() | Recorded():
            return ((Literal(condition, holds),),)


def _any_of(parts: tuple[Condition, ...], count: int) -> Condition:
    return Some(tuple(Every(chosen) for chosen in combinations(parts, count)))


def _together(branches: list[tuple[Alternative, ...]]) -> tuple[Alternative, ...] | None:
    count = 1
    for branch in branches:
        count *= len(branch)
    if count > MANY:
        return None
    return tuple(tuple(one for part in chosen for one in part) for chosen in product(*branches))


def _either(branches: list[tuple[Alternative, ...]]) -> tuple[Alternative, ...] | None:
    found = tuple(one for branch in branches for one in branch)
    return found if len(found) <= MANY else None
