"""What people type on the pages of the guidelines."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from opennen.rules.proposal import MOST_CHARACTERS


class SignForm(forms.Form):
    comment = forms.CharField(
        label=_("What you want to add"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    password = forms.CharField(
        label=_("Your password, to sign"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def read(self) -> dict[str, str]:
        """Return the rules ticked, each with the digest that stood on the page the person read."""
        ticked = self.data.getlist("rule")
        return {rule: self.data.get(f"digest {rule}", "") for rule in ticked}

    def clean(self):
        if not self.read():
            self.add_error(None, _("No rule is ticked: tick those you have read and agree with."))
        return super().clean()


class WithdrawForm(forms.Form):
    reason = forms.CharField(label=_("Why you withdraw it"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))


class BeginForm(forms.Form):
    name = forms.CharField(
        label=pgettext_lazy("proposal", "Name of the file"),
        max_length=200,
        help_text=_("Such as guidelines/workup-2026/rules/bone.yaml or sources/enets-2027.yaml."),
    )
    upload = forms.FileField(
        label=_("File from your computer"), required=False, help_text=_("YAML in UTF-8. Without one you write it here.")
    )

    def clean_upload(self):
        return _text_of(self.cleaned_data["upload"])


class ProposalForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=pgettext_lazy("proposal", "Text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 30, "spellcheck": "false", "class": "rule-editor", "wrap": "off"}),
    )
    upload = forms.FileField(
        label=_("Or take the text from a file of your computer"), required=False, help_text=_("YAML in UTF-8.")
    )
    why_fr = forms.CharField(
        label=_("What changes and why, in French"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "lang": "fr"}),
        help_text=_("One sentence a clinician reads in the history of the pack."),
    )
    why_en = forms.CharField(
        label=_("What changes and why, in English"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "lang": "en"}),
    )

    def clean_upload(self):
        return _text_of(self.cleaned_data["upload"])

    def proposed(self) -> str:
        """Return the text proposed: the file's where one was sent, else what was typed."""
        upload = self.cleaned_data["upload"]
        return self.cleaned_data["text"] if upload is None else upload


class ReviewForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    comment = forms.CharField(
        label=_("Comment"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed to send it back."),
    )
    password = forms.CharField(
        label=_("Your password, to sign"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text=_("Needed to approve."),
    )


def _text_of(upload) -> str | None:
    """The text of an uploaded file; refused when it is not UTF-8 or far too long."""
    if upload is None:
        return None
    if upload.size > 4 * MOST_CHARACTERS:
        raise forms.ValidationError(_("This file is too long."))
    try:
        return upload.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise forms.ValidationError(_("This file is not text in UTF-8.")) from None
