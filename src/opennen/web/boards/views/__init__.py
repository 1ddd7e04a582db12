"""Pages of boards."""

from opennen.web.boards.views.after import home, outcome, recommendations
from opennen.web.boards.views.agenda import ask, item_changes, move, question, remove
from opennen.web.boards.views.decisions import amend, decision, decision_json, minutes_pdf, replay, sheet_pdf
from opennen.web.boards.views.item import item
from opennen.web.boards.views.meetings import (
    attendance,
    change_board,
    change_state,
    close,
    meeting,
    meetings,
    new_board,
    new_meeting,
)

__all__ = [
    "amend",
    "ask",
    "attendance",
    "change_board",
    "change_state",
    "close",
    "decision",
    "decision_json",
    "home",
    "item",
    "item_changes",
    "meeting",
    "meetings",
    "minutes_pdf",
    "move",
    "new_board",
    "new_meeting",
    "outcome",
    "question",
    "recommendations",
    "remove",
    "replay",
    "sheet_pdf",
]
