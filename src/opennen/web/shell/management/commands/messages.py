"""Joins and compiles the translations of all parts; says which messages have none."""

from pathlib import Path

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from opennen.adapters.translations import compile_parts
from opennen.web.shell.catalogue import messages_of


class Command(BaseCommand):
    help = "Join locale/parts/*.po into the compiled catalogue of each language."
    requires_system_checks = ()

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--missing", metavar="LANGUAGE", help="print the entries a language lacks, ready to fill in"
        )

    def handle(self, *args, **options) -> None:
        locale = Path(settings.LOCALE_PATHS[0])
        counts = compile_parts(locale)
        if options["missing"]:
            self._print_missing(locale, options["missing"])
        elif options["verbosity"] > 0:
            self.stdout.write(", ".join(f"{language}: {count} messages" for language, count in counts.items()))

    def _print_missing(self, locale: Path, language: str) -> None:
        known = {
            (entry.msgctxt, entry.msgid)
            for path in (locale / "parts").glob(f"*.{language}.po")
            for entry in polib.pofile(str(path))
            if entry.translated()
        }
        missing = {
            message: place for message, place in messages_of(settings.SOURCE_ROOT).items() if message not in known
        }
        for (context, message), place in missing.items():
            self.stdout.write(str(polib.POEntry(msgctxt=context, msgid=message, comment=place)))
        if missing:
            raise CommandError(f"{len(missing)} message(s) have no {language} translation.")
