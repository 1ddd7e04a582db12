"""Actions that sign rules, and the password that every signature asks for again."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from opennen.adapters.record_signature import is_signed, public_key, signature
from opennen.board.record import canonical
from opennen.board.refusal import BoardRefused
from opennen.rules.refusal import KnowledgeRefused
from opennen.web.accounts.capabilities import Capability
from opennen.web.accounts.models import Membership
from opennen.web.audit.actions import record as audit
from opennen.web.registry.archive import keep_knowledge_in_use
from opennen.web.registry.models import RuleSignatureRecord, RuleSignatureWithdrawal
from opennen.web.registry.signatures import digests, rule_contents

FORMAT = "opennen-rule-signature-1"


def check_password(*, actor: Membership, password: str) -> None:
    """Refuse to sign (B112) when the password typed again is not the signer's; the refusal is in the trail."""
    if not actor.user.check_password(password):
        audit(action="signature.refused", actor=actor)
        raise BoardRefused("B112")


@transaction.atomic
def sign_rules(
    *, actor: Membership, read: Mapping[str, str], comment: str = "", now: datetime | None = None
) -> list[RuleSignatureRecord]:
    """Sign rules as they were read. All of them, or none.

    read: rule id to the digest that stood on the page. The caller has checked the password. Refuses R811 (signed by
    the actor already), R812 (changed since it was read), R813 (no such rule).
    """
    actor.check_may(Capability.SIGN_RULES)
    now = now or timezone.now()
    version = keep_knowledge_in_use()
    known = digests(version)
    for rule, digest in read.items():
        _check_signable(actor, rule, digest, known)
    rows = [_signed(actor, rule, version, known[rule], comment.strip(), now) for rule in read]
    details = {"rules": sorted(read), "version": version}
    audit(action="rules.sign", actor=actor, object_type="knowledge", object_id=version, details=details, at=now)
    return rows


@transaction.atomic
def withdraw_signature(*, actor: Membership, pk: int, reason: str, now: datetime | None = None) -> None:
    """End one's own signature, with the reason. Refuses R814 (not the actor's, or ended already), R815 (no reason)."""
    actor.check_may(Capability.SIGN_RULES)
    if not reason.strip():
        raise KnowledgeRefused("R815")
    found = RuleSignatureRecord.objects.filter(pk=pk, signed_by=actor, withdrawal=None).first()
    if found is None:
        raise KnowledgeRefused("R814")
    RuleSignatureWithdrawal.objects.create(
        signature=found, withdrawn_by=actor, withdrawn_at=now or timezone.now(), reason=reason.strip()
    )
    details = {"rule": found.rule, "reason": reason.strip()}
    audit(action="rules.unsign", actor=actor, object_type="rule_signature", object_id=pk, details=details)


def verified(row: RuleSignatureRecord) -> bool:
    """Answer whether a signature's bytes are those that were signed."""
    return is_signed(row.content.encode(), row.signature, row.public_key)


def _check_signable(actor: Membership, rule: str, digest: str, known: Mapping[str, str]) -> None:
    if rule not in known:
        raise KnowledgeRefused("R813", rule)
    if known[rule] != digest:
        raise KnowledgeRefused("R812", rule)
    if RuleSignatureRecord.objects.filter(rule=rule, digest=digest, signed_by=actor, withdrawal=None).exists():
        raise KnowledgeRefused("R811", rule)


def _signed(
    actor: Membership, rule: str, version: str, digest: str, comment: str, now: datetime
) -> RuleSignatureRecord:
    content = canonical(
        {
            "format": FORMAT,
            "rule": rule,
            "says": rule_contents(version)[rule],
            "digest": digest,
            "knowledge_version": version,
            "signed_by": actor.user.name,
            "signed_as": actor.role,
            "discipline": actor.discipline,
            "centre": actor.centre.code,
            "comment": comment,
            "signed_at": now.isoformat(),
        }
    )
    return RuleSignatureRecord.objects.create(
        rule=rule,
        digest=digest,
        knowledge_version=version,
        signed_by=actor,
        name=actor.user.name,
        discipline=actor.discipline,
        signed_at=now,
        comment=comment,
        content=content.decode(),
        signature=signature(content, settings.DECISION_SIGNING_KEY),
        public_key=public_key(settings.DECISION_SIGNING_KEY),
    )
