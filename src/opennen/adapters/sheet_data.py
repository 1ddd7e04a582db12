"""What a printed sheet says, as plain values: one shape for a case, a case at a board, and minutes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from opennen.adapters import sheet_words as say
from opennen.adapters.interval_svg import interval_svg
from opennen.adapters.timeline_svg import timeline_svg
from opennen.adapters.timeline_words import Labels
from opennen.cases.model import Case
from opennen.cases.timeline import Decision
from opennen.evaluate import render, words
from opennen.evaluate.assessment import Assessment
from opennen.evaluate.report import as_json
from opennen.kernel.dates import PartialDate
from opennen.rules.packs import Knowledge
from opennen.rules.signatures import NOBODY, Signatures

_MOST_ASKS = 3  # of an open option, on the brief sheet
TIMELINE_WIDTH = 760  # px; A4 between the margins, so that its text is printed at 8 points


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A source at the foot of the sheet, by its number in the text."""

    number: int
    title: str
    place: str
    mark: str  # V, P or K
    mark_words: str


@dataclass(frozen=True, slots=True)
class OptionLine:
    """One option to discuss. Each sentence ends with the numbers of its sources, as '[1, 2]'."""

    status: str
    status_words: str
    title: str
    because: tuple[str, ...]
    level: str
    depends_on: str
    cautions: tuple[str, ...]
    to_check: tuple[str, ...]
    more_checks: int  # how many are left to the detailed sheet
    availability: tuple[str, ...]
    signed: str = ""  # who signed the rule; nothing when nobody has, which stands once at the foot


@dataclass(frozen=True, slots=True)
class MeasuredLines:
    """What counting error leaves open of the class: only where a border lies inside an interval."""

    chances: str
    assumes: str
    drawings: tuple[tuple[str, str, str], ...]  # the drawing, what it shows in words, what would settle it


@dataclass(frozen=True, slots=True)
class Present:
    """A person at the meeting, with the discipline in words."""

    name: str
    discipline: str
    licence: str = ""


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One thing recommended: its words, the status the rules gave it (words), when it is due, and what became of it."""

    text: str
    status: str = ""
    due_on: date | None = None
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class RecommendationLines:
    """What the board said of the case."""

    actions: tuple[ActionLine, ...] = ()
    awaited: str = ""
    deviation_reason: str = ""
    discussion: str = ""
    signed_by: str = ""
    signed_at: str = ""
    sha256: str = ""
    version: int | None = None


@dataclass(frozen=True, slots=True)
class BoardLines:
    """Where and when the case is discussed."""

    name: str
    held_on: date
    question: str
    number: str = ""  # '4/9'
    requested_by: str = ""
    attendance: tuple[Present, ...] = ()
    quorum: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A case on paper. No name of the person: `identifier` is the centre's pseudonym."""

    identifier: str
    headline: str
    on: date
    country: str | None
    tumour: str
    classification: tuple[str, ...]  # the class, then its short why
    course: tuple[tuple[str, str, str], ...]  # specimen, class, date: only when there is more than one
    stage: str
    syndromes: tuple[str, ...]
    missing: tuple[str, ...]
    findings: tuple[tuple[str, str, str], ...]  # code, message, remedy
    options: tuple[OptionLine, ...]
    not_indicated: tuple[str, ...]
    tasks: tuple[tuple[str, str, str], ...]  # state in words, title, why
    sources: tuple[CitedSource, ...]
    knowledge_version: str
    timeline: str
    is_detailed: bool = False
    rules: int = 0  # how many rules the sheet shows, and how many of them a specialist has signed
    signed_rules: int = 0
    rules_note: str = ""
    board: BoardLines | None = None
    recommendation: RecommendationLines | None = None
    previous: tuple[tuple[str, str], ...] = ()  # date, decision
    measured: MeasuredLines | None = None


@dataclass(frozen=True, slots=True)
class Minutes:
    """All cases of one meeting."""

    board: str
    held_on: date
    place: str
    attendance: tuple[Present, ...]
    quorum: str
    sheets: tuple[Sheet, ...]
    signed: str = ""
    rules_note: str = ""


