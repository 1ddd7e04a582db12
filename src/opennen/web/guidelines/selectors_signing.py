"""Reads of who signed which rule, for the pages of the guidelines."""

from collections.abc import Iterable
from dataclasses import dataclass

from opennen.rules.model import Rule
from opennen.rules.packs import Knowledge
from opennen.rules.references import references
from opennen.web.accounts.capabilities import Capability
from opennen.web.accounts.models import Membership
from opennen.web.registry.models import RuleSignatureRecord
from opennen.web.registry.signatures import digests, signatures

__all__ = ["PackSignatures", "SignedRule", "pack_signatures", "signatures", "signed_rules"]


@dataclass(frozen=True)
class SignedRule:
    """A rule with the signatures under what it says now, and those lost since it says something else."""

    rule: Rule
    digest: str
    rows: tuple[RuleSignatureRecord, ...]
    lapsed: tuple[RuleSignatureRecord, ...]
    may_sign: bool  # the person may, and has not yet


@dataclass(frozen=True)
class PackSignatures:
    """How many rules of a pack a specialist has signed."""

    pack: str
    rules: int
    signed: int
    lapsed: int  # signed once, and changed since


def signed_rules(knowledge: Knowledge, rules: Iterable[Rule], actor: Membership) -> list[SignedRule]:
    """Return rules with their signatures, as one person sees them."""
    wanted, known = list(rules), digests(knowledge.version)
    by_rule = _rows([rule.id for rule in wanted])
    may = actor.may(Capability.SIGN_RULES)
    return [_signed_rule(rule, known[rule.id], by_rule.get(rule.id, []), actor if may else None) for rule in wanted]


def pack_signatures(knowledge: Knowledge) -> list[PackSignatures]:
    """Return how far the signing of each pack is."""
    known = digests(knowledge.version)
    rows = _rows(list(known))
    found = []
    for pack, rules in references(knowledge).by_pack.items():
        signed = [any(one.digest == known[rule.id] for one in rows.get(rule.id, ())) for rule in rules]
        lapsed = [bool(rows.get(rule.id)) and not has for rule, has in zip(rules, signed, strict=True)]
        found.append(PackSignatures(pack, len(rules), sum(signed), sum(lapsed)))
    return found


def _rows(rules: list[str]) -> dict[str, list[RuleSignatureRecord]]:
    found: dict[str, list[RuleSignatureRecord]] = {}
    for row in RuleSignatureRecord.objects.filter(withdrawal=None, rule__in=rules):
        found.setdefault(row.rule, []).append(row)
    return found


def _signed_rule(rule: Rule, digest: str, rows: list[RuleSignatureRecord], signer: Membership | None) -> SignedRule:
    counting = tuple(one for one in rows if one.digest == digest)
    lapsed = tuple(one for one in rows if one.digest != digest)
    may_sign = signer is not None and all(one.signed_by_id != signer.pk for one in counting)
    return SignedRule(rule, digest, counting, lapsed, may_sign)
