"""Changing rules: proposed as a file or in the browser, verified at once, reviewed by a second person."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from opennen.adapters.knowledge_files import in_use, knowledge
from opennen.kernel.finding import Refused
from opennen.rules.proposal import FileChange, ProposalState
from opennen.rules.refusal import KnowledgeRefused
from opennen.web.accounts.capabilities import Capability
from opennen.web.guidelines import actions
from opennen.web.guidelines.forms import BeginForm, ProposalForm, ReviewForm
from opennen.web.guidelines.impact import impact_of
from opennen.web.guidelines.in_force import cases_by_another_version, texts_in_force
from opennen.web.guidelines.models import Proposal
from opennen.web.guidelines.presenters.proposals import (
    STATE_SIGNS,
    STATE_WORDS,
    finding_rows,
    impact_rows,
    lines_changed,
)
from opennen.web.guidelines.selectors_proposals import files_to_propose, may_do, proposals_of, resulting_knowledge
from opennen.web.registry.selectors import visible
from opennen.web.registry.views.passwords import may_try_to_sign


def language() -> str:
    return (get_language() or "fr")[:2]


@require_GET
def proposals(request):
    """All proposals, and how far the cases are by the knowledge in force."""
    request.membership.check_may(Capability.SEE_GUIDELINES)
    rows = [
        {"one": one, "words": STATE_WORDS[ProposalState(one.state)], "sign": STATE_SIGNS[ProposalState(one.state)]}
        for one in proposals_of(request.membership)
    ]
    context = {
        "rows": rows,
        "may_edit": request.membership.may(Capability.EDIT_GUIDELINES),
        "version": knowledge().version,
        "others": cases_by_another_version(),
        "findings": [(one, one.message.in_(language())) for one in in_use().findings],
    }
    return render(request, "guidelines/proposals/list.html", context)


def begin(request):
    """Choose a file of the knowledge in force, or bring one."""
    actor = request.membership
    actor.check_may(Capability.EDIT_GUIDELINES)
    form = BeginForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            found = actions.begin_proposal(
                actor=actor, name=form.cleaned_data["name"], text=form.cleaned_data["upload"]
            )
        except KnowledgeRefused as refused:
            form.add_error("name", refused.sentence(get_language()))
        else:
            return redirect("guidelines:edit_proposal", found.pk)
    folders = [(folder, _title(folder), names) for folder, names in files_to_propose().items()]
    context = {"form": form, "folders": folders}
    return render(request, "guidelines/proposals/begin.html", context, status=400 if form.errors else 200)


@require_GET
def proposal(request, pk: int):
    """A proposal: why, its lines, what was found, what may be done."""
    return render(request, "guidelines/proposals/show.html", _context(request, _found(request, pk)))


def edit(request, pk: int):
    """The text of one file with what was found beside it. What is broken is kept as typed."""
    actor, found = request.membership, _found(request, pk)
    actor.check_may(Capability.EDIT_GUIDELINES)
    files = {one.name: one for one in found.files.all()}
    name = request.POST.get("file") or request.GET.get("file") or next(iter(files), "")
    if name not in files:
        raise Http404
    initial = {
        "version": found.version,
        "text": files[name].after,
        "why_fr": found.why_fr,
        "why_en": found.why_en,
    }
    form = ProposalForm(request.POST or None, request.FILES or None, initial=initial)
    theirs = None
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            saved = actions.save_proposal(
                actor=actor,
                pk=pk,
                version=said["version"],
                texts={name: form.proposed()},
                why_fr=said["why_fr"],
                why_en=said["why_en"],
            )
        except KnowledgeRefused as refused:
            form, theirs = _kept(form, refused, found, files[name].after)
        else:
            _tell_found(request, saved)
            return redirect(f"{request.path}?file={name}")
    context = {**_context(request, found), "form": form, "name": name, "theirs": theirs}
    context["here"] = [one for one in context["findings"] if one["file"] == name]
    context["elsewhere"] = [one for one in context["findings"] if one["file"] != name]
    return render(request, "guidelines/proposals/edit.html", context, status=400 if form.errors else 200)


@require_POST
def add_file(request, pk: int):
    """Take another file into a proposal."""
    found = _found(request, pk)
    name = request.POST.get("name", "").strip()
    try:
        actions.save_proposal(
            actor=request.membership,
            pk=pk,
            version=_version(request),
            texts={name: None},
            why_fr=found.why_fr,
            why_en=found.why_en,
        )
    except KnowledgeRefused as refused:
        messages.error(request, refused.sentence(get_language()))
        return redirect("guidelines:proposal", pk)
    return redirect(f"{_address(pk)}?file={name}")


@require_POST
def change(request, pk: int, what: str):
    """Submit, withdraw, verify again; drop a file, or compare it with the text now in force."""
    said: dict[str, Any] = {
        "actor": request.membership,
        "pk": _found(request, pk).pk,
        "version": _version(request),
    }
    steps: dict[str, Callable[..., Proposal]] = {
        "submit": actions.submit_proposal,
        "withdraw": actions.withdraw_proposal,
        "update": actions.bring_up_to_date,
        "drop": actions.drop_file,
        "rebase": actions.rebase_file,
    }
    if what not in steps:
        raise Http404
    if what in ("drop", "rebase"):
        said["name"] = request.POST.get("name", "")
    try:
        steps[what](**said)
    except KnowledgeRefused as refused:
        messages.error(request, refused.sentence(get_language()))
    return redirect("guidelines:proposal", pk)


def review(request, pk: int):
    """Read, see the impact, then approve with the password or send back."""
    actor, found = request.membership, _found(request, pk)
    actor.check_may(Capability.REVIEW_GUIDELINES)
    form = ReviewForm(request.POST or None, initial={"version": found.version})
    if request.method == "POST" and form.is_valid() and _reviewed(request, found, form):
        return redirect("guidelines:proposal", pk)
    context = {**_context(request, found), "form": form, "impact": _impact(request, found)}
    return render(request, "guidelines/proposals/review.html", context, status=400 if form.errors else 200)


@require_GET
def impact(request, pk: int):
    """Which answers change, and for how many of the centre's cases."""
    found = _found(request, pk)
    context = {**_context(request, found), "impact": _impact(request, found)}
    return render(request, "guidelines/proposals/impact.html", context)