@dataclass(slots=True)
class _Sources:
    """Gives each citation its number, in the order of first use; the brief sheet has one number per document."""

    language: str
    is_detailed: bool
    numbers: dict[tuple[str, ...], int] = field(default_factory=dict)
    found: list[CitedSource] = field(default_factory=list)

    def cited(self, text: str, sources: Iterable[dict[str, Any]]) -> str:
        numbers = sorted({self._number(one) for one in sources})
        return f"{text} [{', '.join(map(str, numbers))}]" if numbers else text

    def _number(self, one: dict[str, Any]) -> int:
        place, mark = one["place"], one["mark"]
        key = (one["source"], mark, place) if self.is_detailed else (one["source"], mark)
        if key not in self.numbers:
            self.numbers[key] = len(self.found) + 1
            said = words.MARK[mark].in_(self.language)
            self.found.append(CitedSource(self.numbers[key], one["title"], place, mark, said))
        listed = self.found[self.numbers[key] - 1]
        if place and place not in listed.place.split("; "):
            self.found[listed.number - 1] = replace(listed, place=f"{listed.place}; {place}".removeprefix("; "))
        return listed.number


def sheet_from(
    assessment: Assessment,
    case: Case,
    knowledge: Knowledge,
    language: str,
    *,
    identifier: str = "",
    board: BoardLines | None = None,
    recommendation: RecommendationLines | None = None,
    previous: Sequence[Decision] = (),
    is_detailed: bool = False,
    signatures: Signatures = NOBODY,
) -> Sheet:
    """This function will turn a case and its assessment into the words of a sheet.

    identifier: the pseudonym to print; the case's own id when left out. previous: earlier board decisions.
    is_detailed: every reason, check and source in full; otherwise what a board needs on a page or two.
    """
    report = as_json(assessment, case, knowledge, language, signatures)
    grades = grades_of(assessment, knowledge, language)
    drawn = timeline_svg(case, knowledge, language, assessment.on, TIMELINE_WIDTH, previous, grades, assessment.tumour)
    labels = {event.id: Labels(knowledge, language).of(event) for event in case.events}
    sheet = sheet_from_report(report, knowledge, language, timeline=drawn, labels=labels, is_detailed=is_detailed)
    return replace(
        sheet,
        identifier=identifier or case.id,
        board=board,
        recommendation=recommendation,
        previous=tuple((written(one.on, language), one.text) for one in previous),
    )


def grades_of(assessment: Assessment, knowledge: Knowledge, language: str) -> dict[str, str]:
    """This function will give each specimen's class by the rules ('NET G2'), where there is one."""
    found = {}
    for one in assessment.classification.course:
        if one.specimen is not None and one.entity.outcome is not None and one.grade.outcome is not None:
            found[one.specimen] = render.classified(one, knowledge, language)
    return found


def written(day: date, language: str) -> str:
    """This function will write a day as the language does."""
    return render.day(PartialDate(day.year, day.month, day.day), language)


