"""Who signed a rule. A signature is of what the rule said; when the rule changes it no longer counts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class RuleSignature:
    """One specialist's signature under one rule. `discipline` is a code of the vocabulary, as it was then."""

    rule: str
    digest: str
    name: str
    discipline: str
    on: date


Signatures: TypeAlias = Mapping[str, Sequence[RuleSignature]]
NOBODY: Signatures = MappingProxyType({})


def in_force(signatures: Iterable[RuleSignature], digests: Mapping[str, str]) -> dict[str, tuple[RuleSignature, ...]]:
    """This function will keep, by rule, the signatures of what the rules say now, the latest first.

    digests: of every rule, as it is used. A rule nobody signed is not in the answer.
    """
    found: dict[str, tuple[RuleSignature, ...]] = {}
    for one in sorted(signatures, key=lambda one: (one.on, one.name), reverse=True):
        if digests.get(one.rule) == one.digest:
            found[one.rule] = (*found.get(one.rule, ()), one)
    return found
