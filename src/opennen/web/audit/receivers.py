"""Events told by what lies below (accounts) and by Django's sign-in, recorded in the same transaction."""

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

from opennen.web.accounts.selectors import active_memberships
from opennen.web.accounts.signals import account_changed
from opennen.web.audit.actions import record


def connect() -> None:
    """Listen; called once, when the app is ready."""
    account_changed.connect(_account_changed, dispatch_uid="audit.account_changed")
    user_logged_in.connect(_signed_in, dispatch_uid="audit.signed_in")
    user_logged_out.connect(_signed_out, dispatch_uid="audit.signed_out")
    user_login_failed.connect(_refused, dispatch_uid="audit.refused")


def _account_changed(sender, *, actor, user, centre, action, details, **_) -> None:
    record(action=action, actor=actor, centre=centre, object_type="user", object_id=user.pk, details=details)


def _signed_in(sender, *, user, **_) -> None:
    record(action="session.start", user=user, centre=_centre(user), object_type="user", object_id=user.pk)


def _signed_out(sender, *, user, **_) -> None:
    if user is not None:
        record(action="session.end", user=user, centre=_centre(user), object_type="user", object_id=user.pk)


def _refused(sender, *, credentials, **_) -> None:
    # Kept only when it looks like an address: people type passwords into the wrong field.
    typed = str(credentials.get("email") or credentials.get("username") or "")
    shown = typed[:80] if "@" in typed else ""
    record(action="session.refused", object_type="user", details={"email": shown})


def _centre(user):
    memberships = active_memberships(user)
    return memberships[0].centre if memberships else None
