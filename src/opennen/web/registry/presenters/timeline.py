"""The drawing of a case's course."""

from datetime import date

from django.utils.safestring import SafeString, mark_safe

from opennen.adapters.knowledge_files import knowledge
from opennen.adapters.timeline_svg import timeline_svg
from opennen.cases.model import Case


def timeline(case: Case, language: str, on: date, width: int) -> SafeString:
    """Return the drawing as SVG; its text comes escaped from the adapter."""
    return mark_safe(timeline_svg(case, knowledge(), language, on, width=width))  # noqa: S308  escaped by the adapter
