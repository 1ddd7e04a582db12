"""What became of a recommendation: done, partly done, not done, and why."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from opennen.board.refusal import BoardRefused


class OutcomeStatus(StrEnum):
    ONGOING = "ongoing"
    DONE = "done"
    PARTLY_DONE = "partly_done"
    NOT_DONE = "not_done"


# An action stays open until an outcome settles it: what goes on is not over.
SETTLES: dict[OutcomeStatus, bool] = {
    OutcomeStatus.ONGOING: False,
    OutcomeStatus.DONE: True,
    OutcomeStatus.PARTLY_DONE: True,
    OutcomeStatus.NOT_DONE: True,
}
NEEDS_REASON: dict[OutcomeStatus, bool] = {
    OutcomeStatus.ONGOING: False,
    OutcomeStatus.DONE: False,
    OutcomeStatus.PARTLY_DONE: True,
    OutcomeStatus.NOT_DONE: True,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """One outcome as recorded. `reason` is a code of the value set outcome_reason."""

    status: OutcomeStatus
    happened_on: date
    reason: str = ""
    note: str = ""


def check_outcome(outcome: Outcome, today: date) -> None:
    """This function will refuse an outcome without its reason (B110) or in the future (B111)."""
    if outcome.happened_on > today:
        raise BoardRefused("B111", outcome.happened_on.isoformat())
    if NEEDS_REASON[outcome.status] and not outcome.reason:
        raise BoardRefused("B110")


def is_overdue(due_on: date | None, settled: bool, today: date) -> bool:
    """This function will say whether an action's day has passed while nothing settled it; no day is never overdue."""
    return due_on is not None and not settled and due_on < today
