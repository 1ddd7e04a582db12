"""The recorded facts an answer can depend on, and how finely its rule tells their values apart."""

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

from opennen.cases.facts import Known, Value
from opennen.evaluate.evaluator import Leaf
from opennen.evaluate.states import ANYTHING, Domain
from opennen.kernel.quantity import Interval
from opennen.kernel.truth import Truth
from opennen.rules.model import AtLeast, Compare, Condition, Every, Not, Some, Table


class Scope:
    """The recorded facts below some conditions, with the comparisons made of each."""

    def __init__(self, leaves: Mapping[str, tuple[Leaf, ...]]) -> None:
        self.leaves = leaves
        self._cuts = tuple((fact, _cuts(many)) for fact, many in leaves.items())

    def signature(self, recorded: Mapping[str, Known]) -> tuple[Hashable, ...]:
        """This function will give what is known, up to what the conditions can tell apart."""
        get = recorded.get
        return tuple([None if (known := get(fact)) is None else _place(known.value, cuts) for fact, cuts in self._cuts])


def _cuts(leaves: Iterable[Leaf]) -> list[float]:
    return sorted({leaf.bound for leaf in leaves if isinstance(leaf, Compare)})


def _place(value: Value, cuts: Sequence[float]) -> Hashable:
    """Where a number lies between the bounds that it is compared with; any other value as it is."""
    if value is Truth.YES:
        return 1
    if not isinstance(value, Interval):
        return 0 if value is Truth.NO else value
    if value.is_exact:
        return bisect_left(cuts, value.low) + bisect_right(cuts, value.low)
    return value


class Reach:
    """Opens derived facts and tables: from a condition down to the recorded facts below it."""

    def __init__(
        self,
        derived: Mapping[str, Condition],
        tables: Mapping[str, tuple[Table, ...]],
        domains: Mapping[str, Domain] | None,
    ) -> None:
        """domains: of the facts that can be recorded; None = every fact, with any value."""
        self.derived, self.tables, self.domains = derived, tables, domains

    def domain(self, fact: str) -> Domain | None:
        """This function will give what a fact can be recorded with; None when it cannot be recorded."""
        return ANYTHING if self.domains is None else self.domains.get(fact)

    def scope(self, conditions: Iterable[Condition]) -> Scope:
        """This function will gather the recorded facts below some conditions, in the order of their first mention."""
        found: dict[str, dict[Leaf, None]] = {}
        opened: set[str] = set()
        waiting = [*conditions][::-1]
        while waiting:
            condition = waiting.pop()
            if isinstance(condition, Every | Some | AtLeast):
                waiting.extend(condition.parts[::-1])
            elif isinstance(condition, Not):
                waiting.append(condition.part)
            elif condition.fact in self.derived or condition.fact in self.tables:
                if condition.fact not in opened:
                    opened.add(condition.fact)
                    waiting.extend([*self._below(condition.fact)][::-1])
            elif self.domain(condition.fact) is not None:
                found.setdefault(condition.fact, {})[condition] = None
        return Scope({fact: tuple(leaves) for fact, leaves in found.items()})

    def _below(self, fact: str) -> Iterator[Condition]:
        if fact in self.derived:
            yield self.derived[fact]
            return
        for table in self.tables[fact]:
            if table.applies is not None:
                yield table.applies
            for row in table.rows:
                yield row.when
                if row.provisionally is not None:
                    yield row.provisionally.when
