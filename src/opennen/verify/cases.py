"""Every possible case as variables: for each recorded fact whether it is recorded, and which of its values it has."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from opennen.cases.facts import Known, Value
from opennen.rules.packs import Knowledge
from opennen.verify.domains import can_be_settled, domains_of
from opennen.verify.solver import Formula, Solver, just_one, opposite


@dataclass(frozen=True, slots=True)
class Recordable:
    """One recorded fact of a case that is not chosen yet."""

    recorded: Formula
    values: tuple[tuple[Formula, Value], ...]
    can_be_settled: bool


@dataclass(slots=True)
class Cases:
    """All cases that can be; facts come in as rules mention them."""

    knowledge: Knowledge
    solver: Solver = field(default_factory=Solver)
    suffix: str = ""
    facts: dict[str, Recordable] = field(default_factory=dict)
    domains: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.domains = self.domains or domains_of(self.knowledge)

    def fact(self, name: str) -> Recordable:
        """This function will give a fact's variables; exactly one of its values holds, recorded or not."""
        if name not in self.facts:
            values = self.domains[name]
            chosen = tuple(
                (self.solver.variable(f"{name}={number}{self.suffix}"), value) for number, value in enumerate(values)
            )
            self.solver.hold(just_one([one for one, _ in chosen]))
            fact = self.knowledge.vocabulary.facts[name]
            recorded = self.solver.variable(f"{name}?{self.suffix}")
            self.facts[name] = Recordable(recorded, chosen, can_be_settled(fact, self.knowledge))
        return self.facts[name]

    def complete(self) -> list[Formula]:
        """This function will say that all that a record can settle is recorded."""
        return [one.recorded for one in self.facts.values() if one.can_be_settled]

    def empty(self) -> list[Formula]:
        """This function will say that nothing at all is recorded."""
        return [opposite(one.recorded) for one in self.facts.values()]

    def found(self) -> dict[str, Known]:
        """This function will read the case that the solver found."""
        read = {}
        for name, one in self.facts.items():
            if self.solver.is_true(one.recorded):
                read[name] = Known(next(value for chosen, value in one.values if self.solver.is_true(chosen)))
        return read
