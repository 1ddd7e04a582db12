"""What counting error leaves open of a class: the chances, a drawing for each count near a border, what is assumed."""

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from opennen.adapters.interval_svg import interval_svg


@dataclass(frozen=True)
class Measured:
    """Shown only where a border lies inside an interval. `more`: the counts without one, and the facts not counted."""

    chances: str
    drawings: tuple[tuple[SafeString, str], ...]  # the drawing, and its words
    more: tuple[str, ...]
    assumes: str
    sources: list[dict[str, Any]]


def measured(classified: dict[str, Any], language: str) -> Measured | None:
    """Return what the page shows of one specimen's counts; None when no border lies inside an interval.

    classified: as in the documented JSON; a record signed before counting error was shown has none.
    """
    found = classified.get("probabilities")
    if not found or not found["near_border"]:
        return None
    drawn = [
        (mark_safe(interval_svg(one, language)), f"{one['text']} · {one['more']['text']}")  # noqa: S308  escaped there
        for one in found["facts"]
        if one["borders"]
    ]
    others = [one["text"] for one in found["facts"] if not one["borders"]]
    return Measured(
        chances=found["chances_text"],
        drawings=tuple(drawn),
        more=(*others, *(one["text"] for one in found["not_counted"])),
        assumes=found["assumes"],
        sources=found["sources"],
    )
