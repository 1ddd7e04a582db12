"""Proposals in words: states, what changed line by line, what was found and where, what it does to the cases."""

from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from opennen.evaluate import words
from opennen.rules.excerpt import file_and_line
from opennen.rules.packs import Knowledge
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
PART_WORDS = {
    "classification": pgettext_lazy("impact", "Classification"),
    "option": pgettext_lazy("impact", "Option"),
    "task": pgettext_lazy("impact", "Work-up and follow-up"),
    "finding": pgettext_lazy("impact", "Finding"),
}
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


def impact_rows(impact: dict[str, Any], knowledges: tuple[Knowledge, ...], language: str) -> dict[str, Any]:
    """Return an impact with its names and values in words; of what it does not have, nothing."""
    say = _Words(knowledges, language)
    return {
        **impact,
        "answers": [{**say.difference(*one[:4]), "cases": one[4]} for one in impact["answers"]],
        "cases": [
            {**case, "differences": [say.difference(*one) for one in case["differences"]]} for case in impact["cases"]
        ],
        "is_whole": impact["looked_at"] == impact["total"],
    }


class _Words:
    def __init__(self, knowledges: tuple[Knowledge, ...], language: str) -> None:
        self.language = language
        self.titles: dict[str, str] = {}
        for knowledge in reversed(knowledges):
            self.titles |= {one.id: one.title.in_(language) for one in knowledge.options}
            self.titles |= {one.id: one.title.in_(language) for one in knowledge.tasks}
            self.titles |= {one.id: one.message.in_(language) for one in knowledge.findings}
        self.knowledges = knowledges

    def difference(self, part: str, name: str, before: str | None, after: str | None) -> dict[str, Any]:
        what = "" if part == "classification" else self.titles.get(name, name)
        return {
            "part": PART_WORDS.get(part, part),
            "what": what,
            "name": name,
            "before": self._value(part, name, before),
            "after": self._value(part, name, after),
        }

    def _value(self, part: str, name: str, value: str | None) -> str:
        if value is None:
            return "–"
        if part == "option" and value in words.STATUS:
            return words.STATUS[value].in_(self.language)
        if part == "task" and value in words.TASK_STATE:
            return words.TASK_STATE[value].in_(self.language)
        if part == "finding":
            return str(LEVEL_WORDS.get(value, value))
        return self._code(name, value)

    def _code(self, name: str, value: str) -> str:
        fact = {"system": "classification_system"}.get(name.rpartition(".")[2], f"tumour_{name.rpartition('.')[2]}")
        for knowledge in self.knowledges:
            found = knowledge.vocabulary.facts.get(fact)
            values = knowledge.vocabulary.sets.get(found.values or "") if found else None
            if values is not None and value in values.values:
                return values.label(value, self.language)
        return value
