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
    NOTHING,
    STATUSES,
    Ask,
    Asked,
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
from opennen.evaluate.ask import Asking, questions_in_force, ranked
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
    questions = questions_in_force(knowledge, on, country, frozenset(knowledge.derived) - frozenset(evaluator.derived))
    asking = questions.about(evaluator)
    by_id = {one.id: one for one in read.specimens}
    classified = {
        name: _classified(
            by_id[name],
            asking if one is evaluator else questions.about(one),
            _uncertain(one, timeline, knowledge),
        )
        for name, one in by_specimen.items()
    }
    current = classified[now.id] if now is not None else _classified(None, asking)
    diagnosis = classified[first.id] if first is not None else current
    options, tasks = answers_of(force, asking, knowledge, on, country)
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
        ask_next=_ask_next(current, options, tasks, knowledge),
        findings=findings,
        facts=facts,
    )


def answers_of(
    force: InForce, asking: Asking, knowledge: Knowledge, on: date, country: str | None
) -> tuple[tuple[OptionAnswer, ...], list[TaskAnswer]]:
    """This function will answer every option, the strongest first, and every task."""
    evaluator = asking.evaluator
    options = [_option(one, evaluator, knowledge, on, country, asking) for one in force.options]
    return tuple(sorted(options, key=_order)), [_task(one, evaluator, asking) for one in force.tasks]


def _uncertain(evaluator: Evaluator, timeline: Timeline, knowledge: Knowledge) -> Uncertainty | None:
    if knowledge.measurement is None:
        return None
    tallies = timeline.tallies(evaluator.recorded)
    countable = [name for name, origin in timeline.origins.items() if origin.counted is not None]
    return measured(evaluator, tallies, CLASSIFYING, knowledge.measurement, knowledge.vocabulary, countable)


def _classified(specimen: Specimen | None, asking: Asking, uncertainty: Uncertainty | None = None) -> Classified:
    evaluator = asking.evaluator
    system, family, entity, grade = (evaluator.table(fact) for fact in CLASSIFYING)
    facts = evaluator.recorded
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
        asked=asking.of_tables(CLASSIFYING),
        uncertainty=uncertainty,
    )


def _option(
    option: Option,
    evaluator: Evaluator,
    knowledge: Knowledge,
    on: date,
    country: str | None,
    asking: Asking | None = None,
) -> OptionAnswer:
    indications, excluded = _reasons(option, evaluator, on, country)
    cautions = tuple(_reason(one, evaluator) for one in option.cautions)
    parts = _parts(indications, excluded)
    name = option.id, tuple([one.indication.id for one in indications])
    return OptionAnswer(
        option=option,
        status=status_of(*(any_of([why.truth for why in many]) for many in parts)),
        indications=indications,
        excluded=excluded,
        cautions=cautions,
        asked=asking.of_status(name, *parts, status_of) if asking is not None else NOTHING,
        availability=availability(knowledge, option, on, country),
    )


def _parts(
    indications: Iterable[IndicationAnswer], excluded: Iterable[ReasonAnswer]
) -> tuple[list[Why], list[Why], list[Why]]:
    """What decides a status: the exclusions, the indications that support, and those that only let consider."""
    strong = [one.why for one in indications if one.indication.basis in SUPPORTING]
    weak = [one.why for one in indications if one.indication.basis not in SUPPORTING]
    return [one.why for one in excluded], strong, weak


def option_status(option: Option, evaluator: Evaluator, on: date, country: str | None) -> Status:
    """This function will give an option's status alone, without what it asks."""
    indications, excluded = _reasons(option, evaluator, on, country)
    return status_of(*(any_of([why.truth for why in many]) for many in _parts(indications, excluded)))


def _reasons(
    option: Option, evaluator: Evaluator, on: date, country: str | None
) -> tuple[tuple[IndicationAnswer, ...], tuple[ReasonAnswer, ...]]:
    indications = tuple(
        IndicationAnswer(one, evaluator.why(one.when)) for one in option.indications if one.validity.holds(on, country)
    )
    return indications, tuple(_reason(one, evaluator) for one in option.excluded)


def _reason(reason: Reason, evaluator: Evaluator) -> ReasonAnswer:
    return ReasonAnswer(reason, evaluator.why(reason.when))


def status_of(excluded: Truth, strong: Truth, weak: Truth) -> Status:
    """This function will give an option's status: whether any exclusion, strong or weak indication is yes."""
    if excluded is Truth.YES:
        return "excluded"
    if strong is Truth.YES:
        return "supported"
    if weak is Truth.YES:
        return "to_consider"
    return "open" if Truth.UNKNOWN in (strong, weak) else "not_indicated"


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


def _task(task: Task, evaluator: Evaluator, asking: Asking | None = None) -> TaskAnswer:
    why = evaluator.why(task.when)
    done = evaluator.why(task.done) if task.done is not None else None
    state = state_of(why.truth, done.truth if done is not None else Truth.NO)
    asked = asking.of_task(task.id, why, done, state_of) if asking is not None else NOTHING
    return TaskAnswer(task, state, why, done, asked, _next_due(task, evaluator))


def task_state(task: Task, evaluator: Evaluator) -> TaskState:
    """This function will give a task's state alone, without what it asks."""
    done = evaluator.why(task.done).truth if task.done is not None else Truth.NO
    return state_of(evaluator.why(task.when).truth, done)


def state_of(when: Truth, done: Truth) -> TaskState:
    """This function will give a task's state: whether it is called for, and whether it was done."""
    if when is Truth.NO:
        return "not_needed"
    if done is Truth.YES:
        return "done"
    return "open" if when is Truth.UNKNOWN else "due"


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
    current: Classified, options: tuple[OptionAnswer, ...], tasks: list[TaskAnswer], knowledge: Knowledge
) -> tuple[Ask, ...]:
    asks: dict[str, Asked] = {"classification": current.asked}
    asks.update({one.option.id: one.asked for one in options})
    asks.update({one.task.id: one.asked for one in tasks})
    return ranked(asks, tuple(knowledge.vocabulary.facts))
