"""Check the whole audit trail: exit code 1 and the places when it was tampered with."""

from django.core.management.base import BaseCommand, CommandError

from opennen.web.audit.models import AuditEvent
from opennen.web.audit.selectors import breaks


class Command(BaseCommand):
    help = "Check the hash chain of the audit trail."

    def handle(self, *args, **options) -> None:
        found = list(breaks())
        for place in found:
            self.stderr.write(f"event {place.number}: {place.reason}")
        if found:
            raise CommandError(f"The audit trail is broken in {len(found)} place(s). Restore a backup; keep this one.")
        self.stdout.write(f"The audit trail is whole: {AuditEvent.objects.count()} events.")
