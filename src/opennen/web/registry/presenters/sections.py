"""Sections that apps above the registry put into the case page: registered when they are ready, drawn in order."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise

from opennen.web.registry.models import CaseRecord


@dataclass(frozen=True)
class Section:
    """id: the anchor; template: drawn inside the section with what `context(request, record)` gives.

    place: "boards" stands before the deliveries, "top" under the headline (a line of actions, without a frame).
    """

    id: str
    title: str | Promise
    template: str
    context: Callable[[HttpRequest, CaseRecord], dict[str, Any]]
    order: int = 50
    place: str = "boards"


_SECTIONS: dict[str, Section] = {}


def register(section: Section) -> None:
    """Add a section; asked again with the same id it replaces the first."""
    _SECTIONS[section.id] = section


def sections(request: HttpRequest, record: CaseRecord, place: str) -> list[dict[str, Any]]:
    """Return the sections of a place with their context."""
    chosen = sorted((one for one in _SECTIONS.values() if one.place == place), key=lambda one: one.order)
    return [
        {"id": one.id, "title": one.title, "template": one.template, "context": one.context(request, record)}
        for one in chosen
    ]
