"""A comparison over the cases a person may see, worked out in parts that a waiting page asks for one after another."""

import hashlib
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Max, QuerySet

from opennen.web.accounts.models import Membership
from opennen.web.registry.comparing import Cell, Impact, Place, impact
from opennen.web.registry.models import CaseRecord
from opennen.web.registry.selectors import visible

SECONDS = 2.0  # of one part: the page shows how far it is after each
KEPT_SECONDS = 24 * 3600
SMALL = 5  # fewer cases than this may point to a person


@dataclass(frozen=True)
class Progress:
    """What was found so far, of how many cases."""

    impact: Impact
    total: int

    @property
    def is_done(self) -> bool:
        """Whether every case was looked at."""
        return self.impact.looked_at >= self.total


def compared(actor: Membership, before: Place, after: Place, *, seconds: float = SECONDS) -> Progress:
    """Return the comparison as far as it is, worked on for some seconds more.

    It is kept while no case that the person may see changes: another case, version or setting is another comparison.
    """
    records = visible(actor)
    total = records.count()
    key = _key(actor, records, total, before, after)
    found: Impact = cache.get(key) or Impact()
    if found.looked_at < total:
        found = impact(records, before, after, so_far=found, seconds=seconds)
        if found.last == (records.aggregate(last=Max("pk"))["last"] or 0):
            total = found.looked_at
        cache.set(key, found, KEPT_SECONDS)
    return Progress(found, total)


def _key(actor: Membership, records: QuerySet[CaseRecord], total: int, before: Place, after: Place) -> str:
    changed = records.aggregate(at=Max("updated_at"), last=Max("pk"))
    sides = [(one.knowledge.version, one.on.isoformat(), one.country or "") for one in (before, after)]
    said = repr((actor.pk, total, str(changed["at"]), changed["last"], sides))
    return f"reports.compare.{hashlib.sha256(said.encode()).hexdigest()}"


def cells_of(found: Impact) -> list[tuple[Cell, list[int]]]:
    """Return each answer with before and after, the most frequent change first."""
    return sorted(found.cells.items(), key=lambda one: (-len(one[1]), one[0][0]))


def cases_of_cell(actor: Membership, pks: list[int]) -> QuerySet[CaseRecord]:
    """Return the cases of a cell that the person may see (still)."""
    return visible(actor).filter(pk__in=pks).defer("document", "search_text").order_by("identifier")
