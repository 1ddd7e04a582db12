"""Pages of accounts: the people of a centre for its administrator, and one's own profile."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from opennen.web.accounts import actions
from opennen.web.accounts.capabilities import Capability
from opennen.web.accounts.forms import AccountForm, PlaceForm, ProfileForm
from opennen.web.accounts.middleware import SESSION_KEY
from opennen.web.accounts.selectors import active_memberships, people_of_centre


@require_GET
def people(request):
    return render(request, "accounts/people.html", {"people": people_of_centre(request.membership)})


def new_account(request):
    actor = request.membership
    actor.check_may(Capability.MANAGE_ACCOUNTS)
    form = AccountForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            membership = actions.create_account(actor=actor, **form.cleaned_data)
        except actions.AccountRefused as refusal:
            form.add_error("email", str(refusal))
        else:
            return _show_invitation(request, membership)
    return render(request, "accounts/new.html", {"form": form}, status=400 if form.errors else 200)


@require_POST
def invite_again(request, pk: int):
    return _show_invitation(request, _of_my_centre(request, pk))


def change_place(request, pk: int):
    """Change a person's role and discipline."""
    membership = _of_my_centre(request, pk)
    form = PlaceForm(_sent(request), initial={"role": membership.role, "discipline": membership.discipline})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_role(actor=request.membership, membership=membership, **form.cleaned_data)
        except actions.AccountRefused as refusal:
            form.add_error("role", str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("accounts:people")
    context = {"form": form, "person": membership}
    return render(request, "accounts/place.html", context, status=400 if form.errors else 200)


@require_POST
def disable(request, pk: int):
    try:
        actions.disable_account(actor=request.membership, membership=_of_my_centre(request, pk))
    except actions.AccountRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The account has ended; the person was signed out."))
    return redirect("accounts:people")


@require_POST
def enable(request, pk: int):
    actions.enable_account(actor=request.membership, membership=_of_my_centre(request, pk))
    messages.success(request, _("The account works again."))
    return redirect("accounts:people")


def profile(request):
    user = request.user
    form = ProfileForm(_sent(request), initial={"name": user.name, "language": translation.get_language()})
    if request.method == "POST" and form.is_valid():
        actions.change_profile(user=user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        response = redirect("accounts:profile")
        # The choice made here must win over an older one kept by this browser.
        response.delete_cookie(settings.LANGUAGE_COOKIE_NAME, samesite=settings.LANGUAGE_COOKIE_SAMESITE)
        return response
    context = {"form": form, "memberships": active_memberships(user), "has_second_factor": is_mfa_enabled(user)}
    return render(request, "accounts/profile.html", context, status=400 if form.errors else 200)


@require_POST
def choose_centre(request, pk: int):
    """Act in another of one's centres from now on."""
    if any(membership.pk == pk for membership in active_memberships(request.user)):
        request.session[SESSION_KEY] = pk
    return redirect("/")


def _sent(request):
    """Return what was sent, even if it is nothing: an empty form is refused, not silently shown again."""
    return request.POST if request.method == "POST" else None


def _of_my_centre(request, pk: int):
    return get_object_or_404(people_of_centre(request.membership), pk=pk)


def _show_invitation(request, membership):
    path = actions.invitation_path(actor=request.membership, membership=membership)
    context = {"person": membership, "link": request.build_absolute_uri(path)}
    return render(request, "accounts/invitation.html", context)
