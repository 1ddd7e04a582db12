"""The days and countries that make a difference: only rules that are in force together are compared."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from opennen.cases.facts import Known
from opennen.evaluate.evaluator import Evaluator
from opennen.kernel.sources import Validity
from opennen.rules.model import Option
from opennen.rules.packs import InForce, Knowledge, applicable
from opennen.verify.cases import Cases
from opennen.verify.conditions import rules_of
from opennen.verify.rails import Questions

_WITHOUT_DATES = date(2000, 1, 1)  # any day does where no rule names one


@dataclass(frozen=True)
class Regime:
    """One day of a stretch of days, and one country of those that the rules treat alike (None = any other)."""

    on: date
    country: str | None
    knowledge: Knowledge
    questions: Questions
    dates_matter: bool = False

    @cached_property
    def force(self) -> InForce:
        """The rules in force."""
        return applicable(self.knowledge, self.on, self.country)

    @cached_property
    def nothing_known(self) -> Evaluator:
        """The evaluator for the case about which nothing is recorded."""
        return self.evaluator({})

    def holds(self, validity: Validity) -> bool:
        """This function will say whether something with this validity is in force."""
        return validity.holds(self.on, self.country)

    def evaluator(self, recorded: dict[str, Known]) -> Evaluator:
        """This function will give the evaluator for a case; a fact that is stated is taken as stated."""
        derived = {fact: rule for fact, rule in self.knowledge.derived.items() if fact not in recorded}
        tables = {fact: rules for fact, rules in self.force.tables_by_fact.items() if fact not in recorded}
        return Evaluator(recorded, derived, tables)


def regimes_of(knowledge: Knowledge, cases: Cases) -> tuple[Regime, ...]:
    """This function will give one regime for each stretch of days and group of countries, the latest days first."""
    validities = tuple(_validities(knowledge))
    questions: dict[tuple[str, ...], Questions] = {}
    found: list[Regime] = []
    days = _days(validities)
    for on in days:
        for country in _countries(validities):
            force = applicable(knowledge, on, country)
            key = tuple(table.id for tables in force.tables_by_fact.values() for table in tables)
            if key not in questions:
                questions[key] = Questions(cases, knowledge.derived, force.tables_by_fact)
            found.append(Regime(on, country, knowledge, questions[key], len(days) > 1))
    return tuple(found)


def distinct(regimes: Iterable[Regime], key: Callable[[Regime], object] = lambda _: None) -> tuple[Regime, ...]:
    """This function will keep one regime of those with the same tables and the same key."""
    return tuple({(id(one.questions), key(one)): one for one in reversed(tuple(regimes))}.values())[::-1]


def _validities(knowledge: Knowledge) -> Iterator[Validity]:
    for rule in rules_of(knowledge):
        yield rule.validity
        if isinstance(rule, Option):
            yield from (one.validity for one in rule.indications)


def _days(validities: Iterable[Validity]) -> list[date]:
    edges = sorted({day for one in validities for day in (one.valid_from, one.valid_until) if day is not None})
    if not edges:
        return [_WITHOUT_DATES]
    return [*reversed(edges), edges[0] - timedelta(days=1)]


def _countries(validities: Iterable[Validity]) -> list[str | None]:
    """One country of each group that every rule treats alike, and none at all."""
    groups = list(dict.fromkeys(one.countries for one in validities if one.countries))
    seen: set[tuple[bool, ...]] = set()
    found: list[str | None] = [None]
    for country in sorted(frozenset[str]().union(*groups)):
        signature = tuple(country in group for group in groups)
        if signature not in seen:
            seen.add(signature)
            found.append(country)
    return found
