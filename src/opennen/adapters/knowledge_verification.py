"""All that is checked of a knowledge before anybody may put it in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from opennen.adapters.knowledge_files import knowledge_checked
from opennen.evaluate.vignettes import vignette_findings
from opennen.exchange.mapping import registries_from
from opennen.kernel.finding import Finding, Refused
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


def verification(texts: Mapping[str, str], today: date) -> Verification:
    """This function will read texts as a knowledge, run its vignettes and check what else builds on it."""
    try:
        knowledge = knowledge_checked(texts)
    except Refused as refused:
        return Verification(None, refused.findings)
    findings = list(vignette_findings(knowledge, today))
    try:
        registries_from(dict(texts), knowledge.vocabulary, knowledge.sources)
    except Refused as refused:
        findings.extend(refused.findings)
    return Verification(knowledge, tuple(findings))
