"""Boards and their meetings: planned, opened, attended, closed."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from opennen.board.refusal import BoardRefused
from opennen.board.states import ItemState, MeetingState
from opennen.web.accounts.capabilities import Capability
from opennen.web.accounts.selectors import colleagues
from opennen.web.boards import actions, selectors, signing
from opennen.web.boards.forms import AttendanceForm, BoardForm, CloseForm, MeetingForm
from opennen.web.boards.presenters import MEETING_WORDS, agenda_lines, discipline_words
from opennen.web.registry.views.passwords import may_try_to_sign

STATE_ACTIONS = {"open": actions.open_meeting, "unopen": actions.unopen_meeting}
PAST_SHOWN = 30


@require_GET
def meetings(request):
    found = selectors.meetings_of(request.membership)
    closed = MeetingState.CLOSED.value
    context = {
        "coming": _with_words(found.exclude(state=closed)),
        "past": _with_words(found.filter(state=closed).order_by("-held_on", "-pk")[:PAST_SHOWN]),
        "boards": selectors.boards_of(request.membership),
        "may_run": request.membership.may(Capability.RUN_MEETING),
    }
    return render(request, "boards/meetings.html", context)


def new_board(request):
    request.membership.check_may(Capability.RUN_MEETING)
    form = BoardForm(request.POST or None, initial={"language": get_language()[:2]})
    form.instance.centre = request.membership.centre
    if request.method == "POST" and form.is_valid():
        actions.create_board(actor=request.membership, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("boards:meetings")
    return render(request, "boards/board.html", {"form": form}, status=400 if form.errors else 200)


def change_board(request, pk: int):
    request.membership.check_may(Capability.RUN_MEETING)
    board = get_object_or_404(selectors.boards_of(request.membership), pk=pk)
    form = BoardForm(request.POST or None, instance=board)
    if request.method == "POST" and form.is_valid():
        actions.change_board(actor=request.membership, board=board, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("boards:meetings")
    return render(request, "boards/board.html", {"form": form, "board": board}, status=400 if form.errors else 200)


def new_meeting(request):
    request.membership.check_may(Capability.RUN_MEETING)
    boards = selectors.boards_of(request.membership)
    form = MeetingForm(request.POST or None, boards=boards)
    if request.method == "POST" and form.is_valid():
        planned = actions.plan_meeting(actor=request.membership, **form.cleaned_data)
        messages.success(request, _("The meeting is planned. Put cases on its agenda from their pages."))
        return redirect("boards:meeting", planned.pk)
    context = {"form": form, "has_board": boards.exists()}
    return render(request, "boards/new_meeting.html", context, status=400 if form.errors else 200)


@require_GET
def meeting(request, pk: int):
    """The agenda; while the meeting is open its first undiscussed case is one key away."""
    found = _meeting(request, pk)
    items = list(selectors.items_of(request.membership).filter(meeting=found))
    waiting = next((one for one in items if one.state == ItemState.WAITING), items[0] if items else None)
    context = {
        **meeting_context(request, found),
        "lines": agenda_lines(items),
        "first": waiting,
        "language": get_language()[:2],
    }
    return render(request, "boards/meeting.html", context)


@require_POST
def change_state(request, pk: int, action: str):
    if action not in STATE_ACTIONS:
        raise Http404
    found = _meeting(request, pk)
    try:
        STATE_ACTIONS[action](actor=request.membership, meeting=found)
    except BoardRefused as refused:
        messages.error(request, refused.sentence(get_language()))
    return redirect("boards:meeting", pk)


def attendance(request, pk: int):
    request.membership.check_may(Capability.RUN_MEETING)
    found = _meeting(request, pk)
    form = AttendanceForm(request.POST or None, people=colleagues(request.membership), present=found.attendance.all())
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_attendance(
                actor=request.membership, meeting=found, members=form.members(), guests=form.guests()
            )
        except BoardRefused as refused:
            form.add_error(None, refused.sentence(get_language()))
        else:
            messages.success(request, _("Attendance saved."))
            return redirect("boards:meeting", pk)
    context = {**meeting_context(request, found), "form": form}
    return render(request, "boards/attendance.html", context, status=400 if form.errors else 200)


def close(request, pk: int):
    """Close a meeting: what will be signed and what is carried over stands above the password."""
    request.membership.check_may(Capability.SIGN_MEETING)
    found = _meeting(request, pk)
    items = list(selectors.items_of(request.membership).filter(meeting=found))
    context = meeting_context(request, found)
    undecided = [one for one in items if one.state == ItemState.WAITING]
    later = selectors.meetings_of(request.membership).exclude(state=MeetingState.CLOSED.value).exclude(pk=pk)
    form = CloseForm(
        request.POST or None,
        later=later.filter(held_on__gte=found.held_on),
        needs_meeting=bool(undecided),
        needs_reason=not context["quorum"].is_reached,
    )
    if request.method == "POST" and form.is_valid() and _signed(request, found, form):
        messages.success(request, _("The meeting is closed. Every decision is signed and locked."))
        return redirect("boards:meeting", pk)
    context |= {"form": form, "lines": agenda_lines(items), "undecided": undecided}
    return render(request, "boards/close.html", context, status=400 if form.errors else 200)


def meeting_context(request, found) -> dict:
    """Return what every page of a meeting shows: its state, who is present, what lacks for the quorum."""
    quorum = selectors.quorum_answer(found)
    state = MeetingState(found.state)
    return {
        "meeting": found,
        "state_words": MEETING_WORDS[state],
        "is_open": state is MeetingState.OPEN,
        "is_closed": state is MeetingState.CLOSED,
        "present": [(one, discipline_words(one.discipline)) for one in found.attendance.all()],
        "quorum": quorum,
        "missing_disciplines": [discipline_words(one) for one in quorum.missing_disciplines],
        "may_run": request.membership.may(Capability.RUN_MEETING),
        "may_sign": request.membership.may(Capability.SIGN_MEETING),
        "today": timezone.localdate(),
    }


def _signed(request, found, form) -> bool:
    if not may_try_to_sign(request, form):
        return False
    try:
        signing.close_meeting(
            actor=request.membership,
            meeting=found,
            next_meeting=form.cleaned_data.get("next_meeting"),
            without_quorum_because=form.cleaned_data.get("without_quorum_because", ""),
        )
    except BoardRefused as refused:
        form.add_error(None, refused.sentence(get_language()))
        return False
    return True


def _meeting(request, pk: int):
    return get_object_or_404(selectors.meetings_of(request.membership), pk=pk)


def _with_words(found) -> list:
    return [(one, MEETING_WORDS[MeetingState(one.state)]) for one in found]
