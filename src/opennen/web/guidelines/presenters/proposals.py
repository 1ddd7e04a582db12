"""Proposals in words: states, what changed line by line, what was found and where, what it does to the cases."""

from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from opennen.rules.excerpt import file_and_line
from opennen.rules.proposal import FileChange, ProposalState

STATE_WORDS = {
    ProposalState.DRAFT: pgettext_lazy("proposal", "draft"),
    ProposalState.SUBMITTED: pgettext_lazy("proposal", "to be reviewed"),
    ProposalState.RETURNED: pgettext_lazy("proposal", "sent back"),
    ProposalState.APPROVED: pgettext_lazy("proposal", "approved and in force"),
    ProposalState.WITHDRAWN: pgettext_lazy("proposal", "withdrawn"),
}
# Shape before colour.
STATE_SIGNS = {
    ProposalState.DRAFT: "○",
    ProposalState.SUBMITTED: "◐",
    ProposalState.RETURNED: "↩",
    ProposalState.APPROVED: "●",
    ProposalState.WITHDRAWN: "✕",
}
LEVEL_WORDS = {"error": _("error"), "warning": _("warning"), "notice": _("notice")}
CONTEXT = 3  # unchanged lines shown around a change


def lines_changed(change: FileChange) -> list[dict[str, Any]]:
    """Return what changed as rows: sign ("+", "-", " " or "…"), line number before and after, text."""
    before, after = (change.before or "").splitlines(), change.after.splitlines()
    rows: list[dict[str, Any]] = []
    for group in SequenceMatcher(None, before, after, autojunk=False).get_grouped_opcodes(CONTEXT):
        if rows or group[0][1] > 0:
            rows.append({"sign": "…", "old": "", "new": "", "text": ""})
        for tag, old_from, old_to, new_from, new_to in group:
            if tag == "equal":
                pairs = zip(range(old_from, old_to), range(new_from, new_to), strict=True)
                rows.extend({"sign": " ", "old": o + 1, "new": n + 1, "text": after[n]} for o, n in pairs)
                continue
            rows.extend({"sign": "-", "old": o + 1, "new": "", "text": before[o]} for o in range(old_from, old_to))
            rows.extend({"sign": "+", "old": "", "new": n + 1, "text": after[n]} for n in range(new_from, new_to))
    return rows


def finding_rows(findings: Iterable[dict[str, Any]], texts: dict[str, str], language: str) -> list[dict[str, Any]]:
    """Return what the verification found: where, the line itself, what, an example, what to do."""
    rows = []
    for one in findings:
        name, line = file_and_line(one["place"])
        lines = texts.get(name, "").splitlines()
        rows.append(
            {
                "code": one["code"],
                "level": LEVEL_WORDS.get(one["level"], one["level"]),
                "is_error": one["level"] == "error",
                "file": name,
                "line": line if name in texts else None,
                "text": _said(lines, line),
                "message": one["message"].get(language) or one["message"]["en"],
                "example": one["example"],
                "remedy": (one["remedy"] or {}).get(language) or (one["remedy"] or {}).get("en", ""),
            }
        )
    return sorted(rows, key=lambda row: (not row["is_error"], row["file"], row["line"] or 0))


def _said(lines: list[str], line: int) -> str:
    """The line a finding is about; not one that only opens an entry, which would say nothing."""
    text = lines[line - 1].strip() if 0 < line <= len(lines) else ""
    return "" if text.endswith(":") else text


def impact_rows(impact: dict[str, Any], language: str) -> dict[str, Any]:
    """Return an impact with its names and answers in a language."""
    shown = "fr" if language == "fr" else "en"
    rows = [
        {key: one[key][shown] for key in ("kind", "title", "before", "after")}
        | {"name": one["answer"][1], "cases": one["cases"]}
        for one in impact["answers"]
    ]
    titles = {tuple(one["answer"]): one["title"][shown] for one in impact["answers"]}
    cases = [{**case, "titles": [titles[tuple(one)] for one in case["answers"]]} for case in impact["cases"]]
    return {**impact, "answers": rows, "cases": cases, "is_whole": impact["looked_at"] == impact["total"]}
