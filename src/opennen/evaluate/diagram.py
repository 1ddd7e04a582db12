"""A reduced, ordered decision diagram: an answer as a function of what may still become known.

A node asks one fact and has one branch for each state of it; a leaf of the diagram is an answer. Nodes that branch the
same way are one node, and a node whose branches are all the same is left out: so the facts that remain below a root are
exactly those on which the answer depends.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

from opennen.kernel.truth import Truth

Node = int
NO, UNKNOWN, YES = range(3)
_TRUTHS = (Truth.NO, Truth.UNKNOWN, Truth.YES)
NODE_OF = {truth: node for node, truth in enumerate(_TRUTHS)}
_BELOW = 1 << 30  # the level of an answer: below every fact


class TooLarge(Exception):  # not an error: the caller answers in another way
    """Raised when a diagram would have more steps than its limit."""


class Diagram:
    """The nodes of one diagram over facts in a fixed order; `sizes` is the number of states of each.

    left: the steps that may still be made; set it before drawing.
    """

    def __init__(self, sizes: Sequence[int], left: int = 0) -> None:
        self.sizes, self.left = sizes, left
        self.level: list[int] = [_BELOW, _BELOW, _BELOW]
        self.branches: list[tuple[Node, ...]] = [(), (), ()]
        self.answer: list[Hashable] = list(_TRUTHS)
        self._answers: dict[Hashable, Node] = dict(NODE_OF.items())
        self._nodes: dict[tuple[int, tuple[Node, ...]], Node] = {}
        self._below: dict[Node, frozenset[Node]] = {}
        self._joined: dict[Node, dict[frozenset[Node], Node]] = {NO: {}, YES: {}}

    def node(self, level: int, branches: tuple[Node, ...]) -> Node:
        """This function will give the node that asks a fact; the branch itself when all are the same."""
        if branches.count(branches[0]) == len(branches):
            return branches[0]
        key = (level, branches)
        found = self._nodes.get(key)
        if found is None:
            found = self._nodes[key] = self._added(level, branches, None)
        return found

    def answered(self, answer: Hashable) -> Node:
        """This function will give the node of an answer."""
        found = self._answers.get(answer)
        if found is None:
            found = self._answers[answer] = self._added(_BELOW, (), answer)
        return found

    def _added(self, level: int, branches: tuple[Node, ...], answer: Hashable) -> Node:
        self.level.append(level)
        self.branches.append(branches)
        self.answer.append(answer)
        return len(self.level) - 1

    def every(self, nodes: Iterable[Node]) -> Node:
        """This function will give the node that is YES where all are, and NO where one is."""
        return self._join(frozenset(nodes), NO, YES)

    def some(self, nodes: Iterable[Node]) -> Node:
        """This function will give the node that is YES where one is, and NO where all are."""
        return self._join(frozenset(nodes), YES, NO)

    def _join(self, nodes: frozenset[Node], settling: Node, neutral: Node) -> Node:
        if settling in nodes:
            return settling
        known = self._joined[settling]
        found = known.get(nodes)
        if found is None:
            open_ = nodes - {neutral}
            if len(open_) < 2:
                found = next(iter(open_), neutral)
            else:
                self._step()
                top, each = self._split(open_)
                ways = {one: self._join(frozenset(one), settling, neutral) for one in dict.fromkeys(each)}
                found = self.node(top, tuple([ways[one] for one in each]))
                known[open_] = found
            known[nodes] = found
        return found

    def mapped(self, node: Node, answer: Callable[[Any], Hashable]) -> Node:
        """This function will give the node of a function of one answer."""
        memo: dict[Node, Node] = {}

        def at(node: Node) -> Node:
            found = memo.get(node)
            if found is None:
                self._step()
                level = self.level[node]
                if level == _BELOW:
                    found = self.answered(answer(self.answer[node]))
                else:
                    found = self.node(level, tuple([at(one) for one in self.branches[node]]))
                memo[node] = found
            return found

        return at(node)

    def combined(
        self,
        nodes: Sequence[Node],
        answer: Callable[..., Hashable],
        needed: Callable[[tuple[Node, ...]], tuple[Node, ...]] = lambda nodes: nodes,
    ) -> Node:
        """This function will give the node of a function of several answers.

        needed: replaces the nodes that no longer matter, beside those that are settled, by any answer.
        """
        memo: dict[tuple[Node, ...], Node] = {}

        def at(nodes: tuple[Node, ...]) -> Node:
            still = needed(nodes)
            found = memo.get(still)
            if found is None:
                self._step()
                if all(self.level[one] == _BELOW for one in still):
                    found = self.answered(answer(*[self.answer[one] for one in still]))
                else:
                    top, each = self._split(still)
                    for way in dict.fromkeys(each):
                        if way not in memo:
                            at(way)
                    found = self.node(top, tuple([memo[way] for way in each]))
                memo[still] = found
            memo[nodes] = found
            return found

        return at(tuple(nodes))

    def _split(self, nodes: Iterable[Node]) -> tuple[int, list[tuple[Node, ...]]]:
        """The first fact that any of the nodes asks, and for each of its states where each of them goes."""
        level, branches = self.level, self.branches
        top = min([level[one] for one in nodes])
        asks = [branches[one] if level[one] == top else (one,) * self.sizes[top] for one in nodes]
        return top, list(zip(*asks, strict=True))

    def _step(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise TooLarge

    def support(self, root: Node) -> frozenset[int]:
        """This function will give the facts, by level, on which a root depends."""
        seen = {root}
        waiting = [root]
        while waiting:
            new = set(self.branches[waiting.pop()]) - seen
            seen |= new
            waiting.extend(new)
        return frozenset(self.level[one] for one in seen) - {_BELOW}

    def settling(self, root: Node, level: int, states: Iterable[int]) -> list[int]:
        """This function will name the states of a fact that leave only one answer, whatever else becomes known."""
        asking: list[Node] = []
        beside: frozenset[Node] = frozenset()  # the answers reached without asking the fact
        seen = {root}
        waiting = [root]
        while waiting:
            one = waiting.pop()
            if self.level[one] == level:
                asking.append(one)
            elif self.level[one] > level:
                beside |= self._answers_below(one)
                if len(beside) > 1:
                    return []
            else:
                new = set(self.branches[one]) - seen
                seen |= new
                waiting.extend(new)
        return [state for state in states if len(beside.union(*self._ways(asking, state))) == 1]

    def _ways(self, nodes: Iterable[Node], state: int) -> list[frozenset[Node]]:
        return [self._answers_below(self.branches[node][state]) for node in nodes]

    def _answers_below(self, node: Node) -> frozenset[Node]:
        found = self._below.get(node)
        if found is None:
            parts = self.branches[node]
            found = frozenset().union(*[self._answers_below(one) for one in set(parts)]) if parts else frozenset({node})
            self._below[node] = found
        return found
