"""Reading the trail, and checking that nobody rewrote it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from opennen.web.accounts.capabilities import Capability
from opennen.web.accounts.models import Membership
from opennen.web.audit.chain import link
from opennen.web.audit.models import FIRST_LINK, AuditEvent


@dataclass(frozen=True)
class Break:
    """A place where the chain does not hold: the event's number and what is wrong there."""

    number: int
    reason: str


def trail(
    *,
    actor: Membership,
    case_id: str = "",
    person_id: int | None = None,
    action: str = "",
    since: date | None = None,
    until: date | None = None,
) -> QuerySet[AuditEvent]:
    """Return the events of the actor's centre, newest first, narrowed by case, person, action or days."""
    actor.check_may(Capability.SEE_AUDIT)
    events = AuditEvent.objects.select_related("actor").filter(centre=actor.centre)
    if case_id:
        events = events.filter(case_id=case_id)
    if person_id:
        events = events.filter(actor_id=person_id)
    if action:
        events = events.filter(action=action)
    if since:
        events = events.filter(at__date__gte=since)
    if until:
        events = events.filter(at__date__lte=until)
    return events


def breaks() -> Iterator[Break]:
    """Walk the whole chain and yield every place where it does not hold; nothing when it is whole."""
    expected, previous_hash = 1, FIRST_LINK
    for event in AuditEvent.objects.order_by("number").iterator(chunk_size=2000):
        if event.number != expected:
            yield Break(expected, f"events {expected} to {event.number - 1} are missing")
        if event.previous_hash != previous_hash:
            yield Break(event.number, "it does not follow the event before it")
        if event.hash != _hash_of(event):
            yield Break(event.number, "its content is not what was recorded")
        expected, previous_hash = event.number + 1, event.hash


def _hash_of(event: AuditEvent) -> str:
    return link(
        number=event.number,
        at=event.at,
        actor_id=event.actor_id,
        centre_id=event.centre_id,
        action=event.action,
        object_type=event.object_type,
        object_id=event.object_id,
        case_id=event.case_id,
        details=event.details,
        previous_hash=event.previous_hash,
    )
