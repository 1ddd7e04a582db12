"""Actions that sign: closing a meeting, amending a decision. Each record is written once and never changed."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from opennen.adapters.record_signature import is_signed, public_key, signature
from opennen.board.quorum import QuorumAnswer
from opennen.board.recommendation import Recommendation, check_recommendation, deviations
from opennen.board.record import FORMAT, amended, canonical, digest
from opennen.board.refusal import BoardRefused
from opennen.board.states import ItemState, MeetingState, check_item_may_become, check_meeting_may_become
from opennen.web.accounts.capabilities import Capability
from opennen.web.accounts.models import Membership
from opennen.web.audit.actions import record as audit
from opennen.web.boards import selectors
from opennen.web.boards.models import AgendaItem, DecisionRecord, Meeting, RecommendedAction
from opennen.web.registry.archive import keep_knowledge_in_use

# A record says its answer in both, so either can be read as it was signed.
SIGNED_IN = ("fr", "en")


@transaction.atomic
def close_meeting(
    *,
    actor: Membership,
    meeting: Meeting,
    next_meeting: Meeting | None,
    without_quorum_because: str,
    now: datetime | None = None,
) -> list[DecisionRecord]:
    """Close a meeting: sign the record of every case decided, carry the others over. All of it, or nothing.

    The caller has checked the password. Refuses B103 (no case), B104–B106 (a recommendation that cannot be signed),
    B108 (undecided cases and no later meeting), B109 (nobody present), B117 (no quorum and no reason).
    """
    actor.check_may(Capability.SIGN_MEETING)
    now = now or timezone.now()
    meeting = Meeting.objects.select_for_update().select_related("board__centre").get(pk=meeting.pk)
    check_meeting_may_become(MeetingState(meeting.state), MeetingState.CLOSED)
    items = list(meeting.items.select_for_update(of=("self",)).select_related("case__centre", "meeting__board__centre"))
    quorum = _check_people(meeting, without_quorum_because)
    if not items:
        raise BoardRefused("B103")
    undecided = [one for one in items if one.state == ItemState.WAITING]
    if undecided and (next_meeting is None or next_meeting.state == MeetingState.CLOSED):
        raise BoardRefused("B108", ", ".join(one.case.identifier for one in undecided))
    meeting.without_quorum_because = "" if quorum.is_reached else without_quorum_because.strip()
    meeting.state, meeting.closed_at, meeting.closed_by = MeetingState.CLOSED.value, now, actor.user
    meeting.save()
    records = [_decide(actor, meeting, one, quorum, now) for one in items if one.state == ItemState.DRAFTED]
    if next_meeting is not None:
        for one in undecided:
            _carry_over(actor, one, next_meeting)
    details = {"signed": len(records), "carried_over": len(undecided), "quorum": quorum.is_reached}
    audit(action="meeting.close", actor=actor, object_type="meeting", object_id=meeting.pk, details=details)
    return records


@transaction.atomic
def amend_decision(
    *, actor: Membership, item: AgendaItem, recommendation: Recommendation, reason: str, now: datetime | None = None
) -> DecisionRecord:
    """Sign a new version of a decision, with its reason. Facts and answer stay those the board had before it.

    Actions the amendment no longer has are withdrawn unless something was recorded about them. B107 when nothing was
    signed, B115 without a reason.
    """
    actor.check_may(Capability.SIGN_MEETING)
    now = now or timezone.now()
    if not reason.strip():
        raise BoardRefused("B115")
    item = AgendaItem.objects.select_for_update(of=("self",)).select_related("meeting", "case").get(pk=item.pk)
    last = item.records.order_by("-version").first()
    if last is None:
        raise BoardRefused("B107", item.state)
    content = selectors.content_of(last)
    statuses = {one["id"]: one["status"] for one in selectors.answer_of(content, "fr")["options"]}
    check_recommendation(recommendation, statuses, item.meeting.held_on)
    _replace_actions(item, recommendation, statuses)
    item.discussion, item.awaited = recommendation.discussion, recommendation.awaited
    item.awaited_facts, item.deviation_reason = [], recommendation.deviation_reason
    item.version += 1
    item.changed_at, item.changed_by = now, actor.user
    item.save()
    version = last.version + 1
    following = amended(content, _recommendation(item, recommendation, statuses), version, reason.strip())
    following.update(_signer(actor, now))
    return _sign(actor, item, version, following, now, reason.strip())


def verified(record: DecisionRecord) -> bool:
    """Answer whether a record's bytes are those that were signed: digest and signature both hold."""
    content = record.content.encode()
    return digest(content) == record.sha256 and is_signed(content, record.signature, record.public_key)


def _check_people(meeting: Meeting, because: str) -> QuorumAnswer:
    if not meeting.attendance.exists():
        raise BoardRefused("B109")
    quorum = selectors.quorum_answer(meeting)
    if not quorum.is_reached and not because.strip():
        raise BoardRefused("B117", ", ".join(quorum.missing_disciplines))
    return quorum


