"""Suppositions as people type them: one field per fact, by its type; the address holds them, so that it can be sent."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from opennen.adapters.knowledge_files import knowledge
from opennen.cases.facts import Value
from opennen.evaluate.reading import Supposing
from opennen.evaluate.render import label, unit_words
from opennen.kernel.quantity import interval_of, interval_of_day
from opennen.kernel.truth import Truth
from opennen.vocabulary.model import Fact, FactType
from opennen.web.registry.forms import AsOfForm, codes, language, typed

PREFIX = "f."
NOT_RECORDED = "-"  # as a value: taken as not recorded
MOST_FACTS = 20


def may_be_supposed(name: str) -> bool:
    """Answer whether a fact is recorded or follows by a yes/no rule; what tables give they answer themselves."""
    fact = knowledge().vocabulary.facts.get(name)
    return fact is not None and (fact.is_recorded or name in knowledge().derived)


class SupposingForm(AsOfForm):
    """The day, the country and a field for each fact the address names or the page proposes."""

    def __init__(self, data, *, proposed: Iterable[str], recorded: dict[str, str]) -> None:
        super().__init__(data)
        named = [key.removeprefix(PREFIX) for key in data if key.startswith(PREFIX)]
        wanted = [*named, *(data[key] for key in ("ask", "add") if data.get(key))] or list(proposed)
        self.facts = [one for one in dict.fromkeys(wanted) if may_be_supposed(one)][:MOST_FACTS]
        for name in self.facts:
            self.fields[PREFIX + name] = self._field(knowledge().vocabulary.facts[name], recorded.get(name, ""))

    def _field(self, fact: Fact, recorded: str) -> forms.Field:
        shown = _("recorded: %(value)s") % {"value": recorded} if recorded else _("not recorded")
        named = label(fact.id, knowledge(), language())
        unit = unit_words(fact.unit, language()) if fact.unit and fact.unit != "1" else ""
        full = named if not unit or unit in named else f"{named} ({unit})"
        said: dict[str, Any] = {"label": full, "help_text": shown}
        choices = choices_of(fact)
        if choices:
            listed = [("", _("as recorded")), *choices, (NOT_RECORDED, _("taken as not recorded"))]
            return forms.ChoiceField(choices=listed, required=False, **said)
        widget = forms.TextInput(attrs={"class": "input-short", "autocomplete": "off"})
        return forms.CharField(required=False, max_length=60, widget=widget, **said)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in self.facts:
            text = (cleaned.get(PREFIX + name) or "").strip()
            if text and text != NOT_RECORDED:
                try:
                    cleaned[PREFIX + name] = read(knowledge().vocabulary.facts[name], text)
                except ValidationError as error:
                    self.add_error(PREFIX + name, error)
            else:
                cleaned[PREFIX + name] = text
        return cleaned

    def supposing(self) -> Supposing:
        """Return the facts that are supposed and understood; what cannot be read is not supposed."""
        found: dict[str, Value | None] = {}
        for name in self.facts:
            value = self.cleaned_data.get(PREFIX + name, "")
            if value == NOT_RECORDED:
                found[name] = None
            elif value != "" and not isinstance(value, str):
                found[name] = value
        return found


def choices_of(fact: Fact) -> list[tuple[str, str]]:
    """Return the answers of a yes/no or coded fact in words; none for numbers and dates."""
    if fact.type is FactType.YES_NO:
        return [("yes", pgettext("answer", "yes")), ("no", pgettext("answer", "no"))]
    return codes(fact.values or "") if fact.type is FactType.CODE else []


def read(fact: Fact, text: str) -> Value:
    """Return the value that was typed or chosen; raises ValidationError with what may be written."""
    if fact.type is FactType.YES_NO:
        return Truth(text)
    if fact.type is FactType.CODE:
        return frozenset({text})
    if fact.type is FactType.DATE:
        return interval_of_day(typed.day(text))
    amount = typed.amount(text)
    found = interval_of(amount.get("value"), amount.get("comparator"), amount.get("min"), amount.get("max"))
    assert found is not None
    low, high = fact.range or (found.low, found.high)
    try:
        return found.within(low, high)
    except ValueError:
        limits = {"low": typed.shown_number(low, language()), "high": typed.shown_number(high, language())}
        raise ValidationError(_("This lies between %(low)s and %(high)s.") % limits) from None


def written(fact: Fact, value: Value) -> str:
    """Return a yes/no or a code as the address holds it."""
    return value.value if isinstance(value, Truth) else next(iter(value)) if isinstance(value, frozenset) else ""
