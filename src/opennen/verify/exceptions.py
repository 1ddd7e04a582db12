"""Exceptions that never come into play, defaults that never do, and comparisons that say nothing."""

from collections.abc import Iterator

from opennen.cases.facts import Value
from opennen.evaluate.evaluator import _compared
from opennen.kernel.text import Text
from opennen.kernel.truth import Truth
from opennen.rules.model import Compare, Condition, Every, OneOf, Option, Override, Rule, Table, Task
from opennen.verify import words
from opennen.verify.conditions import conditions_of, leaves, rules_of, written_rows
from opennen.verify.domains import every_domain
from opennen.verify.prover import both, not_yes, yes
from opennen.verify.regimes import Regime
from opennen.verify.report import Fault, Report
from opennen.verify.tables import within

DEAD_EXCEPTION = Fault(
    "V251",
    Text(
        "{} : l'exception « {} » ne joue jamais, elle n'est vraie dans aucun cas où sa règle l'est. "
        "Ne peuvent être vraies ensemble : {}.",
        "{}: exception “{}” never comes into play, it holds in no case in which its default does. "
        "Cannot hold together: {}.",
    ),
    Text("Corriger la condition de l'exception, ou la retirer.", "Correct the exception's condition, or remove it."),
)
DEAD_DEFAULT = Fault(
    "V252",
    Text(
        "{} : l'exception « {} » est vraie dans chaque cas où sa règle l'est ; la règle ne joue jamais.",
        "{}: exception “{}” holds in every case in which its default does; the default never comes into play.",
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


def dead_exceptions(report: Report) -> None:
    """This function will report V251 and V252."""
    for rule in rules_of(report.knowledge):
        if report.concerns(rule):
            for name, place, stated, exceptions in _defaults(rule):
                for one in exceptions:
                    _exception(report, rule, name, place, stated, one)


def _defaults(rule: Rule) -> Iterator[tuple[str, str, Condition, tuple[Override, ...]]]:
    if isinstance(rule, Table):
        for row in written_rows(rule):
            if row.stated is not None:
                yield f"{rule.id} · {row.id}", row.place, within(rule, row.stated), row.exceptions
    elif isinstance(rule, Option):
        for one in rule.indications:
            if one.stated is not None:
                yield f"{rule.id} · {one.id}", rule.place, one.stated, one.exceptions
    elif isinstance(rule, Task) and rule.stated is not None:
        yield rule.id, rule.place, rule.stated, rule.exceptions


def _exception(report: Report, rule: Rule, name: str, place: str, stated: Condition, one: Override) -> None:
    regimes = report.regimes(rule)
    if not report.prover.is_possible(regimes, yes(stated)):
        return  # the default itself is dead, and reported as such
    if report.never(DEAD_EXCEPTION.code, rule, regimes, yes(stated, one.when)):
        parts, found = report.clash(regimes, Every((stated, one.when)))
        report.add(DEAD_EXCEPTION, place, name, one.id, parts, found=found)
    elif report.never(DEAD_DEFAULT.code, rule, regimes, both(yes(stated), not_yes(one.when))):
        _dead_default(report, regimes, name, place, stated, one)


def _dead_default(
    report: Report, regimes: tuple[Regime, ...], name: str, place: str, stated: Condition, one: Override
) -> None:
    found = report.prover.example(regimes, yes(stated, one.when))
    report.add(DEAD_DEFAULT, place, name, one.id, found=found)


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