def sheet_from_report(
    report: dict[str, Any],
    knowledge: Knowledge,
    language: str,
    *,
    timeline: str = "",
    labels: Mapping[str, str] | None = None,
    is_detailed: bool = False,
) -> Sheet:
    """This function will turn the documented JSON of an assessment (also one stored in a signed record) into a sheet.

    labels: event id to its short label, for the course of specimens; an event without one shows its id.
    """
    sources, labels = _Sources(language, is_detailed), labels or {}
    current = report["classification"]["current"]
    course = report["classification"]["course"]
    shown = [one for one in report["options"] if one["status"] != "not_indicated"]
    options = tuple(_option(one, sources, knowledge, language, is_detailed) for one in shown)
    used = _rules_shown(report)
    signed_rules = sum(used.values())
    tasks = tuple(
        (
            words.TASK_STATE[one["state"]].in_(language),
            one["title"],
            _with_signature(sources.cited(one["because"], one["sources"]), one) if is_detailed else "",
        )
        for one in (*report["workup"], *report["follow_up"])
        if one["state"] in ("due", "open")
    )
    measured = _measured(current.get("probabilities"), sources, language)
    return Sheet(
        identifier=report["case"],
        headline=report["headline"],
        on=date.fromisoformat(report["on"]),
        country=report["country"],
        tumour=report["tumour"],
        classification=_classification(current, sources),
        course=tuple(
            (labels.get(one["specimen"], one["specimen"]), one["label"], _date(one["date"], language))
            for one in (course if len(course) > 1 else ())
        ),
        stage=_stage(report["stage"], knowledge, language),
        syndromes=tuple(_syndrome(one, knowledge, language) for one in report["syndromes"]),
        missing=tuple(one["question"] for one in report["ask_next"]),
        findings=tuple((one["code"], one["message"], one["remedy"] or "") for one in report["findings"]),
        options=options,
        not_indicated=tuple(one["title"] for one in report["options"] if one["status"] == "not_indicated"),
        tasks=tasks,
        sources=tuple(sources.found),
        knowledge_version=report["knowledge_version"],
        timeline=timeline,
        is_detailed=is_detailed,
        rules=len(used),
        signed_rules=signed_rules,
        rules_note=rules_note(signed_rules, len(used), language),
        measured=measured,
    )


def rules_note(signed: int, shown: int, language: str) -> str:
    """This function will say how many of the rules shown a specialist has signed."""
    if signed == 0:
        return say.NO_RULE_SIGNED.in_(language)
    note = say.ALL_RULES_SIGNED if signed == shown else say.SOME_RULES_SIGNED
    return f"{note.in_(language).format(signed, shown)} {say.TO_DISCUSS.in_(language)}"


def _rules_shown(report: dict[str, Any]) -> dict[str, bool]:
    """Each rule a sheet of this report shows, and whether a specialist had signed it (records of old: no)."""
    tables = [one for one in report["classification"]["current"]["why"].values() if one["rule"] and one["because"]]
    options = [one for one in report["options"] if one["status"] != "not_indicated"]
    tasks = [one for one in (*report["workup"], *report["follow_up"]) if one["state"] in ("due", "open")]
    return {one.get("rule") or one["id"]: one.get("signed", False) for one in (*tables, *options, *tasks)}


def _with_signature(text: str, rule: dict[str, Any]) -> str:
    return f"{text} ✓ {rule['signed_text']}" if rule.get("signed") else text


def _measured(found: dict[str, Any] | None, sources: _Sources, language: str) -> MeasuredLines | None:
    """A record signed before counting error was shown has no probabilities."""
    if not found or not found["near_border"]:
        return None
    near = [one for one in found["facts"] if one["borders"]]
    drawn = [(interval_svg(one, language), one["text"], one["more"]["text"]) for one in near]
    return MeasuredLines(found["chances_text"], sources.cited(found["assumes"], found["sources"]), tuple(drawn))


def _date(text: str | None, language: str) -> str:
    if not text:
        return ""
    parts = [int(part) for part in text.split("-")]
    return render.day(PartialDate(*parts), language)


def _classification(current: dict[str, Any], sources: _Sources) -> tuple[str, ...]:
    lines = [current["label"]]
    if current["reason"] and current["reason"] != current["label"]:
        lines.append(current["reason"])
    for name in ("entity", "grade"):
        table = current["why"][name]
        if table["outcome"] is None:
            continue
        reasons = [line for why in table["because"][:1] for line in _deciding(why)]
        if reasons:
            said = sources.cited(" · ".join(dict.fromkeys(reasons)), table["sources"])
            lines.append(_with_signature(said, table))
    return tuple(lines)


def _deciding(why: dict[str, Any]) -> list[str]:
    """The recorded facts of an explanation that hold, with their values: 'Ki-67 ≥ 3 % (11 %)'."""
    if why["truth"] != "yes":
        return []
    if why.get("parts"):
        return [line for part in why["parts"] for line in _deciding(part)]
    value = why.get("value", "")
    return [why["text"] if not value or why["text"].endswith(value) else f"{why['text']} ({value})"]


