"""One case in, everything the rules say of it out. Pure: the day and the country come in as arguments."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from opennen.cases.events import Specimen, Stage, Syndrome
from opennen.cases.facts import Evidence, Known
from opennen.cases.model import Case, Tumour
from opennen.cases.projection import Timeline
from opennen.cases.quality import quality_findings
from opennen.evaluate.answer import (
    STATUSES,
    Ask,
    Classification,
    Classified,
    IndicationAnswer,
    OptionAnswer,
    ReasonAnswer,
    Status,
    TaskAnswer,
    TaskState,
    Why,
)
from opennen.evaluate.ask import asked, asked_by_table, ranked
from opennen.evaluate.chances import Uncertainty
from opennen.evaluate.evaluator import Evaluator
from opennen.evaluate.measured import measured
from opennen.evaluate.reading import Supposing, reading
from opennen.kernel.dates import later_by_months
from opennen.kernel.finding import Finding
from opennen.kernel.sources import Validity
from opennen.kernel.truth import Truth, any_of
from opennen.rules.model import DataFinding, Option, Reason, Repeat, Task
from opennen.rules.packs import Availability, InForce, Knowledge

SUPPORTING = frozenset({"label", "guideline", "trial"})
CLASSIFYING = ("classification_system", "tumour_family", "tumour_entity", "tumour_grade")


@dataclass(frozen=True, slots=True)
class Assessment:
    """The pure result of `assess`. Facts are as projected on `on`; `asks` are recorded facts only."""

    case_id: str
    tumour: str
    on: date
    country: str | None
    knowledge_version: str
    classification: Classification
    stage: Stage | None
    syndromes: tuple[Syndrome, ...]
    options: tuple[OptionAnswer, ...]
    workup: tuple[TaskAnswer, ...]
    follow_up: tuple[TaskAnswer, ...]
    ask_next: tuple[Ask, ...]
    findings: tuple[Finding, ...]
    facts: dict[str, Known]


def assess(
    case: Case,
    knowledge: Knowledge,
    on: date,
    country: str | None = None,
    tumour: str | None = None,
    supposing: Supposing | None = None,
) -> Assessment:
    """This function will assess one tumour of a case as of a day in a country (ISO code; None = no country's rules).

    tumour: its id; the first one when not named. supposing: facts taken to be so, as in `reading`. Raises KeyError for
    a tumour the case does not have, and for a fact that cannot be supposed.
    """
    read = reading(case, knowledge, on, country, tumour, supposing)
    chosen, force, timeline, evaluator = read.tumour, read.force, read.timeline, read.evaluator
    first, now, facts, by_specimen = read.first, read.now, read.facts, read.by_specimen
    classified = {
        one.id: _classified(one, by_specimen[one.id], _uncertain(by_specimen[one.id], timeline, knowledge))
        for one in read.specimens
    }
    current = classified[now.id] if now is not None else _classified(None, evaluator)
    diagnosis = classified[first.id] if first is not None else current
    options = tuple(sorted((_option(one, evaluator, knowledge, on, country) for one in force.options), key=_order))
    tasks = [_task(one, evaluator) for one in force.tasks]
    findings = tuple(findings_of(force, by_specimen, evaluator, chosen)) + quality_findings(timeline)
    return Assessment(
        case_id=case.id,
        tumour=chosen.id,
        on=on,
        country=country,
        knowledge_version=knowledge.version,
        classification=Classification(diagnosis, current, tuple(classified.values())),
        stage=next((one for one in reversed(timeline.events) if isinstance(one, Stage)), None),
        syndromes=_syndromes(timeline),
        options=options,
        workup=tuple(one for one in tasks if one.task.topic == "workup"),
        follow_up=tuple(one for one in tasks if one.task.topic == "follow_up"),
        ask_next=_ask_next(current, options, tasks, facts),
        findings=findings,
        facts=facts,
    )


def _uncertain(evaluator: Evaluator, timeline: Timeline, knowledge: Knowledge) -> Uncertainty | None:
    if knowledge.measurement is None:
        return None
    tallies = timeline.tallies(evaluator.recorded)
    countable = [name for name, origin in timeline.origins.items() if origin.counted is not None]
    return measured(evaluator, tallies, CLASSIFYING, knowledge.measurement, knowledge.vocabulary, countable)


def _classified(specimen: Specimen | None, evaluator: Evaluator, uncertainty: Uncertainty | None = None) -> Classified:
    system, family, entity, grade = (evaluator.table(fact) for fact in CLASSIFYING)
    facts = evaluator.recorded
    asks = dict.fromkeys(fact for table in (system, family, entity, grade) for fact in asked_by_table(table))
    return Classified(
        specimen=specimen.id if specimen else None,
        date=str(specimen.date) if specimen and specimen.date else None,
        origin=specimen.origin if specimen else None,
        system=system,
        family=family,
        entity=entity,
        grade=grade,
        ki67=facts.get("ki67_percent"),
        mitoses=facts.get("mitoses_per_2mm2"),
        evidence=(Evidence(specimen.id, "specimen", specimen.date),) if specimen else (),
        asks=tuple(asks),
        uncertainty=uncertainty,
    )


def _option(option: Option, evaluator: Evaluator, knowledge: Knowledge, on: date, country: str | None) -> OptionAnswer:
    indications, excluded = _reasons(option, evaluator, on, country)
    cautions = tuple(_reason(one, evaluator) for one in option.cautions)
    status = _status(indications, excluded)
    return OptionAnswer(
        option=option,
        status=status,
        indications=indications,
        excluded=excluded,
        cautions=cautions,
        asks=_option_asks(status, indications, excluded),
        availability=availability(knowledge, option, on, country),
    )


def option_status(option: Option, evaluator: Evaluator, on: date, country: str | None) -> Status:
    """This function will give an option's status alone, without what it asks."""
    return _status(*_reasons(option, evaluator, on, country))


def _reasons(
    option: Option, evaluator: Evaluator, on: date, country: str | None
) -> tuple[tuple[IndicationAnswer, ...], tuple[ReasonAnswer, ...]]:
    indications = tuple(
        IndicationAnswer(one, evaluator.why(one.when)) for one in option.indications if one.validity.holds(on, country)
    )
    return indications, tuple(_reason(one, evaluator) for one in option.excluded)


def _reason(reason: Reason, evaluator: Evaluator) -> ReasonAnswer:
    return ReasonAnswer(reason, evaluator.why(reason.when))


def _status(indications: tuple[IndicationAnswer, ...], excluded: tuple[ReasonAnswer, ...]) -> Status:
    if any(one.why.truth is Truth.YES for one in excluded):
        return "excluded"
    strong = any_of(one.why.truth for one in indications if one.indication.basis in SUPPORTING)
    if strong is Truth.YES:
        return "supported"
    weak = any_of(one.why.truth for one in indications if one.indication.basis not in SUPPORTING)
    if weak is Truth.YES:
        return "to_consider"
    return "open" if Truth.UNKNOWN in (strong, weak) else "not_indicated"


def _option_asks(
    status: Status, indications: tuple[IndicationAnswer, ...], excluded: tuple[ReasonAnswer, ...]
) -> tuple[str, ...]:
    """The facts that could change the status: open contra-indications, and what an open indication waits for."""
    if status == "excluded":
        return ()
    asks: dict[str, None] = {}
    if status in ("open", "to_consider"):
        asks.update(dict.fromkeys(fact for one in indications for fact in asked(one.why)))
    if status != "not_indicated":
        asks.update(dict.fromkeys(fact for one in excluded for fact in asked(one.why)))
    return tuple(asks)


def availability(knowledge: Knowledge, option: Option, on: date, country: str | None) -> tuple[Availability, ...]:
    """This function will give the rows of the country itself and of the groups it belongs to (EU).

    None when no country is named.
    """
    wanted = {country, *(group for group, members in knowledge.country_groups.items() if country in members)}
    return tuple(
        row
        for row in knowledge.availability
        if row.product in option.products and row.country in wanted and _in_force(row.validity, on)
    )


def _in_force(validity: Validity, on: date) -> bool:
    return validity.holds(on, None)


def _order(answer: OptionAnswer) -> tuple[int, str]:
    return STATUSES.index(answer.status), answer.option.id


def _task(task: Task, evaluator: Evaluator) -> TaskAnswer:
    why = evaluator.why(task.when)
    done = evaluator.why(task.done) if task.done is not None else None
    state = _state(why, done)
    asks = asked(why) if state == "open" else ()
    return TaskAnswer(task, state, why, done, asks, _next_due(task, evaluator))


def task_state(task: Task, evaluator: Evaluator) -> TaskState:
    """This function will give a task's state alone, without what it asks."""
    return _state(evaluator.why(task.when), evaluator.why(task.done) if task.done is not None else None)


def _state(why: Why, done: Why | None) -> TaskState:
    if why.truth is Truth.NO:
        return "not_needed"
    if done is not None and done.truth is Truth.YES:
        return "done"
    return "open" if why.truth is Truth.UNKNOWN else "due"


def _next_due(task: Task, evaluator: Evaluator) -> tuple[date, date] | None:
    """When a repeated task comes back: its interval after the event that its fact was read from."""
    known = evaluator.recorded.get(task.repeat.since) if task.repeat is not None else None
    last = next((one.date for one in known.evidence if one.date is not None), None) if known else None
    if last is None or task.repeat is None:
        return None
    return later(last.earliest, task.repeat), later(last.latest, task.repeat)


def later(day: date, repeat: Repeat) -> date:
    """This function will give the day an interval later, counted in the interval's own unit."""
    if repeat.unit == "months":
        return later_by_months(day, repeat.count)
    return day + timedelta(days=repeat.count) if repeat.unit == "days" else day + timedelta(weeks=repeat.count)


def findings_of(
    force: InForce, by_specimen: dict[str, Evaluator], evaluator: Evaluator, tumour: Tumour
) -> Iterable[Finding]:
    """This function will say a finding about a specimen of each one it holds for, and one about the case once."""
    for rule in force.findings:
        places: list[str] = []
        for specimen, one in by_specimen.items():
            if one.why(rule.when).truth is Truth.YES:
                places.append(specimen)
        if not by_specimen and evaluator.why(rule.when).truth is Truth.YES:
            places.append(tumour.id)
        if places:
            yield _finding(rule, ", ".join(places) if len(places) < len(by_specimen) else "")


def _finding(rule: DataFinding, place: str) -> Finding:
    return Finding(rule.id, rule.message, place, remedy=rule.remedy, facts=rule.facts, level=rule.level)


def _syndromes(timeline: Timeline) -> tuple[Syndrome, ...]:
    latest: dict[str, Syndrome] = {}
    for event in timeline.events:
        if isinstance(event, Syndrome):
            latest[event.kind] = event
    return tuple(one for one in latest.values() if one.state != "absent")


def _ask_next(
    current: Classified, options: tuple[OptionAnswer, ...], tasks: list[TaskAnswer], facts: dict[str, Known]
) -> tuple[Ask, ...]:
    asks: dict[str, tuple[str, ...]] = {"classification": current.asks}
    asks.update({one.option.id: one.asks for one in options if one.asks})
    asks.update({one.task.id: one.asks for one in tasks if one.asks})
    return ranked(asks, facts)
