"""One answer explained: what it is, and for each part of its rule what decided and the whole tree."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from opennen.evaluate import render, why_words, words
from opennen.evaluate.answer import OptionAnswer, ReasonAnswer, TableAnswer, TaskAnswer, Why
from opennen.evaluate.assessment import Assessment
from opennen.evaluate.evaluator import Evaluator
from opennen.evaluate.short_form import short_row, short_why
from opennen.evaluate.why_words import WhyLine
from opennen.kernel.sources import Citation
from opennen.kernel.truth import Truth
from opennen.rules.model import Check, DataFinding, Override, Table
from opennen.rules.packs import Availability, Knowledge, applicable


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a rule: a row, an indication, a contra-indication. `short` decides it, `full` is all of it."""

    heading: str
    says: str
    truth: Truth
    short: tuple[WhyLine, ...]
    full: WhyLine
    sources: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a rule (or fact) answers and why. `place` is its file and line. checks and availability: of an option."""

    id: str
    title: str
    place: str
    answer: str
    parts: tuple[Part, ...]
    sources: tuple[Citation, ...] = ()
    checks: tuple[Check, ...] = ()
    availability: tuple[Availability, ...] = ()


def explained(name: str, found: Assessment, knowledge: Knowledge, language: str) -> Explanation | None:
    """This function will explain an option, task, table, finding or fact of an assessment; None = no such name.

    A fact of pathology, and a table, is explained for the specimen that counts today.
    """
    write = _Writer(found, knowledge, language)
    options = {one.option.id: one for one in found.options}
    tasks = {one.task.id: one for one in (*found.workup, *found.follow_up)}
    findings = {one.id: one for one in write.force.findings}
    tables = {one.id: one for many in write.force.tables_by_fact.values() for one in many}
    if name in options:
        return write.option(options[name])
    if name in tasks:
        return write.task(tasks[name])
    if name in findings:
        return write.finding(findings[name])
    if name in tables:
        return write.table(tables[name])
    return write.fact(name) if name in knowledge.vocabulary.facts else None


def explainable(found: Assessment, knowledge: Knowledge) -> tuple[str, ...]:
    """This function will name everything that `explained` knows: rules in force, then facts."""
    force = applicable(knowledge, found.on, found.country)
    rules = (
        *force.options,
        *force.tasks,
        *force.findings,
        *(one for many in force.tables_by_fact.values() for one in many),
    )
    return (*(one.id for one in rules), *knowledge.vocabulary.facts)


class _Writer:
    def __init__(self, found: Assessment, knowledge: Knowledge, language: str) -> None:
        self.found, self.knowledge, self.language = found, knowledge, language
        self.force = applicable(knowledge, found.on, found.country)
        supposed = {name for name, known in found.facts.items() if known.assumed == "supposed"}
        derived = {name: rule for name, rule in knowledge.derived.items() if name not in supposed}
        self.opened: set[int] = set()  # each table and derived fact is opened once, where it is first met
        self.evaluator = Evaluator(found.facts, derived, self.force.tables_by_fact)

    def part(
        self,
        heading: str,
        says: str,
        why: Why,
        sources: tuple[Citation, ...] = (),
        exceptions: tuple[Override, ...] = (),
    ) -> Part:
        short = short_why(why, self.knowledge, self.language)
        full = why_words.why(why, self.knowledge, self.language, exceptions=exceptions, opened=self.opened)
        return Part(heading, says, why.truth, short, full, sources)

    def option(self, one: OptionAnswer) -> Explanation:
        parts = [
            self.part(
                f"{words.INDICATION.in_(self.language)} · {words.BASIS[answer.indication.basis].in_(self.language)}"
                + (f" · {answer.indication.level}" if answer.indication.level else ""),
                answer.indication.says.in_(self.language),
                answer.why,
                answer.indication.sources,
                answer.indication.exceptions,
            )
            for answer in one.indications
        ]
        parts += self.reasons(words.CONTRAINDICATION.in_(self.language), one.excluded)
        parts += self.reasons(words.CAUTION.in_(self.language), one.cautions)
        answer = words.STATUS[one.status].in_(self.language)
        rule = one.option
        return Explanation(
            rule.id,
            rule.title.in_(self.language),
            rule.place,
            answer,
            tuple(parts),
            rule.sources,
            one.to_check,
            one.availability,
        )

    def reasons(self, heading: str, many: Iterable[ReasonAnswer]) -> Iterator[Part]:
        for answer in many:
            yield self.part(heading, answer.reason.because.in_(self.language), answer.why, answer.reason.sources)

    def task(self, one: TaskAnswer) -> Explanation:
        rule, language = one.task, self.language
        parts = [self.part(words.DUE_IF.in_(language), rule.because.in_(language), one.why, (), rule.exceptions)]
        if one.done is not None:
            parts.append(self.part(words.DONE_IF.in_(language), "", one.done))
        answer = words.TASK_STATE[one.state].in_(language)
        return Explanation(rule.id, rule.title.in_(language), rule.place, answer, tuple(parts), rule.sources)

    def finding(self, rule: DataFinding) -> Explanation:
        why = self.evaluator.why(rule.when)
        part = self.part(words.REPORTED_IF.in_(self.language), "", why)
        answer = (words.PRESENT if why.truth is Truth.YES else words.ABSENT).in_(self.language)
        return Explanation(rule.id, rule.message.in_(self.language), rule.place, answer, (part,), rule.sources)

    def table(self, table: Table) -> Explanation:
        answer = self.evaluator.table(table.gives)
        rows = [one for one in answer.rows if any(one.row is row for row in table.rows)]
        parts = [] if rows or table.applies is None else [self.applies(table)]
        return Explanation(
            table.id,
            table.title.in_(self.language),
            table.place,
            render.outcome(answer, self.knowledge, self.language),
            (*parts, *self.rows(answer, table)),
            table.sources,
        )

    def applies(self, table: Table) -> Part:
        assert table.applies is not None
        return self.part(words.APPLIES_IF.in_(self.language), "", self.evaluator.why(table.applies))

    def rows(self, answer: TableAnswer, table: Table | None = None) -> Iterator[Part]:
        """The row that answers and the open ones first, as a reader looks for them; then the others."""
        order = {Truth.YES: 0, Truth.UNKNOWN: 1, Truth.NO: 2}
        mine = [one for one in answer.rows if table is None or any(one.row is row for row in table.rows)]
        for one in sorted(mine, key=lambda one: (one.row is not answer.row, order[one.why.truth])):
            full = why_words.row_why(answer.fact, one, self.knowledge, self.language, opened=self.opened)
            short = short_row(one, self.knowledge, self.language)
            provisional = answer.provisional if one.row is answer.row else None
            says = provisional.because if provisional else one.row.says
            sources = one.row.sources
            yield Part(full.reads, says.in_(self.language) if says else "", one.why.truth, short, full, sources)

    def fact(self, name: str) -> Explanation:
        known = self.knowledge.vocabulary.facts[name]
        title = render.label(name, self.knowledge, self.language)
        if name in self.evaluator.derived:
            why = self.evaluator.derived_fact(name)
            answer = words.TRUTH[why.truth].in_(self.language)
            return Explanation(name, title, known.place, answer, (self.part(title, "", why),))
        if known.is_recorded or name in self.found.facts:
            value = render.value(name, self.found.facts.get(name), self.knowledge, self.language)
            return Explanation(name, title, known.place, value, self.recorded(name))
        answer_ = self.evaluator.table(name)
        said = render.outcome(answer_, self.knowledge, self.language)
        sources = answer_.table.sources if answer_.table else ()
        return Explanation(name, title, known.place, said, tuple(self.rows(answer_)), sources)

    def recorded(self, name: str) -> tuple[Part, ...]:
        """A recorded fact has no rule: only the events it was read from."""
        known = self.found.facts.get(name)
        if known is None or not known.evidence:
            return ()
        value = render.value(name, known, self.knowledge, self.language)
        line = WhyLine(value, Truth.YES, "", known.evidence, reads=value)
        return (Part(render.label(name, self.knowledge, self.language), "", Truth.YES, (line,), line),)
