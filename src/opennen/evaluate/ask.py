"""What is left to know: the recorded facts that could still change an answer, read off its explanation."""

from collections.abc import Iterable, Mapping

from opennen.cases.facts import Known
from opennen.evaluate.answer import Ask, TableAnswer, Why
from opennen.kernel.quantity import Interval
from opennen.kernel.truth import Truth
from opennen.rules.model import Compare, Holds, OneOf, Recorded


def asked(why: Why) -> tuple[str, ...]:
    """This function will name the recorded facts that an answer still depends on, in the order its rule mentions them.

    A fact that is not named cannot change the answer. For a decided answer these are only the facts whose absence it
    leans on (`is missing`); for an UNKNOWN one, those of every part that is not yet settled.
    """
    walk = _Walk()
    walk.why(why)
    return tuple(walk.found)


def asked_by_table(answer: TableAnswer) -> tuple[str, ...]:
    """This function will name the recorded facts that could still change a table's answer (also a provisional one)."""
    walk = _Walk()
    walk.table(answer)
    return tuple(walk.found)


class _Walk:
    """Gathers facts, opening each derived fact and table once."""

    def __init__(self) -> None:
        self.found: dict[str, None] = {}
        self.opened: set[int] = set()

    def why(self, why: Why) -> None:
        if why.truth is not Truth.UNKNOWN and not why.leans:
            return
        for part in _movable(why):
            self.why(part)
        if why.parts:
            return
        if why.table is not None:
            self.table(why.table)
        elif why.because is not None:
            self.once(why.because)
        else:
            assert isinstance(why.condition, Holds | Compare | OneOf | Recorded)
            self.found[why.condition.fact] = None

    def once(self, why: Why) -> None:
        if id(why) not in self.opened:
            self.opened.add(id(why))
            self.why(why)

    def table(self, answer: TableAnswer) -> None:
        if id(answer) in self.opened:
            return
        self.opened.add(id(answer))
        for row in answer.rows:
            self.why(row.why)
            if row.until is not None and row.why.truth is Truth.UNKNOWN:
                self.why(row.until)
        for why in answer.elsewhere:
            self.why(why)


def _movable(why: Why) -> Iterable[Why]:
    """The parts that can still move the answer: the unsettled ones and those that lean on absence."""
    if why.truth is Truth.UNKNOWN:
        return [part for part in why.parts if part.truth is Truth.UNKNOWN or part.leans]
    return [part for part in why.parts if part.leans]


def ranked(asks: Mapping[str, Iterable[str]], recorded: Mapping[str, Known]) -> tuple[Ask, ...]:
    """This function will order missing facts by how many open answers each bears on, then by name.

    asks: by open answer (a rule id or fact), the facts it asks for. A fact that is known exactly is left out.
    """
    bears: dict[str, list[str]] = {}
    for answer, facts in asks.items():
        for fact in facts:
            bears.setdefault(fact, []).append(answer)
    open_ = {fact: answers for fact, answers in bears.items() if not _is_settled(recorded.get(fact))}
    return tuple(
        Ask(fact, tuple(answers)) for fact, answers in sorted(open_.items(), key=lambda one: (-len(one[1]), one[0]))
    )


def _is_settled(known: Known | None) -> bool:
    return known is not None and (not isinstance(known.value, Interval) or known.value.is_exact)
