"""A difference between two answers as words a clinician reads."""

from opennen.evaluate import words
from opennen.evaluate.compare import Difference, Question, State
from opennen.kernel.text import Text
from opennen.rules.packs import Knowledge

KIND = {
    "table": Text("classification", "classification", "classificatie", "Klassifikation"),
    "option": Text("option à discuter", "option to discuss", "te bespreken optie", "Option zur Diskussion"),
    "task": Text("bilan et suivi", "work-up and follow-up", "onderzoek en opvolging", "Diagnostik und Nachsorge"),
    "finding": Text("qualité des données", "data quality", "datakwaliteit", "Datenqualität"),
}


def titled(one: Difference, language: str) -> str:
    """This function will name what is answered, of the diagnosis where another specimen counts today."""
    title = one.title.in_(language)
    return f"{title} ({words.AT_DIAGNOSIS.in_(language)})" if one.question.of else title


def sides(one: Difference, before: Knowledge, after: Knowledge, language: str) -> tuple[str, str]:
    """This function will write both answers; what can be had is written only where it differs."""
    with_availability = (one.before and one.before.availability) != (one.after and one.after.availability)
    return (
        said(one.question, one.before, before, language, with_availability=with_availability),
        said(one.question, one.after, after, language, with_availability=with_availability),
    )


def said(
    question: Question, state: State | None, knowledge: Knowledge, language: str, *, with_availability: bool = False
) -> str:
    """This function will write one answer: 'NET G2 (provisional)', 'supported', 'due', or that nothing answers."""
    if question.kind == "finding":
        return (words.ABSENT if state is None else words.PRESENT).in_(language)
    if state is None:
        return words.NO_SUCH_ANSWER.in_(language)
    if question.kind == "table":
        return _class(question.id, state, knowledge, language)
    if question.kind == "task":
        return words.TASK_STATE[state.answer].in_(language)
    status = words.STATUS[state.answer].in_(language)
    held = sorted({f"{country} {words.AVAILABILITY[one].in_(language)}" for _, country, one in state.availability})
    return f"{status} · {', '.join(held) or '–'}" if with_availability else status


def _class(fact: str, state: State, knowledge: Knowledge, language: str) -> str:
    values = knowledge.vocabulary.sets[knowledge.vocabulary.facts[fact].values or ""]
    named = f" {words.OR.in_(language)} ".join(sorted(values.short(one, language) for one in state.possible))
    if state.answer:
        name = values.short(state.answer, language)
        return f"{name} ({words.PROVISIONAL.in_(language)})" if state.is_provisional else name
    if state.is_conflict:
        return words.CONFLICT.in_(language).format(named)
    return words.UNDECIDED_AMONG.in_(language).format(named) if named else words.DOES_NOT_APPLY.in_(language)
