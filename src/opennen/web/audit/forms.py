"""What an administrator narrows the trail by."""

from django import forms
from django.utils.translation import gettext_lazy as _

from opennen.web.audit.presenters import ACTION_WORDS


class TrailForm(forms.Form):
    case = forms.CharField(label=_("Case"), max_length=64, required=False)
    person = forms.ChoiceField(label=_("Person"), required=False)
    action = forms.ChoiceField(label=_("Action"), required=False)
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args, people, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        everybody = [("", _("Everybody"))]
        self.fields["person"].choices = everybody + [(m.user_id, m.user.name) for m in people]
        self.fields["action"].choices = [("", _("Everything"))] + [(key, word) for key, word in ACTION_WORDS.items()]

    def clean(self):
        cleaned = super().clean()
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and since > until:
            self.add_error("until", _("This day is before the first one. Exchange them."))
        return cleaned
