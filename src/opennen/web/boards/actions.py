"""The only writes to boards: one function per thing a person does, one transaction, one audit event."""

from datetime import date, time

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from opennen.board.agenda import moved
from opennen.board.outcome import SETTLES, Outcome, check_outcome
from opennen.board.quorum import Presence
from opennen.board.recommendation import Recommendation
from opennen.board.refusal import BoardRefused
from opennen.board.states import (
    ItemState,
    MeetingState,
    check_agenda_may_change,
    check_item_may_become,
    check_meeting_may_become,
    check_recommendation_may_change,
)
from opennen.web.accounts.capabilities import Capability
from opennen.web.accounts.models import Membership
from opennen.web.audit.actions import record as audit
from opennen.web.boards.models import ActionOutcome, AgendaItem, Attendance, Board, Meeting, RecommendedAction
from opennen.web.registry.models import CaseRecord


@transaction.atomic
def create_board(
    *, actor: Membership, name: str, language: str, disciplines: tuple[str, ...], quorum_people: int
) -> Board:
    """Make a board of the actor's centre."""
    actor.check_may(Capability.RUN_MEETING)
    board = Board.objects.create(
        centre=actor.centre,
        name=name,
        language=language,
        disciplines=list(disciplines),
        quorum_people=quorum_people,
    )
    audit(action="board.create", actor=actor, object_type="board", object_id=board.pk, details={"name": name})
    return board


@transaction.atomic
def change_board(
    *, actor: Membership, board: Board, name: str, language: str, disciplines: tuple[str, ...], quorum_people: int
) -> None:
    """Change a board's name, language or quorum; meetings already closed keep what they were closed with."""
    actor.check_may(Capability.RUN_MEETING)
    board.name, board.language = name, language
    board.disciplines, board.quorum_people = list(disciplines), quorum_people
    board.save()
    details = {"name": name, "disciplines": list(disciplines), "people": quorum_people}
    audit(action="board.change", actor=actor, object_type="board", object_id=board.pk, details=details)


@transaction.atomic
def plan_meeting(*, actor: Membership, board: Board, held_on: date, starts_at: time | None, place: str) -> Meeting:
    """Plan a meeting of a board."""
    actor.check_may(Capability.RUN_MEETING)
    meeting = Meeting.objects.create(board=board, held_on=held_on, starts_at=starts_at, place=place)
    _tell("meeting.plan", actor, meeting, {"on": held_on.isoformat()})
    return meeting


@transaction.atomic
def open_meeting(*, actor: Membership, meeting: Meeting) -> None:
    """Open a planned meeting."""
    _change_state(actor, meeting, MeetingState.OPEN, "meeting.open")


@transaction.atomic
def unopen_meeting(*, actor: Membership, meeting: Meeting) -> None:
    """Put a meeting that was opened by mistake back to planned."""
    _change_state(actor, meeting, MeetingState.PLANNED, "meeting.unopen")


@transaction.atomic
def put_on_agenda(
    *, actor: Membership, case: CaseRecord, meeting: Meeting, question: str, is_urgent: bool = False, tumour: str = ""
) -> AgendaItem:
    """Put a case on a meeting's agenda with its question; on an open meeting it is discussed last."""
    actor.check_may(Capability.ASK_FOR_BOARD)
    meeting = _locked(meeting)
    check_agenda_may_change(MeetingState(meeting.state))
    if meeting.items.filter(case=case, tumour=tumour).exists():
        raise BoardRefused("B114", case.identifier)
    item = AgendaItem.objects.create(
        meeting=meeting,
        case=case,
        tumour=tumour,
        question=question.strip(),
        requested_by=actor,
        is_urgent=is_urgent,
        position=_last_place(meeting),
        changed_by=actor.user,
    )
    _tell_item("agenda.add", actor, item, {"question": item.question, "urgent": is_urgent})
    return item


@transaction.atomic
def change_question(*, actor: Membership, item: AgendaItem, question: str, is_urgent: bool) -> None:
    """Change what is asked; the person who asked may, and who runs the meeting."""
    if actor.pk != item.requested_by_id:
        actor.check_may(Capability.RUN_MEETING)
    item = _locked_item(item)
    check_agenda_may_change(MeetingState(item.meeting.state))
    before = item.question
    item.question, item.is_urgent = question.strip(), is_urgent
    _touch(item, actor)
    _tell_item("agenda.change", actor, item, {"before": before, "after": item.question, "urgent": is_urgent})


@transaction.atomic
def remove_from_agenda(*, actor: Membership, item: AgendaItem) -> None:
    """Take a case off the agenda while nothing is written about it."""
    if actor.pk != item.requested_by_id:
        actor.check_may(Capability.RUN_MEETING)
    item = _locked_item(item)
    check_agenda_may_change(MeetingState(item.meeting.state))
    if item.state != ItemState.WAITING:
        raise BoardRefused("B107", item.state)
    _tell_item("agenda.remove", actor, item, {"question": item.question})
    item.delete()


@transaction.atomic
def move_item(*, actor: Membership, item: AgendaItem, steps: int) -> None:
    """Move an item up (negative) or down on its agenda."""
    actor.check_may(Capability.RUN_MEETING)
    meeting = _locked(item.meeting)
    check_agenda_may_change(MeetingState(meeting.state))
    order = list(meeting.items.values_list("pk", flat=True))
    for position, pk in enumerate(moved(order, item.pk, steps)):
        AgendaItem.objects.filter(pk=pk).update(position=position)
    _tell_item("agenda.move", actor, item, {"steps": steps})


