"""What differs, as the rows of a table: the answer, before and after, what changed behind it."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from opennen.evaluate.compare import Difference, Setting
from opennen.evaluate.difference_words import KIND, sides, titled
from opennen.evaluate.render import label
from opennen.rules.packs import Knowledge


def difference_rows(
    found: Iterable[Difference], before: Setting, after: Setting, language: str
) -> list[dict[str, Any]]:
    """Return each difference in words; an option with both its statuses, so that they are drawn as statuses."""
    return [difference_row(one, before.knowledge, after.knowledge, language) for one in found]


def _address(name: str, known: Knowledge) -> str:
    """A rule's page; a fact that follows by a rule has that rule on its own page."""
    return reverse("guidelines:fact" if name in known.vocabulary.facts else "guidelines:rule", args=[name])


def difference_row(one: Difference, before: Knowledge, after: Knowledge, language: str) -> dict[str, Any]:
    """Return one difference in words."""
    first, second = sides(one, before, after, language)
    statuses = [state.answer if state and one.question.kind == "option" else "" for state in (one.before, one.after)]
    same_status = statuses[0] == statuses[1]
    return {
        "kind": one.question.kind,
        "kind_words": KIND[one.question.kind].in_(language),
        "id": one.question.id,
        "title": titled(one, language),
        "before": first,
        "after": second,
        "status_before": "" if same_status else statuses[0],
        "status_after": "" if same_status else statuses[1],
        "rules": [(name, _address(name, after)) for name in one.rules],
        "facts": [label(fact, after, language) for fact in one.facts],
    }
