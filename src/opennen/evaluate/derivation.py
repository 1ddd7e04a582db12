"""What is kept beside a case when it changes: its facts, its class and its findings, without the options.

The same evaluator and the same parts as `assess`, of which it is the beginning; a test holds the two together.
"""

from dataclasses import dataclass
from datetime import date

from opennen.cases.events import Stage, Syndrome
from opennen.cases.facts import Known
from opennen.cases.focus import informative, of_today
from opennen.cases.model import Case
from opennen.cases.origins import origins_of
from opennen.cases.projection import Timeline
from opennen.cases.quality import quality_findings
from opennen.evaluate.answer import Classification
from opennen.evaluate.assessment import _classified, _findings, _syndromes
from opennen.evaluate.evaluator import Evaluator
from opennen.kernel.finding import Finding
from opennen.rules.packs import Knowledge, applicable


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
    chosen = {one.id: one for one in case.tumours}[tumour]
    force = applicable(knowledge, on, country)
    timeline = Timeline(case, chosen, on, knowledge.vocabulary, origins_of(knowledge.vocabulary)[0])
    specimens = informative(timeline.events)
    now = of_today(specimens, knowledge.vocabulary.units)
    facts = timeline.facts(now)
    evaluator = Evaluator(facts, knowledge.derived, force.tables_by_fact)
    by_specimen = {
        one.id: evaluator
        if one is now
        else Evaluator(timeline.focused(facts, one), knowledge.derived, force.tables_by_fact)
        for one in specimens
    }
    current = _classified(now, evaluator)
    return Derived(
        tumour=chosen.id,
        on=on,
        knowledge_version=knowledge.version,
        classification=Classification(current, current),
        stage=next((one for one in reversed(timeline.events) if isinstance(one, Stage)), None),
        syndromes=_syndromes(timeline),
        findings=tuple(_findings(force, by_specimen, evaluator, chosen)) + quality_findings(timeline),
        facts=facts,
    )
