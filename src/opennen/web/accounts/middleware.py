"""Who is asking: signed in on every page, acting as a member of a centre, in their language."""

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _

from opennen.web.accounts.selectors import active_memberships

SESSION_KEY = "membership"


class SignedInEverywhere(LoginRequiredMiddleware):
    """Ask for sign-in on every view that does not say otherwise; a fragment's request sends the whole page there."""

    def handle_no_permission(self, request, view_func):
        answer = super().handle_no_permission(request, view_func)
        if request.headers.get("HX-Request") == "true":
            return HttpResponse(status=204, headers={"HX-Redirect": answer.headers["Location"]})
        return answer


class CurrentMembership:
    """Set `request.membership`: the centre the person chose, else the first; None when they belong to none."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        request.membership = _current(request) if request.user.is_authenticated else None
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        """Refuse our own pages to a person who is signed in and works nowhere (any more)."""
        ours = view_func.__module__.startswith("opennen.") and getattr(view_func, "login_required", True)
        if ours and request.user.is_authenticated and request.membership is None:
            raise PermissionDenied(_("You are not a member of a centre. Ask its administrator."))


class PreferredLanguage:
    """Use the language of the profile where this browser has not chosen one."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        preferred = request.user.language if request.user.is_authenticated else ""
        if not preferred or settings.LANGUAGE_COOKIE_NAME in request.COOKIES:
            return self.get_response(request)
        translation.activate(preferred)
        request.LANGUAGE_CODE = translation.get_language()
        return self.get_response(request)


def _current(request):
    memberships = active_memberships(request.user)
    chosen = request.session.get(SESSION_KEY)
    return next((m for m in memberships if m.pk == chosen), memberships[0] if memberships else None)
