"""All addresses: each app brings its own; the first that answers wins, so the shell's plain home comes last."""

from importlib import import_module

from django.apps import apps
from django.conf import settings
from django.urls import include, path

_installed = [name for name in reversed(settings.APPS_IN_ORDER) if apps.is_installed(f"opennen.web.{name}")]

urlpatterns = [
    path("account/", include("allauth.urls")),
    *(path("", include(import_module(f"opennen.web.{name}.urls"))) for name in _installed),
]

handler400 = "opennen.web.shell.views.bad_request"
handler403 = "opennen.web.shell.views.not_allowed"
handler404 = "opennen.web.shell.views.not_found"
handler500 = "opennen.web.shell.views.failed"
