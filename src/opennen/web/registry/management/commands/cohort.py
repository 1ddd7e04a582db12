"""`opennen cohort RULE|CONDITION`: how many tumours of the registry answer yes, no or unknown, by country."""

import csv
import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import get_language

from opennen.adapters.knowledge_files import knowledge
from opennen.adapters.registry_snapshot import open_snapshot
from opennen.kernel.finding import Refused
from opennen.query.cohort import counts
from opennen.web.registry.selectors import today

HEAD = ("country", "answer", "tumours", "cases")


class Command(BaseCommand):
    help = "Count the answers of a rule, or of a condition in the rule language, over the registry's snapshot."

    def add_arguments(self, parser) -> None:
        parser.add_argument("asked", metavar="RULE|CONDITION", help="id of a rule or fact, or a condition")
        parser.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="rules of this day (default: today)")
        parser.add_argument("--country", help="rules of this country for all (default: each case's own)")
        parser.add_argument("--format", choices=("text", "json", "csv"), default="text")
        parser.add_argument("--folder", type=Path, help="where the snapshot is (default: in the data directory)")
        parser.add_argument("--lang", choices=("fr", "en"), help="language of the messages")

    def handle(self, *args, asked, on, country, folder, lang, **options) -> None:
        try:
            snapshot = open_snapshot(folder or settings.DATA_DIRECTORY / "snapshot", knowledge())
            found = counts(snapshot.read(), snapshot.columns, knowledge(), on or today(), asked, country)
        except Refused as refused:
            language = lang or get_language() or "en"
            raise CommandError("\n".join(one.in_(language) for one in refused.findings)) from None
        if options["format"] == "json":
            self.stdout.write(
                json.dumps({"asked": asked, "counts": [asdict(one) for one in found]}, ensure_ascii=False)
            )
        elif options["format"] == "csv":
            writer = csv.writer(self.stdout)
            writer.writerows([HEAD, *(tuple(asdict(one).values()) for one in found)])
        else:
            for one in found:
                self.stdout.write(
                    f"{one.country or '-':4}{one.answer:24}{one.tumours:>10} tumours {one.cases:>10} cases"
                )
