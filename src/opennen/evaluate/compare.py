"""Which answers differ between two settings: days, countries, versions of the knowledge, or suppositions."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

from opennen.cases.model import Case
from opennen.cases.quality import quality_findings
from opennen.evaluate.answer import TableAnswer
from opennen.evaluate.assessment import CLASSIFYING, availability, findings_of, option_status, task_state
from opennen.evaluate.changed_rules import changed_rules, what_it_rests_on
from opennen.evaluate.reading import Reading, Supposing, reading
from opennen.kernel.text import Text
from opennen.rules.packs import Knowledge

Kind = Literal["table", "option", "task", "finding"]
KINDS: tuple[Kind, ...] = ("table", "option", "task", "finding")


@dataclass(frozen=True, slots=True)
class Setting:
    """What a case is answered by: the knowledge, the day, the country, and facts taken to be so."""

    knowledge: Knowledge
    on: date
    country: str | None = None
    supposing: Supposing = field(default_factory=dict)


class Question(NamedTuple):
    """One thing that is answered: a table's fact, an option, a task, a finding's code.

    of: "diagnosis" for the class of the specimen a registry grades, where another one counts today.
    """

    kind: Kind
    id: str
    of: Literal["", "diagnosis"] = ""


@dataclass(frozen=True, slots=True)
class State:
    """An answer as it is compared.

    answer: a table's outcome ("" = not decided), an option's status, a task's state, "reported" for a finding.
    possible: what an undecided or contradictory table can still be. availability: (product, country, state).
    """

    answer: str
    possible: frozenset[str] = frozenset()
    is_provisional: bool = False
    is_conflict: bool = False
    availability: frozenset[tuple[str, str, str]] = frozenset()


States: TypeAlias = Mapping[Question, State]


@dataclass(frozen=True, slots=True)
class Difference:
    """One answer that differs; None = on that side no rule answers it (or the finding is not reported).

    rules: the rules behind it that are not the same on both sides; facts: the recorded facts behind it whose values
    are not (an event lies between the two days; a fact is supposed).
    """

    question: Question
    title: Text
    before: State | None
    after: State | None
    rules: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


def differences(
    case: Case, tumour: str | None, before: Setting, after: Setting, kinds: Iterable[Kind] = KINDS
) -> tuple[Difference, ...]:
    """This function will list the answers of one tumour (None = the first) that differ between two settings.

    In the order of the page: tables, options, tasks, findings. Raises KeyError as `reading` does.
    """
    wanted = frozenset(kinds)
    old, new = read_in(case, tumour, before), read_in(case, tumour, after)
    return between(old, new, before, after, wanted)


def between(
    old: Reading, new: Reading, before: Setting, after: Setting, kinds: Iterable[Kind] = KINDS
) -> tuple[Difference, ...]:
    """This function will list what differs between two readings of one case.

    Only what rests on a rule or a fact that is not the same on both sides is answered at all.
    """
    changed = changed_rules(before.knowledge, before.on, before.country, after.knowledge, after.on, after.country)
    moved = frozenset(name for name in {*old.facts, *new.facts} if _value(old, name) != _value(new, name))
    concerned = _Concerned(before, after, changed, moved)
    first, second = states(old, before, kinds, concerned), states(new, after, kinds, concerned)
    found = [one for one in dict.fromkeys([*first, *second]) if first.get(one) != second.get(one)]
    return tuple(
        _difference(one, first.get(one), second.get(one), before, after, changed, moved)
        for one in sorted(found, key=lambda one: KINDS.index(one.kind))
    )


class _Concerned:
    """Which answers can differ at all: those that rest on what is not the same on both sides.

    Another day, and another supposition, can also move what stands beside the facts of the specimen of today: the class
    at diagnosis and the findings. They are then always answered.
    """

    def __init__(self, before: Setting, after: Setting, changed: frozenset[str], moved: frozenset[str]) -> None:
        self.sides, self.changed, self.moved = (before, after), changed, moved
        self.beside = before.on != after.on or before.supposing != after.supposing
        self.beside = self.beside or before.knowledge.vocabulary is not after.knowledge.vocabulary

    def __call__(self, question: Question) -> bool:
        if self.beside and (question.of or question.kind == "finding"):
            return True
        if question.kind == "option" and len({_held(question.id, one) for one in self.sides}) > 1:
            return True
        return any(self._moves(question, one) for one in self.sides)

    def _moves(self, question: Question, side: Setting) -> bool:
        rests = what_it_rests_on(question.kind, question.id, side.knowledge, side.on, side.country)
        return not (self.changed.isdisjoint(rests.rules) and self.moved.isdisjoint(rests.facts))


def _every(question: Question) -> bool:
    return True


def _value(read: Reading, fact: str) -> object:
    known = read.facts.get(fact)
    return None if known is None else known.value


def read_in(case: Case, tumour: str | None, setting: Setting) -> Reading:
    """This function will read a case in a setting."""
    return reading(case, setting.knowledge, setting.on, setting.country, tumour, setting.supposing)


def states(
    read: Reading, setting: Setting, kinds: Iterable[Kind] = KINDS, wanted: Callable[[Question], bool] = _every
) -> States:
    """This function will answer the tables, options, tasks and findings in force that are wanted, without their why."""
    found: dict[Question, State] = {}
    by_kind = {"table": _tables, "option": _options, "task": _tasks, "finding": _findings}
    for kind in kinds:
        found.update(by_kind[kind](read, setting, wanted))
    return found


_Wanted: TypeAlias = Callable[[Question], bool]
_Answered: TypeAlias = Iterable[tuple[Question, State]]


def _tables(read: Reading, setting: Setting, wanted: _Wanted) -> _Answered:
    for fact in dict.fromkeys((*CLASSIFYING, *read.force.tables_by_fact)):
        question = Question("table", fact)
        if fact in read.force.tables_by_fact and wanted(question):
            yield question, _table_state(read.evaluator.table(fact))
    if read.first is not None and read.first is not read.now:
        evaluator = read.by_specimen[read.first.id]
        for fact in CLASSIFYING:
            question = Question("table", fact, "diagnosis")
            if fact in read.force.tables_by_fact and wanted(question):
                yield question, _table_state(evaluator.table(fact))


def _table_state(answer: TableAnswer) -> State:
    return State(
        answer.outcome or "",
        possible=answer.possible if answer.outcome is None else frozenset(),
        is_provisional=answer.is_provisional,
        is_conflict=answer.conflict,
    )


def _options(read: Reading, setting: Setting, wanted: _Wanted) -> _Answered:
    for option in read.force.options:
        question = Question("option", option.id)
        if wanted(question):
            status = option_status(option, read.evaluator, setting.on, setting.country)
            yield question, State(status, availability=_held(option.id, setting))


def _held(name: str, side: Setting) -> frozenset[tuple[str, str, str]]:
    return _rows_of(side.knowledge, name, side.on, side.country)


@lru_cache(maxsize=4096)
def _rows_of(knowledge: Knowledge, name: str, on: date, country: str | None) -> frozenset[tuple[str, str, str]]:
    options = [one for one in knowledge.options if one.id == name]
    rows = (row for option in options for row in availability(knowledge, option, on, country))
    return frozenset((row.product, row.country, row.state) for row in rows)


def _tasks(read: Reading, setting: Setting, wanted: _Wanted) -> _Answered:
    for task in read.force.tasks:
        question = Question("task", task.id)
        if wanted(question):
            yield question, State(task_state(task, read.evaluator))


def _findings(read: Reading, setting: Setting, wanted: _Wanted) -> _Answered:
    rules = tuple(one for one in read.force.findings if wanted(Question("finding", one.id)))
    force = replace(read.force, findings=rules)
    yield from (
        (Question("finding", one.code), State("reported"))
        for one in findings_of(force, read.by_specimen, read.evaluator, read.tumour)
    )
    yield from ((Question("finding", one.code), State("reported")) for one in quality_findings(read.timeline))


def _difference(
    one: Question,
    first: State | None,
    second: State | None,
    before: Setting,
    after: Setting,
    changed: frozenset[str],
    moved: frozenset[str],
) -> Difference:
    rests = [what_it_rests_on(one.kind, one.id, side.knowledge, side.on, side.country) for side in (before, after)]
    rules = frozenset().union(*(side.rules for side in rests)) & changed
    facts = frozenset().union(*(side.facts for side in rests)) & moved
    if first is not None and second is not None and replace(first, availability=second.availability) == second:
        rules, facts = frozenset(), frozenset()  # only what can be had differs: no rule and no fact is behind it
    title = title_of(one, after.knowledge) or title_of(one, before.knowledge) or Text(fr=one.id, en=one.id)
    return Difference(one, title, first, second, tuple(sorted(rules)), tuple(sorted(facts)))


def title_of(one: Question, knowledge: Knowledge) -> Text | None:
    """This function will name what is answered; None when the knowledge does not have it."""
    match one.kind:
        case "table":
            fact = knowledge.vocabulary.facts.get(one.id)
            return fact.labels if fact else None
        case "option":
            return next((rule.title for rule in knowledge.options if rule.id == one.id), None)
        case "task":
            return next((rule.title for rule in knowledge.tasks if rule.id == one.id), None)
        case "finding":
            return next((rule.message for rule in knowledge.findings if rule.id == one.id), None)


@dataclass(frozen=True, slots=True)
class Edit:
    """One change to try: an event or a tumour put in place of the one with its id (or added), or one taken away."""

    part: Literal["person", "tumour", "event"]
    value: dict[str, object] | None
    id: str = ""


def what_if(case: Case, edits: Iterable[Edit]) -> Case:
    """This function will give the case with some parts changed; the case itself stays as it is.

    A value replaces the whole part; None takes it away. Raises pydantic's ValidationError when no case is left.
    """
    data = case.model_dump(mode="json", exclude_none=True)
    for edit in edits:
        if edit.part == "person":
            data["person"] = edit.value or {}
            continue
        parts = data[f"{edit.part}s"] = list(data.get(f"{edit.part}s", ()))
        place = next((number for number, one in enumerate(parts) if one["id"] == edit.id), len(parts))
        parts[place : place + 1] = [] if edit.value is None else [{**edit.value, "id": edit.id}]
    return Case.model_validate(data)