def _decide(
    actor: Membership, meeting: Meeting, item: AgendaItem, quorum: QuorumAnswer, now: datetime
) -> DecisionRecord:
    language = meeting.board.language
    recommendation = selectors.recommendation_of(item, language)
    sheet = selectors.sheet_of(item, language)
    check_recommendation(recommendation, sheet.statuses, meeting.held_on)
    check_item_may_become(ItemState(item.state), ItemState.DECIDED)
    item.state = ItemState.DECIDED.value
    item.version += 1
    item.save(update_fields=["state", "version"])
    content = {
        "format": FORMAT,
        "item": item.pk,
        "version": 1,
        "amendment": None,
        "centre": {"code": meeting.board.centre.code, "country": meeting.board.centre.country},
        "board": meeting.board.name,
        "meeting": {"number": meeting.pk, "held_on": meeting.held_on.isoformat(), "place": meeting.place},
        "case": {
            "identifier": item.case.identifier,
            "version": item.case.version,
            "document": item.case.document,
            "document_sha256": digest(canonical(item.case.document)),
        },
        "question": item.question,
        "requested_by": item.requested_by.user.name,
        "attendance": [
            {"name": one.name, "discipline": one.discipline, "licence": one.licence} for one in meeting.attendance.all()
        ],
        "quorum": {
            "reached": quorum.is_reached,
            "missing_disciplines": list(quorum.missing_disciplines),
            "missing_people": quorum.missing_people,
            "closed_without_because": meeting.without_quorum_because,
        },
        "recommendation": _recommendation(item, recommendation, sheet.statuses),
        "language": language,
        "assessments": {one: selectors.sheet_of(item, one).answer for one in SIGNED_IN},
        "knowledge_version": keep_knowledge_in_use(),
        **_signer(actor, now),
    }
    return _sign(actor, item, 1, content, now, "")


def _recommendation(item: AgendaItem, recommendation: Recommendation, statuses: dict[str, str]) -> dict[str, Any]:
    return {
        "actions": [
            {
                "option": one.option or None,
                "text": one.text,
                "status": statuses.get(one.option),
                "due_on": one.due_on.isoformat() if one.due_on else None,
            }
            for one in recommendation.actions
        ],
        "awaited_facts": list(item.awaited_facts),
        "awaited": recommendation.awaited,
        "discussion": recommendation.discussion,
        "deviations": [one.value for one in deviations(recommendation, statuses)],
        "deviation_reason": recommendation.deviation_reason,
    }


def _signer(actor: Membership, now: datetime) -> dict[str, str]:
    return {"signed_by": actor.user.name, "signed_as": actor.role, "signed_at": now.isoformat()}


def _sign(
    actor: Membership, item: AgendaItem, version: int, content: dict[str, Any], now: datetime, reason: str
) -> DecisionRecord:
    text = canonical(content)
    record = DecisionRecord.objects.create(
        item=item,
        case=item.case,
        version=version,
        reason=reason,
        content=text.decode(),
        sha256=digest(text),
        signature=signature(text, settings.DECISION_SIGNING_KEY),
        public_key=public_key(settings.DECISION_SIGNING_KEY),
        signed_by=actor,
        signed_at=now,
    )
    audit(
        action="decision.sign",
        actor=actor,
        object_type="decision",
        object_id=record.pk,
        case_id=item.case_id,
        details={"version": version, "sha256": record.sha256, "reason": reason},
    )
    return record


def _carry_over(actor: Membership, item: AgendaItem, meeting: Meeting) -> None:
    """Put an undecided case on a later agenda; the next item remembers where it came from."""
    check_item_may_become(ItemState(item.state), ItemState.CARRIED_OVER)
    item.state = ItemState.CARRIED_OVER.value
    item.version += 1
    item.save(update_fields=["state", "version"])
    if meeting.items.filter(case=item.case, tumour=item.tumour).exists():
        raise BoardRefused("B114", item.case.identifier)
    meeting.items.create(
        case=item.case,
        tumour=item.tumour,
        question=item.question,
        requested_by=item.requested_by,
        requested_at=item.requested_at,
        is_urgent=item.is_urgent,
        position=meeting.items.count(),
        changed_by=actor.user,
        carried_from=item,
    )
    details = {"to": meeting.pk}
    audit(
        action="agenda.carry_over",
        actor=actor,
        object_type="agenda_item",
        object_id=item.pk,
        case_id=item.case_id,
        details=details,
    )


def _replace_actions(item: AgendaItem, recommendation: Recommendation, statuses: dict[str, str]) -> None:
    """An action that stays keeps its outcomes; one that goes is withdrawn, never deleted."""
    left = {(one.option, one.text): one for one in item.actions.filter(is_withdrawn=False)}
    for position, one in enumerate(recommendation.actions):
        kept = left.pop((one.option, one.text), None) or RecommendedAction(item=item, option=one.option, text=one.text)
        kept.position, kept.due_on, kept.status_then = position, one.due_on, statuses.get(one.option, "")
        kept.save()
    for gone in left.values():
        gone.is_withdrawn = True
        gone.save(update_fields=["is_withdrawn"])
