"""A coded fact's tables over columns, row by row as the evaluator decides them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from opennen.query.nodes import Node, Nodes


@dataclass(frozen=True, slots=True)
class RowTruth:
    """A row of a table: its outcome, its truth, and that of its provisional condition where it has one."""

    outcome: str
    truth: Node
    until: Node | None = None


@dataclass(frozen=True, slots=True)
class TableTruths:
    """A fact given by tables. `is_` has, by outcome: yes when it is the answer, no when it no longer can be.

    An answer that two rows contradict is nobody's: the outcomes in conflict are unknown, every other one is a no.
    """

    is_: dict[str, Node]
    outcome: Node
    conflict: Node
    provisional: Node


def table_truths(rows: Sequence[RowTruth], nodes: Nodes) -> TableTruths:
    """This function will decide a fact from the rows of all tables that give it, in order."""
    outcomes = list(dict.fromkeys(row.outcome for row in rows))
    stated = {one: nodes.or_(row.truth for row in rows if row.outcome == one) for one in outcomes}
    provisional = _provisional(rows, outcomes, stated, nodes)
    is_ = {one: _is(one, stated, provisional, nodes) for one in outcomes}
    return TableTruths(
        is_=is_,
        outcome=nodes.choice((is_[one], one) for one in outcomes),
        conflict=_two_of([nodes.certain(one) for one in stated.values()], nodes),
        provisional=nodes.or_(provisional.values()),
    )


def _provisional(
    rows: Sequence[RowTruth], outcomes: Iterable[str], stated: dict[str, Node], nodes: Nodes
) -> dict[str, Node]:
    """Where no row is certain, the first open row whose provisional condition is certain answers for the time being."""
    none_is_sure = nodes.not_(nodes.certain(nodes.or_(stated.values())))
    first: dict[str, list[Node]] = {one: [] for one in outcomes}
    earlier: list[Node] = []
    for row in rows:
        if row.until is not None:
            stands = nodes.and_((nodes.not_(nodes.known(row.truth)), nodes.certain(row.until)))
            first[row.outcome].append(nodes.and_((none_is_sure, stands, nodes.not_(nodes.or_(earlier)))))
            earlier.append(stands)
    return {one: nodes.or_(found) for one, found in first.items()}


def _is(outcome: str, stated: dict[str, Node], provisional: dict[str, Node], nodes: Nodes) -> Node:
    mine = stated[outcome]
    another = nodes.or_(truth for one, truth in stated.items() if one != outcome)
    yes = nodes.and_((mine, nodes.not_(nodes.certain(another))))
    excluded = nodes.and_((another, nodes.not_(nodes.certain(mine))))
    for_now = nodes.or_(truth for one, truth in provisional.items() if one != outcome)
    return nodes.kleene(
        nodes.or_((yes, provisional[outcome])),
        nodes.or_((nodes.not_(mine), excluded, for_now)),
    )


def _two_of(truths: Sequence[Node], nodes: Nodes) -> Node:
    found = []
    for place, truth in enumerate(truths):
        found.append(nodes.and_((truth, nodes.or_(truths[place + 1 :]))))
    return nodes.or_(found)
