"""Signed records as they were, their amendment, and paper."""

from datetime import date

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from opennen.adapters.knowledge_files import knowledge
from opennen.board.recommendation import Deviation
from opennen.board.refusal import BoardRefused
from opennen.web.accounts.capabilities import Capability
from opennen.web.boards import actions, paper, replaying, selectors, signing
from opennen.web.boards.forms import AmendmentForm, initial_of
from opennen.web.boards.presenters import DEVIATION_WORDS, discipline_words, options_in_groups
from opennen.web.boards.replay_words import OBSTACLES, difference_rows
from opennen.web.boards.views.item import fact_words, find_item, language
from opennen.web.registry.presenters.measured import measured
from opennen.web.registry.views.passwords import may_try_to_sign


@require_GET
@transaction.atomic
def decision(request, pk: int):
    """A record as it was signed, whatever the case and the knowledge say today, and whether it still is."""
    record = get_object_or_404(selectors.records_of(request.membership), pk=pk)
    actions.tell_read(actor=request.membership, item=record.item, how=f"decision {record.pk}")
    content = selectors.content_of(record)
    answer = selectors.answer_of(content, language())
    context = {
        "answer": answer,
        "measured": measured(answer["classification"]["current"], language()),
        "record": record,
        "content": content,
        "is_verified": signing.verified(record),
        "options": options_in_groups(answer, fact_words),
        "chosen": [
            {**one, "due": date.fromisoformat(one["due_on"]) if one["due_on"] else None}
            for one in content["recommendation"]["actions"]
        ],
        "versions": record.item.records.order_by("version"),
        "is_latest": not record.item.records.filter(version__gt=record.version).exists(),
        "deviations": [DEVIATION_WORDS[Deviation(one)] for one in content["recommendation"]["deviations"]],
        "attendance": [{**one, "words": discipline_words(one["discipline"])} for one in content["attendance"]],
        "may_amend": request.membership.may(Capability.SIGN_MEETING),
    }
    return render(request, "boards/decision.html", context)


@require_GET
@transaction.atomic
def decision_json(request, pk: int):
    """The very bytes that were signed."""
    record = get_object_or_404(selectors.records_of(request.membership), pk=pk)
    actions.tell_read(actor=request.membership, item=record.item, how=f"decision {record.pk} as JSON")
    name = f"decision-{record.case.identifier}-{record.item.meeting.held_on}-v{record.version}.json"
    return _file(record.content.encode(), "application/json; charset=utf-8", name)


@require_GET
@transaction.atomic
def replay(request, pk: int):
    """A decision answered again: by the knowledge it was taken on, and beside it by today's."""
    record = get_object_or_404(selectors.records_of(request.membership), pk=pk)
    actions.tell_read(actor=request.membership, item=record.item, how=f"decision {record.pk} replayed")
    content = selectors.content_of(record)
    answer = selectors.answer_of(content, language())
    today, found = timezone.localdate(), replaying.replayed(record)
    now = replaying.answered_today(record, today)
    known = (found.knowledge, knowledge()) if found.knowledge else (knowledge(),)
    context = {
        "record": record,
        "content": content,
        "answer": answer,
        "answered_on": date.fromisoformat(answer["on"]),
        "replay": found,
        "obstacle": OBSTACLES.get(found.obstacle, ""),
        "differences": difference_rows(found.answers, known, language()),
        "questions": difference_rows(found.questions, known, language()),
        "today_rows": None if now is None else difference_rows(now, known, language()),
        "today": today,
        "version": knowledge().version,
    }
    return render(request, "boards/replay.html", context)


def amend(request, pk: int):
    """Sign another version of a decision; the one before stays readable."""
    request.membership.check_may(Capability.SIGN_MEETING)
    item = find_item(request, pk)
    last = get_object_or_404(item.records.order_by("-version")[:1])
    answer = selectors.answer_of(selectors.content_of(last), language())
    first = initial_of(
        selectors.recommendation_of(item, language()), answer, version=item.version, awaited_facts=[], awaited=""
    )
    first["awaited"] = selectors.recommendation_of(item, language()).awaited
    form = AmendmentForm(request.POST or None, answer=answer, initial=first)
    del form.fields["awaited_facts"]
    if request.method == "POST" and form.is_valid() and may_try_to_sign(request, form):
        try:
            record = signing.amend_decision(
                actor=request.membership,
                item=item,
                recommendation=form.recommendation(),
                reason=form.cleaned_data["reason"],
            )
        except BoardRefused as refused:
            form.add_error(None, refused.sentence(get_language()))
        else:
            messages.success(request, _("The amendment is signed. The version before it stays readable."))
            return redirect("boards:decision", record.pk)
    return render(request, "boards/amend.html", {"form": form, "item": item}, status=400 if form.errors else 200)


@require_GET
@transaction.atomic
def sheet_pdf(request, pk: int):
    request.membership.check_may(Capability.PRINT_SHEET)
    item = find_item(request, pk)
    chosen = _paper_language(request)
    actions.tell_read(actor=request.membership, item=item, how=f"sheet as PDF ({chosen})")
    name = f"{item.case.identifier}-{item.meeting.held_on}-{chosen}.pdf"
    return _file(paper.sheet_bytes(item, chosen), "application/pdf", name)


@require_GET
@transaction.atomic
def minutes_pdf(request, pk: int):
    request.membership.check_may(Capability.PRINT_SHEET)
    meeting = get_object_or_404(selectors.meetings_of(request.membership), pk=pk)
    chosen = _paper_language(request)
    items = list(selectors.items_of(request.membership).filter(meeting=meeting))
    for item in items:
        actions.tell_read(actor=request.membership, item=item, how=f"minutes as PDF ({chosen})")
    name = f"{meeting.board}-{meeting.held_on}-{chosen}.pdf".replace(" ", "-")
    return _file(paper.minutes_bytes(meeting, items, chosen), "application/pdf", name)


def _paper_language(request) -> str:
    chosen = request.GET.get("lang", "")
    return chosen if chosen in ("fr", "en") else language()


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
