"""Reads of signatures under rules: which count for a knowledge, and who may still sign what."""

from functools import lru_cache

from django.utils import timezone

from opennen.adapters.knowledge_files import in_use
from opennen.rules.digests import digest_of, rule_texts
from opennen.rules.packs import Knowledge
from opennen.rules.signatures import RuleSignature, in_force
from opennen.web.registry.archive import texts_of
from opennen.web.registry.models import RuleSignatureRecord


def signatures(knowledge: Knowledge) -> dict[str, tuple[RuleSignature, ...]]:
    """Return the signatures that count for a knowledge, by rule: not withdrawn, of what the rule says in it."""
    rows = RuleSignatureRecord.objects.filter(withdrawal=None).only("rule", "digest", "name", "discipline", "signed_at")
    return in_force([_signature(row) for row in rows], digests(knowledge.version))


@lru_cache(maxsize=4)
def digests(version: str) -> dict[str, str]:
    """Return the digest of each rule's own content in a version, in use or kept."""
    return {rule: digest_of(text) for rule, text in rule_contents(version).items()}


@lru_cache(maxsize=4)
def rule_contents(version: str) -> dict[str, str]:
    """Return what each rule says in a version, as the text that is signed."""
    used = in_use()
    return rule_texts(used.texts if used.knowledge.version == version else texts_of(version))


def _signature(row: RuleSignatureRecord) -> RuleSignature:
    on = timezone.localtime(row.signed_at).date()
    return RuleSignature(row.rule, row.digest, row.name, row.discipline, on)
