"""What a proposed change would do to the cases of a centre: which answers change, and for how many."""

from collections import Counter
from time import monotonic
from typing import Any

from opennen.adapters.knowledge_files import knowledge
from opennen.evaluate.compare import Difference, Setting, differences
from opennen.evaluate.difference_words import KIND, sides, titled
from opennen.rules.packs import Knowledge
from opennen.web.accounts.models import Membership
from opennen.web.registry.models import CaseRecord
from opennen.web.registry.selectors import case_of, country_of, today

# As long as a person waits for a page. What was not looked at is said, never guessed.
SECONDS = 10.0
CASES_LISTED = 100
# Kept in both, so that either can be read as it was when the change was signed.
LANGUAGES = ("fr", "en")

Answer = tuple[str, str, str]  # kind, id, of
Side = tuple[str, str]  # the answer in each language


def impact_of(actor: Membership, after: Knowledge, seconds: float = SECONDS) -> dict[str, Any]:
    """Return the impact on the centre's cases, those changed last first, as JSON values.

    `cases` names cases: it is shown to who may see them, the counts to everybody who may see the proposal.
    """
    records = CaseRecord.objects.filter(centre=actor.centre).select_related("centre", "identity")
    total, looked_at, end = records.count(), 0, monotonic() + seconds
    counted: Counter[tuple[Answer, Side, Side]] = Counter()
    titles: dict[Answer, dict[str, str]] = {}
    cases: list[dict[str, Any]] = []
    changed = 0
    for record in records.order_by("-updated_at", "-pk").iterator(chunk_size=100):
        if monotonic() > end:
            break
        looked_at += 1
        found = {_answer(one, after): one for one in _differences(record, after)}
        if found:
            changed += 1
            counted.update(found.keys())
            titles.update({name[0]: _title(one) for name, one in found.items()})
            cases.append({"pk": record.pk, "identifier": record.identifier, "answers": [list(one[0]) for one in found]})
    return {
        "result": after.version,
        "centre": actor.centre_id,
        "total": total,
        "looked_at": looked_at,
        "changed": changed,
        "answers": [_row(*name, titles[name[0]], count) for name, count in counted.most_common()],
        "cases": cases[:CASES_LISTED],
    }


def _differences(record: CaseRecord, after: Knowledge) -> list[Difference]:
    case, on = case_of(record), today()
    where = country_of(case, record)
    was, then = Setting(knowledge(), on, where), Setting(after, on, where)
    return [one for tumour in case.tumours for one in differences(case, tumour.id, was, then)]


def _answer(one: Difference, after: Knowledge) -> tuple[Answer, Side, Side]:
    said = [sides(one, knowledge(), after, language) for language in LANGUAGES]
    return (one.question.kind, one.question.id, one.question.of), (said[0][0], said[1][0]), (said[0][1], said[1][1])


def _title(one: Difference) -> dict[str, str]:
    return {language: titled(one, language) for language in LANGUAGES}


def _row(name: Answer, before: Side, after: Side, title: dict[str, str], count: int) -> dict[str, Any]:
    return {
        "answer": list(name),
        "kind": {language: KIND[name[0]].in_(language) for language in LANGUAGES},
        "title": title,
        "before": dict(zip(LANGUAGES, before, strict=True)),
        "after": dict(zip(LANGUAGES, after, strict=True)),
        "cases": count,
    }
