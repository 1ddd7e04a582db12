"""The drawing of a case's course."""

from datetime import date
from importlib import import_module
from importlib.util import find_spec

from django.utils.safestring import SafeString, mark_safe

from opennen.adapters.knowledge_files import knowledge
from opennen.cases.model import Case


def timeline(case: Case, language: str, on: date, width: int) -> SafeString:
    """Return the drawing as SVG; its text comes escaped from the adapter."""
    if find_spec("opennen.adapters.timeline_svg") is None:
        return SafeString("")
    draw = import_module("opennen.adapters.timeline_svg").timeline_svg
    return mark_safe(draw(case, knowledge(), language, on, width=width))  # noqa: S308  drawn and escaped by the adapter
