"""THE definition of what a rule means. Caches, SQL and pages are tested against it; it is written to be read.

A condition is YES, NO or UNKNOWN. A number is an interval: a comparison is YES when every possible number satisfies it,
NO when none does. A code is the set of codes it can still be. What is not recorded is UNKNOWN, never no.
Every answer carries its why; nothing else in the program works out a reason.
"""

from collections.abc import Mapping

from opennen.cases.facts import Known, Value
from opennen.evaluate.answer import RowAnswer, TableAnswer, Why
from opennen.kernel.quantity import Interval, compared
from opennen.kernel.truth import Truth, all_of, any_of, negated
from opennen.rules.model import Compare, Condition, Every, Holds, Not, OneOf, Recorded, Row, Some, Table


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
                return Why(condition, all_of([one.truth for one in answers]), parts=answers)
            case Some(parts):
                answers = tuple([self.why(part) for part in parts])
                return Why(condition, any_of([one.truth for one in answers]), parts=answers)
            case Not(part):
                answer = self.why(part)
                return Why(condition, negated(answer.truth), parts=(answer,))
            case _:
                return self._leaf(condition)

    def _leaf(self, condition: Holds | Compare | OneOf | Recorded) -> Why:
        fact = condition.fact
        if fact in self.derived:
            because = self.derived_fact(fact)
            known = None if because.truth is Truth.UNKNOWN else Known(because.truth)
            return Why(condition, self._leaf_truth(condition, known), known, because=because)
        if fact in self.tables:
            answer = self.table(fact)
            known = Known(answer.possible) if answer.possible else None
            return Why(condition, self._leaf_truth(condition, known, answer.outcome is not None), known, table=answer)
        known = self.recorded.get(fact)
        return Why(condition, self._leaf_truth(condition, known), known)

    @staticmethod
    def _leaf_truth(condition: Holds | Compare | OneOf | Recorded, known: Known | None, decided: bool = True) -> Truth:
        if isinstance(condition, Recorded):
            return Truth.YES if known is not None and decided else Truth.NO
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
        rows: list[tuple[Table, RowAnswer]] = []
        possible: set[str] = set()
        open_table: Table | None = None
        for table in self.tables.get(fact, ()):
            applies = self.why(table.applies) if table.applies is not None else None
            if applies is not None and applies.truth is Truth.NO:
                continue
            answers = [self._row(row, applies) for row in table.rows]
            rows += [(table, one) for one in answers]
            not_no = [one.row.outcome for one in answers if one.why.truth is not Truth.NO]
            possible.update(not_no)
            certain = any(one.why.truth is Truth.YES for one in answers)
            if table.otherwise is not None and not certain:
                possible.add(table.otherwise)
                if not not_no and (applies is None or applies.truth is Truth.YES):
                    return TableAnswer(fact, table.otherwise, frozenset({table.otherwise}), table, rows=tuple(answers))
            if open_table is None or (applies is not None and applies.truth is Truth.YES):
                open_table = table
        return _decided(fact, rows, frozenset(possible), open_table, self)

    def _row(self, row: Row, applies: Why | None) -> RowAnswer:
        why = self.why(row.when)
        if applies is None:
            return RowAnswer(row, why)
        return RowAnswer(
            row, Why(Every((applies.condition, row.when)), all_of([applies.truth, why.truth]), parts=(applies, why))
        )


def _decided(
    fact: str, rows: list[tuple[Table, RowAnswer]], possible: frozenset[str], open_table: Table | None, by: Evaluator
) -> TableAnswer:
    shown = tuple(one for table, one in rows if table is open_table)
    sure = [(table, one) for table, one in rows if one.why.truth is Truth.YES]
    outcomes = {one.row.outcome for _, one in sure}
    if len(outcomes) > 1:
        return TableAnswer(fact, None, frozenset(outcomes), sure[0][0], conflict=True, rows=shown)
    if sure:
        table, one = sure[0]
        return TableAnswer(fact, one.row.outcome, frozenset(outcomes), table, one.row, rows=shown)
    for table, one in rows:
        until = one.row.provisionally
        if (
            until is None
            or one.why.truth is Truth.NO
            or (table.applies is not None and by.why(table.applies).truth is not Truth.YES)
        ):
            continue
        if by.why(until.when).truth is Truth.YES:
            return TableAnswer(fact, one.row.outcome, frozenset({one.row.outcome}), table, one.row, until, rows=shown)
    return TableAnswer(fact, None, possible, open_table, rows=shown)


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
