"""Signed and unsigned rules in words."""

from typing import Any

from django.utils.translation import pgettext_lazy

from opennen.adapters.knowledge_files import in_use
from opennen.rules.excerpt import excerpt
from opennen.rules.model import Criterion, DataFinding, Option, Rule, Table, Task
from opennen.web.accounts.capabilities import DISCIPLINE_NAMES, Discipline
from opennen.web.accounts.models import Membership
from opennen.web.guidelines.selectors_signing import SignedRule

KINDS = {
    Table: pgettext_lazy("rule kind", "Table"),
    Option: pgettext_lazy("rule kind", "Option"),
    Task: pgettext_lazy("rule kind", "Task"),
    DataFinding: pgettext_lazy("rule kind", "Finding"),
    Criterion: pgettext_lazy("rule kind", "Criterion"),
}


def title_of(rule: Rule, language: str) -> str:
    """Return a rule's title; a finding has its message instead."""
    if isinstance(rule, Table | Option | Task | Criterion):
        return rule.title.in_(language)
    return rule.message.in_(language) if isinstance(rule, DataFinding) else rule.id


def sign_rows(rules: list[SignedRule], actor: Membership, language: str) -> list[dict[str, Any]]:
    """Return rules as the page of signing shows them: title, text as written, who signed, what was lost."""
    return [
        {
            "id": one.rule.id,
            "anchor": one.rule.id.replace(".", "-"),
            "kind": KINDS[type(one.rule)],
            "title": title_of(one.rule, language),
            "place": one.rule.place,
            "text": excerpt(in_use().texts, one.rule.place),
            "digest": one.digest,
            "may_sign": one.may_sign,
            "signed": [_signer(row, actor) for row in one.rows],
            "lapsed": [_signer(row, actor) for row in one.lapsed],
        }
        for one in rules
    ]


def _signer(row, actor: Membership) -> dict[str, Any]:
    known = row.discipline in set(Discipline)
    return {
        "pk": row.pk,
        "name": row.name,
        "discipline": DISCIPLINE_NAMES[Discipline(row.discipline)] if known else row.discipline,
        "at": row.signed_at,
        "comment": row.comment,
        "version": row.knowledge_version,
        "is_mine": row.signed_by_id == actor.pk,
    }
