"""The list of cases, one case, its history."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from opennen.adapters.knowledge_files import knowledge
from opennen.cases.change import changes
from opennen.cases.model import Case
from opennen.kernel.finding import Refused
from opennen.web.accounts.capabilities import Capability
from opennen.web.registry import actions
from opennen.web.registry.forms import AsOfForm, CaseFilters, NewCaseForm, codes, identity_form, language, person_form
from opennen.web.registry.forms import tumour_form as form_of_tumour
from opennen.web.registry.models import CaseRecord
from opennen.web.registry.presenters import case_page, event_rows
from opennen.web.registry.presenters.changes import change_rows
from opennen.web.registry.presenters.sections import sections
from opennen.web.registry.presenters.timeline import timeline
from opennen.web.registry.presenters.words import EVENT_WORDS
from opennen.web.registry.selectors import (
    assessed,
    case_list,
    identity_of,
    may_edit,
    may_see_identity,
    visible,
)
from opennen.web.registry.signatures import signatures

CASES_PER_PAGE = 25


def visible_record(request, pk: int) -> CaseRecord:
    """Return the case if the person may see it; otherwise there is no such page."""
    records = visible(request.membership).select_related("centre", "identity", "created_by", "updated_by")
    found = records.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@require_GET
def cases(request):
    actor = request.membership
    actor.check_may(Capability.SEE_OWN_CASES)
    form = CaseFilters(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    page = Paginator(case_list(actor, **wanted), CASES_PER_PAGE).get_page(request.GET.get("page"))
    labels = {name: dict(codes(name)) for name in ("primary_site", "tumour_family", "tumour_grade")}
    rows = [
        {
            "record": record,
            "headline": record.headlines.get(language()) or record.headlines.get("en", ""),
            "site": labels["primary_site"].get(record.site, record.site),
            "grade": " ".join(
                part
                for part in (
                    labels["tumour_family"].get(record.family, record.family),
                    labels["tumour_grade"].get(record.grade, record.grade),
                )
                if part
            ),
        }
        for record in page
    ]
    context = {
        "form": form,
        "page": page,
        "rows": rows,
        "narrowed": any(wanted.values()),
        "may_create_case": actor.may(Capability.CREATE_CASE),
        "may_import_cases": actor.may(Capability.IMPORT_CASES),
        "may_export_cases": actor.may(Capability.EXPORT_CASES),
    }
    return render(request, "registry/cases.html", context)


def new_case(request):
    actor = request.membership
    actor.check_may(Capability.CREATE_CASE)
    data = request.POST or None
    forms = {
        "case": NewCaseForm(data),
        "person": person_form(data),
        "identity": identity_form(data),
        "tumour": form_of_tumour(data),
    }
    valid = [form.is_valid() for form in forms.values()]  # each of them, so that every error is shown at once
    if request.method == "POST" and all(valid):
        try:
            record = actions.create_case(actor=actor, case=_new_case(forms), identity=forms["identity"].part())
        except Refused as refused:
            for finding in refused.findings:
                name = "case" if finding.code == "C120" else "tumour" if "tumours" in finding.place else "person"
                if name == "case":
                    forms["case"].add_error("identifier", _with_remedy(finding))
                else:
                    forms[name].take_findings([finding], "$.person" if name == "person" else "$.tumours[0]")
        else:
            messages.success(request, _("The case is kept. Add what happened, oldest first or in any order."))
            return redirect("registry:case", record.pk)
    refused_any = any(form.errors for form in forms.values())
    return render(request, "registry/new_case.html", {"forms": forms}, status=400 if refused_any else 200)


def _with_remedy(finding) -> str:
    remedy = f" {finding.remedy.in_(language())}" if finding.remedy else ""
    return finding.message.in_(language()) + remedy


def _new_case(forms) -> Case:
    identifier = forms["case"].cleaned_data["identifier"]
    tumour = {"id": "t1", **forms["tumour"].part()}
    return Case.model_validate({"id": identifier, "person": forms["person"].part(), "tumours": [tumour]})


@require_GET
@transaction.atomic
def case(request, pk: int):
    """The whole file of a patient: every read of it is in the trail, in the same transaction."""
    record, actor = visible_record(request, pk), request.membership
    form = AsOfForm(request.GET)
    form.is_valid()
    on, country = form.cleaned_data.get("on"), (form.cleaned_data.get("country") or "").upper() or None
    found = assessed(record, on=on, country=country)
    with_identity = may_see_identity(actor, record)
    noted = {"on": on.isoformat()} if on else {}
    actions.record_read(actor=actor, record=record, identity=with_identity, **noted)
    editing = may_edit(actor, record)
    first = found.assessments[0]
    signed = signatures(knowledge())
    as_of = urlencode({"on": first.on.isoformat(), "country": first.country or ""}) if on or country else ""
    pages = [case_page(record, found.case, one, language(), editing, signed, as_of) for one in found.assessments]
    context = {
        "record": record,
        "case": found.case,
        "pages": pages,
        "may_edit": editing,
        "identity": identity_of(record) if with_identity else {},
        "on": first.on,
        "country": first.country,
        "as_of_asked": bool(on or country),
        "timeline": timeline(found.case, first, language(), width=1180),
        "timeline_narrow": timeline(found.case, first, language(), width=360),
        "rows": event_rows(found.case, language()),
        "event_kinds": EVENT_WORDS.items(),
        "top": sections(request, record, "top"),
        "added": sections(request, record, "boards"),
        "knowledge_version": first.knowledge_version,
        "invitations": record.invitations.filter(withdrawn_at=None).select_related("user", "invited_by"),
        "may_invite": actor.may(Capability.INVITE_TO_CASE) and record.centre_id == actor.centre_id,
        "may_export": actor.may(Capability.EXPORT_CASES),
        "may_print": actor.may(Capability.PRINT_SHEET),
    }
    return render(request, "registry/case.html", context)


@require_GET
@transaction.atomic
def history(request, pk: int):
    """Every version: who, when, why, what changed."""
    record = visible_record(request, pk)
    revisions = list(record.revisions.select_related("by")[:200])
    rows = []
    for number, revision in enumerate(revisions):
        before = revisions[number + 1] if number + 1 < len(revisions) else None
        done = changes(Case.model_validate(before.document), Case.model_validate(revision.document)) if before else ()
        rows.append({"revision": revision, "changes": change_rows(done, language()), "is_first": before is None})
    actions.record_read(actor=request.membership, record=record, what="case.read_history")
    return render(request, "registry/history.html", {"record": record, "rows": rows})
