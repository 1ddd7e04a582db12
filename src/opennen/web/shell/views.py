"""Pages that belong to no app: language, errors, and a first page until the boards bring theirs."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from opennen.web.shell.signals import language_chosen


def home(request):
    return render(request, "shell/home.html")


@login_not_required
@require_POST
def choose_language(request):
    """Switch the language and go back to the page; kept in a cookie and, signed in, in the profile."""
    language = request.POST.get("language", "")
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    response = redirect(back)
    if language not in dict(settings.LANGUAGES):
        return bad_request(request)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )
    if request.user.is_authenticated:
        language_chosen.send(sender=None, user=request.user, language=language)
    return response


def bad_request(request, exception=None):
    return _error(
        request,
        400,
        _("We could not read what was sent"),
        _("Something in the address or the form was not understood. Go back, check what you typed and send it again."),
    )


def not_allowed(request, exception=None):
    reason = str(exception) if exception and str(exception) else _("Your role here does not include this page.")
    return _error(request, 403, _("You may not do this"), reason)


@login_not_required
def csrf_refused(request, reason=""):
    return _error(
        request,
        403,
        _("The form had expired"),
        _("Nothing was saved. Go back, reload the page and send it again. Cookies must be allowed for this site."),
    )


def not_found(request, exception=None):
    return _error(
        request,
        404,
        _("There is no such page"),
        _("It does not exist, or it concerns a case that was not shared with you. Check the address."),
    )


def request_too_large(request):
    megabytes = settings.MAXIMUM_REQUEST_BYTES // 1_000_000
    return _error(
        request,
        413,
        _("What was sent is too large"),
        _("At most %(megabytes)s MB are accepted. Nothing was saved. Split the file and send it in parts.")
        % {"megabytes": megabytes},
    )


def failed(request):
    """Answer without the database, the session or the menu: any of them may be what failed."""
    return _error(
        request,
        500,
        _("Something went wrong with us"),
        _("It was noted for the administrator. Nothing was half saved. Try again in a moment."),
        template="shell/errors/bare.html",
    )


def _error(request, status: int, title: str, remedy: str, template: str = "shell/errors/error.html") -> HttpResponse:
    # htmx 4 swaps error answers into the page, so a fragment's request gets a fragment.
    if request.headers.get("HX-Request") == "true":
        template = "shell/errors/fragment.html"
    plain = template != "shell/errors/error.html"
    context = {"status": status, "title": title, "remedy": remedy}
    return render(None if plain else request, template, context, status=status)
