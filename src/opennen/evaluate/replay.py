"""A stored answer replayed: the same case, day, country and knowledge must answer the same, for ever.

What is compared is the answer: classes, statuses, states, findings, facts. Not its wording nor its explanation, which
may be improved. Questions are compared too, but apart: what is worth asking may be worked out better while the rules
mean what they meant.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from opennen.cases.model import Case
from opennen.evaluate.assessment import assess
from opennen.evaluate.report import as_json
from opennen.rules.packs import Knowledge

CLASS_KEYS = ("family", "entity", "grade", "system", "provisional", "possible")
QUESTIONS = "questions"
ANSWERS = frozenset({"classification", "option", "indications", "task"})  # what a board would notice
_AGE = {"person": "age_years"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that answers differently. None = it was not there, or is not there any more."""

    part: str
    name: str
    before: Any
    after: Any

    @property
    def is_of_the_answer(self) -> bool:
        """Whether the rules answered otherwise; else only another question is asked."""
        return self.part != QUESTIONS


def replay(case: Case, report: dict[str, Any], knowledge: Knowledge) -> tuple[Difference, ...]:
    """This function will answer a stored report's question again and name every difference; none = it replays.

    case: as it was when the report was made. report: the documented JSON, whole or with explanations cut.
    """
    on = date.fromisoformat(report["on"])
    again = assess(with_age_of(case, report, knowledge), knowledge, on, report["country"], report["tumour"])
    return differences(report, as_json(again, case, knowledge, report["language"]))


def differences(before: dict[str, Any], after: dict[str, Any]) -> tuple[Difference, ...]:
    """This function will compare two reports by what they answer, in the order of the first."""
    was, now = substance(before), substance(after)
    names = dict.fromkeys((*was, *now))
    return tuple(Difference(*name, was.get(name), now.get(name)) for name in names if was.get(name) != now.get(name))


def substance(report: dict[str, Any]) -> dict[tuple[str, str], Any]:
    """This function will give what a report answers, by (part, name), without any wording."""
    return dict(_answers(report))


def _answers(report: dict[str, Any]) -> Iterator[tuple[tuple[str, str], Any]]:
    classes = report["classification"]
    yield from _class("diagnosis", classes)
    yield from _class("current", classes["current"])
    for one in classes["course"]:
        yield from _class(one["specimen"] or "", one)
    if report["stage"] is not None:
        yield ("stage", ""), {key: one for key, one in report["stage"].items() if key != "text"}
    for one in report["syndromes"]:
        yield ("syndrome", one["kind"]), one["state"]
    for one in report["options"]:
        yield ("option", one["id"]), one["status"]
        yield ("indications", one["id"]), sorted(reason["indication"] for reason in one["because"])
        yield (QUESTIONS, one["id"]), sorted(one["asks"])
        rows = sorted([row["product"], row["country"], row["state"]] for row in one["availability"])
        yield ("availability", one["id"]), rows
    for one in (*report["workup"], *report["follow_up"]):
        yield ("task", one["id"]), one["state"]
        yield (QUESTIONS, one["id"]), sorted(one["asks"])
    yield (QUESTIONS, ""), sorted(one["fact"] for one in report["ask_next"])
    for one in report["findings"]:
        yield ("finding", f"{one['code']} {one['place'] or ''}".strip()), one["level"]
    for name, known in report["facts"].items():
        yield ("fact", name), known["value"]


def _class(where: str, one: dict[str, Any]) -> Iterator[tuple[tuple[str, str], Any]]:
    for key in CLASS_KEYS:
        yield ("classification", f"{where}.{key}"), one[key]
    yield (QUESTIONS, where), sorted(one["missing"])


def with_age_of(case: Case, report: dict[str, Any], knowledge: Knowledge) -> Case:
    """This function will give a case, of whose birth only the year is kept, the age it was answered with.

    The exact day of birth is sealed apart and may be corrected or erased; the age on the day stands in the report.
    """
    born, on = case.person.birth_date, date.fromisoformat(report["on"])
    name = next((one.id for one in knowledge.vocabulary.facts.values() if one.origin == _AGE), "")
    age = report["facts"].get(name, {}).get("value")
    if born is None or born.month is not None or not isinstance(age, int | float):
        return case
    birthday_is_past = on.year - born.year == age
    day = f"{born.year:04d}-01-01" if birthday_is_past else f"{born.year:04d}-12-31"
    person = type(case.person).model_validate({**case.person.model_dump(mode="json"), "birth_date": day})
    return case.model_copy(update={"person": person})
