"""Every condition of the knowledge, with where it stands; and which facts an answer is made of."""

from collections.abc import Iterable, Iterator, Mapping

from opennen.rules.model import AtLeast, Condition, Every, Not, Option, Override, Row, Rule, Some, Table, Task, facts_in
from opennen.rules.packs import Knowledge

Leaf = Condition  # Holds, Compare, OneOf or Recorded


def rules_of(knowledge: Knowledge) -> tuple[Rule, ...]:
    """This function will give every rule of every kind."""
    kinds = (knowledge.tables, knowledge.options, knowledge.tasks, knowledge.findings, knowledge.criteria)
    return tuple(rule for rules in kinds for rule in rules)


def conditions_of(rule: Rule) -> Iterator[tuple[Condition, str]]:
    """This function will yield every condition of a rule as it is written, with its place."""
    if isinstance(rule, Table):
        yield from _of_table(rule)
    elif isinstance(rule, Option):
        for one in rule.indications:
            yield from _stated(one.stated, one.when, one.exceptions, rule.place)
        yield from ((reason.when, rule.place) for reason in (*rule.excluded, *rule.cautions))
    elif isinstance(rule, Task):
        yield from _stated(rule.stated, rule.when, rule.exceptions, rule.place)
        yield from ((rule.done, rule.place) for _ in range(rule.done is not None) if rule.done is not None)
    else:
        yield rule.when, rule.place  # type: ignore[attr-defined]  # findings and criteria
    yield from ((one.when, rule.place) for one in rule.accepts if one.when is not None)


def _of_table(table: Table) -> Iterator[tuple[Condition, str]]:
    if table.applies is not None:
        yield table.applies, table.place
    for row in written_rows(table):
        yield from _stated(row.stated, row.when, row.exceptions, row.place)
        if row.provisionally is not None:
            yield row.provisionally.when, row.place


def written_rows(table: Table) -> tuple[Row, ...]:
    """This function will give the rows that somebody wrote; the one that `otherwise` makes is left out."""
    return table.rows[:-1] if table.otherwise is not None else table.rows


def _stated(
    stated: Condition | None, when: Condition, exceptions: Iterable[Override], place: str
) -> Iterator[tuple[Condition, str]]:
    yield (stated if stated is not None else when), place
    for one in exceptions:
        if one.by is None:  # an override by another row is that row's own condition
            yield one.when, place


def every_condition(knowledge: Knowledge) -> Iterator[tuple[Condition, str]]:
    """This function will yield every condition of rules, derived facts and impossible combinations."""
    for rule in rules_of(knowledge):
        yield from conditions_of(rule)
    for fact, condition in knowledge.derived.items():
        yield condition, knowledge.vocabulary.facts[fact].place
    yield from ((one.when, one.place) for one in knowledge.impossible)


def leaves(condition: Condition) -> Iterator[Leaf]:
    """This function will yield the leaves of a condition, in the order they are written."""
    match condition:
        case Every(parts) | Some(parts) | AtLeast(_, parts):
            for part in parts:
                yield from leaves(part)
        case Not(part):
            yield from leaves(part)
        case _:
            yield condition


def needs_of(knowledge: Knowledge) -> dict[str, frozenset[str]]:
    """This function will say which facts each derived fact and each fact of a table is worked out from."""
    needs = {fact: facts_in(condition) for fact, condition in knowledge.derived.items()}
    for table in knowledge.tables:
        mentioned = frozenset[str]().union(*(facts_in(one) for one, _ in _of_table(table)))
        needs[table.gives] = needs.get(table.gives, frozenset()) | mentioned
    return needs


def reached(facts: Iterable[str], needs: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """This function will name these facts and all they are worked out from, nearest first."""
    found: dict[str, None] = {}
    waiting = sorted(facts)
    while waiting:
        one = waiting.pop(0)
        if one not in found:
            found[one] = None
            waiting.extend(sorted(needs.get(one, ())))
    return tuple(found)
