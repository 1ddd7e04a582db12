"""The one way an event enters the trail."""

from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from opennen.web.accounts.models import Centre, Membership, User
from opennen.web.audit.chain import link
from opennen.web.audit.models import FIRST_LINK, AuditEvent

# Any number, the same in every process: PostgreSQL's name for "writing the trail".
CHAIN_LOCK = 7_261_980_551


def record(
    *,
    action: str,
    actor: Membership | None = None,
    user: User | None = None,
    centre: Centre | None = None,
    object_type: str = "",
    object_id: object = "",
    case_id: object = "",
    details: dict[str, Any] | None = None,
    at: datetime | None = None,
) -> AuditEvent:
    """Append one event, in the caller's transaction: both are kept, or neither.

    action: "<thing>.<verb>", such as "case.read", "meeting.close".
    actor: the membership that acts; `user` alone for a person without one (signing in), neither for the machine.
    case_id: the case's number when the event concerns a patient's file, whatever the object is.
    details: JSON values only. No patient's name: identifiers and what changed.
    """
    with transaction.atomic():
        _take_the_pen()
        last = AuditEvent.objects.order_by("-number").values_list("number", "hash").first()
        number, previous_hash = (last[0] + 1, last[1]) if last else (1, FIRST_LINK)
        content: dict[str, Any] = {
            "number": number,
            "at": at or timezone.now(),
            "actor_id": actor.user_id if actor else (user.pk if user else None),
            "centre_id": actor.centre_id if actor else (centre.pk if centre else None),
            "action": action,
            "object_type": object_type,
            "object_id": str(object_id),
            "case_id": str(case_id),
            "details": details or {},
            "previous_hash": previous_hash,
        }
        return AuditEvent.objects.create(**content, hash=link(**content))


def _take_the_pen() -> None:
    """Let one transaction at a time number events. SQLite's write transactions are alone anyway (IMMEDIATE)."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
