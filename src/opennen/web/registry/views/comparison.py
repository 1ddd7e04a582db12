"""One case in two settings: two days, countries or versions of the knowledge, side by side."""

from django.db import transaction
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET

from opennen.web.registry import actions
from opennen.web.registry.comparing import compared
from opennen.web.registry.forms import language
from opennen.web.registry.forms.places import Sides, forms_of, sides_of
from opennen.web.registry.presenters.differences import difference_rows
from opennen.web.registry.selectors import case_of, country_of
from opennen.web.registry.views.cases import visible_record


@require_GET
@transaction.atomic
def case_compare(request, pk: int):
    """Which answers of one tumour differ; every one that is not listed is the same on both sides."""
    record = visible_record(request, pk)
    case = case_of(record)
    tumours = [one.id for one in case.tumours]
    tumour = request.GET.get("tumour") or tumours[0]
    if tumour not in tumours:
        raise Http404
    forms = forms_of(request.GET)
    sides = sides_of(forms)
    context = {"record": record, "forms": forms, "tumours": tumours, "tumour": tumour}
    if sides is not None:
        context |= _answer(record, tumour, sides, country_of(case, record))
    actions.record_read(actor=request.membership, record=record, compared=sides is not None)
    return render(request, "registry/case_compare.html", context)


def _answer(record, tumour: str, sides: Sides, country: str) -> dict:
    before, after = sides.before.setting(country), sides.after.setting(country)
    both = compared(record, tumour, before, after)
    return {
        "before": before,
        "after": after,
        "rows": difference_rows(both.differences, before, after, language()),
        "unchanged": both.answers - sum(one.after is not None for one in both.differences),
    }
