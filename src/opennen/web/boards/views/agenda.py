"""Putting a case on an agenda, and the agenda's order."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from opennen.adapters.knowledge_files import knowledge
from opennen.board.refusal import BoardRefused
from opennen.web.accounts.capabilities import Capability
from opennen.web.boards import actions, selectors
from opennen.web.boards.forms import AskForm, QuestionForm
from opennen.web.boards.views.item import find_item, language
from opennen.web.registry.selectors import case_of, visible

STEPS = {"up": -1, "down": 1}


def ask(request, pk: int):
    """Ask a board for a case: which meeting, which question."""
    actor = request.membership
    actor.check_may(Capability.ASK_FOR_BOARD)
    record = get_object_or_404(visible(actor).filter(centre=actor.centre), pk=pk)
    meetings = selectors.meetings_to_ask(actor, timezone.localdate())
    form = AskForm(request.POST or None, meetings=meetings, tumours=_tumours(record))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            item = actions.put_on_agenda(
                actor=actor,
                case=record,
                meeting=said["meeting"],
                question=said["question"],
                is_urgent=said["is_urgent"],
                tumour=said.get("tumour", ""),
            )
        except BoardRefused as refused:
            form.add_error(None, refused.sentence(get_language()))
        else:
            messages.success(request, _("The case is on the agenda."))
            return redirect("boards:item", item.pk)
    context = {"form": form, "record": record, "headline": headline_of(record), "has_meeting": meetings.exists()}
    return render(request, "boards/ask.html", context, status=400 if form.errors else 200)


def headline_of(record) -> str:
    """Return a case's line in the page's language, as the registry keeps it."""
    return record.headlines.get(language()) or record.headlines.get("en", "")


def question(request, pk: int):
    item = find_item(request, pk)
    form = QuestionForm(request.POST or None, initial={"question": item.question, "is_urgent": item.is_urgent})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_question(actor=request.membership, item=item, **form.cleaned_data)
        except BoardRefused as refused:
            form.add_error(None, refused.sentence(get_language()))
        else:
            return redirect("boards:item", pk)
    return render(request, "boards/question.html", {"form": form, "item": item}, status=400 if form.errors else 200)


@require_POST
def move(request, pk: int, direction: str):
    if direction not in STEPS:
        raise Http404
    item = find_item(request, pk)
    try:
        actions.move_item(actor=request.membership, item=item, steps=STEPS[direction])
    except BoardRefused as refused:
        messages.error(request, refused.sentence(get_language()))
    # The button pressed keeps the focus: its address is in the page's.
    response = redirect("boards:meeting", item.meeting_id)
    response["Location"] += f"#item-{item.pk}-{direction}"
    return response


@require_POST
def remove(request, pk: int):
    item = find_item(request, pk)
    try:
        actions.remove_from_agenda(actor=request.membership, item=item)
    except BoardRefused as refused:
        messages.error(request, refused.sentence(get_language()))
        return redirect("boards:item", pk)
    messages.success(request, _("The case is off the agenda."))
    return redirect("boards:meeting", item.meeting_id)


@require_GET
def item_changes(request, pk: int):
    """Say in a line whether somebody changed this item since the version the page shows."""
    item = find_item(request, pk)
    seen = request.GET.get("version", "")
    changed = seen.isdigit() and item.version > int(seen)
    return render(request, "boards/changes.html", {"item": item, "changed": changed})


def _tumours(record) -> list[tuple[str, str]]:
    sites = knowledge().vocabulary.sets.get("primary_site")
    return [
        (one.id, sites.label(one.site, language()) if sites and one.site else one.id) for one in case_of(record).tumours
    ]
