"""What is kept beside a case when it changes: its facts, its class and its findings, without the options.

The same evaluator and the same parts as `assess`, of which it is the beginning; a test holds the two together.
"""

from dataclasses import dataclass
from datetime import date

from opennen.cases.events import Stage, Syndrome
from opennen.cases.facts import Known
from opennen.cases.model import Case
from opennen.cases.quality import quality_findings
from opennen.evaluate.answer import Classification
from opennen.evaluate.ask import questions_in_force
from opennen.evaluate.assessment import _classified, _syndromes, findings_of
from opennen.evaluate.reading import reading
from opennen.kernel.finding import Finding
from opennen.rules.packs import Knowledge


@dataclass(frozen=True, slots=True)
class Derived:
    """One tumour of a case as lists and cohorts need it. The classification is the one of today."""

    tumour: str
    on: date
    knowledge_version: str
    classification: Classification
    stage: Stage | None
    syndromes: tuple[Syndrome, ...]
    findings: tuple[Finding, ...]
    facts: dict[str, Known]


def derived(case: Case, knowledge: Knowledge, on: date, country: str | None, tumour: str) -> Derived:
    """This function will derive what is stored of one tumour as of a day in a country.

    Raises KeyError for a tumour the case does not have.
    """
    read = reading(case, knowledge, on, country, tumour)
    current = _classified(read.now, questions_in_force(knowledge, on, country).about(read.evaluator))
    return Derived(
        tumour=read.tumour.id,
        on=on,
        knowledge_version=knowledge.version,
        classification=Classification(current, current),
        stage=next((one for one in reversed(read.timeline.events) if isinstance(one, Stage)), None),
        syndromes=_syndromes(read.timeline),
        findings=(
            *findings_of(read.force, read.by_specimen, read.evaluator, read.tumour),
            *quality_findings(read.timeline),
        ),
        facts=read.facts,
    )
