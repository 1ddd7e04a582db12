"""Forms of the accounts pages."""

from allauth.account.forms import LoginForm
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from opennen.web.accounts.capabilities import DISCIPLINE_NAMES, ROLE_NAMES, Discipline, Role

ROLES = [(role.value, words) for role, words in ROLE_NAMES.items()]
DISCIPLINES = [(discipline.value, words) for discipline, words in DISCIPLINE_NAMES.items()]


class SignInForm(LoginForm):
    """allauth's, without its placeholders (a label is enough) and its link to a reset by mail we do not offer."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Email address")
        self.fields["password"].help_text = ""
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


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
