"""All that is checked of a knowledge before anybody may put it in force."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from opennen.adapters.knowledge_files import knowledge_checked
from opennen.evaluate.vignettes import vignette_findings
from opennen.exchange.mapping import registries_from
from opennen.kernel.finding import Finding, Refused
from opennen.kernel.text import Text
from opennen.rules.packs import Knowledge
from opennen.verify.conditions import rules_of


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found. knowledge is None when the texts cannot be read at all."""

    knowledge: Knowledge | None
    findings: tuple[Finding, ...]

    @property
    def is_sound(self) -> bool:
        """Whether nothing found is an error."""
        return all(one.level != "error" for one in self.findings)


def verification(texts: Mapping[str, str], today: date, changed: Iterable[str] = ()) -> Verification:
    """This function will read texts as a knowledge, run its vignettes and check what else builds on it.

    changed: names of files; the rules in them, and what rests on these, are proven against all others.
    """
    from opennen.verify.findings import findings_of  # z3 takes a while to load, and few pages want it

    try:
        knowledge = knowledge_checked(texts)
    except Refused as refused:
        return Verification(None, refused.findings)
    findings = [*vignette_findings(knowledge, today), *_uncited(knowledge)]
    try:
        registries_from(dict(texts), knowledge.vocabulary, knowledge.sources)
    except Refused as refused:
        findings.extend(refused.findings)
    proven = findings_of(knowledge, _rules_in(knowledge, tuple(changed)))
    findings.extend(one for one in proven if one.level != "notice")  # what is merely unused is not this change's affair
    return Verification(knowledge, tuple(findings))


def _rules_in(knowledge: Knowledge, files: tuple[str, ...]) -> list[str]:
    """The rules of some files; of a pack.yaml, whose dates and countries its rules share, those of the pack."""
    packs = {name.split("/")[1] for name in files if name.endswith("/pack.yaml")}
    return [
        rule.id
        for rule in rules_of(knowledge)
        if rule.pack in packs or any(rule.place.startswith(f"{name},") for name in files)
    ]


def _uncited(knowledge: Knowledge) -> Iterator[Finding]:
    """Sources that availability rows cite and that have no file (rules' own are checked when they are read)."""
    for row in knowledge.availability:
        for one in row.sources:
            if one.source not in knowledge.sources:
                message = Text(fr=f"source absente : {one.source}", en=f"no file for source {one.source}")
                yield Finding("R122", message, f"availability/{row.country.lower()}.yaml", row.product)
