"""What the evaluator answers, as two formulas for each question: when it is surely yes, and when it is surely no.

This is a translation of `evaluate/evaluator.py`, line for line; every counter-example is answered again by the original
before anybody sees it, and a property test compares the two.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from opennen.evaluate.evaluator import _compared
from opennen.kernel.truth import Truth
from opennen.rules.model import AtLeast, Compare, Condition, Every, Holds, Not, OneOf, Recorded, Row, Some, Table
from opennen.verify.cases import Cases
from opennen.verify.solver import FALSE, Formula, all_true, any_true, opposite, so_many


class Rails(NamedTuple):
    """Surely yes, surely no; neither = unknown."""

    yes: Formula
    no: Formula


UNKNOWN = Rails(FALSE, FALSE)


@dataclass(frozen=True, slots=True)
class RowRails:
    """One row of a table within what the table applies to, and when it answers provisionally."""

    table: Table
    row: Row
    answer: Rails
    stands: Formula


@dataclass(frozen=True, slots=True)
class TableRails:
    """A table fact's answer: for each outcome whether it is the answer, and whether it is still possible."""

    rows: tuple[RowRails, ...]
    answered: dict[str, Formula]
    possible: dict[str, Formula]
    conflict: Formula


class Questions:
    """Conditions and tables as formulas over all cases, for the rules of one day and country."""

    def __init__(self, cases: Cases, derived: Mapping[str, Condition], tables: Mapping[str, tuple[Table, ...]]) -> None:
        """derived and tables: as for the evaluator."""
        self.cases = cases
        self.derived = derived
        self.tables = tables
        self._rails: dict[int, tuple[Condition, Rails]] = {}
        self._derived: dict[str, Rails] = {}
        self._tables: dict[str, TableRails] = {}

    def rails(self, condition: Condition) -> Rails:
        """This function will translate a condition (once: it is remembered as the object it is)."""
        kept = self._rails.get(id(condition))
        if kept is None or kept[0] is not condition:
            kept = self._rails[id(condition)] = (condition, self._translated(condition))
        return kept[1]

    def _translated(self, condition: Condition) -> Rails:
        match condition:
            case Every(parts):
                found = [self.rails(part) for part in parts]
                return Rails(all_true([one.yes for one in found]), any_true([one.no for one in found]))
            case Some(parts):
                found = [self.rails(part) for part in parts]
                return Rails(any_true([one.yes for one in found]), all_true([one.no for one in found]))
            case AtLeast(count, parts):
                found = [self.rails(part) for part in parts]
                too_few = len(found) - count + 1
                return Rails(so_many(count, [one.yes for one in found]), so_many(too_few, [one.no for one in found]))
            case Not(part):
                answer = self.rails(part)
                return Rails(answer.no, answer.yes)
            case _:
                return self._leaf(condition)

    def _leaf(self, condition: Holds | Compare | OneOf | Recorded) -> Rails:
        fact = condition.fact
        if fact in self.derived:
            answer = self.derived_fact(fact)
            if isinstance(condition, Recorded):
                settled = any_true([answer.yes, answer.no])
                return Rails(settled, opposite(settled))
            return answer
        if fact in self.tables:
            return _of_table(condition, self.table(fact))
        if fact not in self.cases.domains:  # given by no rule in force: never known
            return Rails(FALSE, opposite(FALSE)) if isinstance(condition, Recorded) else UNKNOWN
        return self._recorded(condition)

    def _recorded(self, condition: Holds | Compare | OneOf | Recorded) -> Rails:
        fact = self.cases.fact(condition.fact)
        if isinstance(condition, Recorded):
            return Rails(fact.recorded, opposite(fact.recorded))
        holds = [chosen for chosen, value in fact.values if _compared(condition, value) is Truth.YES]
        fails = [chosen for chosen, value in fact.values if _compared(condition, value) is Truth.NO]
        return Rails(all_true([fact.recorded, any_true(holds)]), all_true([fact.recorded, any_true(fails)]))

    def derived_fact(self, fact: str) -> Rails:
        """This function will translate a derived fact by its rule."""
        if fact not in self._derived:
            found = self.rails(self.derived[fact])
            self._derived[fact] = Rails(*(self.cases.solver.names(one) for one in found))
        return self._derived[fact]

    def table(self, fact: str) -> TableRails:
        """This function will translate the tables that give a fact."""
        if fact not in self._tables:
            self._tables[fact] = self._answered(fact)
        return self._tables[fact]

    def _answered(self, fact: str) -> TableRails:
        names = self.cases.solver.names
        rows = self._in_order([self._row(table, row) for table in self.tables.get(fact, ()) for row in table.rows])
        outcomes = list(dict.fromkeys(one.row.outcome for one in rows))
        sure = {
            outcome: names(any_true([one.answer.yes for one in rows if one.row.outcome == outcome]))
            for outcome in outcomes
        }
        conflict = names(so_many(2, list(sure.values()))) if len(sure) > 1 else FALSE
        open_ = all_true([opposite(one.stands) for one in rows] + [opposite(one) for one in sure.values()])
        answered, possible = {}, {}
        for outcome in outcomes:
            mine = [one for one in rows if one.row.outcome == outcome]
            stands = any_true([one.stands for one in mine])
            left = all_true([open_, any_true([opposite(one.answer.no) for one in mine])])
            answered[outcome] = names(any_true([all_true([sure[outcome], opposite(conflict)]), stands]))
            possible[outcome] = names(any_true([sure[outcome], stands, left]))
        return TableRails(tuple(rows), answered, possible, conflict)

    def _row(self, table: Table, row: Row) -> RowRails:
        def within(condition: Condition) -> Rails:
            return self.rails(condition if table.applies is None else Every((table.applies, condition)))

        names = self.cases.solver.names
        found = Rails(*(names(one) for one in within(row.when)))
        if row.provisionally is None:
            return RowRails(table, row, found, FALSE)
        until = within(row.provisionally.when).yes
        return RowRails(table, row, found, all_true([opposite(found.yes), opposite(found.no), until]))

    def _in_order(self, rows: Sequence[RowRails]) -> list[RowRails]:
        """A row answers provisionally when no row is yes and none before it does."""
        before = [opposite(one.answer.yes) for one in rows]
        kept = []
        for one in rows:
            stands = self.cases.solver.names(all_true([one.stands, *before]))
            before.append(opposite(stands))
            kept.append(replace(one, stands=stands))
        return kept


def _of_table(condition: Holds | Compare | OneOf | Recorded, answer: TableRails) -> Rails:
    if isinstance(condition, Recorded):
        known = any_true(list(answer.answered.values()))
        return Rails(known, opposite(known))
    assert isinstance(condition, OneOf)
    yes = any_true([formula for outcome, formula in answer.answered.items() if outcome in condition.codes])
    no = all_true([opposite(formula) for outcome, formula in answer.possible.items() if outcome in condition.codes])
    return Rails(yes, no)
