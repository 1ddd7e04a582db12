"""All that is checked of a knowledge before anybody may put it in force."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from opennen.adapters.knowledge_files import knowledge_checked
from opennen.evaluate.vignettes import vignette_findings
from opennen.exchange.mapping import registries_from
from opennen.kernel.finding import Finding, Refused
from opennen.kernel.text import Text
from opennen.rules.digests import rule_texts
from opennen.rules.packs import Knowledge


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found. knowledge is None when the texts cannot be read at all."""

    knowledge: Knowledge | None
    findings: tuple[Finding, ...]

    @property
    def is_sound(self) -> bool:
        """Whether nothing found is an error."""
        return all(one.level != "error" for one in self.findings)


def verification(texts: Mapping[str, str], today: date, before: Mapping[str, str] | None = None) -> Verification:
    """This function will read texts as a knowledge, run its vignettes and prove its rules.

    before: texts that were verified already; only rules that say something else than in them are proven, against all.
    """
    try:
        knowledge = knowledge_checked(texts)
    except Refused as refused:
        return Verification(None, refused.findings)
    findings = [*vignette_findings(knowledge, today), *_uncited(knowledge)]
    cited: list[str] = []
    try:
        registries = registries_from(dict(texts), knowledge.vocabulary, knowledge.sources)
        cited = [one.source for registry in registries.values() for one in registry.sources]
    except Refused as refused:
        findings.extend(refused.findings)
    changed = None if before is None else rules_changed(before, texts)
    if changed is None or changed:
        from opennen.verify.findings import findings_of  # the prover takes a while to load, and most pages need none

        findings.extend(findings_of(knowledge, changed=changed, cited=cited))
    return Verification(knowledge, tuple(findings))


def rules_changed(before: Mapping[str, str], after: Mapping[str, str]) -> frozenset[str]:
    """This function will name the rules that are new or say something else; both texts have been read as knowledge."""
    packs = {name.split("/")[1] for name in after if name.startswith("guidelines/") and before.get(name) != after[name]}
    was, now = rule_texts(_of_packs(before, packs)), rule_texts(_of_packs(after, packs))
    return frozenset(rule for rule, text in now.items() if was.get(rule) != text)


def _of_packs(texts: Mapping[str, str], packs: Collection[str]) -> dict[str, str]:
    return {
        name: text for name, text in texts.items() if name.startswith("guidelines/") and name.split("/")[1] in packs
    }


def _uncited(knowledge: Knowledge) -> Iterator[Finding]:
    """Sources that availability rows cite and that have no file (rules' own are checked when they are read)."""
    for row in knowledge.availability:
        for one in row.sources:
            if one.source not in knowledge.sources:
                message = Text(fr=f"source absente : {one.source}", en=f"no file for source {one.source}")
                yield Finding("R122", message, f"availability/{row.country.lower()}.yaml", row.product)
