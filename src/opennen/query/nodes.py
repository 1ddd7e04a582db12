"""The expressions that every engine knows: truths over columns, where null is "not certain" and never no.

Equal parts are one object, so that each comparison is made once for all rules. An engine translates these twelve nodes
and nothing else.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True, eq=False)
class Constant:
    """Always the same: True, False, or None for "not known"."""

    value: bool | None


@dataclass(frozen=True, slots=True, eq=False)
class Number:
    """A number of a column compared with a bound; null where the column is."""

    column: str
    operator: str  # < <= > >= ==
    bound: float


@dataclass(frozen=True, slots=True, eq=False)
class Code:
    """The code of a column is one of some codes; null where the column is."""

    column: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Clear:
    """None of these bits is set in a column of code sets; null where the column is."""

    column: str
    bits: int


@dataclass(frozen=True, slots=True, eq=False)
class Flag:
    """A yes/no column itself."""

    column: str


@dataclass(frozen=True, slots=True, eq=False)
class Present:
    """A column is not null. Always known."""

    column: str


@dataclass(frozen=True, slots=True, eq=False)
class And:
    """Kleene's and."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True, eq=False)
class Or:
    """Kleene's or."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True, eq=False)
class Not:
    """Kleene's not."""

    part: "Node"


@dataclass(frozen=True, slots=True, eq=False)
class Certain:
    """The part is certainly yes. Always known."""

    part: "Node"


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """The part is a yes or a no. Always known."""

    part: "Node"


@dataclass(frozen=True, slots=True, eq=False)
class Kleene:
    """Yes where `yes` is certain, no where `no` is, else unknown: two rails joined into one truth."""

    yes: "Node"
    no: "Node"


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """The code of the first case that is certain; null when none is. Never a part of another node."""

    cases: tuple[tuple["Node", str], ...]


Node: TypeAlias = Constant | Number | Code | Clear | Flag | Present | And | Or | Not | Certain | Known | Kleene | Choice

Leaf = Number | Code | Clear | Flag | Present  # what reads a column


def parts_of(node: Node) -> tuple[Node, ...]:
    """This function will give the nodes a node is made of."""
    match node:
        case And(parts) | Or(parts):
            return parts
        case Not(part) | Certain(part) | Known(part):
            return (part,)
        case Kleene(yes, no):
            return (yes, no)
        case Choice(cases):
            return tuple(part for part, _ in cases)
        case _:
            return ()


class Nodes:
    """Makes nodes, each only once, and leaves out what a constant decides."""

    def __init__(self) -> None:
        self._made: dict[tuple[object, ...], Node] = {}
        self._always_known: dict[int, bool] = {}
        self.yes, self.no, self.unknown = (self._keep(Constant(one), one) for one in (True, False, None))

    def _keep(self, node: Node, *identity: object) -> Node:
        return self._made.setdefault((type(node), *identity), node)

    def number(self, column: str, operator: str, bound: float) -> Node:
        """This function will compare a column with a bound; `!=` is the Kleene not of `==`."""
        if operator == "!=":
            return self.not_(self.number(column, "==", bound))
        return self._keep(Number(column, operator, bound), column, operator, bound)

    def code(self, column: str, codes: Iterable[str]) -> Node:
        """This function will ask for one of some codes; with none it is no wherever the column is present."""
        wanted = tuple(sorted(codes))
        if not wanted:
            return self.kleene(self.no, self.present(column))
        return self._keep(Code(column, wanted), column, wanted)

    def clear(self, column: str, bits: int) -> Node:
        """This function will ask that none of some bits is set."""
        return self._keep(Clear(column, bits), column, bits)

    def flag(self, column: str) -> Node:
        """This function will give a yes/no column."""
        return self._keep(Flag(column), column)

    def present(self, column: str) -> Node:
        """This function will ask whether something is recorded in a column."""
        return self._keep(Present(column), column)

    def and_(self, parts: Iterable[Node]) -> Node:
        """This function will join parts by and; yes for none."""
        return self._joined(parts, And, neutral=self.yes, settling=self.no)

    def or_(self, parts: Iterable[Node]) -> Node:
        """This function will join parts by or; no for none."""
        return self._joined(parts, Or, neutral=self.no, settling=self.yes)

    def _joined(self, parts: Iterable[Node], kind: type[And] | type[Or], neutral: Node, settling: Node) -> Node:
        kept = tuple(dict.fromkeys(part for part in parts if part is not neutral))
        if settling in kept:
            return settling
        if len(kept) < 2:
            return kept[0] if kept else neutral
        return self._keep(kind(kept), *sorted(id(part) for part in kept))

    def not_(self, part: Node) -> Node:
        """This function will turn a truth round."""
        if isinstance(part, Not):
            return part.part
        if isinstance(part, Constant):
            return {True: self.no, False: self.yes, None: self.unknown}[part.value]
        return self._keep(Not(part), id(part))

    def certain(self, part: Node) -> Node:
        """This function will ask whether a truth is certainly yes."""
        if part is self.unknown:
            return self.no
        if isinstance(part, Kleene):
            return self.certain(part.yes)
        return part if self.is_always_known(part) else self._keep(Certain(part), id(part))

    def known(self, part: Node) -> Node:
        """This function will ask whether a truth is yes or no."""
        if isinstance(part, Not):
            return self.known(part.part)
        if part is self.unknown:
            return self.no
        if isinstance(part, Kleene):
            return self.or_((self.certain(part.yes), self.certain(part.no)))
        return self.yes if self.is_always_known(part) else self._keep(Known(part), id(part))

    def kleene(self, yes: Node, no: Node) -> Node:
        """This function will join two rails into one truth."""
        if no is self.not_(yes):
            return yes
        if self.certain(yes) is self.no and self.certain(no) is self.no:
            return self.unknown
        return self._keep(Kleene(yes, no), id(yes), id(no))

    def choice(self, cases: Iterable[tuple[Node, str]]) -> Node:
        """This function will give the code of the first case that is certain."""
        rails = ((part.yes if isinstance(part, Kleene) else part, code) for part, code in cases)
        kept = tuple((part, code) for part, code in rails if self.certain(part) is not self.no)
        return self._keep(Choice(kept), *((id(part), code) for part, code in kept))

    def is_always_known(self, node: Node) -> bool:
        """This function will say whether a node can never be null."""
        known = self._always_known.get(id(node))
        if known is None:
            known = self._always_known[id(node)] = self._can_not_be_null(node)
        return known

    def _can_not_be_null(self, node: Node) -> bool:
        match node:
            case Constant(value):
                return value is not None
            case Present() | Certain() | Known():
                return True
            case And(parts) | Or(parts):
                return all(self.is_always_known(part) for part in parts)
            case Not(part):
                return self.is_always_known(part)
            case _:
                return False
