"""A comparison as the rows of a table."""

from typing import Any

from opennen.evaluate.compare import Difference, title_of
from opennen.kernel.text import Text
from opennen.web.registry.comparing import Cell, Impact, Place
from opennen.web.registry.presenters.differences import difference_row
from opennen.web.reports.selectors import SMALL, cells_of


def impact_rows(found: Impact, before: Place, after: Place, language: str) -> list[dict[str, Any]]:
    """Return each answer that differs with both sides in words, for how many cases, and the rules behind it."""
    return [
        {
            **cell_row(cell, found, before, after, language),
            "number": number,
            "count": len(pks),
            "small": len(pks) < SMALL,
        }
        for number, (cell, pks) in enumerate(cells_of(found))
    ]


def cell_row(cell: Cell, found: Impact, before: Place, after: Place, language: str) -> dict[str, Any]:
    """Return one cell in words."""
    question, first, second = cell
    title = title_of(question, after.knowledge) or title_of(question, before.knowledge)
    rules = tuple(sorted(found.rules.get(cell, ())))
    one = Difference(question, title or Text(fr=question.id, en=question.id), first, second, rules)
    return difference_row(one, before.knowledge, after.knowledge, language)
