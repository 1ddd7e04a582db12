"""THE definition of what a rule means. Caches, SQL and pages are tested against it; it is written to be read.

A condition is YES, NO or UNKNOWN. A number is an interval: a comparison is YES when every possible number satisfies it,
NO when none does. A code is the set of codes it can still be. What is not recorded is UNKNOWN, never no.
Every answer carries its why; nothing else in the program works out a reason.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from opennen.cases.facts import Known, Value
from opennen.evaluate.answer import RowAnswer, TableAnswer, Why
from opennen.kernel.quantity import Interval, compared
from opennen.kernel.truth import Truth, all_of, any_of, at_least, negated
from opennen.rules.model import AtLeast, Compare, Condition, Every, Holds, Not, OneOf, Recorded, Row, Some, Table

Leaf: TypeAlias = Holds | Compare | OneOf | Recorded


class Evaluator:
    """Answers conditions and tables for one set of recorded facts; derived facts are worked out once and kept."""

    def __init__(
        self,
        recorded: Mapping[str, Known],
        derived: Mapping[str, Condition],
        tables: Mapping[str, tuple[Table, ...]],
    ) -> None:
        """recorded: facts read from events. derived: rules of yes/no facts. tables: by the fact they give."""
        self.recorded = recorded
        self.derived = derived
        self.tables = tables
        self._kept: dict[int, Why] = {}  # by identity: a Why keeps its condition alive
        self._derived: dict[str, Why] = {}
        self._tables: dict[str, TableAnswer] = {}

    def why(self, condition: Condition) -> Why:
        """This function will answer a condition, with the explanation of every part (none is skipped)."""
        found = self._kept.get(id(condition))
        if found is None:
            found = self._kept[id(condition)] = self._why(condition)
        return found

    def _why(self, condition: Condition) -> Why:
        match condition:
            case Every(parts):
                answers = tuple([self.why(part) for part in parts])
                return _whole(condition, all_of([one.truth for one in answers]), answers)
            case Some(parts):
                answers = tuple([self.why(part) for part in parts])
                return _whole(condition, any_of([one.truth for one in answers]), answers)
            case AtLeast(count, parts):
                answers = tuple([self.why(part) for part in parts])
                return _counted(condition, count, answers)
            case Not(part):
                answer = self.why(part)
                return _whole(condition, negated(answer.truth), (answer,))
            case _:
                return self._leaf(condition)

    def _leaf(self, condition: Leaf) -> Why:
        fact = condition.fact
        if fact in self.derived:
            because = self.derived_fact(fact)
            known = None if because.truth is Truth.UNKNOWN else Known(because.truth)
            truth = leaf_truth(condition, known.value if known is not None else None)
            leans = because.leans or (isinstance(condition, Recorded) and known is None)
            return Why(condition, truth, known, because=because, leans=leans)
        if fact in self.tables:
            answer = self.table(fact)
            known = Known(answer.possible) if answer.possible else None
            truth = table_truth(condition, answer)
            leans = answer.leans or (isinstance(condition, Recorded) and truth is Truth.NO)
            return Why(condition, truth, known, table=answer, leans=leans)
        known = self.recorded.get(fact)
        leans = known is None and isinstance(condition, Recorded)
        truth = leaf_truth(condition, known.value if known is not None else None)
        return Why(condition, truth, known, leans=leans)

    def derived_fact(self, fact: str) -> Why:
        """This function will answer a derived yes/no fact by its rule."""
        if fact not in self._derived:
            self._derived[fact] = self.why(self.derived[fact])
        return self._derived[fact]

    def table(self, fact: str) -> TableAnswer:
        """This function will answer a coded fact by the tables that give it.

        One row may be YES. Without one, a row that is provisionally YES answers, and says so; else the outcome is None
        and `possible` holds every outcome that is not excluded. Two rows that are YES are a conflict, not a choice.
        """
        if fact not in self._tables:
            self._tables[fact] = self._answered(fact)
        return self._tables[fact]

    def every_row(self, fact: str) -> tuple[RowAnswer, ...]:
        """This function will answer every row that can give a fact, also those of tables that do not apply (yet)."""
        answer = self.table(fact)
        if not answer.elsewhere:
            return answer.rows
        return tuple(
            self._row(row, self.why(table.applies) if table.applies is not None else None)
            for table in self.tables[fact]
            for row in table.rows
        )

    def _answered(self, fact: str) -> TableAnswer:
        applying: list[tuple[Table, RowAnswer]] = []
        elsewhere: list[Why] = []
        for table in self.tables.get(fact, ()):  # none is in force on that day, or in that country
            applies = self.why(table.applies) if table.applies is not None else None
            if applies is not None and applies.truth is Truth.NO:
                elsewhere.append(applies)
                continue
            applying.extend([(table, self._row(row, applies)) for row in table.rows])
        return _decided(fact, applying, tuple(elsewhere))

    def _row(self, row: Row, applies: Why | None) -> RowAnswer:
        def within(condition: Condition) -> Why:
            why = self.why(condition)
            if applies is None:
                return why
            truth = all_of([applies.truth, why.truth])
            return _whole(Every((applies.condition, condition)), truth, (applies, why))

        return RowAnswer(row, within(row.when), within(row.provisionally.when) if row.provisionally else None)


@dataclass(frozen=True, slots=True)
class Decision:
    """What the rows of a fact's tables come to; `row` is the number of the one that answered."""

    outcome: str | None
    possible: frozenset[str]
    conflict: bool = False
    row: int | None = None
    is_provisional: bool = False


