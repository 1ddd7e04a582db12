"""What counting error leaves open of a class: one line, a drawing for each count near a border, the assumptions."""

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from opennen.adapters.interval_svg import interval_svg


@dataclass(frozen=True)
class Measured:
    """Shown only where a border lies inside an interval. `more`: what is said of every other outcome and count."""

    text: str
    drawings: tuple[SafeString, ...]
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
    drawn = [interval_svg(one, language) for one in found["facts"] if one["borders"]]
    others = [one["text"] for one in found["facts"] if not one["borders"]]
    return Measured(
        text=found["text"],
        drawings=tuple(mark_safe(one) for one in drawn),  # noqa: S308  escaped by the adapter
        more=(*others, *(one["text"] for one in found["not_counted"])),
        assumes=found["assumes"],
        sources=found["sources"],
    )
