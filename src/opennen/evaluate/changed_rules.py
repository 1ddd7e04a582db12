"""Which rules are not the same in two settings, and which rules and facts an answer rests on."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from opennen.rules.model import Condition, Criterion, DataFinding, Option, Rule, Table, Task, facts_in
from opennen.rules.packs import InForce, Knowledge, applicable


@dataclass(frozen=True, slots=True)
class Rests:
    """rules: ids of tables, options, tasks and findings, and the names of facts that follow by a rule."""

    rules: frozenset[str]
    facts: frozenset[str]


@lru_cache(maxsize=64)
def changed_rules(
    before: Knowledge,
    on_before: date,
    country_before: str | None,
    after: Knowledge,
    on_after: date,
    country_after: str | None,
) -> frozenset[str]:
    """This function will name the rules that are in force on one side only, or say something else there.

    Where a rule stands in its file is not part of what it says.
    """
    old = _in_force(before, on_before, country_before)
    new = _in_force(after, on_after, country_after)
    return frozenset(name for name in {*old, *new} if not _same(old.get(name), new.get(name)))


def _in_force(knowledge: Knowledge, on: date, country: str | None) -> dict[str, Any]:
    force = applicable(knowledge, on, country)
    found: dict[str, Any] = {rule.id: rule for rule in _rules(force)}
    for option in force.options:
        kept = tuple(one for one in option.indications if one.validity.holds(on, country))
        if len(kept) < len(option.indications):
            found[option.id] = replace(option, indications=kept)
    return {**found, **knowledge.derived}


def _rules(force: InForce) -> Iterator[Rule]:
    for tables in force.tables_by_fact.values():
        yield from tables
    yield from (*force.options, *force.tasks, *force.findings, *force.criteria)


def _same(old: Any, new: Any) -> bool:
    return old is new or (old is not None and new is not None and _content(old) == _content(new))


def _content(node: Any) -> Any:
    """What a rule says: every field but the place in its file."""
    if is_dataclass(node):
        return (type(node), *(_content(getattr(node, one.name)) for one in fields(node) if one.name != "place"))
    return tuple(_content(one) for one in node) if isinstance(node, tuple) else node


@lru_cache(maxsize=4096)
def what_it_rests_on(kind: str, name: str, knowledge: Knowledge, on: date, country: str | None) -> Rests:
    """This function will gather every rule and recorded fact that can bear on an answer, through tables and rules."""
    force = applicable(knowledge, on, country)
    rules: set[str] = set()
    facts: set[str] = set()
    todo = [name] if kind == "table" else []
    for rule in _rules(force):
        if kind != "table" and rule.id == name:
            rules.add(rule.id)
            todo.extend(fact for condition in conditions_of(rule) for fact in facts_in(condition))
    seen: set[str] = set()
    while todo:
        fact = todo.pop()
        if fact in seen:
            continue
        seen.add(fact)
        behind = list(_behind(fact, knowledge, force.tables_by_fact))
        rules.update(rule for rule, _ in behind)
        todo.extend(one for _, condition in behind for one in facts_in(condition))
        if not behind:
            facts.add(fact)
    return Rests(frozenset(rules), frozenset(facts))


def _behind(
    fact: str, knowledge: Knowledge, tables: Mapping[str, tuple[Table, ...]]
) -> Iterator[tuple[str, Condition]]:
    if fact in knowledge.derived:
        yield fact, knowledge.derived[fact]
    for table in tables.get(fact, ()):
        for condition in conditions_of(table):
            yield table.id, condition


def conditions_of(rule: Rule) -> Iterable[Condition]:
    """This function will give the conditions that decide a rule's answer."""
    match rule:
        case Table():
            yield from () if rule.applies is None else (rule.applies,)
            for row in rule.rows:
                yield row.when
                yield from () if row.provisionally is None else (row.provisionally.when,)
        case Option():
            yield from (one.when for one in rule.indications)
            yield from (one.when for one in rule.excluded)
        case Task():
            yield rule.when
            yield from () if rule.done is None else (rule.done,)
        case DataFinding() | Criterion():
            yield rule.when
