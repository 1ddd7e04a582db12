"""Derives every case's headline columns and facts again, after new knowledge; shows how far it is."""

from django.core.management.base import BaseCommand

from opennen.web.registry.actions import recompute
from opennen.web.registry.models import CaseRecord


class Command(BaseCommand):
    help = "Recompute facts and headlines of all cases with the knowledge now in use."

    def handle(self, *args, **options) -> None:
        numbers = list(CaseRecord.objects.order_by("pk").values_list("pk", flat=True))
        for done, number in enumerate(numbers, 1):
            recompute(number)
            if done % 100 == 0 or done == len(numbers):
                self.stdout.write(f"{done} of {len(numbers)} cases")
        if not numbers:
            self.stdout.write("There is no case yet.")
