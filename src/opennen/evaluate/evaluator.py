"""THE definition of what a rule means. Caches, SQL and pages are tested against it; it is written to be read.

A condition is YES, NO or UNKNOWN. A number is an interval: a comparison is YES when every possible number satisfies it,
NO when none does. A code is the set of codes it can still be. What is not recorded is UNKNOWN, never no.
Every answer carries its why; nothing else in the program works out a reason.
"""

from collections.abc import Iterable, Mapping
from functools import partial

from opennen.cases.facts import Known, Value
from opennen.evaluate.answer import RowAnswer, TableAnswer, Why
from opennen.kernel.quantity import Interval, compared
from opennen.kernel.truth import Truth, all_of, any_of, at_least, negated
from opennen.rules.model import AtLeast, Compare, Condition, Every, Holds, Not, OneOf, Recorded, Row, Some, Table


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
        self._derived: dict[str, Why] = {}
        self._tables: dict[str, TableAnswer] = {}

    def why(self, condition: Condition) -> Why:
        """This function will answer a condition, with the explanation of every part (none is skipped)."""
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

    def _leaf(self, condition: Holds | Compare | OneOf | Recorded) -> Why:
        fact = condition.fact
        if fact in self.derived:
            because = self.derived_fact(fact)
            known = None if because.truth is Truth.UNKNOWN else Known(because.truth)
            truth = self._leaf_truth(condition, known)
            leans = because.leans or (isinstance(condition, Recorded) and known is None)
            return Why(condition, truth, known, because=because, leans=leans)
        if fact in self.tables:
            answer = self.table(fact)
            known = Known(answer.possible) if answer.possible else None
            truth = _table_truth(condition, answer)
            leans = answer.leans or (isinstance(condition, Recorded) and truth is Truth.NO)
            return Why(condition, truth, known, table=answer, leans=leans)
        known = self.recorded.get(fact)
        leans = known is None and isinstance(condition, Recorded)
        return Why(condition, self._leaf_truth(condition, known), known, leans=leans)

    @staticmethod
    def _leaf_truth(condition: Holds | Compare | OneOf | Recorded, known: Known | None) -> Truth:
        if isinstance(condition, Recorded):
            return Truth.NO if known is None else Truth.YES
        return Truth.UNKNOWN if known is None else _compared(condition, known.value)

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

    def _answered(self, fact: str) -> TableAnswer:
        applying: list[tuple[Table, tuple[RowAnswer, ...]]] = []
        possible: set[str] = set()
        elsewhere: list[Why] = []
        for table in self.tables.get(fact, ()):  # none is in force on that day, or in that country
            applies = self.why(table.applies) if table.applies is not None else None
            if applies is not None and applies.truth is Truth.NO:
                elsewhere.append(applies)
                continue
            rows = tuple([self._row(row, applies) for row in table.rows])
            applying.append((table, rows))
            possible.update(one.row.outcome for one in rows if one.why.truth is not Truth.NO)
        return _decided(fact, applying, frozenset(possible), tuple(elsewhere))

    def _row(self, row: Row, applies: Why | None) -> RowAnswer:
        def within(condition: Condition) -> Why:
            why = self.why(condition)
            if applies is None:
                return why
            truth = all_of([applies.truth, why.truth])
            return _whole(Every((applies.condition, condition)), truth, (applies, why))

        return RowAnswer(row, within(row.when), within(row.provisionally.when) if row.provisionally else None)


def _decided(
    fact: str,
    applying: list[tuple[Table, tuple[RowAnswer, ...]]],
    possible: frozenset[str],
    elsewhere: tuple[Why, ...],
) -> TableAnswer:
    every = tuple(one for _, rows in applying for one in rows)
    leans = _leaning(every, elsewhere)
    found = partial(TableAnswer, rows=every, elsewhere=elsewhere, leans=leans)
    answers = [(table, one) for table, rows in applying for one in rows]
    sure = [(table, one) for table, one in answers if one.why.truth is Truth.YES]
    outcomes = frozenset(one.row.outcome for _, one in sure)
    if len(outcomes) > 1:
        return found(fact, None, outcomes, sure[0][0], conflict=True)
    if sure:
        table, one = sure[0]
        return found(fact, one.row.outcome, outcomes, table, one.row)
    for table, one in answers:
        if one.until is not None and one.why.truth is Truth.UNKNOWN and one.until.truth is Truth.YES:
            only = frozenset({one.row.outcome})
            return found(fact, one.row.outcome, only, table, one.row, one.row.provisionally, leans=True)
    first = applying[0][0] if applying else None
    return found(fact, None, possible, first)


# The part that settles the whole by itself: one yes in an `or`, one no in an `and`.
_SETTLING = {Some: Truth.YES, Every: Truth.NO}


def _whole(condition: Condition, truth: Truth, parts: tuple[Why, ...]) -> Why:
    """A whole leans when a part does, unless another part that does not lean settles it alone."""
    leans = any(part.leans for part in parts)
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


def _table_truth(condition: Holds | Compare | OneOf | Recorded, answer: TableAnswer) -> Truth:
    """An undecided table can still answer no, never yes: that none of its rows holds stays possible until one does."""
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
