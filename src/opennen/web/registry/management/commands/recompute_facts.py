"""Derives headline columns and facts again, after new knowledge or on a new day: on every core, while people work.

It can be stopped and started again: what is up to date is left alone. Each batch is one short transaction.
"""

import multiprocessing
import os
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed

import django
from django.core.management.base import BaseCommand
from django.db import connections

from opennen.adapters.knowledge_files import knowledge
from opennen.web.registry.actions import recompute
from opennen.web.registry.models import CaseRecord
from opennen.web.registry.selectors import today

BATCH = 200  # cases; a transaction of some fifty milliseconds, so that nobody who saves a case waits


class Command(BaseCommand):
    help = "Recompute facts and headlines with the knowledge now in use, as of today."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--all", action="store_true", help="also the cases that are up to date")
        parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="how many at a time")

    def handle(self, *args, processes, **options) -> None:
        there = CaseRecord.objects.count()
        numbers = list(waiting(everything=options["all"]))
        self.stdout.write(f"{len(numbers)} of {there} cases to derive, as of {today():%Y-%m-%d}")
        batches = [numbers[start : start + BATCH] for start in range(0, len(numbers), BATCH)]
        start, done, changed = time.monotonic(), 0, 0
        for read, kept in _derived(batches, min(processes, len(batches))):
            done, changed = done + read, changed + read - kept
            self.stdout.write(progress(done, len(numbers), time.monotonic() - start))
        if changed:
            self.stdout.write(f"{changed} were changed by somebody meanwhile, which derived them")


def waiting(*, everything: bool = False) -> Iterable[int]:
    """The cases whose facts are of another day or another knowledge; or all."""
    cases = CaseRecord.objects.order_by("pk")
    if not everything:
        cases = cases.exclude(knowledge_version=knowledge().version, derived_on=today())
    return cases.values_list("pk", flat=True)


def progress(done: int, total: int, seconds: float) -> str:
    """The line that says how far it is, how fast, and for how long still."""
    rate = done / max(seconds, 0.001)
    left = (total - done) / rate
    return f"{done} of {total} cases, {rate:.0f} a second, {left // 60:.0f} min {left % 60:02.0f} s left"


def _derived(batches: list[list[int]], processes: int) -> Iterator[tuple[int, int]]:
    """Batch by batch, how many cases were read and how many of them kept."""
    if processes < 2:
        for batch in batches:
            yield len(batch), recompute(batch)
        return
    connections.close_all()
    # Started anew rather than forked: an open database connection does not survive being copied.
    starting = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=starting, initializer=django.setup) as pool:
        work = {pool.submit(recompute_batch, batch): len(batch) for batch in batches}
        for one in as_completed(work):
            yield work[one], one.result()


def recompute_batch(batch: list[int]) -> int:
    """One batch in a process of its own."""
    return recompute(batch)
