"""What a proposed change would do to the cases of a centre: which answers change, and for how many."""

from collections import Counter
from time import monotonic
from typing import Any

from opennen.adapters.knowledge_files import knowledge
from opennen.evaluate.assessment import assess
from opennen.evaluate.replay import Difference, answer_differences
from opennen.rules.packs import Knowledge
from opennen.web.accounts.models import Membership
from opennen.web.registry.models import CaseRecord
from opennen.web.registry.selectors import case_of, country_of, today

# As long as a person waits for a page. What was not looked at is said, never guessed.
SECONDS = 10.0
CASES_LISTED = 100


def impact_of(actor: Membership, after: Knowledge, seconds: float = SECONDS) -> dict[str, Any]:
    """Return the impact on the centre's cases, those changed last first, as JSON values.

    `cases` names cases: it is shown to who may see them, the counts to everybody who may see the proposal.
    """
    records = CaseRecord.objects.filter(centre=actor.centre).select_related("centre", "identity")
    total, looked_at, end = records.count(), 0, monotonic() + seconds
    answers: Counter[tuple[str, str, str | None, str | None]] = Counter()
    cases: list[dict[str, Any]] = []
    changed = 0
    for record in records.order_by("-updated_at", "-pk").iterator(chunk_size=100):
        if monotonic() > end:
            break
        looked_at += 1
        found = _differences(record, after)
        if found:
            changed += 1
            answers.update({(one.part, one.name, one.before, one.after) for one in found})
            if len(cases) < CASES_LISTED:
                cases.append({"pk": record.pk, "identifier": record.identifier, "differences": _json(found)})
    return {
        "result": after.version,
        "total": total,
        "looked_at": looked_at,
        "changed": changed,
        "answers": [[*name, count] for name, count in answers.most_common()],
        "cases": cases,
    }


def _differences(record: CaseRecord, after: Knowledge) -> tuple[Difference, ...]:
    case, on = case_of(record), today()
    where = country_of(case, record)
    found: list[Difference] = []
    for tumour in case.tumours:
        was, then = assess(case, knowledge(), on, where, tumour.id), assess(case, after, on, where, tumour.id)
        found.extend(answer_differences(was, then))
    return tuple(found)


def _json(found: tuple[Difference, ...]) -> list[list[str | None]]:
    return [[one.part, one.name, one.before, one.after] for one in found]
