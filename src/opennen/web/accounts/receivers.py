"""What accounts do when the shell tells them something."""

from opennen.web.accounts.actions import keep_language
from opennen.web.shell.signals import language_chosen


def connect() -> None:
    """Listen; called once, when the app is ready."""
    language_chosen.connect(_language_chosen, dispatch_uid="accounts.language_chosen")


def _language_chosen(sender, *, user, language, **_) -> None:
    keep_language(user=user, language=language)
