"""Recommendations that rest on what is missing, which may ask for an examination but never send to a treatment."""

from collections.abc import Iterator

from opennen.cases.facts import Known, Value
from opennen.evaluate.evaluator import Evaluator
from opennen.kernel.text import Text
from opennen.kernel.truth import Truth
from opennen.rules.model import Condition, Criterion, Option, Recorded, Rule, Table, facts_in
from opennen.verify import words
from opennen.verify.cases import Cases
from opennen.verify.conditions import leaves
from opennen.verify.domains import every_domain
from opennen.verify.prover import Example
from opennen.verify.rails import Questions
from opennen.verify.report import Fault, Report
from opennen.verify.solver import Formula, opposite, same

NOTHING = Fault(
    "V301",
    Text("{} : vrai alors que rien n'est consigné.", "{}: yes while nothing at all is recorded."),
    Text(
        "Exiger le fait qui fonde la réponse ; s'il s'agit de données manquantes : `about_missing_facts: true`.",
        "Ask for the fact that the answer rests on; when it is about missing data: `about_missing_facts: true`.",
    ),
)
ABSENCE = Fault(
    "V302",
    Text(
        "{} : oui parce que « {} » n'est pas consigné ; consigné « {} », ce serait non.",
        "{}: yes because “{}” is not recorded; recorded as “{}” it would be no.",
    ),
    Text(
        "Exiger que le fait soit connu ; s'il s'agit de données manquantes : `about_missing_facts: true`.",
        "Ask that the fact be known; when it is about missing data: `about_missing_facts: true`.",
    ),
)


def resting_on_nothing(report: Report) -> None:
    """This function will report V301: a rule, table row or derived fact that is yes for the case without any fact."""
    for rule, name, condition in _recommending(report):
        for regime in report.regimes(rule):
            if _is_yes(condition, regime.nothing_known) and not report.accepts(rule, NOTHING.code):
                report.add(NOTHING, rule.place, name, found=Example({}, regime))
                break
    for table in report.knowledge.tables:
        if report.concerns(table):
            _table(report, table)
    if report.changed is None:
        for fact, condition in report.knowledge.derived.items():
            for regime in report.regimes():
                if _is_yes(condition, regime.nothing_known):
                    place = report.knowledge.vocabulary.facts[fact].place
                    report.add(NOTHING, place, fact, found=Example({}, regime))
                    break


def _table(report: Report, table: Table) -> None:
    for regime in report.regimes(table):
        answer = regime.nothing_known.table(table.gives)
        row = answer.row
        if row is not None and answer.table is table and not report.accepts(table, NOTHING.code):
            report.add(NOTHING, row.place, f"{table.id} · {row.id}", found=Example({}, regime))
            return


def _recommending(report: Report) -> Iterator[tuple[Rule, str, Condition]]:
    """What sends a patient somewhere. Contra-indications may rest on absence: that errs on the safe side."""
    for option in report.knowledge.options:
        yield from _indications(report, option)
    for task in report.knowledge.tasks:
        if report.concerns(task) and not task.is_about_missing_facts:
            yield task, task.id, task.when
    for criterion in report.knowledge.criteria:
        if report.concerns(criterion) and _includes(criterion):
            yield criterion, criterion.id, criterion.when


def _indications(report: Report, option: Option) -> Iterator[tuple[Rule, str, Condition]]:
    if report.concerns(option):
        for one in option.indications:
            if not one.is_about_missing_facts:
                yield option, f"{option.id} · {one.id}", one.when


def _includes(criterion: Criterion) -> bool:
    return criterion.kind == "inclusion"


def _is_yes(condition: Condition, evaluator: Evaluator) -> bool:
    return evaluator.why(condition).truth is Truth.YES


def resting_on_absence(report: Report) -> None:
    """This function will report V302: yes while a fact is missing, no as soon as it is known, all else equal.

    Each rule is looked at by itself: a fact that tables or rules give is taken as it may be recorded. What a table
    answers provisionally is its own affair, and says so on the page.
    """
    domains = every_domain(report.knowledge)
    already = {(one.code, one.message.en.split(":")[0]) for one in report.findings}
    for rule, name, condition in _recommending(report):
        if (NOTHING.code, name) in already:
            continue
        asked = {leaf.fact for leaf in leaves(condition) if isinstance(leaf, Recorded)}
        for fact in sorted(asked):
            found = _Pair(report, domains, condition).flips(fact)
            if found is not None and not report.accepts(rule, ABSENCE.code):
                _add(report, rule, name, fact, *found)
                break


def _add(report: Report, rule: Rule, name: str, fact: str, recorded: dict[str, Known], known: Known) -> None:
    label = report.knowledge.vocabulary.facts[fact].labels
    value = words.value(fact, known, report.knowledge)
    report.add(ABSENCE, rule.place, name, label, value, found=Example(recorded, report.prover.regimes[0]))


class _Pair:
    """Two cases that differ in one fact only: missing in the first, known in the second."""

    def __init__(self, report: Report, domains: dict[str, tuple[Value, ...]], condition: Condition) -> None:
        self.condition = condition
        self.first = Cases(report.knowledge, domains=domains)
        self.second = Cases(report.knowledge, self.first.solver, "'", domains=domains)

    def flips(self, fact: str) -> tuple[dict[str, Known], Known] | None:
        """This function will give the first case and the value that turns it, or None when no value does."""
        yes = Questions(self.first, {}, {}).rails(self.condition).yes
        no = Questions(self.second, {}, {}).rails(self.condition).no
        missing, known = self.first.fact(fact).recorded, self.second.fact(fact).recorded
        if not self.first.solver.can_be([yes, no, opposite(missing), known, *self._alike(fact)]):
            return None
        return self._fewest(fact, self.first.found(), self.second.found()[fact])

    def _alike(self, fact: str) -> Iterator[Formula]:
        for name in sorted(facts_in(self.condition) - {fact}):
            one, other = self.first.fact(name), self.second.fact(name)
            yield same(one.recorded, other.recorded)
            for (chosen, _), (also, _) in zip(one.values, other.values, strict=True):
                yield same(chosen, also)

    def _fewest(self, fact: str, recorded: dict[str, Known], known: Known) -> tuple[dict[str, Known], Known] | None:
        if not self._shown(fact, recorded, known):
            return None
        for name in sorted(recorded):
            fewer = {one: value for one, value in recorded.items() if one != name}
            if self._shown(fact, fewer, known):
                recorded = fewer
        return recorded, known

    def _shown(self, fact: str, recorded: dict[str, Known], known: Known) -> bool:
        before, after = Evaluator(recorded, {}, {}), Evaluator({**recorded, fact: known}, {}, {})
        return _is_yes(self.condition, before) and after.why(self.condition).truth is Truth.NO
