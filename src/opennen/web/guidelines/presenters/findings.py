"""Findings about a knowledge in the reader's language."""

from collections.abc import Iterable

from opennen.kernel.finding import Finding


def finding_rows(findings: Iterable[Finding], language: str) -> list[dict[str, str]]:
    """Return findings as a page shows them: code, place, what, example, remedy."""
    return [
        {
            "code": one.code,
            "place": one.place,
            "message": one.message.in_(language),
            "example": one.example,
            "remedy": one.remedy.in_(language) if one.remedy else "",
        }
        for one in findings
    ]