@transaction.atomic
def record_attendance(
    *,
    actor: Membership,
    meeting: Meeting,
    members: dict[Membership, str],
    guests: tuple[tuple[Presence, str], ...] = (),
) -> None:
    """Replace who is present: members of the centre with their licence number (or ""), and guests likewise."""
    actor.check_may(Capability.RUN_MEETING)
    meeting = _locked(meeting)
    check_agenda_may_change(MeetingState(meeting.state))
    rows = [
        Attendance(meeting=meeting, member=one, name=one.user.name, discipline=one.discipline, licence=licence)
        for one, licence in members.items()
    ]
    rows += [
        Attendance(meeting=meeting, name=one.name, discipline=one.discipline, licence=licence)
        for one, licence in dict(guests).items()
    ]
    meeting.attendance.all().delete()
    Attendance.objects.bulk_create(rows)
    present = [{"name": row.name, "discipline": row.discipline} for row in rows]
    _tell("meeting.attendance", actor, meeting, {"present": present})


@transaction.atomic
def save_recommendation(
    *,
    actor: Membership,
    item: AgendaItem,
    version: int,
    recommendation: Recommendation,
    awaited_facts: tuple[str, ...] = (),
    statuses: dict[str, str],
) -> AgendaItem:
    """Save the draft of what is recommended. `version` is the one that was read: B113 when somebody wrote since.

    statuses: option id to status as assessed now, kept with each action. Completeness is asked for at the closing.
    """
    actor.check_may(Capability.RUN_MEETING)
    item = _locked_item(item)
    check_recommendation_may_change(MeetingState(item.meeting.state))
    if item.version != version:
        raise BoardRefused("B113", item.changed_by.name if item.changed_by else "")
    wanted = _state_of(recommendation, awaited_facts)
    if wanted != item.state:
        check_item_may_become(ItemState(item.state), wanted)
    item.state = wanted
    item.discussion, item.awaited = recommendation.discussion, recommendation.awaited
    item.awaited_facts, item.deviation_reason = list(awaited_facts), recommendation.deviation_reason
    item.actions.all().delete()
    RecommendedAction.objects.bulk_create(
        RecommendedAction(
            item=item,
            position=position,
            option=one.option,
            text=one.text,
            status_then=statuses.get(one.option, ""),
            due_on=one.due_on,
        )
        for position, one in enumerate(recommendation.actions)
    )
    _touch(item, actor)
    details = {"actions": [one.option or one.text for one in recommendation.actions], "version": item.version}
    _tell_item("recommendation.save", actor, item, details)
    return item


@transaction.atomic
def record_outcome(*, actor: Membership, action: RecommendedAction, outcome: Outcome, today: date) -> ActionOutcome:
    """Record what became of an action; what was recorded before stays."""
    actor.check_may(Capability.RECORD_OUTCOME)
    check_outcome(outcome, today)
    action = RecommendedAction.objects.select_for_update().get(pk=action.pk)
    if action.item.state != ItemState.DECIDED or action.is_withdrawn:
        raise BoardRefused("B107", action.item.state)
    row = ActionOutcome.objects.create(
        action=action,
        status=outcome.status.value,
        reason=outcome.reason,
        note=outcome.note,
        happened_on=outcome.happened_on,
        recorded_by=actor,
    )
    action.outcome, action.is_settled = outcome.status.value, SETTLES[outcome.status]
    action.save(update_fields=["outcome", "is_settled"])
    details = {"status": outcome.status.value, "reason": outcome.reason, "on": outcome.happened_on.isoformat()}
    _tell_item("outcome.record", actor, action.item, {**details, "action": action.option or action.text})
    return row


@transaction.atomic
def tell_read(*, actor: Membership, item: AgendaItem, how: str) -> None:
    """Record that a person read a patient's file at a board: the sheet on screen or as PDF, the minutes, a record."""
    audit(
        action="case.read",
        actor=actor,
        object_type="agenda_item",
        object_id=item.pk,
        case_id=item.case_id,
        details={"how": how},
    )


def _state_of(recommendation: Recommendation, awaited_facts: tuple[str, ...]) -> ItemState:
    written = recommendation.actions or recommendation.awaited.strip() or awaited_facts
    reasoned = recommendation.deviation_reason.strip()
    return ItemState.DRAFTED if written or reasoned else ItemState.WAITING


def _change_state(actor: Membership, meeting: Meeting, wanted: MeetingState, action: str) -> None:
    actor.check_may(Capability.RUN_MEETING)
    meeting = _locked(meeting)
    check_meeting_may_become(MeetingState(meeting.state), wanted)
    meeting.state = wanted.value
    meeting.save(update_fields=["state"])
    _tell(action, actor, meeting, {})


def _locked(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_for_update().select_related("board").get(pk=meeting.pk)


def _locked_item(item: AgendaItem) -> AgendaItem:
    _locked(item.meeting)  # the meeting first, always: closing takes the same order
    return (
        AgendaItem.objects.select_for_update(of=("self",))
        .select_related("meeting__board", "case", "changed_by")
        .get(pk=item.pk)
    )


def _last_place(meeting: Meeting) -> int:
    last = meeting.items.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def _touch(item: AgendaItem, actor: Membership) -> None:
    item.version += 1
    item.changed_at, item.changed_by = timezone.now(), actor.user
    item.save()


def _tell(action: str, actor: Membership, meeting: Meeting, details: dict) -> None:
    audit(action=action, actor=actor, object_type="meeting", object_id=meeting.pk, details=details)


def _tell_item(action: str, actor: Membership, item: AgendaItem, details: dict) -> None:
    audit(
        action=action,
        actor=actor,
        object_type="agenda_item",
        object_id=item.pk,
        case_id=item.case_id,
        details=details,
    )
