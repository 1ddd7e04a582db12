"""Paper: the board sheet of one case and the minutes of a meeting, in French or English."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from opennen.adapters.knowledge_files import knowledge
from opennen.adapters.sheet_data import (
    ActionLine,
    BoardLines,
    Minutes,
    Present,
    RecommendationLines,
    Sheet,
    grades_of,
    rules_note,
    sheet_from_report,
)
from opennen.adapters.sheet_pdf import board_sheet, minutes
from opennen.adapters.timeline_svg import timeline_svg
from opennen.adapters.timeline_words import Labels
from opennen.board.outcome import OutcomeStatus
from opennen.cases.model import Case
from opennen.cases.timeline import Decision
from opennen.evaluate.assessment import assess
from opennen.web.boards import selectors
from opennen.web.boards.models import AgendaItem, DecisionRecord, Meeting
from opennen.web.boards.presenters import OUTCOME_WORDS, discipline_words
from opennen.web.registry.selectors import revision_case

TIMELINE_WIDTH = 760  # px; A4 between the margins


def sheet_bytes(item: AgendaItem, language: str, today: date | None = None) -> bytes:
    """Return the board sheet of an item as PDF; of a signed one, what was signed."""
    with override(language):
        return board_sheet(sheet_of_item(item, language), language, today or timezone.localdate())


def minutes_bytes(meeting: Meeting, items: list[AgendaItem], language: str, today: date | None = None) -> bytes:
    """Return the minutes of a meeting as PDF: who was there, and every case with its recommendation."""
    with override(language):
        signed = ""
        if meeting.closed_at and meeting.closed_by:
            at = timezone.localtime(meeting.closed_at)
            signed = _("Closed and signed by %(name)s on %(at)s") % {
                "name": meeting.closed_by.name,
                "at": f"{at:%d/%m/%Y %H:%M}",
            }
        sheets = tuple(sheet_of_item(one, language) for one in items)
        signed_rules, rules = sum(one.signed_rules for one in sheets), sum(one.rules for one in sheets)
        data = Minutes(
            board=meeting.board.name,
            held_on=meeting.held_on,
            place=meeting.place,
            attendance=_present(meeting),
            quorum=_quorum(meeting),
            sheets=sheets,
            signed=signed,
            rules_note=rules_note(signed_rules, rules, language),
        )
        return minutes(data, language, today or timezone.localdate())


def sheet_of_item(item: AgendaItem, language: str) -> Sheet:
    """Return an item's sheet: from its signed record where there is one, else as assessed now."""
    record = item.records.order_by("-version").first()
    if record is None:
        found = selectors.sheet_of(item, language)
        report, case, assessment = found.answer, found.case, found.assessment
    else:
        content = selectors.content_of(record)
        report = selectors.answer_of(content, language)
        case = revision_case(item.case, content["case"]["version"])
        on = date.fromisoformat(report["on"])
        # For the drawing's labels only: what is said of the case is what was signed.
        assessment = assess(case, knowledge(), on, report["country"], report["tumour"])
    previous = tuple(_decision(one) for one in selectors.previous_decisions(item))
    grades = grades_of(assessment, knowledge(), language)
    drawn = timeline_svg(
        case, knowledge(), language, assessment.on, TIMELINE_WIDTH, previous, grades, assessment.tumour
    )
    sheet = sheet_from_report(report, knowledge(), language, timeline=drawn, labels=_labels(case, language))
    return Sheet(
        **{name: getattr(sheet, name) for name in sheet.__dataclass_fields__}
        | {
            "identifier": item.case.identifier,
            "board": _board(item),
            "recommendation": _recommendation(item, record, language),
            "previous": tuple((f"{one.on:%d/%m/%Y}", one.text) for one in previous),
        }
    )


def _labels(case: Case, language: str) -> dict[str, str]:
    labels = Labels(knowledge(), language)
    return {event.id: labels.of(event) for event in case.events}


def _board(item: AgendaItem) -> BoardLines:
    order = list(item.meeting.items.values_list("pk", flat=True))
    return BoardLines(
        name=item.meeting.board.name,
        held_on=item.meeting.held_on,
        question=item.question,
        number=f"{order.index(item.pk) + 1}/{len(order)}",
        requested_by=item.requested_by.user.name,
        attendance=_present(item.meeting),
        quorum=_quorum(item.meeting),
    )


def _present(meeting: Meeting) -> tuple[Present, ...]:
    return tuple(Present(one.name, discipline_words(one.discipline), one.licence) for one in meeting.attendance.all())


def _quorum(meeting: Meeting) -> str:
    if not meeting.attendance.exists():
        return ""
    answer = selectors.quorum_answer(meeting)
    if answer.is_reached:
        return _("quorum reached")
    lacking = ", ".join(discipline_words(one) for one in answer.missing_disciplines)
    words = _("quorum not reached")
    return f"{words} ({lacking})" if lacking else words


def _recommendation(item: AgendaItem, record: DecisionRecord | None, language: str) -> RecommendationLines | None:
    found = selectors.recommendation_of(item, language)
    if not (found.actions or found.awaited or found.deviation_reason or found.discussion):
        return None
    words = {one["id"]: one["status_text"] for one in selectors.latest_answer(item, record, language)["options"]}
    actions = tuple(
        ActionLine(
            selectors.title_of(one.option, language) or one.text,
            words.get(one.option, ""),
            one.due_on,
            str(OUTCOME_WORDS[OutcomeStatus(one.outcome)]) if one.outcome else "",
        )
        for one in item.actions.filter(is_withdrawn=False)
    )
    lines = RecommendationLines(actions, found.awaited, found.deviation_reason, found.discussion)
    if record is None:
        return lines
    return RecommendationLines(
        actions,
        found.awaited,
        found.deviation_reason,
        found.discussion,
        signed_by=record.signed_by.user.name,
        signed_at=f"{timezone.localtime(record.signed_at):%d/%m/%Y %H:%M}",
        sha256=record.sha256,
        version=record.version,
    )


def _decision(record: DecisionRecord) -> Decision:
    actions = [one.text for one in record.item.actions.all() if not one.is_withdrawn]
    return Decision(record.item.meeting.held_on, " · ".join(actions) or record.item.awaited or record.item.question)
