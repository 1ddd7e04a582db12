"""The event behind a value in a few words: 'pièce opératoire, 12/03/2021'."""

from opennen.cases.events import AnyEvent
from opennen.cases.model import Case
from opennen.evaluate import words
from opennen.evaluate.render import day
from opennen.rules.packs import Knowledge

_NAMED_BY = {
    "specimen": ("procedure", "specimen_procedure"),
    "imaging": ("modality", "modality"),
    "marker": ("analyte", "analyte"),
    "symptom": ("kind", "symptom"),
    "syndrome": ("kind", "syndrome"),
    "treatment": ("kind", "treatment"),
    "stage": ("system", "stage_system"),
    "condition": ("kind", "condition"),
}


def event_words(event: AnyEvent, knowledge: Knowledge, language: str) -> str:
    """This function will name an event by its main code, else its type, and its date as far as it is known."""
    return ", ".join(part for part in (_name(event, knowledge, language), day(event.date, language)) if part)


def words_of_events(case: Case, knowledge: Knowledge, language: str) -> dict[str, str]:
    """This function will name every event of a case, by its id."""
    return {event.id: event_words(event, knowledge, language) for event in case.events}


def _name(event: AnyEvent, knowledge: Knowledge, language: str) -> str:
    field, value_set = _NAMED_BY.get(event.type, ("", ""))
    code, values = getattr(event, field, None), knowledge.vocabulary.sets.get(value_set)
    return values.label(code, language) if code and values else words.EVENT[event.type].in_(language)