def _tell_found(request, saved: Proposal) -> None:
    errors = sum(one["level"] == "error" for one in saved.findings)
    if errors:
        words = ngettext(
            "Saved. The verification found %(n)s error.", "Saved. The verification found %(n)s errors.", errors
        )
        messages.warning(request, words % {"n": errors})
    else:
        messages.success(request, _("Saved and verified."))


def _reviewed(request, found: Proposal, form) -> bool:
    said = {"actor": request.membership, "pk": found.pk, "version": form.cleaned_data["version"]}
    comment = form.cleaned_data["comment"]
    try:
        if request.POST.get("do") == "return":
            actions.return_proposal(**said, comment=comment)
            messages.success(request, _("Sent back to its authors."))
            return True
        if not may_try_to_sign(request, form):
            return False
        actions.approve_proposal(**said, comment=comment)
    except KnowledgeRefused as refused:
        form.add_error(None, refused.sentence(get_language()))
        return False
    messages.success(request, _("Approved, signed and in force. The facts of all cases are being derived again."))
    return True


def _impact(request, found: Proposal):
    """The impact in words; None when the text cannot be read."""
    try:
        after = resulting_knowledge(found)
    except Refused:
        return None
    done = found.impact
    if (done.get("result"), done.get("centre")) != (after.version, request.membership.centre_id):
        done = impact_of(request.membership, after)
        actions.keep_impact(found=found, impact=done)
    rows = impact_rows(done, language())
    seen = set(visible(request.membership).values_list("pk", flat=True)) if done["cases"] else set()
    return {**rows, "cases": [one for one in rows["cases"] if one["pk"] in seen]}


def _context(request, found: Proposal) -> dict:
    in_force = texts_in_force()
    texts = {**in_force, **{one.name: one.after for one in found.files.all()}}
    may = may_do(request.membership, found)
    return {
        "found": found,
        "state_words": STATE_WORDS[ProposalState(found.state)],
        "state_sign": STATE_SIGNS[ProposalState(found.state)],
        "may": may,
        "overtaken": [
            {"name": one.name, "lines": lines_changed(FileChange(one.name, one.before, in_force.get(one.name, "")))}
            for one in found.changes
            if one.name in may.overtaken
        ],
        "files": [
            {"name": one.name, "is_new": one.before is None, "lines": lines_changed(one)} for one in found.changes
        ],
        "findings": finding_rows(found.findings, texts, language()),
        "is_verified": bool(found.verified_on),
        "has_errors": any(one["level"] == "error" for one in found.findings),
        "is_outdated": bool(found.verified_on) and found.verified_on != knowledge().version,
        "is_signed": bool(found.signature) and actions.verified(found),
        "authors": ", ".join(one.user.name for one in found.authors.all()),
        "others": cases_by_another_version() if found.state == ProposalState.APPROVED.value else 0,
    }


def _kept(form: ProposalForm, refused: KnowledgeRefused, found: Proposal, theirs: str):
    """The form with what was typed, ready to be saved on top of what somebody else saved meanwhile."""
    data = form.data.copy()  # type: ignore[attr-defined]  # a QueryDict, whose copy can be changed
    if form.cleaned_data["upload"] is not None:
        data["text"] = form.cleaned_data["upload"]
    if refused.code == "R824":
        data["version"] = found.version
    again = ProposalForm(data)
    again.is_valid()
    again.add_error(None, refused.sentence(get_language()))
    return again, theirs if refused.code == "R824" else None


def _found(request, pk: int) -> Proposal:
    return get_object_or_404(proposals_of(request.membership), pk=pk)


def _version(request) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isdigit() else 0


def _title(folder: str) -> str:
    pack = knowledge().packs.get(folder.rpartition("/")[2])
    return pack.title.in_(language()) if pack else folder


def _address(pk: int) -> str:
    return reverse("guidelines:edit_proposal", args=[pk])
