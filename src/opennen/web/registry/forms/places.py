"""Two settings: a day, a country and a version of the knowledge on each side."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from opennen.adapters.knowledge_files import knowledge
from opennen.kernel.finding import Refused
from opennen.web.registry.archive import kept_versions, knowledge_of
from opennen.web.registry.comparing import Place
from opennen.web.registry.models import KnowledgeVersion
from opennen.web.registry.selectors import today


@dataclass(frozen=True)
class Sides:
    """Both settings, as asked."""

    before: Place
    after: Place


def version_choices() -> list[tuple[str, str]]:
    """Return the knowledge in use and every version that is kept."""
    used = knowledge().version
    kept = [(one.version, f"{one.version} · {one.first_used_at:%Y-%m-%d}") for one in kept_versions()]
    return [("", pgettext("knowledge version", "in use")), *(one for one in kept if one[0] != used)]


class SettingForm(forms.Form):
    """One side."""

    on = forms.DateField(required=False, label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    country = forms.RegexField(
        r"^[A-Za-z]{2}$",
        required=False,
        label=_("Country (two letters)"),
        help_text=_("empty: each case's own"),
        widget=forms.TextInput(attrs={"class": "input-short", "maxlength": "2"}),
    )
    version = forms.ChoiceField(required=False, label=_("Knowledge version"))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].choices = version_choices()

    def clean_version(self) -> str:
        """Refuse a kept version that this program cannot read any more, with the reason."""
        version = self.cleaned_data["version"]
        try:
            self.known = knowledge_of(version) if version else knowledge()
        except (KnowledgeVersion.DoesNotExist, Refused) as error:
            raise forms.ValidationError(_("This version cannot be read: %(why)s") % {"why": error}) from None
        return version

    def place(self) -> Place:
        """Return the setting; a day that is not named is today."""
        cleaned = self.cleaned_data
        return Place(self.known, cleaned.get("on") or today(), (cleaned.get("country") or "").upper() or None)


def forms_of(data) -> dict[str, SettingForm]:
    """Return the form of each side, filled from an address."""
    return {side: SettingForm(data or None, prefix=side) for side in ("before", "after")}


def sides_of(forms: dict[str, SettingForm]) -> Sides | None:
    """Return both settings when they are understood and not the same."""
    understood = [form.is_valid() for form in forms.values()]  # each of them, so that every error is shown at once
    if not all(understood):
        return None
    before, after = forms["before"].place(), forms["after"].place()
    return Sides(before, after) if before != after else None
