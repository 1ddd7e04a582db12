"""Runs the vignettes of the packs: facts in, answers out, every difference a finding."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from opennen.cases.facts import Known, Value
from opennen.evaluate.answer import OptionAnswer, TableAnswer, TaskAnswer, Why
from opennen.evaluate.assessment import _option, _task
from opennen.evaluate.evaluator import Evaluator
from opennen.kernel.dates import partial_date
from opennen.kernel.finding import Finding
from opennen.kernel.quantity import Interval, exactly, interval_of, interval_of_day
from opennen.kernel.text import Text
from opennen.kernel.truth import Truth, truth_of
from opennen.rules.model import DataFinding
from opennen.rules.packs import InForce, Knowledge, Vignette, applicable
from opennen.vocabulary.model import FactType

_SIGNS = ("<=", ">=", "<", ">")
_TRUTH = {True: Truth.YES, False: Truth.NO, None: Truth.UNKNOWN, "unknown": Truth.UNKNOWN}


@dataclass(frozen=True, slots=True)
class FindingAnswer:
    """A finding of the knowledge and why it is raised or not."""

    rule: DataFinding
    why: Why


Result: TypeAlias = TableAnswer | Why | OptionAnswer | TaskAnswer | FindingAnswer | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a vignette expects of one name, and what the evaluator answers. None = no table gives it on that day."""

    name: str
    expected: Any
    result: Result

    @property
    def found(self) -> Any:
        """The answer as vignettes write it: an outcome, a Truth, an option's status, a task's state."""
        match self.result:
            case TableAnswer(outcome=outcome):
                return outcome
            case Why(truth=truth):
                return truth
            case OptionAnswer(status=status):
                return status
            case TaskAnswer(state=state):
                return state
            case FindingAnswer(why=why):
                return truth_of(why.truth is Truth.YES)
            case None:
                return None

    @property
    def agrees(self) -> bool:
        """Whether the answer is the expected one."""
        found, wanted = self.found, self.expected
        if isinstance(found, Truth) and wanted in _TRUTH:
            return found is _TRUTH[wanted]
        return bool(found == (None if wanted == "unknown" else wanted))


@dataclass(frozen=True, slots=True)
class Replayed:
    """One vignette, its facts as the evaluator reads them, and its answers; `unknown` names what nobody knows."""

    vignette: Vignette
    recorded: dict[str, Known]
    answers: tuple[Answer, ...]
    unknown: tuple[str, ...] = ()


def vignette_findings(knowledge: Knowledge, today: date) -> Iterator[Finding]:
    """This function will run every vignette and yield what differs: V101 another answer, V102 a name nobody knows.

    today: the day on which vignettes that name none are answered.
    """
    for one in knowledge.vignettes:
        try:
            replayed = replay(one, knowledge, today)
        except (KeyError, ValueError) as error:
            yield _finding("V102", one, f"fait illisible : {error}", f"a fact that cannot be read: {error}")
            continue
        for name in replayed.unknown:
            yield _finding("V102", one, f"« {name} » n'existe pas", f"“{name}” does not exist")
        for answer in replayed.answers:
            if not answer.agrees:
                yield _differs(one, answer)


def replay(one: Vignette, knowledge: Knowledge, today: date) -> Replayed:
    """This function will answer one vignette on its day, or today when it names none.

    Raises KeyError for a fact nobody knows and ValueError for a value it cannot have.
    """
    recorded = {name: Known(value_of(name, value, knowledge)) for name, value in one.facts.items()}
    force = applicable(knowledge, one.on or today, one.country)
    evaluator = _evaluator(recorded, knowledge, force)
    answers, unknown = [], []
    for name, expected in one.expect.items():
        try:
            result = _answer(name, evaluator, knowledge, force, one.on or today, one.country)
        except KeyError:
            unknown.append(name)
            continue
        answers.append(Answer(name, expected, result))
    return Replayed(one, recorded, tuple(answers), tuple(unknown))


def _evaluator(recorded: Mapping[str, Known], knowledge: Knowledge, force: InForce) -> Evaluator:
    """A fact that the vignette states is taken as stated, also one that rules or tables would give."""
    derived = {fact: rule for fact, rule in knowledge.derived.items() if fact not in recorded}
    tables = {fact: rules for fact, rules in force.tables_by_fact.items() if fact not in recorded}
    return Evaluator(recorded, derived, tables)


def value_of(name: str, value: Any, knowledge: Knowledge) -> Value:
    """This function will read a fact's value as a vignette writes it: 2.9, '<2', '30-40', true, or a code.

    Raises KeyError for an unknown fact and ValueError for a value it cannot have.
    """
    fact = knowledge.vocabulary.facts[name]
    if fact.type is FactType.YES_NO:
        if not isinstance(value, bool):
            raise ValueError(f"{fact.id} is true or false, not {value}")
        return truth_of(value)
    if fact.type is FactType.CODE:
        codes = knowledge.vocabulary.codes_of(fact, str(value))
        if codes is None:
            raise ValueError(f"{fact.id} cannot be {value}")
        return codes
    if fact.type is FactType.DATE:
        return interval_of_day(value if isinstance(value, date) else partial_date(str(value)))
    number = _number(value)
    low, high = fact.range or (number.low, number.high)
    return number.within(low, high)


def _number(value: Any) -> Interval:
    if isinstance(value, int | float):
        return exactly(float(value))
    text = str(value).strip()
    for sign in _SIGNS:
        if text.startswith(sign):
            found = interval_of(float(text.removeprefix(sign)), sign, None, None)
            assert found is not None
            return found
    low, _, high = text.partition("-")
    return Interval(float(low), float(high)) if high else exactly(float(text))


def _answer(
    name: str, evaluator: Evaluator, knowledge: Knowledge, force: InForce, on: date, country: str | None
) -> Result:
    if name in force.tables_by_fact or name in evaluator.tables:
        return evaluator.table(name)
    if name in evaluator.derived:
        return evaluator.derived_fact(name)
    if any(table.gives == name for table in knowledge.tables):
        return None
    for option in force.options:
        if option.id == name:
            return _option(option, evaluator, knowledge, on, country)
    for task in force.tasks:
        if task.id == name:
            return _task(task, evaluator)
    return _asked_of_a_condition(name, evaluator, force)


def _asked_of_a_condition(name: str, evaluator: Evaluator, force: InForce) -> Result:
    for rule in force.findings:
        if rule.id == name:
            return FindingAnswer(rule, evaluator.why(rule.when))
    for criterion in force.criteria:
        if criterion.id == name:
            return evaluator.why(criterion.when)
    raise KeyError(name)


def _differs(one: Vignette, answer: Answer) -> Finding:
    shown = answer.found.value if isinstance(answer.found, Truth) else answer.found
    name, expected = answer.name, answer.expected
    return _finding("V101", one, f"{name} : {shown}, attendu {expected}", f"{name}: {shown}, expected {expected}")


def _finding(code: str, one: Vignette, fr: str, en: str) -> Finding:
    message = Text(fr=f"vignette « {one.name.fr} » : {fr}", en=f"vignette “{one.name.en}”: {en}")
    remedy = Text(fr="Corriger la règle ou la vignette.", en="Correct the rule or the vignette.")
    return Finding(code, message, one.place, remedy=remedy)
