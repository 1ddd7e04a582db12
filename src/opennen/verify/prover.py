"""Looks for a case that shows a fault, replays it through the evaluator, and cuts it down to what is needed."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from opennen.cases.facts import Known
from opennen.evaluate.evaluator import Evaluator
from opennen.kernel.truth import Truth
from opennen.rules.model import Acceptance, Condition
from opennen.rules.packs import Knowledge
from opennen.verify.cases import Cases
from opennen.verify.conditions import needs_of, reached
from opennen.verify.regimes import Regime, regimes_of
from opennen.verify.solver import Formula, opposite


@dataclass(frozen=True, slots=True)
class Claim:
    """The same statement twice: for the solver, which searches all cases, and for the evaluator, which answers one.

    about: the facts it speaks of; in an example, those further away are dropped before them.
    """

    formulas: Callable[[Regime], Sequence[Formula]]
    shown: Callable[[Evaluator, Regime], bool]
    about: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Example:
    """A case that shows a claim in a regime. `is_agreed`: the evaluator says so too; else nobody may be shown it."""

    recorded: dict[str, Known]
    regime: Regime
    is_agreed: bool = True


@dataclass(slots=True)
class Prover:
    """Searches the cases of one knowledge."""

    knowledge: Knowledge
    cases: Cases = field(init=False)
    regimes: tuple[Regime, ...] = field(init=False)
    needs: dict[str, frozenset[str]] = field(init=False)

    def __post_init__(self) -> None:
        self.cases = Cases(self.knowledge)
        self.regimes = regimes_of(self.knowledge, self.cases)
        self.needs = needs_of(self.knowledge)

    def example(
        self,
        regimes: Iterable[Regime],
        claim: Claim,
        accepted: Sequence[Acceptance] = (),
        must_be_complete: bool = False,
    ) -> Example | None:
        """This function will find a case that shows a claim: one with everything recorded if there is one.

        accepted: cases for which it is meant. must_be_complete: a case with facts missing would prove nothing.
        """
        if any(one.when is None for one in accepted):
            return None
        limited = self._limited(claim, accepted)
        for regime in regimes:
            formulas = list(limited.formulas(regime))
            if not self.cases.solver.can_be(formulas):
                continue
            if self.cases.solver.can_be([*formulas, *self.cases.complete()]):
                return self._replayed(regime, limited)
            if not must_be_complete and self.cases.solver.can_be(formulas):  # asked again, to read this example
                return self._replayed(regime, limited)
        return None

    def is_possible(self, regimes: Iterable[Regime], claim: Claim) -> bool:
        """This function will say whether some case shows a claim, without looking for a good example."""
        limited = self._limited(claim, ())
        return any(self.cases.solver.can_be(limited.formulas(regime)) for regime in regimes)

    def _limited(self, claim: Claim, accepted: Sequence[Acceptance]) -> Claim:
        """The claim among cases that can be, outside those for which the finding is meant."""
        impossible = [one.when for one in self.knowledge.impossible]
        meant = [one.when for one in accepted if one.when is not None]

        def formulas(regime: Regime) -> list[Formula]:
            outside = [opposite(regime.questions.rails(one).yes) for one in impossible]
            return [*claim.formulas(regime), *outside, *(regime.questions.rails(one).no for one in meant)]

        def shown(evaluator: Evaluator, regime: Regime) -> bool:
            return (
                claim.shown(evaluator, regime)
                and all(evaluator.why(one).truth is not Truth.YES for one in impossible)
                and all(evaluator.why(one).truth is Truth.NO for one in meant)
            )

        return Claim(formulas, shown, claim.about)

    def _replayed(self, regime: Regime, claim: Claim) -> Example:
        found = self.cases.found()
        order = {fact: number for number, fact in enumerate(reached(claim.about, self.needs))}
        if not claim.shown(regime.evaluator(found), regime):
            return Example(found, regime, is_agreed=False)
        for fact in sorted(found, key=lambda fact: -order.get(fact, len(order))):
            fewer = {name: known for name, known in found.items() if name != fact}
            if claim.shown(regime.evaluator(fewer), regime):
                found = fewer
        return Example({fact: found[fact] for fact in sorted(found, key=lambda one: order.get(one, 0))}, regime)


def both(claim: Claim, other: Claim) -> Claim:
    """This function will claim two things of one case."""
    return Claim(
        lambda regime: [*claim.formulas(regime), *other.formulas(regime)],
        lambda evaluator, regime: claim.shown(evaluator, regime) and other.shown(evaluator, regime),
        claim.about | other.about,
    )


def yes(*conditions: Condition, about: frozenset[str] = frozenset()) -> Claim:
    """This function will claim that conditions are all yes in some case."""
    return Claim(
        lambda regime: [regime.questions.rails(one).yes for one in conditions],
        lambda evaluator, _: all(evaluator.why(one).truth is Truth.YES for one in conditions),
        about,
    )


def not_yes(*conditions: Condition) -> Claim:
    """This function will claim that none of some conditions is yes."""
    return Claim(
        lambda regime: [opposite(regime.questions.rails(one).yes) for one in conditions],
        lambda evaluator, _: all(evaluator.why(one).truth is not Truth.YES for one in conditions),
    )
