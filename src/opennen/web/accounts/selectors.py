"""The only reads over several account tables."""

from django.db.models import QuerySet

from opennen.web.accounts.capabilities import Capability
from opennen.web.accounts.models import Membership, User


def active_memberships(user: User) -> list[Membership]:
    """Return where a person works now, in the order they joined."""
    return list(
        Membership.objects.select_related("centre", "user")
        .filter(user=user, is_active=True)
        .order_by("created_at", "pk")
    )


def people_of_centre(actor: Membership) -> QuerySet[Membership]:
    """Return every membership of the actor's centre, ended ones last."""
    actor.check_may(Capability.MANAGE_ACCOUNTS)
    return (
        Membership.objects.select_related("user", "centre")
        .filter(centre=actor.centre)
        .order_by("-is_active", "user__name", "pk")
    )


def colleagues(actor: Membership) -> QuerySet[Membership]:
    """Return the people who work in the actor's centre now, for lists of who was present or is responsible."""
    return (
        Membership.objects.select_related("user")
        .filter(centre=actor.centre, is_active=True)
        .order_by("user__name", "pk")
    )
