"""How a fact is read from the events of a case, in words."""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opennen.cases.origins import COMPUTED, EVENT_TYPES, Filter, Origin, origins_of, value_set_of
from opennen.evaluate import words
from opennen.evaluate.timeline_words import origin_in_words
from opennen.rules.packs import Knowledge
from opennen.vocabulary.model import Fact
from opennen.web.registry.presenters.words import CHOICE_WORDS, EVENT_WORDS, FIELD_WORDS

PICKS = {
    "latest": gettext_lazy("the latest that says something"),
    "first": gettext_lazy("the first that says something"),
    "highest": gettext_lazy("the highest value"),
    "lowest": gettext_lazy("the lowest value"),
    "focus": gettext_lazy("the specimen that is classified"),
    "any": gettext_lazy("any of them"),
}
COMPUTED_WORDS = {
    "mitoses_per_2mm2": gettext_lazy("mitoses, converted to 2 mm²"),
    "mitoses_area_assumed": gettext_lazy("whether the area of a field had to be assumed"),
    "mitoses_area_missing": gettext_lazy("whether the counted area is missing"),
    "ki67_status": gettext_lazy("whether Ki-67 was measured"),
    "components_recorded": gettext_lazy("whether components of a mixed tumour are recorded"),
    "smallest_component_percent": gettext_lazy("the share of the smallest component"),
    "neuroendocrine_percent": gettext_lazy("the share of the neuroendocrine component"),
    "neuroendocrine_component": gettext_lazy("the neuroendocrine component"),
    "other_component": gettext_lazy("the component that is not neuroendocrine"),
    "times_upper_limit": gettext_lazy("the value divided by its upper limit of normal"),
    "in_unit": gettext_lazy("the value, converted to the unit of the fact"),
    "unit_missing": gettext_lazy("whether the unit is missing"),
    "months_ago": gettext_lazy("months since the event"),
}
# What the rows below put into words; anything else a fact file may say is shown as it is written.
_SAID = frozenset(one.name for one in fields(Origin)) | {"event"}


def origin_rows(fact: Fact, knowledge: Knowledge, language: str) -> list[tuple[str, str]]:
    """Return how a recorded fact is read: pairs of a heading and words; none for a fact that rules give."""
    origin = origins_of(knowledge.vocabulary)[0].get(fact.id)
    if origin is None:
        return []
    if origin.timeline is not None:
        written = " ".join(str((fact.origin or {})["timeline"]).split())
        said = origin_in_words(fact, knowledge, language)
        return [(_("Read from the timeline"), said), (_("As it is written"), written)]
    rows = [*_where_from(origin), *_which(origin, knowledge, language), *_answers(origin, knowledge, language)]
    rows += [(name, str(said)) for name, said in (fact.origin or {}).items() if name not in _SAID]
    return rows


def _where_from(origin: Origin) -> Iterator[tuple[str, str]]:
    if origin.person is not None:
        yield _("Read from"), f"{_('Person')} · {_field(origin.person)}"
    elif origin.tumour is not None:
        yield _("Read from"), f"{_('Tumour')} · {_field(origin.tumour)}"
    else:
        named = [str(EVENT_WORDS.get(one, one)) for one in origin.events]
        yield _("Read from events"), ", ".join(named)


def _which(origin: Origin, knowledge: Knowledge, language: str) -> Iterator[tuple[str, str]]:
    for one in origin.where:
        yield _("Only those with"), _filter(one, origin.events, knowledge, language)
    for one in origin.during or ():
        yield _("Judged during"), _filter(one, ("treatment",), knowledge, language)
    if origin.value is not None:
        yield _("What is read"), _field(origin.value)
    if origin.events and not origin.exists and not origin.count:
        yield _("Which one counts"), str(PICKS.get(origin.pick, origin.pick))


def _answers(origin: Origin, knowledge: Knowledge, language: str) -> Iterator[tuple[str, str]]:
    field = origin.value or ""
    if origin.count:
        yield _("Answer"), _("how many there are")
    if origin.exists:
        yield _("Yes when"), _("there is one")
    if origin.yes is not None:
        yield _("Yes when"), _values(origin.yes, field, origin.events, knowledge, language)
    if origin.contains is not None:
        yield (
            _("Yes when"),
            _("the list names %(values)s")
            % {"values": _values(origin.contains, field, origin.events, knowledge, language)},
        )
    if origin.no is not None:
        yield _("No when"), _values(origin.no, field, origin.events, knowledge, language)
    for one in origin.absent_where or ():
        yield _("No when"), _filter(one, origin.events, knowledge, language)
    if origin.no_if_complete:
        yield _("No when"), _("there is none and the list of treatments is stated to be complete")


def _field(name: str) -> str:
    if name in COMPUTED:
        return str(COMPUTED_WORDS.get(name, name))
    return " · ".join(str(FIELD_WORDS.get(part, part)) for part in name.split("."))


def _filter(one: Filter, events: Iterable[str], knowledge: Knowledge, language: str) -> str:
    return f"{_field(one.field)} : {_values(one.values, one.field, events, knowledge, language)}"


def _values(codes: Iterable[Any], field: str, events: Iterable[str], knowledge: Knowledge, language: str) -> str:
    models = (EVENT_TYPES[one] for one in events)
    named = next((value_set_of(one, field) for one in models if field in one.model_fields), None)
    values = knowledge.vocabulary.sets.get(named or "")
    return ", ".join(sorted(values.label(str(one), language) if values else _plain(one, language) for one in codes))


def _plain(one: Any, language: str) -> str:
    if isinstance(one, bool):
        return next(
            text.in_(language) for truth, text in words.TRUTH.items() if truth.value == ("yes" if one else "no")
        )
    return str(CHOICE_WORDS.get(str(one), one))
