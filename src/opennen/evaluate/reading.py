"""One tumour of a case as of a day in a country: its facts and the rules in force, ready to be asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from opennen.cases.events import Specimen
from opennen.cases.facts import Known, Value
from opennen.cases.focus import informative, of_diagnosis, of_today
from opennen.cases.model import Case, Tumour
from opennen.cases.origins import origins_of
from opennen.cases.projection import Timeline
from opennen.evaluate.evaluator import Evaluator
from opennen.rules.packs import InForce, Knowledge, applicable

SUPPOSED = "supposed"  # what `Known.assumed` says of a fact nobody recorded

Supposing = Mapping[str, Value | None]
"""Facts taken to be so, whatever is recorded; None = taken as not recorded."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read; `by_specimen` answers for each specimen, `evaluator` for the one that counts today (`now`)."""

    tumour: Tumour
    timeline: Timeline
    specimens: tuple[Specimen, ...]
    first: Specimen | None
    now: Specimen | None
    facts: dict[str, Known]
    force: InForce
    evaluator: Evaluator
    by_specimen: dict[str, Evaluator]


def reading(
    case: Case,
    knowledge: Knowledge,
    on: date,
    country: str | None = None,
    tumour: str | None = None,
    supposing: Supposing | None = None,
) -> Reading:
    """This function will read one tumour of a case.

    supposing: recorded facts and those that follow by a yes/no rule; pathology is supposed of the specimen that counts
    today, other specimens stay as recorded. Raises KeyError for a tumour the case does not have, and for a fact that
    cannot be supposed.
    """
    chosen = case.tumours[0] if tumour is None else {one.id: one for one in case.tumours}[tumour]
    force = applicable(knowledge, on, country)
    timeline = Timeline(case, chosen, on, knowledge.vocabulary, origins_of(knowledge.vocabulary)[0])
    specimens = tuple(informative(timeline.events))
    first, now = of_diagnosis(specimens, knowledge.vocabulary.units), of_today(specimens, knowledge.vocabulary.units)
    facts = timeline.facts(now)
    asked = {name: value for name, value in (supposing or {}).items() if _may_be_supposed(name, knowledge)}
    _suppose(facts, asked)
    derived = {name: rule for name, rule in knowledge.derived.items() if name not in asked}
    evaluator = Evaluator(facts, derived, force.tables_by_fact)
    by_specimen = {
        one.id: evaluator if one is now else Evaluator(timeline.focused(facts, one), derived, force.tables_by_fact)
        for one in specimens
    }
    return Reading(chosen, timeline, specimens, first, now, facts, force, evaluator, by_specimen)


def _may_be_supposed(fact: str, knowledge: Knowledge) -> bool:
    """What tables give is answered by them, also in a supposition."""
    if not knowledge.vocabulary.facts[fact].is_recorded and fact not in knowledge.derived:
        raise KeyError(fact)
    return True


def _suppose(facts: dict[str, Known], supposing: Supposing) -> None:
    for name, value in supposing.items():
        facts.pop(name, None)
        if value is not None:
            facts[name] = Known(value, assumed=SUPPOSED)
