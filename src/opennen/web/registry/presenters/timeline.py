"""The drawing of a case's course."""

from django.utils.safestring import SafeString, mark_safe

from opennen.adapters.knowledge_files import knowledge
from opennen.adapters.sheet_data import grades_of
from opennen.adapters.timeline_svg import timeline_svg
from opennen.cases.model import Case
from opennen.evaluate.assessment import Assessment


def timeline(case: Case, assessment: Assessment, language: str, width: int) -> SafeString:
    """Return the drawing as SVG, specimens with their class by the rules; its text comes escaped from the adapter."""
    grades = grades_of(assessment, knowledge(), language)
    drawn = timeline_svg(case, knowledge(), language, assessment.on, width=width, grades=grades)
    return mark_safe(drawn)  # noqa: S308  escaped by the adapter
