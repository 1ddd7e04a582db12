"""The whole explanation of one answer, fetched when somebody opens it; a page of its own without a script."""

from typing import Any

from django.db import transaction
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from opennen.adapters.knowledge_files import knowledge
from opennen.evaluate.event_words import words_of_events
from opennen.evaluate.explained import explained
from opennen.web.registry import actions
from opennen.web.registry.forms import AsOfForm, language
from opennen.web.registry.presenters.explanation import explanation_of
from opennen.web.registry.selectors import assessed
from opennen.web.registry.signatures import signatures
from opennen.web.registry.views.cases import visible_record


@require_GET
@vary_on_headers("HX-Request")
@transaction.atomic
def why(request, pk: int, rule: str):
    """Why one rule or fact answers what it answers, as of the day and in the country the address names."""
    record = visible_record(request, pk)
    form = AsOfForm(request.GET)
    form.is_valid()
    country = (form.cleaned_data.get("country") or "").upper() or None
    found = assessed(record, on=form.cleaned_data.get("on"), country=country)
    wanted = request.GET.get("tumour") or found.assessments[0].tumour
    assessment = next((one for one in found.assessments if one.tumour == wanted), None)
    if assessment is None:
        raise Http404
    one = explained(rule, assessment, knowledge(), language())
    if one is None:
        raise Http404
    actions.record_read(actor=request.membership, record=record, rule=rule)
    events = words_of_events(found.case, knowledge(), language())
    context: dict[str, Any] = {
        "record": record,
        "explanation": explanation_of(one, events, language(), signatures(knowledge())),
        "level": 4,  # of headings, in the case page
        "on": assessment.on,
        "country": assessment.country,
    }
    template = "registry/explanation.html" if request.htmx else "registry/explanation_page.html"
    return render(request, template, context)
