"""What the board recommends, and when that deviates from what the rules support."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from opennen.board.refusal import BoardRefused

SUPPORTED = frozenset({"supported", "to_consider"})


class Deviation(StrEnum):
    """Why a recommendation needs its reason."""

    UNSUPPORTED_OPTION = "unsupported_option"  # an option was chosen that no rule supports for this case
    FREE_TEXT = "free_text"  # a text stands instead of an option, although options are supported
    NOTHING_CHOSEN = "nothing_chosen"  # options are supported and none was taken


@dataclass(frozen=True, slots=True)
class Action:
    """One thing recommended: an option of the assessment by its id, or a text; and when it should have happened."""

    text: str
    option: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What the board says of one case. `awaited`: the missing data it waits for, in words."""

    actions: tuple[Action, ...] = ()
    awaited: str = ""
    deviation_reason: str = ""
    discussion: str = ""


def deviations(recommendation: Recommendation, statuses: Mapping[str, str]) -> tuple[Deviation, ...]:
    """This function will name how a recommendation deviates from the assessment's option statuses.

    statuses: option id to status, as assessed on the day. Waiting for named missing data is no deviation by itself:
    the rules do not ask the board to decide without them.
    """
    found = []
    options = [one.option for one in recommendation.actions if one.option]
    texts = [one for one in recommendation.actions if not one.option]
    any_supported = any(status in SUPPORTED for status in statuses.values())
    if any(statuses.get(option) not in SUPPORTED for option in options):
        found.append(Deviation.UNSUPPORTED_OPTION)
    if texts and not options and any_supported:
        found.append(Deviation.FREE_TEXT)
    if not recommendation.actions and not recommendation.awaited.strip() and any_supported:
        found.append(Deviation.NOTHING_CHOSEN)
    return tuple(found)


def check_recommendation(recommendation: Recommendation, statuses: Mapping[str, str], held_on: date) -> None:
    """This function will refuse what cannot be signed: B104 deviation without reason, B105 empty, B106, B116.

    A recommendation without any action is allowed when it waits for data or gives the reason why nothing is done.
    """
    unknown = [one.option for one in recommendation.actions if one.option and one.option not in statuses]
    if unknown:
        raise BoardRefused("B116", ", ".join(unknown))
    late = [one.text for one in recommendation.actions if one.due_on is not None and one.due_on < held_on]
    if late:
        raise BoardRefused("B106", ", ".join(late))
    has_reason = bool(recommendation.deviation_reason.strip())
    if not recommendation.actions and not recommendation.awaited.strip() and not has_reason:
        raise BoardRefused("B105")
    if deviations(recommendation, statuses) and not has_reason:
        raise BoardRefused("B104", ", ".join(one.text for one in recommendation.actions if _deviates(one, statuses)))


def _deviates(action: Action, statuses: Mapping[str, str]) -> bool:
    return not action.option or statuses.get(action.option) not in SUPPORTED
