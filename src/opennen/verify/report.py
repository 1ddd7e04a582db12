"""One verification under way: what was found, in which rules to look, and which acceptances were needed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from opennen.kernel.finding import Finding
from opennen.kernel.text import Text
from opennen.rules.model import Acceptance, Condition, Every, Rule, facts_in
from opennen.rules.packs import Knowledge
from opennen.verify import words
from opennen.verify.conditions import conditions_of, reached, rules_of
from opennen.verify.prover import Claim, Example, Prover, both, not_yes, yes
from opennen.verify.regimes import Regime, distinct

_DISAGREES = Text(
    "{} : la preuve et l'évaluateur ne sont pas d'accord sur ce cas. C'est un défaut du programme, pas de la règle.",
    "{}: the proof and the evaluator disagree on this case. This is a fault of the program, not of the rule.",
)
_TOGETHER = Text("Ne peuvent être vraies ensemble : {}.", "Cannot hold together: {}.")
_ALONE = Text("Ne peut jamais être vrai : {}.", "Can never hold: {}.")
_TELL = Text("Signaler ce cas aux développeurs.", "Report this case to the developers.")


@dataclass(frozen=True, slots=True)
class Fault:
    """How one kind of fault is reported."""

    code: str
    message: Text
    remedy: Text
    level: str = "error"


@dataclass(slots=True)
class Report:
    """Gathers the findings of one run over a knowledge; `changed` limits it to some rules and what rests on them."""

    knowledge: Knowledge
    changed: frozenset[str] | None = None
    cited: frozenset[str] = frozenset()
    prover: Prover = field(init=False)
    findings: list[Finding] = field(default_factory=list)
    needed: set[int] = field(default_factory=set)
    _changed_facts: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.prover = Prover(self.knowledge)
        named = self.changed or frozenset()
        self._changed_facts = frozenset(one.gives for one in self.knowledge.tables if one.id in named)

    def concerns(self, rule: Rule) -> bool:
        """This function will say whether a rule is to be looked at: changed, or resting on a table that is."""
        if self.changed is None or rule.id in self.changed:
            return True
        mentioned = frozenset[str]().union(*(facts_in(one) for one, _ in conditions_of(rule)))
        return not self._changed_facts.isdisjoint(reached(mentioned, self.prover.needs))

    def regimes(self, *rules: Rule, key: Callable[[Regime], object] = lambda _: None) -> tuple[Regime, ...]:
        """This function will give the regimes in which all these rules are in force, one of each kind."""
        return distinct((one for one in self.prover.regimes if all(one.holds(rule.validity) for rule in rules)), key)

    def add(self, fault: Fault, place: str, *said: Text | str, found: Example | None = None) -> None:
        """This function will report a fault; `said` fills the gaps of its message, in order."""
        message = words.filled(fault.message, *said)
        if found is None:
            self.findings.append(Finding(fault.code, message, place, remedy=fault.remedy, level=fault.level))
            return
        shown = words.vignette(found, self.knowledge)
        case = words.shown_by(found, self.knowledge)
        if not found.is_agreed:
            message, code, remedy, level = words.filled(_DISAGREES, fault.code), "V900", _TELL, "error"
        else:
            code, remedy, level = fault.code, fault.remedy, fault.level
        worded = words.with_example(message, found, self.knowledge)
        facts = tuple(found.recorded)
        self.findings.append(Finding(code, worded, place, shown, remedy, facts, level, shown_by=case))

    def example(
        self, code: str, rules: Iterable[Rule], regimes: Iterable[Regime], claim: Claim, must_be_complete: bool = False
    ) -> Example | None:
        """This function will look for a case that shows a fault, outside those for which the rules say it is meant."""
        accepted = [one for rule in rules for one in rule.accepts if one.code == code]
        chosen = tuple(regimes)
        for one in accepted:
            inside = claim if one.when is None else both(claim, yes(one.when))
            if self.prover.is_possible(chosen, inside):
                self.needed.add(id(one))
        return self.prover.example(chosen, claim, accepted, must_be_complete)

    def never(self, code: str, rule: Rule, regimes: Iterable[Regime], claim: Claim) -> bool:
        """This function will say that no case shows a claim, unless the rule says that this is meant."""
        if self.prover.is_possible(regimes, claim):
            return False
        return not self.accepts(rule, code)

    def accepts(self, rule: Rule, code: str) -> bool:
        """This function will say whether a rule accepts a finding that has no counter-example, and note that it did."""
        accepted = [one for one in rule.accepts if one.code == code]
        self.needed.update(id(one) for one in accepted)
        return bool(accepted)

    def unneeded(self) -> Iterable[tuple[Rule, Acceptance]]:
        """This function will name the acceptances that accept nothing."""
        for rule in rules_of(self.knowledge):
            for one in rule.accepts:
                if self.concerns(rule) and id(one) not in self.needed:
                    yield rule, one

    def clash(self, regimes: Iterable[Regime], *conditions: Condition) -> tuple[Text, Example | None]:
        """This function will name the fewest parts of conditions that cannot hold together, and show the nearest case.

        In that case all of them hold but the last; where one part can never hold, all the others do.
        """
        chosen = tuple(regimes)
        every = [part for one in conditions for part in _parts(one)]
        parts = list(every)
        for part in every:
            fewer = [one for one in parts if one is not part]
            if fewer and not self.prover.is_possible(chosen, yes(*fewer)):
                parts = fewer
        said = words.listed(words.condition(one, self.knowledge) for one in parts)
        others = parts[:-1] if len(parts) > 1 else [one for one in every if one is not parts[0]]
        about = frozenset[str]().union(*(facts_in(one) for one in every))
        found = self.prover.example(chosen, both(yes(*others, about=about), not_yes(parts[-1]))) if others else None
        return words.filled(_TOGETHER if len(parts) > 1 else _ALONE, said), found


def _parts(condition: Condition) -> list[Condition]:
    if isinstance(condition, Every):
        return [one for part in condition.parts for one in _parts(part)]
    return [condition]
