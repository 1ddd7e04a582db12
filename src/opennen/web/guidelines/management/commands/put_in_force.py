"""Makes the files of a hospital's approved changes from the database; nothing when they are there already."""

from django.core.management.base import BaseCommand

from opennen.adapters.knowledge_files import in_use
from opennen.web.guidelines.in_force import put_in_force


class Command(BaseCommand):
    help = "Put the approved changes of rules in force: the files every process reads, from the database."

    def handle(self, *args, verbosity, **options) -> None:
        put_in_force()
        used = in_use()
        for one in used.findings:
            self.stderr.write(one.in_("en"))
        if verbosity:
            self.stdout.write(f"Knowledge {used.knowledge.version} is in force.")
