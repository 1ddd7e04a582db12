"""Files in and out: import with its report, registry rows, the code book."""

import json

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from opennen.adapters.case_files import read_case_file
from opennen.adapters.knowledge_files import knowledge
from opennen.adapters.registry_files import registries, rows_for
from opennen.adapters.sheet_data import sheet_from
from opennen.adapters.sheet_pdf import case_sheet
from opennen.exchange.code_book import code_book, code_book_csv
from opennen.exchange.formats import as_csv, as_json, losses_csv
from opennen.kernel.finding import Refused
from opennen.web.accounts.capabilities import Capability
from opennen.web.registry import actions
from opennen.web.registry.forms import CaseFilters, ImportForm, language
from opennen.web.registry.selectors import assessed, case_list, today
from opennen.web.registry.signatures import signatures
from opennen.web.registry.views.cases import visible_record

CASES_PER_FILE = 20_000


def import_file(request):
    actor = request.membership
    actor.check_may(Capability.IMPORT_CASES)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "registry/import.html", {"form": form}, status=400 if form.errors else 200)
    file = form.cleaned_data["file"]
    try:
        found = [actions.Incoming(*one) for one in read_case_file(file.read(), today())]
        kept = actions.import_cases(actor=actor, incoming=found, name=file.name)
    except Refused as refused:
        rows = [
            {
                "place": one.place,
                "code": one.code,
                "message": one.message.in_(language()),
                "example": one.example,
                "remedy": one.remedy.in_(language()) if one.remedy else "",
            }
            for one in refused.findings
        ]
        return render(request, "registry/import.html", {"form": form, "refused": rows, "name": file.name}, status=422)
    messages.success(
        request, ngettext("%(count)s case imported.", "%(count)s cases imported.", len(kept)) % {"count": len(kept)}
    )
    return redirect("registry:case", kept[0].pk) if len(kept) == 1 else redirect("registry:cases")


@require_GET
def export_page(request):
    request.membership.check_may(Capability.EXPORT_CASES)
    return render(request, "registry/export.html", {"registries": _registries(), "query": request.GET.urlencode()})


def _registries():
    return [{"id": one.id, "title": one.title.in_(language())} for one in registries().values()]


@require_GET
@transaction.atomic
def export(request, registry: str, form: str, pk: int | None = None):
    """The registry rows of one case, or of the cases the list shows, in the audit trail case by case."""
    actor = request.membership
    actor.check_may(Capability.EXPORT_CASES)
    records = [visible_record(request, pk)] if pk else _listed(request)
    if registry not in registries():
        raise Http404
    many = []
    for record in records:
        found = assessed(record)
        many += [rows_for(found.case, one, registry) for one in found.assessments]
        actions.record_read(actor=actor, record=record, what="case.export", registry=registry, form=form)
    name = f"{registry}-{records[0].identifier if pk else 'cases'}-{today().isoformat()}"
    return _file(many, form, name)


def _listed(request):
    filters = CaseFilters(request.GET)
    wanted = filters.cleaned_data if filters.is_valid() else {}
    return list(
        case_list(request.membership, **wanted).defer(None).select_related("centre", "identity")[:CASES_PER_FILE]
    )


def _file(many, form: str, name: str) -> HttpResponse:
    if form == "json":
        text = json.dumps(as_json(many, language()), ensure_ascii=False, indent=1)
        return _download(text, "application/json", f"{name}.json")
    french = language() == "fr"
    separator = ";" if french else ","
    if form == "losses":
        return _download(losses_csv(many, language(), separator, bom=True), "text/csv", f"{name}-losses.csv")
    return _download(as_csv(many, None, separator, bom=True), "text/csv", f"{name}.csv")


@require_GET
def book(request, registry: str, form: str):
    """The code book of a registry: every column, its words and its codes."""
    request.membership.check_may(Capability.EXPORT_CASES)
    chosen = registries().get(registry)
    if chosen is None:
        raise Http404
    if form == "json":
        text = json.dumps(code_book(chosen), ensure_ascii=False, indent=1)
        return _download(text, "application/json", f"{registry}-code-book.json")
    separator = ";" if language() == "fr" else ","
    text = code_book_csv(chosen, language(), separator, bom=True)
    return _download(text, "text/csv", f"{registry}-code-book.csv")


@require_GET
@transaction.atomic
def sheet(request, pk: int):
    """The case sheet of the first tumour (or of ?tumour=) as PDF, in the page's language."""
    actor = request.membership
    actor.check_may(Capability.PRINT_SHEET)
    record = visible_record(request, pk)
    found = assessed(record)
    named = request.GET.get("tumour")
    chosen = next((one for one in found.assessments if one.tumour == named), found.assessments[0])
    lines = sheet_from(
        chosen,
        found.case,
        knowledge(),
        language(),
        identifier=record.identifier,
        is_detailed=True,
        signatures=signatures(knowledge()),
    )
    pdf = case_sheet(lines, language(), today())
    actions.record_read(actor=actor, record=record, what="case.print", tumour=chosen.tumour)
    response = HttpResponse(pdf, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{record.identifier}-{language()}.pdf"'
    return response


def _download(text: str, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type=f"{kind}; charset={settings.DEFAULT_CHARSET}")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
