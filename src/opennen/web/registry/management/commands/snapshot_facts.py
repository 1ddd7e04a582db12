"""Writes the facts of all tumours into files for cohorts, one consistent moment of the registry."""

import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import get_language

from opennen.adapters.knowledge_files import knowledge
from opennen.adapters.registry_snapshot import KEYS, Row, write_snapshot
from opennen.kernel.finding import Refused
from opennen.web.registry.models import CaseRecord, TumourFacts


class Command(BaseCommand):
    help = "Write the registry's facts as Parquet and Arrow files, which cohorts are read from."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--folder", type=Path, help="where (default: snapshot/ in the data directory)")

    def handle(self, *args, folder, **options) -> None:
        start = time.monotonic()
        older = CaseRecord.objects.exclude(knowledge_version=knowledge().version).count()
        if older:
            raise CommandError(f"{older} cases are of other knowledge: opennen manage recompute_facts")
        try:
            with transaction.atomic():
                kept = write_snapshot(folder or settings.DATA_DIRECTORY / "snapshot", _rows(), knowledge())
        except Refused as refused:
            language = get_language() or "en"
            raise CommandError("\n".join(one.in_(language) for one in refused.findings)) from None
        height, width = kept.read().shape
        self.stdout.write(f"{height} tumours, {width} columns in {time.monotonic() - start:.1f} s")


def _rows() -> Iterator[Row]:
    found = TumourFacts.objects.order_by("case_id", "tumour").values_list(
        "case_id", "tumour", "case__centre__code", "case__country", "case__derived_on", "facts"
    )
    for *keys, facts in found.iterator(chunk_size=5000):
        yield Row(dict(zip(KEYS, keys, strict=True)), facts)
