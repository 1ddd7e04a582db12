"""From rules to a plan that no engine is needed for: one expression for each answer, its shared parts made once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from opennen.query.columns import Columns
from opennen.query.nodes import Leaf, Node, Nodes, parts_of
from opennen.query.rails import Rail, Rails
from opennen.query.tables import RowTruth, TableTruths, table_truths
from opennen.rules.model import (
    AtLeast,
    Compare,
    Condition,
    Every,
    Holds,
    Not,
    OneOf,
    Option,
    Recorded,
    Some,
    Table,
    Task,
)
from opennen.rules.packs import InForce, Knowledge, applicable

SUPPORTING = frozenset({"label", "guideline", "trial"})


class Translator:
    """Translates conditions, tables, options and tasks, with each derived fact and table worked out once."""

    def __init__(
        self,
        columns: Columns,
        derived: Mapping[str, Condition],
        tables: Mapping[str, tuple[Table, ...]],
    ) -> None:
        """The same three as the evaluator's: what is recorded, rules of yes/no facts, tables by the fact they give."""
        self.columns = {one.fact: one for one in columns.facts}
        self.derived, self.tables = derived, tables
        self.nodes = Nodes()
        self.rail = Rail(self.nodes)
        self._derived: dict[str, Node] = {}
        self._tables: dict[str, TableTruths] = {}

    def rails(self, condition: Condition) -> Rails:
        """This function will translate a condition into its two rails."""
        match condition:
            case Every(parts):
                return self.rail.all_of([self.rails(part) for part in parts])
            case Some(parts):
                return self.rail.any_of([self.rails(part) for part in parts])
            case AtLeast(count, parts):
                return self.rail.at_least(count, [self.rails(part) for part in parts])
            case Not(part):
                return self.rail.swapped(self.rails(part))
            case _:
                return self._leaf(condition)

    def truth(self, condition: Condition) -> Node:
        """This function will translate a condition into one truth: true, false, or null for unknown."""
        return self.rail.truth(self.rails(condition))

    def _leaf(self, leaf: Holds | Compare | OneOf | Recorded) -> Rails:
        if leaf.fact in self.derived:
            truth = self.derived_fact(leaf.fact)
            if isinstance(leaf, Holds):
                return self.rail.one(truth)
            if isinstance(leaf, Recorded):
                return self.rail.one(self.nodes.known(truth))
        elif leaf.fact in self.tables:
            is_ = self.table(leaf.fact).is_
            if isinstance(leaf, OneOf):
                return self.rail.one(self.nodes.or_(truth for code, truth in is_.items() if code in leaf.codes))
            if isinstance(leaf, Recorded):
                return self.rail.one(self.nodes.or_(self.nodes.certain(truth) for truth in is_.values()))
        else:
            return self.rail.leaf(leaf, self.columns.get(leaf.fact))
        raise TypeError(f"{leaf} cannot be compared with what its rules give")

    def derived_fact(self, fact: str) -> Node:
        """This function will translate a derived yes/no fact by its rule."""
        if fact not in self._derived:
            self._derived[fact] = self.truth(self.derived[fact])
        return self._derived[fact]

    def table(self, fact: str) -> TableTruths:
        """This function will translate a coded fact by the tables that give it."""
        if fact not in self._tables:
            rows = [row for table in self.tables.get(fact, ()) for row in self._rows(table)]
            self._tables[fact] = table_truths(rows, self.nodes)
        return self._tables[fact]

    def _rows(self, table: Table) -> Iterable[RowTruth]:
        for row in table.rows:
            until = row.provisionally.when if row.provisionally else None
            yield RowTruth(
                row.outcome,
                self._within(table, row.when),
                self._within(table, until) if until is not None else None,
            )

    def _within(self, table: Table, condition: Condition) -> Node:
        return self.truth(condition if table.applies is None else Every((table.applies, condition)))

    def option(self, option: Option, on: date, country: str | None) -> Node:
        """This function will translate an option into its status."""
        nodes = self.nodes
        holding = [one for one in option.indications if one.validity.holds(on, country)]
        strong = nodes.or_(self.truth(one.when) for one in holding if one.basis in SUPPORTING)
        weak = nodes.or_(self.truth(one.when) for one in holding if one.basis not in SUPPORTING)
        cases = (
            (nodes.or_(self.truth(one.when) for one in option.excluded), "excluded"),
            (strong, "supported"),
            (weak, "to_consider"),
            (nodes.or_((nodes.not_(nodes.known(strong)), nodes.not_(nodes.known(weak)))), "open"),
            (nodes.and_((nodes.not_(strong), nodes.not_(weak))), "not_indicated"),
        )
        return nodes.choice(cases)

    def task(self, task: Task) -> Node:
        """This function will translate a task into its state."""
        when = self.truth(task.when)
        done = self.truth(task.done) if task.done is not None else self.nodes.no
        cases = (
            (self.nodes.not_(when), "not_needed"),
            (done, "done"),
            (self.nodes.not_(self.nodes.known(when)), "open"),
            (when, "due"),
        )
        return self.nodes.choice(cases)


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """Every answer by the id of its rule or fact: a truth (null = unknown), or a code (null = not decided).

    Tables have two more, `<fact>:conflict` and `<fact>:provisional`, which are never null.
    """

    columns: Columns
    answers: dict[str, Node]
    translator: Translator

    def with_conditions(self, conditions: Mapping[str, Condition]) -> "Plan":
        """This function will add conditions of your own to the answers, by name."""
        more = {name: self.translator.truth(condition) for name, condition in conditions.items()}
        return Plan(self.columns, {**self.answers, **more}, self.translator)

    def reads(self, wanted: Iterable[str]) -> tuple[str, ...]:
        """This function will name the columns that some answers are worked out from, in the table's order."""
        found: set[str] = set()
        seen: set[Node] = set()
        waiting = [self.answers[name] for name in wanted]
        while waiting:
            node = waiting.pop()
            if node not in seen:
                seen.add(node)
                waiting.extend(parts_of(node))
                found |= {node.column} if isinstance(node, Leaf) else set()
        return tuple(name for name in self.columns.names if name in found)


@lru_cache(maxsize=64)
def compiled(knowledge: Knowledge, on: date, country: str | None, columns: Columns) -> Plan:
    """This function will translate all rules in force on a day in a country, over a table of these columns."""
    force = applicable(knowledge, on, country)
    translator = Translator(columns, knowledge.derived, force.tables_by_fact)
    return plan_from_rules(translator, force, on, country)


def plan_from_rules(translator: Translator, force: InForce, on: date, country: str | None) -> Plan:
    """This function will translate every rule of a set that is in force."""
    answers: dict[str, Node] = {fact: translator.derived_fact(fact) for fact in translator.derived}
    for fact in translator.tables:
        table = translator.table(fact)
        answers[fact] = table.outcome
        answers[f"{fact}:conflict"] = table.conflict
        answers[f"{fact}:provisional"] = table.provisional
    answers.update({one.id: translator.option(one, on, country) for one in force.options})
    answers.update({one.id: translator.task(one) for one in force.tasks})
    answers.update({one.id: translator.truth(one.when) for one in force.findings})
    answers.update({one.id: translator.truth(one.when) for one in force.criteria})
    columns = Columns(tuple(translator.columns.values()))
    return Plan(columns, answers, translator)
