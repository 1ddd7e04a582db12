"""Forms made from the models of the core: one mapping from the kind of a field to what people fill in."""

import types
from collections.abc import Iterator
from typing import Any, Literal, Union, get_args, get_origin

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel

from opennen.adapters.knowledge_files import knowledge
from opennen.cases.amounts import Amount
from opennen.cases.events import Event
from opennen.cases.model import Case, Identity, Person, Tumour
from opennen.cases.origins import EVENT_TYPES, value_set_of
from opennen.kernel.dates import PartialDate
from opennen.web.registry.forms import typed
from opennen.web.registry.presenters import words
from opennen.web.registry.selectors import today

NONE_FOUND = "__none__"
BLANK_ROWS = {"stains": 4, "components": 2}
LONG_TEXTS = ("text", "note", "quote", "reported_label")
HIDDEN = ("id", "type", "lesions")  # lesions come by import; the form keeps what is there


class AsTyped(forms.CharField):
    """A text field whose reading is given: a number, an amount, a date; it says back what it understood."""

    template_name = "registry/typed_field.html"

    def __init__(self, read) -> None:
        super().__init__(widget=forms.TextInput(attrs={"class": "input-short", "autocomplete": "off"}), max_length=60)
        self.read = read
        kind = {typed.day: "day", typed.amount: "amount"}.get(read)
        if kind:
            address = f"{reverse('registry:understood')}?kind={kind}"
            self.widget.attrs |= {"hx-get": address, "hx-trigger": "change", "hx-target": "next .field__understood"}

    def clean(self, value):
        text = super().clean(value)
        return self.read(text) if text else None


class Several(forms.MultipleChoiceField):
    """Some of a list, or "none found"; nothing chosen is nothing stated."""

    def __init__(self, *, with_none: bool, choices, **kwargs) -> None:
        listed = [(NONE_FOUND, words.NONE_FOUND), *choices] if with_none else list(choices)
        super().__init__(choices=listed, widget=forms.CheckboxSelectMultiple, **kwargs)

    def clean(self, value):
        chosen = super().clean(value)
        if NONE_FOUND in chosen:
            if len(chosen) > 1:
                raise ValidationError(_("“None found” excludes the others. Choose one or the other."))
            return []
        return chosen or None


def codes(value_set: str) -> list[tuple[str, str]]:
    """Return the codes of a value set with their words, in the order of the words; empty when there is no such set."""
    values = knowledge().vocabulary.sets.get(value_set)
    if values is None:
        return []
    return sorted(((code, values.label(code, language())) for code in values.values), key=lambda one: one[1].casefold())


def language() -> str:
    """Return the language of this page, two letters."""
    return (get_language() or "fr")[:2]


def kind_of(annotation: Any) -> tuple[Any, bool]:
    """Return what an annotation holds without None and Annotated, and whether it is a list of it."""
    if hasattr(annotation, "__metadata__"):
        return kind_of(annotation.__origin__)
    if get_origin(annotation) in (Union, types.UnionType):
        return kind_of(next(one for one in get_args(annotation) if one is not type(None)))
    if get_origin(annotation) is tuple:
        return kind_of(get_args(annotation)[0])[0], True
    return annotation, False


