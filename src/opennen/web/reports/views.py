"""Two settings compared over the cases a person may see: a table of what differs, and the cases of each cell."""

from typing import Any

from django.db import transaction
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from opennen.web.accounts.capabilities import Capability
from opennen.web.registry.forms import language
from opennen.web.registry.forms.places import Sides, forms_of, sides_of
from opennen.web.reports import actions
from opennen.web.reports.presenters import cell_row, impact_rows
from opennen.web.reports.selectors import SMALL, cases_of_cell, cells_of, compared


@require_GET
@vary_on_headers("HX-Request")
def compare(request):
    """The form and, once two settings are named, what differs; while it is worked out the page asks again."""
    actor = request.membership
    actor.check_may(Capability.SEE_OWN_CASES)
    forms = forms_of(request.GET)
    sides = sides_of(forms)
    context: dict[str, Any] = {"forms": forms, "query": request.GET.urlencode(), "small": SMALL}
    if sides is not None:
        context |= _answer(actor, sides)
        if not request.htmx:
            with transaction.atomic():
                actions.tell_compared(actor=actor, before=sides.before, after=sides.after, cases=context["total"])
    template = "reports/compare_answer.html" if request.htmx else "reports/compare.html"
    return render(request, template, context)


def _answer(actor, sides: Sides) -> dict[str, Any]:
    found = compared(actor, sides.before, sides.after)
    return {
        "before": sides.before,
        "after": sides.after,
        "looked_at": found.impact.looked_at,
        "total": found.total,
        "is_done": found.is_done,
        "changed": found.impact.changed,
        "rows": impact_rows(found.impact, sides.before, sides.after, language()),
    }


@require_GET
@transaction.atomic
def cases(request):
    """The cases of one cell, each with the way to its file."""
    actor = request.membership
    actor.check_may(Capability.SEE_OWN_CASES)
    sides = sides_of(forms_of(request.GET))
    number = request.GET.get("cell", "")
    if sides is None or not number.isdecimal():
        raise Http404
    found = compared(actor, sides.before, sides.after).impact
    cells = cells_of(found)
    if int(number) >= len(cells):
        raise Http404
    cell, pks = cells[int(number)]
    records = cases_of_cell(actor, pks)
    query = request.GET.copy()
    query.pop("cell")
    context = {
        "row": cell_row(cell, found, sides.before, sides.after, language()),
        "cases": [(one, one.headlines.get(language()) or one.headlines.get("en", "")) for one in records],
        "after": sides.after,
        "query": query.urlencode(),
    }
    actions.tell_compared(actor=actor, before=sides.before, after=sides.after, cases=len(context["cases"]))
    return render(request, "reports/compare_cases.html", context)
