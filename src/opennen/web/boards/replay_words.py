"""What a replay found, in words: one row per difference, with the answer then and the answer now."""

from typing import Any

from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from opennen.evaluate import words
from opennen.evaluate.replay import Difference
from opennen.rules.packs import Knowledge

OBSTACLES = {
    "case_gone": gettext_lazy("The version of the case that was discussed is not kept any more."),
    "case_altered": gettext_lazy("The case kept is not the one that was signed: its digest differs."),
    "case_unreadable": gettext_lazy("This program cannot read the case as it was signed."),
    "knowledge_gone": gettext_lazy("The knowledge version it was taken on was never kept in this database."),
    "knowledge_unreadable": gettext_lazy("This program cannot read the knowledge version it was taken on."),
}
PARTS = {
    "classification": pgettext_lazy("replay", "Classification"),
    "stage": pgettext_lazy("replay", "Stage"),
    "syndrome": pgettext_lazy("replay", "Syndrome"),
    "option": pgettext_lazy("replay", "Option"),
    "indications": pgettext_lazy("replay", "Indications"),
    "questions": pgettext_lazy("replay", "Questions"),
    "availability": pgettext_lazy("replay", "Availability"),
    "task": pgettext_lazy("replay", "Work-up and follow-up"),
    "finding": pgettext_lazy("replay", "Finding"),
    "fact": pgettext_lazy("replay", "Fact"),
}
CLASS_FACTS = {
    "family": "tumour_family",
    "entity": "tumour_entity",
    "grade": "tumour_grade",
    "system": "classification_system",
}


def difference_rows(
    found: tuple[Difference, ...], knowledges: tuple[Knowledge, ...], language: str
) -> list[dict[str, str]]:
    """Return the differences as rows: part, what, before, after. Names are looked up in each knowledge in turn."""
    write = _Writer(knowledges, language)
    return [
        {
            "part": str(PARTS[one.part]),
            "what": write.name(one),
            "before": write.value(one, one.before),
            "after": write.value(one, one.after),
        }
        for one in found
    ]


class _Writer:
    def __init__(self, knowledges: tuple[Knowledge, ...], language: str) -> None:
        self.knowledges, self.language = knowledges, language

    def name(self, one: Difference) -> str:
        if one.part == "classification":
            where, _dot, key = one.name.rpartition(".")
            places = {"diagnosis": pgettext("replay", "at diagnosis"), "current": pgettext("replay", "now")}
            return f"{places.get(where, where)} · {self._key(key)}"
        if one.part == "questions" and one.name in ("diagnosis", "current"):
            return pgettext("replay", "at diagnosis") if one.name == "diagnosis" else pgettext("replay", "now")
        if one.part == "fact":
            return self._fact(one.name)
        return self._title(one.name)

    def value(self, one: Difference, value: Any) -> str:
        if value is None or value == [] or value == {}:
            return "–"
        if one.part == "option":
            return words.STATUS[value].in_(self.language)
        if one.part == "task":
            return words.TASK_STATE[value].in_(self.language)
        if one.part == "questions":
            return ", ".join(self._fact(fact) for fact in value)
        if one.part == "classification":
            return self._code(CLASS_FACTS.get(one.name.rpartition(".")[2], ""), value)
        return self._code(one.name, value)

    def _key(self, key: str) -> str:
        says = {"provisional": pgettext("replay", "provisional"), "possible": pgettext("replay", "still possible")}
        return says[key] if key in says else self._fact(CLASS_FACTS[key])

    def _fact(self, name: str) -> str:
        for knowledge in self.knowledges:
            if name in knowledge.vocabulary.facts:
                return knowledge.vocabulary.facts[name].labels.in_(self.language)
        return name

    def _title(self, name: str) -> str:
        for knowledge in self.knowledges:
            titles = {one.id: one.title for one in knowledge.options} | {one.id: one.title for one in knowledge.tasks}
            if name in titles:
                return titles[name].in_(self.language)
        return name

    def _code(self, fact: str, value: Any) -> str:
        if isinstance(value, bool):
            return pgettext("replay", "yes") if value else pgettext("replay", "no")
        if isinstance(value, dict):
            return ", ".join(f"{key} {self._code(key, one)}" for key, one in value.items() if one is not None)
        if isinstance(value, list):
            return ", ".join(self._code(fact, one) for one in value)
        for knowledge in self.knowledges:
            found = knowledge.vocabulary.facts.get(fact)
            values = knowledge.vocabulary.sets.get(found.values or "") if found else None
            if values is not None and value in values.values:
                return values.label(value, self.language)
        return str(value)