def _unanswered(why: dict[str, Any]) -> list[str]:
    """The recorded facts of an explanation that are not known: 'Clairance de la créatinine < 30 mL/min'."""
    if why["truth"] != "unknown":
        return []
    if why.get("parts"):
        return [line for part in why["parts"] for line in _unanswered(part)]
    return [why["text"]]


def _stage(stage: dict[str, Any] | None, knowledge: Knowledge, language: str) -> str:
    if stage is None:
        return ""
    systems = knowledge.vocabulary.sets.get("stage_system")
    tnm = " ".join(stage[part] for part in ("t", "n", "m") if stage.get(part))
    system = systems.label(stage["system"], language) if systems and stage.get("system") else stage.get("system") or ""
    named = f"{stage.get('prefix') or ''}{tnm}" if tnm else ""
    parts = [stage.get("group") or "", named, f"{system} {stage.get('edition') or ''}".strip()]
    return " · ".join(part for part in parts if part) or stage.get("text") or ""


def _syndrome(one: dict[str, Any], knowledge: Knowledge, language: str) -> str:
    values = knowledge.vocabulary.sets.get("syndrome")
    name = values.label(one["kind"], language) if values else one["kind"]
    return say.SUSPECTED.in_(language).format(name) if one["state"] == "suspected" else name


def _option(
    one: dict[str, Any], sources: _Sources, knowledge: Knowledge, language: str, is_detailed: bool
) -> OptionLine:
    is_open, is_excluded = one["status"] == "open", one["status"] == "excluded"
    reasons = one["excluded"] if is_excluded else one["because"]
    reasons = reasons if is_detailed else reasons[:1]
    because = [
        sources.cited(why.get("says") or why["text"], why["sources"])
        for why in (reasons if is_detailed or not is_open else ())
    ]
    levels = [
        f"{words.BASIS[why['basis']].in_(language)}{' ' + why['level'] if why['level'] else ''}"
        for why in ([] if is_excluded else one["because"])
    ]
    checks = [] if is_excluded or is_open else one["to_check"]
    shown = [sources.cited(check["text"], check["sources"]) for check in checks] if is_detailed else _briefly(checks)
    cautions = [] if is_excluded or (is_open and not is_detailed) else one["cautions"]
    available = [_available(row, sources if is_detailed else None, language) for row in one["availability"]]
    return OptionLine(
        status=one["status"],
        status_words=words.STATUS[one["status"]].in_(language),
        title=one["title"],
        because=tuple(dict.fromkeys(because)),
        level=" · ".join(dict.fromkeys(levels)),
        depends_on=_depends(one["asks"], knowledge, language, is_detailed) if is_open else "",
        cautions=tuple(sources.cited(caution["text"], caution["sources"]) for caution in cautions),
        to_check=tuple(dict.fromkeys(shown)),
        more_checks=0 if is_detailed else sum("why" not in check for check in checks),
        availability=() if is_excluded else tuple(dict.fromkeys(available)),
        signed=f"✓ {one['signed_text']}" if one.get("signed") else "",
    )


def _briefly(checks: Sequence[dict[str, Any]]) -> list[str]:
    """Only what is not known of a contra-indication or caution; standing checks are counted, not spelt out."""
    return [line for check in checks if "why" in check for line in _unanswered(check["why"])]


def _depends(asks: Sequence[str], knowledge: Knowledge, language: str, is_detailed: bool) -> str:
    facts = knowledge.vocabulary.facts
    named = [facts[name].labels.in_(language) if name in facts else name for name in asks]
    kept = named if is_detailed else named[:_MOST_ASKS]
    return ", ".join(kept) + (f" (+\u00a0{len(named) - len(kept)})" if len(kept) < len(named) else "")


def _available(row: dict[str, Any], sources: _Sources | None, language: str) -> str:
    state = words.AVAILABILITY[row["state"]].in_(language)
    text = f"{row['country']}{' : ' if language.startswith('fr') else ': '}{state}"
    return sources.cited(text, row["sources"]) if sources else text
