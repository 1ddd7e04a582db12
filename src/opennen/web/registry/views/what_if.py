"""What if: facts, a day or a country supposed, and what changes, without touching the case."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from opennen.adapters.knowledge_files import knowledge
from opennen.cases.facts import Known
from opennen.evaluate import render as say
from opennen.evaluate.assessment import Assessment
from opennen.evaluate.compare import Setting
from opennen.web.registry import actions
from opennen.web.registry.comparing import Compared, compared, possible_values, tried
from opennen.web.registry.forms import language
from opennen.web.registry.forms.supposing import PREFIX, SupposingForm, may_be_supposed, written
from opennen.web.registry.presenters.differences import difference_rows
from opennen.web.registry.selectors import assessed
from opennen.web.registry.views.cases import visible_record

PROPOSED = 5


@require_GET
@vary_on_headers("HX-Request")
@transaction.atomic
def what_if(request, pk: int):
    """The page, or for a change of one field only what changes."""
    record = visible_record(request, pk)
    found = assessed(record)
    wanted = request.GET.get("tumour") or found.assessments[0].tumour
    recorded = next((one for one in found.assessments if one.tumour == wanted), None)
    if recorded is None:
        raise Http404
    form = _form(request, recorded)
    before = Setting(knowledge(), recorded.on, recorded.country)
    on, country = form.cleaned_data.get("on"), (form.cleaned_data.get("country") or "").upper()
    after = Setting(knowledge(), on or recorded.on, country or recorded.country, form.supposing())
    both = compared(record, wanted, before, after)
    actions.record_read(actor=request.membership, record=record, supposed=sorted(after.supposing))
    context = {
        "record": record,
        "form": form,
        "tumour": wanted if len(found.assessments) > 1 else "",
        "tumours": [
            (one.tumour, say.classified(one.classification.current, knowledge(), language()))
            for one in found.assessments
        ],
        "others": _others(form),
        "is_supposed": bool(after.supposing) or (after.on, after.country) != (before.on, before.country),
        "on": after.on,
        "country": after.country,
        **_answer(both, before, after),
        **_tried(request, record, wanted, before),
    }
    template = "registry/what_if_answer.html" if request.htmx else "registry/what_if.html"
    return render(request, template, context)


def _form(request, recorded: Assessment) -> SupposingForm:
    asked = [one.fact for one in recorded.ask_next][:PROPOSED]
    values = {name: say.value(name, known, knowledge(), language()) for name, known in recorded.facts.items()}
    form = SupposingForm(request.GET, proposed=asked, recorded=values)
    form.is_valid()
    return form


def _answer(both: Compared, before: Setting, after: Setting) -> dict[str, Any]:
    facts = knowledge().vocabulary.facts
    old, new = ([one.fact for one in side.ask_next] for side in (both.before, both.after))
    supposed = after.supposing

    def questions(names: Sequence[str]) -> list[str]:
        left = [facts[name] for name in names if supposed.get(name) is None]
        return [(one.question or one.labels).in_(language()) for one in left]

    return {
        "headline_before": say.headline(both.before, both.case, knowledge(), language()),
        "headline_after": say.headline(both.after, both.case, knowledge(), language()),
        "rows": difference_rows(both.differences, before, after, language()),
        "unchanged": both.answers - sum(one.after is not None for one in both.differences),
        "no_longer_asked": questions([name for name in old if name not in new]),
        "newly_asked": questions([name for name in new if name not in old]),
        "supposed": [
            {
                "label": say.label(name, knowledge(), language()),
                "recorded": say.value(name, both.before.facts.get(name), knowledge(), language()),
                "value": say.value(name, None if value is None else Known(value), knowledge(), language()),
            }
            for name, value in supposed.items()
        ],
    }


def _others(form: SupposingForm) -> list[tuple[str, str]]:
    """The facts that can be added, by their words."""
    names = [name for name in knowledge().vocabulary.facts if may_be_supposed(name) and name not in form.facts]
    return sorted(
        ((name, say.label(name, knowledge(), language())) for name in names), key=lambda one: one[1].casefold()
    )


def _tried(request, record, tumour: str, setting: Setting) -> dict[str, Any]:
    """What each answer to the question of the address would change; nothing when it asks about none."""
    fact = request.GET.get("ask", "")
    if not may_be_supposed(fact) or not possible_values(fact, knowledge()):
        return {}
    definition = knowledge().vocabulary.facts[fact]
    rows = [
        {
            "answer": say.value(fact, Known(one.value), knowledge(), language()),
            "href": "?" + urlencode({"tumour": tumour, PREFIX + fact: written(definition, one.value)}),
            "rows": difference_rows(one.differences, setting, setting, language()),
        }
        for one in tried(record, tumour, setting, fact)
    ]
    question = (definition.question or definition.labels).in_(language())
    return {"asked": question, "tried": rows}
