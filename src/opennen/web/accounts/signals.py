"""Told in the transaction of each change of an account, so that the audit above can record it."""

from django.dispatch import Signal

# Sent with: actor (Membership or None), user, centre, action ("account.create" …), details (dict).
account_changed = Signal()
