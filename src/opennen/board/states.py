"""The states of a meeting and of an item of its agenda, and what may follow."""

from enum import StrEnum

from opennen.board.refusal import BoardRefused


class MeetingState(StrEnum):
    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"


class ItemState(StrEnum):
    WAITING = "waiting"  # not discussed yet
    DRAFTED = "drafted"  # a recommendation is written, not signed
    DECIDED = "decided"  # signed
    CARRIED_OVER = "carried_over"  # goes to a later meeting


NEXT_MEETING: dict[MeetingState, frozenset[MeetingState]] = {
    MeetingState.PLANNED: frozenset({MeetingState.OPEN}),
    # Back to planned: opened by mistake. Never back from closed: records are signed.
    MeetingState.OPEN: frozenset({MeetingState.CLOSED, MeetingState.PLANNED}),
    MeetingState.CLOSED: frozenset(),
}
NEXT_ITEM: dict[ItemState, frozenset[ItemState]] = {
    ItemState.WAITING: frozenset({ItemState.DRAFTED, ItemState.CARRIED_OVER}),
    ItemState.DRAFTED: frozenset({ItemState.DRAFTED, ItemState.WAITING, ItemState.DECIDED, ItemState.CARRIED_OVER}),
    ItemState.DECIDED: frozenset(),
    ItemState.CARRIED_OVER: frozenset(),
}
# What may be done in which state of the meeting.
AGENDA_CHANGES: dict[MeetingState, bool] = {
    MeetingState.PLANNED: True,
    MeetingState.OPEN: True,
    MeetingState.CLOSED: False,
}
# A recommendation may be prepared before the meeting opens, as boards do; it is signed only by closing.
RECOMMENDATION_CHANGES: dict[MeetingState, bool] = {
    MeetingState.PLANNED: True,
    MeetingState.OPEN: True,
    MeetingState.CLOSED: False,
}


def check_meeting_may_become(now: MeetingState, wanted: MeetingState) -> None:
    """This function will refuse a change of a meeting's state that does not exist (B107; B102 once closed)."""
    if wanted not in NEXT_MEETING[now]:
        raise BoardRefused("B102" if now is MeetingState.CLOSED else "B107", f"{now} → {wanted}")


def check_item_may_become(now: ItemState, wanted: ItemState) -> None:
    """This function will refuse a change of an item's state that does not exist (B107)."""
    if wanted not in NEXT_ITEM[now]:
        raise BoardRefused("B107", f"{now} → {wanted}")


def check_agenda_may_change(state: MeetingState) -> None:
    """This function will refuse to change the agenda of a closed meeting (B102)."""
    if not AGENDA_CHANGES[state]:
        raise BoardRefused("B102")


def check_recommendation_may_change(state: MeetingState) -> None:
    """This function will refuse to change a recommendation of a closed meeting (B102)."""
    if not RECOMMENDATION_CHANGES[state]:
        raise BoardRefused("B102")
