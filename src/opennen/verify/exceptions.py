"""Exceptions that never come into play, defaults that never do, and comparisons that say nothing."""

from collections.abc import Iterator
from dataclasses import dataclass

from opennen.cases.facts import Value
from opennen.evaluate.evaluator import _compared
from opennen.kernel.text import Text
from opennen.kernel.truth import Truth
from opennen.rules.model import Compare, Condition, OneOf, Option, Override, Rule, Table, Task, facts_in
from opennen.verify import words
from opennen.verify.conditions import conditions_of, leaves, rules_of, written_rows
from opennen.verify.domains import every_domain
from opennen.verify.prover import yes
from opennen.verify.report import Fault, Report
from opennen.verify.tables import within

DEAD_EXCEPTION = Fault(
    "V251",
    Text(
        "{} : l'exception « {} » ne joue jamais, elle n'est vraie dans aucun cas où sa règle l'est. {}",
        "{}: exception “{}” never comes into play, it holds in no case in which its default does. {}",
    ),
    Text("Corriger la condition de l'exception, ou la retirer.", "Correct the exception's condition, or remove it."),
)
DEAD_DEFAULT = Fault(
    "V252",
    Text(
        "{} : une exception ({}) vaut dans chaque cas où sa règle est vraie ; la règle ne joue jamais.",
        "{}: an exception ({}) holds in every case in which its default does; the default never comes into play.",
    ),
    Text("Restreindre l'exception, ou retirer la règle.", "Narrow the exception, or remove the default."),
)
SAYS_NOTHING = Fault(
    "V241",
    Text(
        "{} : « {} » est {} pour toute valeur possible ({}).",
        "{}: “{}” is {} for every possible value ({}).",
    ),
    Text("Corriger le seuil, son unité ou l'intervalle du fait.", "Correct the bound, its unit or the fact's range."),
)
_ALWAYS = {
    Truth.YES: Text("vraie", "true", "waar", "wahr"),
    Truth.NO: Text("fausse", "false", "onwaar", "falsch"),
}


@dataclass(frozen=True, slots=True)
class _Default:
    """A line that has exceptions: as it is stated, and as it then holds."""

    name: str
    place: str
    stated: Condition
    when: Condition
    exceptions: tuple[Override, ...]


def dead_exceptions(report: Report) -> None:
    """This function will report V251 and V252."""
    for rule in rules_of(report.knowledge):
        if report.concerns(rule):
            for default in _defaults(rule):
                if default.exceptions and report.prover.is_possible(report.regimes(rule), yes(default.stated)):
                    _check(report, rule, default)


def _defaults(rule: Rule) -> Iterator[_Default]:
    if isinstance(rule, Table):
        for row in written_rows(rule):
            stated, when = within(rule, row.stated or row.when), within(rule, row.when)
            yield _Default(f"{rule.id} · {row.id}", row.place, stated, when, row.exceptions)
    elif isinstance(rule, Option):
        for one in rule.indications:
            yield _Default(f"{rule.id} · {one.id}", rule.place, one.stated or one.when, one.when, one.exceptions)
    elif isinstance(rule, Task):
        yield _Default(rule.id, rule.place, rule.stated or rule.when, rule.when, rule.exceptions)


def _check(report: Report, rule: Rule, default: _Default) -> None:
    regimes = report.regimes(rule)
    for one in default.exceptions:
        if report.never(DEAD_EXCEPTION.code, rule, regimes, yes(default.stated, one.when)):
            why, found = report.clash(regimes, default.stated, one.when)
            report.add(DEAD_EXCEPTION, default.place, default.name, one.id, why, found=found)
    if report.never(DEAD_DEFAULT.code, rule, regimes, yes(default.when)):
        names = ", ".join(one.id for one in default.exceptions)
        found = report.prover.example(regimes, yes(default.stated, about=facts_in(default.when)))
        report.add(DEAD_DEFAULT, default.place, default.name, names, found=found)


def empty_comparisons(report: Report) -> None:
    """This function will report V241: a comparison that is always true, or never, whatever the fact's value."""
    domains = every_domain(report.knowledge)
    for rule in rules_of(report.knowledge):
        if report.concerns(rule):
            for condition, place in conditions_of(rule):
                _comparisons(report, rule, condition, place, domains)
    if report.changed is None:
        for fact, condition in report.knowledge.derived.items():
            _comparisons(report, None, condition, report.knowledge.vocabulary.facts[fact].place, domains)


def _comparisons(
    report: Report, rule: Rule | None, condition: Condition, place: str, domains: dict[str, tuple[Value, ...]]
) -> None:
    for leaf in leaves(condition):
        if not isinstance(leaf, Compare | OneOf):
            continue
        answers = {_compared(leaf, value) for value in domains[leaf.fact]}
        if len(answers) == 1 and (rule is None or not report.accepts(rule, SAYS_NOTHING.code)):
            said = words.condition(leaf, report.knowledge)
            span = words.span(leaf.fact, report.knowledge)
            name = rule.id if rule is not None else leaf.fact
            report.add(SAYS_NOTHING, place, name, said, _ALWAYS[answers.pop()], span)
