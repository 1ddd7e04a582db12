"""What people type on the pages of the guidelines."""

from django import forms
from django.utils.translation import gettext_lazy as _


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
