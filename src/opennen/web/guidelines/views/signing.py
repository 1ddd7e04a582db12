"""Signing what one has read: a rule or a pack, with the password; and ending one's own signature."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from opennen.adapters.knowledge_files import knowledge
from opennen.rules.references import references
from opennen.rules.refusal import KnowledgeRefused
from opennen.web.accounts.capabilities import Capability
from opennen.web.guidelines.forms import SignForm, WithdrawForm
from opennen.web.guidelines.presenters.signing import sign_rows
from opennen.web.guidelines.selectors_signing import pack_signatures, signed_rules
from opennen.web.registry import signing
from opennen.web.registry.models import RuleSignatureRecord
from opennen.web.registry.views.passwords import may_try_to_sign


def language() -> str:
    return (get_language() or "fr")[:2]


@require_GET
def signatures(request):
    """How far the signing is, pack by pack."""
    request.membership.check_may(Capability.SEE_GUIDELINES)
    packs = knowledge().packs
    rows = [{"pack": packs[one.pack], "title": packs[one.pack].title.in_(language()), "count": one}
            for one in pack_signatures(knowledge())]  # fmt: skip
    context = {"rows": rows, "version": knowledge().version, "may_sign": request.membership.may(Capability.SIGN_RULES)}
    return render(request, "guidelines/signing/packs.html", context)


def sign_pack(request, pack: str):
    """All rules of a pack: read, tick, sign."""
    if pack not in knowledge().packs:
        raise Http404
    title = knowledge().packs[pack].title.in_(language())
    return _sign(request, references(knowledge()).by_pack[pack], title)


def sign_rule(request, rule: str):
    """One rule: read, sign."""
    found = references(knowledge()).rules.get(rule)
    if found is None:
        raise Http404
    return _sign(request, (found,), rule)


def withdraw(request, pk: int):
    """End one's own signature; it stays readable, with the reason."""
    request.membership.check_may(Capability.SIGN_RULES)
    row = get_object_or_404(RuleSignatureRecord, pk=pk, signed_by=request.membership, withdrawal=None)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        signing.withdraw_signature(actor=request.membership, pk=pk, reason=form.cleaned_data["reason"])
        messages.success(request, _("Your signature is withdrawn."))
        return redirect("guidelines:sign_rule", row.rule)
    context = {"form": form, "row": row}
    return render(request, "guidelines/signing/withdraw.html", context, status=400 if form.errors else 200)


def _sign(request, rules, title: str):
    actor = request.membership
    actor.check_may(Capability.SEE_GUIDELINES)
    form = SignForm(request.POST or None)
    if request.method == "POST":
        actor.check_may(Capability.SIGN_RULES)
        if form.is_valid() and may_try_to_sign(request, form) and _signed(request, form):
            return redirect(request.path)
    rows = sign_rows(signed_rules(knowledge(), rules, actor), actor, language())
    context = {
        "form": form,
        "rows": rows,
        "title": title,
        "open": len(rows) == 1,
        "ticked": request.POST.getlist("rule"),
        "version": knowledge().version,
        "may_sign": any(one["may_sign"] for one in rows),
    }
    return render(request, "guidelines/signing/sign.html", context, status=400 if form.errors else 200)


def _signed(request, form) -> bool:
    try:
        rows = signing.sign_rules(actor=request.membership, read=form.read(), comment=form.cleaned_data["comment"])
    except KnowledgeRefused as refused:
        form.add_error(None, refused.sentence(get_language()))
        return False
    messages.success(request, _("Signed: %(number)s.") % {"number": len(rows)})
    return True
