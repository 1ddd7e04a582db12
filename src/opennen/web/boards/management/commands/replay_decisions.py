"""Replays every signed decision by the knowledge it was taken on; anything that differs ends with exit code 1."""

from django.core.management.base import BaseCommand, CommandError

from opennen.web.boards.models import DecisionRecord
from opennen.web.boards.replaying import Replay, replayed
from opennen.web.boards.signing import verified


class Command(BaseCommand):
    help = "Replay every signed decision: same case, day, country and knowledge must give the same answer."

    def handle(self, *args, **options) -> None:
        done, wrong, asked = 0, 0, 0
        for record in DecisionRecord.objects.select_related("case").order_by("pk").iterator(chunk_size=50):
            found = replayed(record)
            said = _problems(record, found)
            done, wrong, asked = done + 1, wrong + bool(said), asked + bool(found.questions)
            for line in said:
                self.stdout.write(f"decision {record.pk} ({record.case.identifier}, version {record.version}): {line}")
        self.stdout.write(f"{done} decisions replayed, {done - wrong} with the same answer.")
        if asked:
            self.stdout.write(f"{asked} ask other questions, which changes no answer.")
        if wrong:
            raise CommandError(f"{wrong} of {done} decisions do not replay to what was signed.")


def _problems(record: DecisionRecord, found: Replay) -> list[str]:
    if not verified(record):
        return ["the signature does not hold"]
    if found.obstacle:
        return [f"cannot be replayed: {found.obstacle.replace('_', ' ')}"]
    return [f"{one.part} {one.name}: {one.before} as signed, {one.after} replayed" for one in found.answers]
