"""The case page: one assessment in the order people read it."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from opennen.adapters.knowledge_files import knowledge
from opennen.cases.model import Case
from opennen.evaluate import render, words
from opennen.evaluate.assessment import Assessment
from opennen.evaluate.report import as_json
from opennen.rules.signatures import NOBODY, Signatures
from opennen.web.registry.models import CaseRecord
from opennen.web.registry.presenters.events import event_title
from opennen.web.registry.presenters.measured import measured

FOLDED = ("not_indicated",)


@dataclass(frozen=True)
class Question:
    """One missing fact: its question, and the form that answers it (none for who may not change the case).

    bears_on: how many open answers it can change. settles: how many of them it can settle by itself.
    """

    text: str
    href: str
    bears_on: int
    settles: int
    what_if: str = ""  # the page that shows what each answer would change


@dataclass(frozen=True)
class CasePage:
    """One tumour of a case, ready to print. `report` is the documented JSON of the assessment."""

    tumour: str
    title: str
    headline: str
    report: dict[str, Any]
    questions: tuple[Question, ...]
    findings: tuple[dict[str, Any], ...]
    options: tuple[dict[str, Any], ...]
    folded: tuple[dict[str, Any], ...]
    events: dict[str, str]
    stage: str
    syndromes: tuple[str, ...]


def case_page(
    record: CaseRecord,
    case: Case,
    assessment: Assessment,
    language: str,
    may_edit: bool,
    signatures: Signatures = NOBODY,
    as_of: str = "",
) -> CasePage:
    """Return what the page of one tumour shows. signatures: those that count for the knowledge in use.

    as_of: the day and country its address asks for, as a query.
    """
    report = as_json(assessment, case, knowledge(), language, signatures, whole=False)
    for part in (*report["options"], *report["workup"], *report["follow_up"]):
        part["anchor"] = part["id"].replace(".", "-")
        part["why_href"] = why_href(record, case, assessment, part["id"], as_of)
    for name, table in report["classification"]["current"]["why"].items():
        answer = getattr(assessment.classification.current, name)
        table["title"] = render.label(answer.fact, knowledge(), language)
        table["answer"] = render.outcome(answer, knowledge(), language)
        table["why_href"] = why_href(record, case, assessment, answer.fact, as_of)
    titles = {event.id: event_title(event, language) for event in case.events}
    for one in report["classification"]["course"]:
        one["title"] = titles.get(one["specimen"], one["specimen"])
    for one in (report["classification"], report["classification"]["current"], *report["classification"]["course"]):
        one["measured"] = measured(one, language)
    options = report["options"]
    for one in options:
        states = {(row["country"], words.AVAILABILITY[row["state"]].in_(language)) for row in one["availability"]}
        one["available"] = sorted(states)
        for reason in one["because"]:
            reason["basis_words"] = words.BASIS[reason["basis"]].in_(language)
    questions = tuple(
        Question(
            one["question"],
            question_link(record, case, assessment, one["fact"]) if may_edit else "",
            len(one["bears_on"]),
            len(one["settles"]),
            _what_if(record, case, assessment, one["fact"]),
        )
        for one in report["ask_next"]
    )
    syndromes = knowledge().vocabulary.sets.get("syndrome")
    return CasePage(
        tumour=assessment.tumour,
        title=_tumour_title(case, assessment, language),
        headline=report["headline"],
        report=report,
        questions=questions,
        findings=tuple(report["findings"]),
        options=tuple(one for one in options if one["status"] not in FOLDED),
        folded=tuple(one for one in options if one["status"] in FOLDED),
        events=titles,
        stage=_stage(report["stage"], language),
        syndromes=tuple(syndromes.label(one.kind, language) if syndromes else one.kind for one in assessment.syndromes),
    )


def _what_if(record: CaseRecord, case: Case, assessment: Assessment, fact: str) -> str:
    """The page where the question is tried, the fact's field shown."""
    tumour = {"tumour": assessment.tumour} if len(case.tumours) > 1 else {}
    return f"{reverse('registry:what_if', args=[record.pk])}?{urlencode({**tumour, 'ask': fact})}"


def why_href(record: CaseRecord, case: Case, assessment: Assessment, rule: str, as_of: str = "") -> str:
    """Return the address of an answer's whole explanation, as of the same day in the same country."""
    tumour = urlencode({"tumour": assessment.tumour}) if len(case.tumours) > 1 else ""
    asked = "&".join(part for part in (tumour, as_of) if part)
    return reverse("registry:why", args=[record.pk, rule]) + (f"?{asked}" if asked else "")


def _tumour_title(case: Case, assessment: Assessment, language: str) -> str:
    tumour = next(one for one in case.tumours if one.id == assessment.tumour)
    site = knowledge().vocabulary.sets["primary_site"].label(tumour.site, language) if tumour.site else tumour.id
    return f"{site} · {render.classified(assessment.classification.current, knowledge(), language)}"


def _stage(stage: dict[str, Any] | None, language: str) -> str:
    if stage is None:
        return ""
    systems = knowledge().vocabulary.sets.get("stage_system")
    tnm = "".join(stage.get(part) or "" for part in ("prefix", "t")) + "".join(
        f" {stage[part]}" for part in ("n", "m") if stage.get(part)
    )
    system = systems.label(stage["system"], language) if systems and stage.get("system") else stage.get("system") or ""
    edition = f"{system} {stage.get('edition') or ''}".strip()
    return " · ".join(
        part for part in (stage.get("group") or "", tnm.strip(), edition, stage.get("text") or "") if part
    )


def question_link(record: CaseRecord, case: Case, assessment: Assessment, fact: str) -> str:
    """Return the address of the form that answers a missing fact: the event it is read from, the field in focus."""
    origin = knowledge().vocabulary.facts[fact].origin or {}
    number = record.pk
    if "person" in origin:
        return reverse("registry:person", args=[number]) + "#id_birth_date"
    if "tumour" in origin:
        return reverse("registry:tumour", args=[number, assessment.tumour]) + f"#id_{origin['tumour']}"
    kinds = origin.get("event") or "specimen"
    kind = kinds if isinstance(kinds, str) else kinds[0]
    value = {"mitoses_per_2mm2": "mitoses"}.get(origin.get("value", ""), origin.get("value", ""))
    focus = assessment.classification.current.specimen
    if origin.get("pick") == "focus" and focus:
        return reverse("registry:event", args=[number, focus]) + f"#id_{value}"
    chosen = {key: one for key, one in (origin.get("where") or {}).items() if isinstance(one, str)}
    query = f"?{urlencode(chosen)}" if chosen else ""
    return reverse("registry:new_event", args=[number, kind]) + query + (f"#id_{value}" if value else "")
