"""Who else may see a case."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from opennen.web.accounts.capabilities import Capability
from opennen.web.registry import actions
from opennen.web.registry.forms import InvitationForm
from opennen.web.registry.views.cases import visible_record


def invite(request, pk: int):
    request.membership.check_may(Capability.INVITE_TO_CASE)
    record = visible_record(request, pk)
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.invite(actor=request.membership, record_id=record.pk, **form.cleaned_data)
        messages.success(request, _("Invited. The person sees this case after signing in."))
        return redirect("registry:case", pk)
    return render(request, "registry/invite.html", {"form": form, "record": record}, status=400 if form.errors else 200)


@require_POST
def withdraw(request, pk: int, invitation: int):
    record = visible_record(request, pk)
    actions.withdraw_invitation(actor=request.membership, record_id=record.pk, invitation_id=invitation)
    messages.success(request, _("The invitation has ended."))
    return redirect("registry:case", pk)