def decision(outcomes: Sequence[str], truths: Sequence[Truth], until: Sequence[Truth]) -> Decision:
    """This function will decide between rows by their truths and those of their provisional conditions (none = NO)."""
    sure = [number for number, truth in enumerate(truths) if truth is Truth.YES]
    if sure:
        found = frozenset([outcomes[number] for number in sure])
        if len(found) > 1:
            return Decision(None, found, conflict=True, row=sure[0])
        return Decision(outcomes[sure[0]], found, row=sure[0])
    for number, truth in enumerate(truths):
        if truth is Truth.UNKNOWN and until[number] is Truth.YES:
            outcome = outcomes[number]
            return Decision(outcome, frozenset({outcome}), row=number, is_provisional=True)
    still = [outcome for outcome, truth in zip(outcomes, truths, strict=True) if truth is not Truth.NO]
    return Decision(None, frozenset(still))


def _decided(fact: str, applying: Sequence[tuple[Table, RowAnswer]], elsewhere: tuple[Why, ...]) -> TableAnswer:
    rows = tuple([one for _, one in applying])
    truths = [one.why.truth for one in rows]
    until = [one.until.truth if one.until is not None else Truth.NO for one in rows]
    found = decision([one.row.outcome for one in rows], truths, until)
    leans = found.is_provisional or _leaning(rows, elsewhere) or _may_conflict(found, rows)
    answer = partial(
        TableAnswer,
        fact,
        found.outcome,
        found.possible,
        conflict=found.conflict,
        rows=rows,
        elsewhere=elsewhere,
        leans=leans,
    )
    if found.row is None:
        return answer(applying[0][0] if applying else None)
    table, one = applying[found.row]
    if found.conflict:
        return answer(table)
    return answer(table, one.row, one.row.provisionally if found.is_provisional else None)


def _may_conflict(found: Decision, rows: Iterable[RowAnswer]) -> bool:
    """A row that is yes may yet be contradicted by one that is unknown."""
    if found.row is None or found.is_provisional:
        return False
    return any(one.why.truth is Truth.UNKNOWN and one.row.outcome not in found.possible for one in rows)


# The part that settles the whole by itself: one yes in an `or`, one no in an `and`.
_SETTLING = {Some: Truth.YES, Every: Truth.NO}


def _whole(condition: Condition, truth: Truth, parts: tuple[Why, ...]) -> Why:
    """A whole leans when a part does, unless another part that does not lean settles it alone."""
    leans = True in [part.leans for part in parts]
    if leans and truth is _SETTLING.get(type(condition)):
        leans = all(part.leans for part in parts if part.truth is truth)
    return Why(condition, truth, parts=parts, leans=leans)


def _counted(condition: AtLeast, count: int, parts: tuple[Why, ...]) -> Why:
    """`at least`: leans when a part does, unless the parts that do not lean settle it alone."""
    truth = at_least(count, [part.truth for part in parts])
    firm = [part.truth if not part.leans else Truth.UNKNOWN for part in parts]
    leans = any(part.leans for part in parts) and (truth is Truth.UNKNOWN or at_least(count, firm) is not truth)
    return Why(condition, truth, parts=parts, leans=leans)


def _leaning(rows: Iterable[RowAnswer], elsewhere: Iterable[Why]) -> bool:
    for row in rows:
        if row.why.leans or (row.until is not None and row.until.leans and row.why.truth is Truth.UNKNOWN):
            return True
    return any(why.leans for why in elsewhere)


def leaf_truth(condition: Leaf, value: Value | None) -> Truth:
    """This function will compare what is known of a fact; None = nothing is recorded."""
    if isinstance(condition, Recorded):
        return Truth.NO if value is None else Truth.YES
    return Truth.UNKNOWN if value is None else _compared(condition, value)


def table_truth(condition: Leaf, answer: TableAnswer | Decision) -> Truth:
    """This function will compare a table's answer.

    An undecided table can still answer no, never yes: that none of its rows holds stays possible until one does.
    """
    if isinstance(condition, Recorded):
        return Truth.NO if answer.outcome is None else Truth.YES
    if not answer.possible:
        return Truth.NO
    truth = _compared(condition, answer.possible)
    return Truth.UNKNOWN if truth is Truth.YES and answer.outcome is None else truth


def _compared(condition: Holds | Compare | OneOf, value: Value) -> Truth:
    match condition, value:
        case Holds(), Truth():
            return value
        case Compare(operator=operator, bound=bound), Interval():
            return compared(value, operator, bound)
        case OneOf(codes=codes), frozenset():
            if value <= codes:
                return Truth.YES
            return Truth.UNKNOWN if value & codes else Truth.NO
        case _:
            raise TypeError(f"{condition} cannot be compared with {value!r}")