class PartForm(forms.Form):
    """A form for one immutable part of a case: what it shows comes from `before`, what it gives is its JSON."""

    model: type[BaseModel]

    def __init__(self, data=None, *, model: type[BaseModel], before: dict[str, Any] | None, case: Case | None) -> None:
        super().__init__(data)
        self.model, self.before, self.case = model, before or {}, case
        self.rows: dict[str, int] = {}
        self.readers: dict[str, Any] = {}
        for name in model.model_fields:
            if name not in HIDDEN:
                self._add(model, name, name, self.before.get(name))

    def _add(self, model: type[BaseModel], name: str, path: str, value: Any) -> None:
        kind, is_list = kind_of(model.model_fields[name].annotation)
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            if is_list:
                self._add_rows(kind, path, value or [])
            elif issubclass(kind, Amount):
                self._add_amount(kind, name, path, value)
            else:
                for inner in kind.model_fields:
                    self._add(kind, inner, f"{path}.{inner}", (value or {}).get(inner))
            return
        field = self._field(model, name, kind, is_list)
        if field is not None:
            self._put(path, field, value, model.model_fields[name].is_required())

    def _add_amount(self, kind: type[Amount], name: str, path: str, value: dict[str, Any] | None) -> None:
        number = AsTyped(typed.amount)
        self._put(path, number, typed.shown_amount(value, language()), False)
        for inner in kind.model_fields:
            # Within a row (a component's Ki-67) the number alone is asked; what a file brought beside it is kept.
            if inner not in Amount.model_fields and "-" not in path:
                self._add(kind, inner, f"{path}.{inner}", (value or {}).get(inner))

    def _add_rows(self, kind: type[BaseModel], path: str, values: list[dict[str, Any]]) -> None:
        sent = sum(1 for key in self.data if key.startswith(f"{path}-") and key.endswith(self._first(kind)))
        self.rows[path] = max(len(values) + BLANK_ROWS.get(path, 2), sent)
        for number in range(self.rows[path]):
            row = values[number] if number < len(values) else {}
            for name in kind.model_fields:
                self._add(kind, name, f"{path}-{number}.{name}", row.get(name))

    @staticmethod
    def _first(kind: type[BaseModel]) -> str:
        return f".{next(iter(kind.model_fields))}"

    def _put(self, path: str, field: forms.Field, value: Any, required: bool) -> None:
        field.label = words.label(path)
        # A part within a part (a source, a stain) is there or not; the core says what it lacks once it is begun.
        field.required = required and "." not in path
        field.help_text = words.HELP.get(path, "")
        if value is not None and value != "":
            field.initial = _shown(field, value)
        self.fields[path] = field

    def _field(self, model: type[BaseModel], name: str, kind: Any, is_list: bool) -> forms.Field | None:
        value_set = value_set_of(model, name)
        if name == "tumour":
            return self._tumours()
        if name in ("under", "event"):
            return self._events(name)
        if value_set is not None:
            choices = codes(value_set)
            if is_list:
                return Several(with_none=name == "metastases", choices=choices)
            return _select(choices) if choices else forms.CharField(max_length=60)
        if get_origin(kind) is Literal:
            return _select([(code, words.CHOICE_WORDS.get(code, code)) for code in get_args(kind)])
        if kind is bool:
            return forms.ChoiceField(choices=words.YES_NO)
        if kind is PartialDate:
            return AsTyped(typed.day)
        if kind in (float, int):
            return AsTyped(typed.number if kind is float else typed.whole)
        is_long = name in LONG_TEXTS and issubclass(model, Event)
        widget = forms.Textarea(attrs={"rows": 2}) if is_long else forms.TextInput()
        return forms.CharField(max_length=2000, widget=widget)

    def _tumours(self) -> forms.Field | None:
        tumours = self.case.tumours if self.case else ()
        if len(tumours) < 2:
            return None
        sites = dict(codes("primary_site"))
        return _select([(one.id, f"{one.id} {sites.get(one.site or '', '')}") for one in tumours])

    def _events(self, name: str) -> forms.Field | None:
        from opennen.web.registry.presenters import event_title

        listed = [one for one in (self.case.events if self.case else ()) if one.id != self.before.get("id")]
        if name == "under":
            listed = [one for one in listed if one.type == "treatment"]
            if not listed:
                return None
            return Several(with_none=False, choices=[(one.id, event_title(one, language())) for one in listed])
        return _select([(one.id, event_title(one, language())) for one in listed]) if listed else None

    def groups(self) -> Iterator[tuple[str, list[Any]]]:
        """Yield the groups of the form in order: (title, bound fields)."""
        kind = self.before.get("type", "") or getattr(self, "kind", "")
        left = dict.fromkeys(self.fields)
        for title, names in words.GROUPS.get(kind, ()):
            chosen = [path for path in left if path.split(".")[0].split("-")[0] in names]
            for path in chosen:
                left.pop(path)
            if chosen:
                yield str(title), [self[path] for path in chosen]
        source = [path for path in left if path.split(".")[0] in ("source", "after", "note")]
        main = [path for path in left if path not in source]
        if main:
            yield "", [self[path] for path in main]
        if source:
            yield str(_("Where this was read")), [self[path] for path in source]

    def part(self) -> dict[str, Any]:
        """Return the part's JSON: what was typed, with what this form does not show kept as it was."""
        result = {
            key: value for key, value in self.before.items() if key in HIDDEN or key not in self.model.model_fields
        }
        for name in self.model.model_fields:
            if name in HIDDEN:
                continue
            value = self._value(self.model, name, name, self.before.get(name))
            if value is not None:
                result[name] = value
        return result

    def _value(self, model: type[BaseModel], name: str, path: str, before: Any) -> Any:
        kind, is_list = kind_of(model.model_fields[name].annotation)
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            if is_list:
                return self._row_values(kind, path, before or []) or None
            inner: dict[str, Any] = {}
            if issubclass(kind, Amount):
                inner = dict(self.cleaned_data.get(path) or {})
                if (before or {}).get("text"):
                    inner["text"] = before["text"]
            for one in kind.model_fields:
                if issubclass(kind, Amount) and one in Amount.model_fields:
                    continue
                value = self._value(kind, one, f"{path}.{one}", (before or {}).get(one))
                if value is not None:
                    inner[one] = value
            if issubclass(kind, Amount) and inner.get("status") == "measured" and len(inner) == 1:
                return None
            return inner or None
        if path not in self.fields:
            return before
        return _stored(self.fields[path], self.cleaned_data.get(path), model, name)

    def _row_values(self, kind: type[BaseModel], path: str, before: list[Any]) -> list[dict[str, Any]]:
        found = []
        for number in range(self.rows.get(path, 0)):
            old = before[number] if number < len(before) else {}
            row = {}
            for name in kind.model_fields:
                value = self._value(kind, name, f"{path}-{number}.{name}", old.get(name))
                if value is not None:
                    row[name] = value
            if row:
                found.append(row)
        return found

    def take_findings(self, findings, prefix: str) -> None:
        """Put what the core refuses beside the field it concerns, or on top."""
        for finding in findings:
            message = finding.message.in_(language())
            if finding.remedy:
                message = f"{message}. {finding.remedy.in_(language())}"
            path = finding.place.removeprefix(prefix).removeprefix(".") if finding.place.startswith(prefix) else ""
            path = path.replace("[", "-").replace("]", "")
            steps = path.split(".")
            while steps and ".".join(steps) not in self.fields:
                steps.pop()
            self.add_error(".".join(steps) or None, message)


