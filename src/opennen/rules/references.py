"""The knowledge read backwards: which rule cites a source, and which rule needs a fact."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from opennen.kernel.sources import Citation
from opennen.rules.model import Condition, Criterion, DataFinding, Option, Override, Reason, Rule, Table, Task, facts_in
from opennen.rules.packs import Availability, Knowledge
from opennen.rules.parse import OTHERWISE


@dataclass(frozen=True, slots=True)
class Cited:
    """One part of a rule that cites a source; the part is '' for the rule itself, else as in `parts_of`."""

    rule: Rule
    part: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a rule: its name (unique in the rule, fit for an address), its conditions and citations."""

    name: str
    conditions: tuple[Condition, ...] = ()
    sources: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class References:
    """Every rule by id and by pack, every citation by source, every user of a fact."""

    rules: dict[str, Rule]
    by_pack: dict[str, tuple[Rule, ...]]
    by_source: dict[str, tuple[Cited, ...]]
    availability_by_source: dict[str, tuple[Availability, ...]]
    rules_by_fact: dict[str, tuple[Rule, ...]]
    facts_by_fact: dict[str, tuple[str, ...]]  # derived facts whose definition needs the fact
    given_by: dict[str, tuple[Table, ...]]

    def through(self, fact: str) -> tuple[str, ...]:
        """This function will name the facts that would change with this one: derived from it, or given by its tables.

        In the order in which they are reached, itself not included.
        """
        reached: dict[str, None] = {}
        waiting = [fact]
        while waiting:
            one = waiting.pop(0)
            given = [rule.gives for rule in self.rules_by_fact.get(one, ()) if isinstance(rule, Table)]
            for further in (*self.facts_by_fact.get(one, ()), *given):
                if further not in reached and further != fact:
                    reached[further] = None
                    waiting.append(further)
        return tuple(reached)


def parts_of(rule: Rule) -> Iterator[Part]:
    """This function will give the parts of a rule in order; the first is the rule itself, named ''."""
    match rule:
        case Table():
            yield Part("", (rule.applies,) if rule.applies is not None else (), rule.sources)
            for number, row in enumerate(rule.rows, 1):
                name = OTHERWISE if row.id == OTHERWISE else f"row-{number}"
                yield Part(name, (row.when,), row.sources)
                yield from _exceptions(name, row.exceptions)
                if row.provisionally is not None:
                    yield Part(f"provisional-{number}", (row.provisionally.when,), row.provisionally.sources)
        case Option():
            yield Part("", (), rule.sources)
            for one in rule.indications:
                yield Part(f"indication-{one.id}", (one.when,), one.sources)
                yield from _exceptions(f"indication-{one.id}", one.exceptions)
            yield from _reasons("excluded", rule.excluded)
            yield from _reasons("caution", rule.cautions)
            for number, check in enumerate(rule.checks, 1):
                yield Part(f"check-{number}", (), check.sources)
        case Task():
            yield Part("", (rule.when, rule.done) if rule.done is not None else (rule.when,), rule.sources)
            yield from _exceptions("task", rule.exceptions)
            if rule.repeat is not None:
                yield Part("repeat", (), rule.repeat.sources)
        case DataFinding() | Criterion():
            yield Part("", (rule.when,), rule.sources)
        case _:
            raise TypeError(f"{type(rule).__name__} is no kind of rule")


def _reasons(name: str, reasons: tuple[Reason, ...]) -> Iterator[Part]:
    for number, one in enumerate(reasons, 1):
        yield Part(f"{name}-{number}", (one.when,), one.sources)


def _exceptions(name: str, exceptions: tuple[Override, ...]) -> Iterator[Part]:
    """The exceptions that stand at this part; one that is another row has its citations there."""
    for one in exceptions:
        if one.by is None:
            yield Part(f"{name}-unless-{one.id}", (one.when,), one.sources)


def facts_of(rule: Rule) -> tuple[str, ...]:
    """This function will name the facts a rule needs, in the order in which it mentions them."""
    conditions = [condition for part in parts_of(rule) for condition in part.conditions]
    return tuple(dict.fromkeys(fact for condition in conditions for fact in sorted(facts_in(condition))))


@lru_cache(maxsize=8)
def references(knowledge: Knowledge) -> References:
    """This function will read the knowledge backwards, once per knowledge."""
    rules: tuple[Rule, ...] = (
        *knowledge.tables,
        *knowledge.options,
        *knowledge.tasks,
        *knowledge.findings,
        *knowledge.criteria,
    )
    by_pack: dict[str, list[Rule]] = {pack: [] for pack in knowledge.packs}
    by_source: dict[str, dict[Cited, None]] = {}
    by_fact: dict[str, list[Rule]] = {}
    given: dict[str, list[Table]] = {}
    for rule in rules:
        by_pack[rule.pack].append(rule)
        for part in parts_of(rule):
            for citation in part.sources:
                by_source.setdefault(citation.source, {})[Cited(rule, part.name, citation)] = None
        for fact in facts_of(rule):
            by_fact.setdefault(fact, []).append(rule)
        if isinstance(rule, Table):
            given.setdefault(rule.gives, []).append(rule)
    return References(
        rules={rule.id: rule for rule in rules},
        by_pack={pack: tuple(many) for pack, many in by_pack.items()},
        by_source={source: tuple(many) for source, many in by_source.items()},
        availability_by_source=_availability(knowledge),
        rules_by_fact={fact: tuple(many) for fact, many in by_fact.items()},
        facts_by_fact=_derived(knowledge),
        given_by={fact: tuple(many) for fact, many in given.items()},
    )


def _availability(knowledge: Knowledge) -> dict[str, tuple[Availability, ...]]:
    found: dict[str, tuple[Availability, ...]] = {}
    for row in knowledge.availability:
        for source in dict.fromkeys(citation.source for citation in row.sources):
            found[source] = (*found.get(source, ()), row)
    return found


def _derived(knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, condition in knowledge.derived.items():
        for fact in sorted(facts_in(condition)):
            found[fact] = (*found.get(fact, ()), name)
    return found
