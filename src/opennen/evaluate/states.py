"""What may still become known of a fact, as far as a rule can tell the difference.

A fact can be missing, or recorded with a value. Of a number or a day that is any interval, of a yes/no one of the two,
of a code one code of its set. Two states that every comparison of a rule answers alike are one for that rule: numbers
are cut where the rule compares them, into points and the gaps between.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf

from opennen.cases.facts import Known, Value
from opennen.evaluate.diagram import NODE_OF, Node
from opennen.evaluate.evaluator import Leaf, leaf_truth
from opennen.kernel.quantity import Interval
from opennen.kernel.truth import Truth
from opennen.rules.model import Compare, OneOf
from opennen.vocabulary.model import FactType, Vocabulary


@dataclass(frozen=True, slots=True)
class Domain:
    """The values a fact can be recorded with: numbers from `low` to `high`, whole for days; codes (None = any)."""

    low: float = -inf
    high: float = inf
    is_whole: bool = False
    codes: frozenset[str] | None = None


ANYTHING = Domain()


def domains_of(vocabulary: Vocabulary) -> dict[str, Domain]:
    """This function will give the domain of every fact that can be recorded; the others cannot become known."""
    found = {}
    for fact in vocabulary.facts.values():
        if fact.is_recorded:
            low, high = fact.range or (-inf, inf)
            codes = frozenset(vocabulary.sets[fact.values].values) if fact.values else None
            found[fact.id] = Domain(low, high, fact.type is FactType.DATE, codes)
    return found


@dataclass(frozen=True, slots=True)
class States:
    """The states of one fact that rules can tell apart, the one it is in first.

    branches: for each leaf about the fact, its truth in each state, as nodes of a diagram. full: the states that leave
    nothing of the fact open (one point, one gap, one code, yes or no).
    """

    size: int
    branches: Mapping[Leaf, tuple[Node, ...]]
    full: tuple[int, ...]

    def kinds(self, leaves: Sequence[Leaf]) -> list[int]:
        """This function will give one of each kind of full state that some of the leaves tell apart."""
        told = {tuple([self.branches[leaf][state] for leaf in leaves]): state for state in self.full}
        return list(told.values())


def states_of(leaves: Sequence[Leaf], value: Value | None, domain: Domain) -> States:
    """This function will give the states a fact is in or may come to, told apart by `leaves`; None = not recorded."""
    seen: dict[tuple[Node, ...], int] = {}

    def number(value: Value | None) -> int:
        return seen.setdefault(tuple([NODE_OF[leaf_truth(leaf, value)] for leaf in leaves]), len(seen))

    number(value)
    full = dict.fromkeys([number(one) for one in _full(leaves, value, domain)])
    for one in _between(leaves, value, domain):
        number(one)
    branches = dict(zip(leaves, zip(*seen, strict=True), strict=True))
    return States(len(seen), branches, tuple(full))


def _full(leaves: Sequence[Leaf], value: Value | None, domain: Domain) -> Iterable[Value]:
    """Every answer that leaves nothing open, one for each kind of it."""
    if isinstance(value, Interval) or any(isinstance(leaf, Compare) for leaf in leaves):
        return tuple(_regions(leaves, value, domain))
    if isinstance(value, frozenset):
        return [frozenset({code}) for code in sorted(value)]
    if any(isinstance(leaf, OneOf) for leaf in leaves):
        return _codes(leaves, domain)
    return (Truth.YES, Truth.NO)


def _codes(leaves: Sequence[Leaf], domain: Domain) -> Iterator[frozenset[str]]:
    named = {code for leaf in leaves if isinstance(leaf, OneOf) for code in leaf.codes}
    if domain.codes is None:
        yield from (frozenset({code}) for code in sorted(named))
        yield frozenset({""})  # any code that no comparison names
    else:
        yield from (frozenset({code}) for code in sorted(named & domain.codes))
        yield from (frozenset({code}) for code in sorted(domain.codes - named)[:1])


def _regions(leaves: Sequence[Leaf], value: Value | None, domain: Domain) -> Iterator[Interval]:
    """The points and gaps that the bounds cut out of what the number can be, from low to high."""
    whole = value if isinstance(value, Interval) else Interval(domain.low, domain.high)
    at, is_open = whole.low, whole.low_open
    for bound in sorted({leaf.bound for leaf in leaves if isinstance(leaf, Compare)}):
        if not _holds(whole, bound):
            continue
        if at < bound and not (domain.is_whole and is_open and bound - at <= 1):
            yield Interval(at, bound, is_open, high_open=True)
        yield Interval(bound, bound)
        at, is_open = bound, True
    if at < whole.high and not (domain.is_whole and is_open and whole.high_open and whole.high - at <= 1):
        yield Interval(at, whole.high, is_open, whole.high_open)
    elif at == whole.high and not is_open:
        yield whole


def _holds(whole: Interval, number: float) -> bool:
    above = whole.low < number or (whole.low == number and not whole.low_open)
    return above and (number < whole.high or (number == whole.high and not whole.high_open))


def _between(leaves: Sequence[Leaf], value: Value | None, domain: Domain) -> Iterator[Value]:
    """Answers that leave something open: of a number every run of neighbouring regions, as “2–5” or “<3” gives."""
    if isinstance(value, Interval) or any(isinstance(leaf, Compare) for leaf in leaves):
        regions = tuple(_regions(leaves, value, domain))
        for first, low in enumerate(regions):
            for high in regions[first + 1 :]:
                yield Interval(low.low, high.high, low.low_open, high.high_open)


def changing(known: Known) -> bool:
    """This function will say whether more can become known of a recorded fact: it is not known exactly."""
    value = known.value
    if isinstance(value, Interval):
        return not value.is_exact
    return value is Truth.UNKNOWN or (isinstance(value, frozenset) and len(value) > 1)
