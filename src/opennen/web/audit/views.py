"""The trail as a page."""

from django.core.paginator import Paginator
from django.shortcuts import render

from opennen.web.accounts.capabilities import Capability
from opennen.web.accounts.selectors import people_of_centre
from opennen.web.audit.actions import record
from opennen.web.audit.forms import TrailForm
from opennen.web.audit.presenters import details_in_words, in_words
from opennen.web.audit.selectors import trail

EVENTS_PER_PAGE = 50


def show_trail(request):
    actor = request.membership
    actor.check_may(Capability.SEE_AUDIT)
    form = TrailForm(request.GET, people=people_of_centre(actor))
    wanted = form.cleaned_data if form.is_valid() else {}
    events = trail(
        actor=actor,
        case_id=wanted.get("case", ""),
        person_id=int(wanted.get("person") or 0) or None,
        action=wanted.get("action", ""),
        since=wanted.get("since"),
        until=wanted.get("until"),
    )
    page = Paginator(events, EVENTS_PER_PAGE).get_page(request.GET.get("page"))
    narrowed = {key: str(value) for key, value in wanted.items() if value}
    # Read before this reading itself is recorded: the page shows what was there when it was asked for.
    rows = [(event, in_words(event.action), details_in_words(event.details)) for event in page]
    record(action="audit.read", actor=actor, case_id=wanted.get("case", ""), details=narrowed)
    return render(request, "audit/trail.html", {"form": form, "page": page, "rows": rows, "narrowed": narrowed})
