"""Forms of the accounts pages."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from opennen.web.accounts.capabilities import DISCIPLINE_NAMES, ROLE_NAMES, Discipline, Role

ROLES = [(role.value, words) for role, words in ROLE_NAMES.items()]
DISCIPLINES = [(discipline.value, words) for discipline, words in DISCIPLINE_NAMES.items()]


class PlaceForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=ROLES)
    discipline = forms.ChoiceField(label=_("Discipline"), choices=DISCIPLINES)

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])

    def clean_discipline(self) -> Discipline:
        return Discipline(self.cleaned_data["discipline"])


class AccountForm(PlaceForm):
    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("As it stands on letters: Dr Claire Dupont"))
    email = forms.EmailField(label=_("Email address"), help_text=_("The person signs in with it."))
    field_order = ("name", "email", "role", "discipline")


class ProfileForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    language = forms.ChoiceField(label=_("Language of the pages"), choices=settings.LANGUAGES)