def _select(choices) -> forms.ChoiceField:
    return forms.ChoiceField(choices=[("", words.NOT_STATED), *choices])


def _shown(field: forms.Field, value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(field, Several):
        return [NONE_FOUND] if value == [] else value
    if isinstance(field, AsTyped):
        if field.read is typed.day:
            return typed.shown_day(value)
        return typed.shown_number(value, language()) if isinstance(value, int | float) else value
    return value


def _stored(field: forms.Field, value: Any, model: type[BaseModel], name: str) -> Any:
    if value in (None, ""):
        return None
    if isinstance(value, PartialDate):
        return str(value)
    if kind_of(model.model_fields[name].annotation)[0] is bool:
        return value == "yes"
    return value


def event_form(data, kind: str, case: Case, before: dict[str, Any] | None = None) -> PartForm:
    """Return the form of one kind of event."""
    form = PartForm(data, model=EVENT_TYPES[kind], before={"type": kind, **(before or {})}, case=case)
    if not before and kind == "symptom":
        form.fields["present"].initial = "yes"
    if not before and kind in ("syndrome", "condition"):
        form.fields["state"].initial = "confirmed" if kind == "syndrome" else "present"
    return form


def tumour_form(data, before: dict[str, Any] | None = None) -> PartForm:
    """Return the form of one tumour."""
    return PartForm(data, model=Tumour, before=before, case=None)


def person_form(data, before: dict[str, Any] | None = None) -> PartForm:
    """Return the form of the person."""
    return PartForm(data, model=Person, before=before, case=None)


def identity_form(data, before: dict[str, Any] | None = None) -> PartForm:
    """Return the form of who it is."""
    return PartForm(data, model=Identity, before=before, case=None)


class NewCaseForm(forms.Form):
    identifier = forms.RegexField(
        r"^[A-Za-z0-9_.-]+$",
        label=_("Identifier in this centre"),
        max_length=60,
        help_text=_("A pseudonym, never the name: letters, digits, point, hyphen. It cannot be changed later."),
        error_messages={"invalid": _("Use letters, digits, point and hyphen only.")},
    )


class CaseFilters(forms.Form):
    words = forms.CharField(label=_("Identifier, diagnosis or name"), max_length=100, required=False)
    site = forms.ChoiceField(label=_("Primary site"), required=False)
    family = forms.ChoiceField(label=_("Family"), required=False)
    grade = forms.ChoiceField(label=_("Grade"), required=False)
    open_only = forms.BooleanField(label=_("With open questions only"), required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name, value_set in (("site", "primary_site"), ("family", "tumour_family"), ("grade", "tumour_grade")):
            self.fields[name].choices = [("", _("all")), *codes(value_set)]
        self.fields["words"].widget.attrs["data-key"] = "/"


class ImportForm(forms.Form):
    file = forms.FileField(label=_("File to import"), help_text=_("JSON: one case or a list of cases, at most 10 MB."))


class InvitationForm(forms.Form):
    email = forms.EmailField(label=_("Email address of the person"))
    until = forms.DateField(label=_("May see it until"), widget=forms.DateInput(attrs={"type": "date"}))

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until < today():
            raise ValidationError(_("This day is over. Choose one to come."))
        return until


class AsOfForm(forms.Form):
    """The day and the country the assessment is made for; unknown ones are read as today and the case's own."""

    on = forms.DateField(required=False)
    country = forms.RegexField(r"^[A-Za-z]{2}$", required=False)
