"""Draws the answers of one case as functions of what may still become known."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

from opennen.evaluate.answer import Asked, RowAnswer, Why
from opennen.evaluate.diagram import NO, NODE_OF, YES, Diagram, Node
from opennen.evaluate.evaluator import Decision, Evaluator, Leaf, decision, table_truth
from opennen.evaluate.scope import Scope
from opennen.evaluate.states import States
from opennen.kernel.truth import Truth, at_least, negated
from opennen.rules.model import AtLeast, Compare, Every, Holds, Not, OneOf, Recorded, Some

STEPS = 20_000  # of one answer; no shipped rule comes near it (tests/conformance/test_questions.py)


def is_firm(why: Why) -> bool:
    """This function will say whether nothing that becomes known can change an answer."""
    return why.truth is not Truth.UNKNOWN and not why.leans


class Drawing:
    """One diagram for all answers of a case: what they share is drawn once."""

    def __init__(self, evaluator: Evaluator, states: Mapping[str, States], limit: int = STEPS) -> None:
        """states: of every fact that can still change, in the order in which the diagram asks them."""
        self.evaluator, self.states, self.limit = evaluator, states, limit
        self.facts = tuple(states)
        self.level = {fact: level for level, fact in enumerate(self.facts)}
        self.diagram = Diagram([one.size for one in states.values()])
        self._known: dict[Hashable, Node] = {}

    def asked(self, draw: Callable[["Drawing"], Iterable[Node]], scope: Scope) -> Asked:
        """This function will draw an answer and read the facts off it, with what each would settle.

        Raises TooLarge when the drawing needs more steps than the limit.
        """
        self.diagram.left = self.limit
        roots = tuple(draw(self))
        levels = frozenset().union(*(self.diagram.support(root) for root in roots))
        return Asked(
            {
                fact: self._settles(roots, fact, leaves)
                for fact, leaves in scope.leaves.items()
                if self._at(fact) in levels
            }
        )

    def _at(self, fact: str) -> int:
        return self.level.get(fact, -1)

    def _settles(self, roots: tuple[Node, ...], fact: str, leaves: Sequence[Leaf]) -> float:
        """The share of the kinds of value, as the leaves tell them apart, each of which settles all the roots."""
        kinds = self.states[fact].kinds(leaves)
        settling: Sequence[int] = kinds
        for root in roots:
            settling = self.diagram.settling(root, self.level[fact], settling)
        return len(settling) / len(kinds) if kinds else 0.0

    def condition(self, why: Why) -> Node:
        """This function will draw a condition; what is firm is drawn as its truth."""
        if why.truth is not Truth.UNKNOWN and not why.leans:
            return NODE_OF[why.truth]
        match why.condition:
            case Every():
                return self.diagram.every([self.condition(part) for part in why.parts])
            case Some():
                return self.diagram.some([self.condition(part) for part in why.parts])
            case Not():
                return self.diagram.mapped(self.condition(why.parts[0]), negated)
            case AtLeast(count):
                nodes = [self.condition(part) for part in why.parts]
                return self.diagram.combined(nodes, lambda *truths: at_least(count, truths))
            case leaf:
                return self._once(leaf, lambda: self._leaf(leaf, why))

    def _once(self, key: Hashable, drawn: Callable[[], Node]) -> Node:
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = drawn()
        return found

    def _leaf(self, leaf: Leaf, why: Why) -> Node:
        if why.table is not None:
            return self.diagram.mapped(self.table(leaf.fact), lambda found: table_truth(leaf, found))
        if why.because is not None:
            because = why.because
            node = self._once(("derived", leaf.fact), lambda: self.condition(because))
            return self.diagram.mapped(node, _is_decided) if isinstance(leaf, Recorded) else node
        states = self.states.get(leaf.fact)
        if states is None:  # it cannot become known
            return NODE_OF[why.truth]
        return self.diagram.node(self.level[leaf.fact], states.branches[leaf])

    def table(self, fact: str) -> Node:
        """This function will draw the decision of the tables that give a fact."""
        return self._once(("table", fact), lambda: self._decided(self.evaluator.every_row(fact)))

    def _decided(self, rows: Iterable[RowAnswer]) -> Node:
        drawn = [(one.row.outcome, self.condition(one.why), one.until) for one in rows]
        still = [(outcome, node, until) for outcome, node, until in drawn if node != NO]
        outcomes = [outcome for outcome, _, _ in still]
        until = [self.condition(one) if one is not None and node != YES else NO for _, node, one in still]
        count = len(still)

        def needed(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
            """A provisional condition matters only while its row is unknown and no row is sure."""
            rows, until = nodes[:count], nodes[count:]
            if YES in rows:
                return rows + (NO,) * count
            return rows + tuple([NO if row == NO else one for row, one in zip(rows, until, strict=True)])

        return self.diagram.combined(
            [*(node for _, node, _ in still), *until],
            lambda *truths: decision(outcomes, truths[:count], truths[count:]),
            needed,
        )

    def outcome(self, fact: str) -> Node:
        """This function will draw what is asked of a table: its outcome, and whether it is final or contradicted."""
        return self.diagram.mapped(self.table(fact), _outcome)


def _is_decided(truth: Truth) -> Truth:
    return Truth.NO if truth is Truth.UNKNOWN else Truth.YES


def _outcome(found: Decision) -> Hashable:
    return found.outcome, found.is_provisional, found.conflict


def mentioned(whys: Iterable[Why], evaluator: Evaluator, open_: Iterable[str]) -> tuple[str, ...]:
    """This function will name each fact of `open_` that a part which is not firm mentions: never less than is asked."""
    found: dict[str, None] = {}
    opened: set[str] = set()
    waiting = [*whys]
    while waiting:
        why = waiting.pop(0)
        if is_firm(why):
            continue
        waiting.extend(why.parts)
        leaf = why.condition
        if isinstance(leaf, Holds | Compare | OneOf | Recorded) and leaf.fact not in opened:
            opened.add(leaf.fact)
            if why.table is not None:
                rows = evaluator.every_row(leaf.fact)
                waiting.extend(part for row in rows for part in (row.why, row.until) if part is not None)
            elif why.because is not None:
                waiting.append(why.because)
            elif leaf.fact in open_:
                found[leaf.fact] = None
    return tuple(found)
