"""One case in the meeting: the sheet on one screen, and the recommendation."""

from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from opennen.board.recommendation import check_recommendation, deviations
from opennen.board.refusal import BoardRefused
from opennen.board.states import ItemState, MeetingState
from opennen.web.accounts.capabilities import Capability
from opennen.web.boards import actions, selectors
from opennen.web.boards.forms import RecommendationForm, initial_of
from opennen.web.boards.presenters import (
    DEVIATION_WORDS,
    ITEM_SIGNS,
    ITEM_WORDS,
    agenda_lines,
    neighbours,
    options_in_groups,
)
from opennen.web.boards.views.meetings import meeting_context
from opennen.web.registry.presenters.measured import measured
from opennen.web.registry.presenters.page import question_link
from opennen.web.registry.presenters.timeline import timeline
from opennen.web.registry.selectors import may_edit


def language() -> str:
    return (get_language() or "fr")[:2]


def fact_words(fact: str) -> str:
    """Return a fact's name in the page's language."""
    return selectors.fact_label(fact, language())


def find_item(request, pk: int):
    """Return an agenda item the person may see; otherwise there is no such page."""
    return get_object_or_404(selectors.items_of(request.membership), pk=pk)


def item(request, pk: int):
    found = find_item(request, pk)
    sheet = selectors.sheet_of(found, language())
    form = _form(request, found, sheet)
    theirs = None
    if request.method == "POST":
        request.membership.check_may(Capability.RUN_MEETING)
        if form.is_valid():
            saved, theirs = _save(request, found, sheet, form)
            if saved:
                return redirect("boards:item", pk)
    with transaction.atomic():
        actions.tell_read(actor=request.membership, item=found, how="sheet on screen")
        context = _context(request, found, sheet, form)
    context["theirs"] = theirs
    return render(request, "boards/item.html", context, status=400 if form.errors else 200)


def _form(request, found, sheet) -> RecommendationForm:
    recommendation = selectors.recommendation_of(found, language())
    first = initial_of(
        recommendation,
        sheet.answer,
        version=found.version,
        awaited_facts=found.awaited_facts,
        awaited=found.awaited,
    )
    return RecommendationForm(request.POST or None, answer=sheet.answer, initial=first)


def _save(request, found, sheet, form) -> tuple[bool, dict | None]:
    """Save; when somebody wrote meanwhile, show what they wrote and keep what was typed here."""
    try:
        actions.save_recommendation(
            actor=request.membership,
            item=found,
            version=form.cleaned_data["version"],
            recommendation=form.recommendation(),
            awaited_facts=tuple(form.cleaned_data["awaited_facts"]),
            statuses=sheet.statuses,
        )
    except BoardRefused as refused:
        form.add_error(None, refused.sentence(get_language()))
        if refused.code != "B113":
            return False, None
        # Saved again, this form now knowingly replaces the version shown beside it.
        form.data = form.data.copy()
        form.data["version"] = found.version
        return False, {"item": found, "recommendation": selectors.recommendation_of(found, language())}
    messages.success(request, _("Saved as a draft. It is signed when the meeting closes."))
    return True, None


def _context(request, found, sheet, form) -> dict:
    actor, meeting = request.membership, found.meeting
    items = list(selectors.items_of(actor).filter(meeting=meeting)) if actor.may(Capability.SEE_MEETINGS) else [found]
    number, before, after = neighbours(items, found)
    state = MeetingState(meeting.state)
    recommendation = selectors.recommendation_of(found, language())
    editing = may_edit(actor, found.case)
    questions = [
        {
            "text": one["question"],
            "href": question_link(found.case, sheet.case, sheet.assessment, one["fact"]) if editing else "",
        }
        for one in sheet.answer["ask_next"]
    ]
    decisions = list(selectors.previous_decisions(found))
    return {
        **meeting_context(request, meeting),
        "item": found,
        "lines": agenda_lines(items, found),
        "number": number,
        "total": len(items),
        "before": before,
        "after": after,
        "item_words": ITEM_WORDS[ItemState(found.state)],
        "item_sign": ITEM_SIGNS[ItemState(found.state)],
        "answer": sheet.answer,
        "why_at": {"case": found.case_id, "asked": f"?{urlencode(_asked(sheet))}"},
        "measured": measured(sheet.answer["classification"]["current"], language()),
        "options": options_in_groups(sheet.answer, fact_words),
        "questions": questions,
        "timeline": timeline(sheet.case, sheet.assessment, language(), width=1180),
        "timeline_narrow": timeline(sheet.case, sheet.assessment, language(), width=360),
        "form": form,
        "recommendation": recommendation,
        "deviations": _deviations(found, recommendation, sheet),
        "not_ready": _not_ready(found, recommendation, sheet),
        "record": found.records.order_by("-version").first(),
        "decisions": decisions,
        "carried_to": selectors.carried_to(found),
        "may_write": state is not MeetingState.CLOSED and actor.may(Capability.RUN_MEETING),
        "may_print": actor.may(Capability.PRINT_SHEET),
        "may_change_question": state is not MeetingState.CLOSED
        and (actor.may(Capability.RUN_MEETING) or found.requested_by_id == actor.pk),
        "today": timezone.localdate(),
    }


def _asked(sheet) -> dict[str, str]:
    """The tumour, day and country an explanation is fetched for."""
    assessment = sheet.assessment
    return {"tumour": assessment.tumour, "on": assessment.on.isoformat(), "country": assessment.country or ""}


def _deviations(found, recommendation, sheet) -> list:
    if found.state != ItemState.DRAFTED:
        return []
    return [DEVIATION_WORDS[one] for one in deviations(recommendation, sheet.statuses)]


def _not_ready(found, recommendation, sheet) -> str:
    """Say what would stop the signature of a draft, while there is time to mend it."""
    if found.state != ItemState.DRAFTED:
        return ""
    try:
        check_recommendation(recommendation, sheet.statuses, found.meeting.held_on)
    except BoardRefused as refused:
        return refused.sentence(get_language())
    return ""
