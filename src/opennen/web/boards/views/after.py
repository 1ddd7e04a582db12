"""After the meeting: what is open, what is late, what became of it; and the start page."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from opennen.adapters.knowledge_files import knowledge
from opennen.board.outcome import OutcomeStatus, is_overdue
from opennen.board.refusal import BoardRefused
from opennen.board.states import MeetingState
from opennen.web.accounts.capabilities import Capability
from opennen.web.boards import actions, selectors
from opennen.web.boards.forms import OutcomeForm
from opennen.web.boards.models import RecommendedAction
from opennen.web.boards.presenters import MEETING_WORDS, OUTCOME_WORDS
from opennen.web.boards.views.agenda import headline_of
from opennen.web.boards.views.item import language

CASES_SHOWN = 8
ACTIONS_SHOWN = 8
MEETINGS_SHOWN = 4


@require_GET
def home(request):
    """What a person should see first: meetings and what they lack, what is open and late, what changed."""
    actor = request.membership
    context = {"sees_cases": actor.may(Capability.SEE_OWN_CASES), "sees_meetings": actor.may(Capability.SEE_MEETINGS)}
    today = timezone.localdate()
    if context["sees_meetings"]:
        coming = selectors.meetings_of(actor).exclude(state=MeetingState.CLOSED.value)[:MEETINGS_SHOWN]
        context["meetings"] = [(one, MEETING_WORDS[MeetingState(one.state)]) for one in coming]
    if context["sees_cases"]:
        waiting = selectors.open_actions(actor)
        context |= {
            "open_count": waiting.count(),
            "overdue_count": waiting.filter(due_on__lt=today).count(),
            "open_actions": _lines(waiting[:ACTIONS_SHOWN], today),
            "recent": [(one, headline_of(one)) for one in selectors.recently_changed(actor, CASES_SHOWN)],
            "may_create": actor.may(Capability.CREATE_CASE),
        }
    return render(request, "boards/home.html", context)


@require_GET
def recommendations(request):
    actor, today = request.membership, timezone.localdate()
    actor.check_may(Capability.SEE_OWN_CASES)
    chosen = request.GET.get("show", "open")
    found = selectors.open_actions(actor)
    context = {"open_count": found.count(), "overdue_count": found.filter(due_on__lt=today).count()}
    if chosen == "overdue":
        found = found.filter(due_on__lt=today)
    elif chosen == "settled":
        found = selectors.settled_actions(actor)
    else:
        chosen = "open"
    context |= {"chosen": chosen, "actions": _lines(found[:200], today)}
    return render(request, "boards/recommendations.html", context)


def outcome(request, pk: int):
    """Record what became of a recommendation; what was recorded before is shown."""
    actor = request.membership
    actor.check_may(Capability.SEE_OWN_CASES)
    found = (*selectors.open_actions(actor).filter(pk=pk), *selectors.settled_actions(actor).filter(pk=pk))
    action = found[0] if found else get_object_or_404(RecommendedAction.objects.none(), pk=pk)
    today = timezone.localdate()
    reasons = knowledge().vocabulary.sets["outcome_reason"]
    form = OutcomeForm(request.POST or None, reasons=reasons, initial={"happened_on": today})
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_outcome(actor=actor, action=action, outcome=form.outcome(), today=today)
        except BoardRefused as refused:
            form.add_error("reason" if refused.code == "B110" else "happened_on", refused.sentence(get_language()))
        else:
            messages.success(request, _("Recorded."))
            return redirect("boards:recommendations")
    with transaction.atomic():
        actions.tell_read(actor=actor, item=action.item, how="recommendation")
        before = [
            (one, OUTCOME_WORDS[OutcomeStatus(one.status)], reasons.label(one.reason, language()) if one.reason else "")
            for one in action.outcomes.select_related("recorded_by__user")
        ]
    context = {
        "form": form,
        "action": action,
        "before": before,
        "headline": headline_of(action.item.case),
        "record": action.item.records.order_by("-version").first(),
        "may_record": actor.may(Capability.RECORD_OUTCOME),
    }
    return render(request, "boards/outcome.html", context, status=400 if form.errors else 200)


def _lines(found, today) -> list[dict]:
    return [
        {
            "action": one,
            "is_overdue": is_overdue(one.due_on, one.is_settled, today),
            "outcome": OUTCOME_WORDS[OutcomeStatus(one.outcome)] if one.outcome else "",
        }
        for one in found
    ]
