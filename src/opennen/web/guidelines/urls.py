"""Addresses of the guidelines app: reading, and (in a module of its own) proposing and signing."""

from importlib import import_module
from importlib.util import find_spec

from django.urls import include, path

app_name = "guidelines"
_PARTS = ("opennen.web.guidelines.proposing_urls", "opennen.web.guidelines.reading_urls")
urlpatterns = [path("guidelines/", include(import_module(part))) for part in _PARTS if find_spec(part) is not None]
