"""What a case answers to one question of a registry. Three kinds of nothing are kept apart."""

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from opennen.kernel.dates import PartialDate
from opennen.kernel.text import Text

Plain: TypeAlias = str | float | int | bool | PartialDate


class State(Enum):
    """Why a field is filled or empty. Silence is never turned into "unknown" (rule 3 of the export rules)."""

    GIVEN = "given"
    NOT_RECORDED = "not_recorded"  # nobody asked, or nobody wrote it down
    UNKNOWN = "unknown"  # asked, and the answer is that it is not known
    NOT_APPLICABLE = "not_applicable"  # the question makes no sense for this tumour
    WITHHELD = "withheld"  # recorded, but not fit to be delivered; `because` says why


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: its state, its values (codes of ours, numbers, dates, words), and whether it is only a proposal."""

    state: State
    values: tuple[Plain, ...] = ()
    proposed: bool = False
    because: Text | None = None


NOT_RECORDED = Answer(State.NOT_RECORDED)
UNKNOWN = Answer(State.UNKNOWN)
NOT_APPLICABLE = Answer(State.NOT_APPLICABLE)


def given(*values: Plain, proposed: bool = False) -> Answer:
    """This function will answer with values; without any it says that nothing is recorded."""
    return Answer(State.GIVEN, values, proposed) if values else NOT_RECORDED


def withheld(because: Text) -> Answer:
    """This function will answer that something is recorded that must not be delivered as it is, and why."""
    return Answer(State.WITHHELD, because=because)
