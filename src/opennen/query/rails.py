"""A condition as two rails, certainly yes and certainly no; where every leaf is exact, one Kleene truth is both."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from opennen.query.columns import FactColumn
from opennen.query.nodes import Node, Nodes
from opennen.rules.model import Compare, Holds, OneOf, Recorded
from opennen.vocabulary.model import FactType

Leaf = Holds | Compare | OneOf | Recorded


@dataclass(frozen=True, slots=True)
class Rails:
    """`yes` is certain where the condition is YES, `no` where it is NO. Null on a rail is "not certain"."""

    yes: Node
    no: Node


class Rail:
    """Makes rails out of nodes: `not` swaps them, `and` and `or` are each other's mirror."""

    def __init__(self, nodes: Nodes) -> None:
        self.nodes = nodes

    def one(self, truth: Node) -> Rails:
        """This function will give both rails of a truth that one Kleene expression says."""
        return Rails(truth, self.nodes.not_(truth))

    def is_one(self, rails: Rails) -> bool:
        """This function will say whether one Kleene expression serves both rails."""
        return rails.no is self.nodes.not_(rails.yes)

    def truth(self, rails: Rails) -> Node:
        """This function will join the rails into one truth."""
        return self.nodes.kleene(rails.yes, rails.no)

    def all_of(self, parts: Sequence[Rails]) -> Rails:
        """This function will give the rails of an and."""
        yes = self.nodes.and_(part.yes for part in parts)
        if all(self.is_one(part) for part in parts):
            return self.one(yes)
        return Rails(yes, self.nodes.or_(part.no for part in parts))

    def any_of(self, parts: Sequence[Rails]) -> Rails:
        """This function will give the rails of an or."""
        return self.swapped(self.all_of([self.swapped(part) for part in parts]))

    def swapped(self, rails: Rails) -> Rails:
        """This function will give the rails of a not."""
        return Rails(rails.no, rails.yes)

    def at_least(self, count: int, parts: Sequence[Rails]) -> Rails:
        """This function will count by thresholds: so many of the first part and the rest, or of the rest alone."""
        made: dict[tuple[int, int], Rails] = {}

        def threshold(wanted: int, start: int) -> Rails:
            if wanted <= 0:
                return self.one(self.nodes.yes)
            if wanted > len(parts) - start:
                return self.one(self.nodes.no)
            if (wanted, start) not in made:
                with_first = self.all_of([parts[start], threshold(wanted - 1, start + 1)])
                made[wanted, start] = self.any_of([with_first, threshold(wanted, start + 1)])
            return made[wanted, start]

        return threshold(count, 0)

    def leaf(self, leaf: Leaf, column: FactColumn | None) -> Rails:
        """This function will answer a leaf from a recorded fact's columns."""
        if column is None:
            return self.one(self.nodes.no if isinstance(leaf, Recorded) else self.nodes.unknown)
        match leaf, column.type:
            case Recorded(), _:
                return self.one(self.nodes.and_(self.nodes.present(name) for name in column.names))
            case Holds(), FactType.YES_NO:
                return self._yes_no(column)
            case OneOf(codes=codes), FactType.CODE:
                return self._codes(column, codes)
            case Compare(operator=operator, bound=bound), (FactType.NUMBER | FactType.DATE):
                return self._number(column, operator, bound)
            case _:
                raise TypeError(f"{leaf} cannot be compared with a {column.type.value}")

    def _yes_no(self, column: FactColumn) -> Rails:
        if column.exact:
            return self.one(self.nodes.flag(column.fact))
        yes, no = column.names
        return Rails(self.nodes.flag(yes), self.nodes.flag(no))

    def _codes(self, column: FactColumn, codes: Iterable[str]) -> Rails:
        """A set of codes is a yes when it lies within the wanted codes, and a no when it has none of them."""
        wanted = frozenset(codes).intersection(column.codes)
        if column.exact:
            return self.one(self.nodes.code(column.fact, wanted))
        others = column.bits(set(column.codes) - wanted)
        clear = self.nodes.clear
        return Rails(
            self.nodes.and_(clear(name, bits) for name, bits in zip(column.names, others, strict=True)),
            self.nodes.and_(clear(name, bits) for name, bits in zip(column.names, column.bits(wanted), strict=True)),
        )

    def _number(self, column: FactColumn, operator: str, bound: float) -> Rails:
        if column.exact:
            return self.one(self.nodes.number(column.fact, operator, bound))
        low, high = column.names
        at = self.nodes.number
        match operator:
            case ">":
                return Rails(at(low, ">", bound), at(high, "<=", bound))
            case ">=":
                return Rails(at(low, ">=", bound), at(high, "<", bound))
            case "==":
                within = (at(low, "==", bound), at(high, "==", bound))
                beside = (at(low, ">", bound), at(high, "<", bound))
                return Rails(self.nodes.and_(within), self.nodes.or_(beside))
            case _:
                opposite = {"<": ">=", "<=": ">", "!=": "=="}[operator]
                return self.swapped(self._number(column, opposite, bound))
