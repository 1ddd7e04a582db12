"""The password typed again, which every signature asks for."""

from allauth.core import ratelimit
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from opennen.board.refusal import BoardRefused
from opennen.web.registry import signing


def may_try_to_sign(request, form) -> bool:
    """Check the password typed again, a limited number of times; what is refused stands beside its field."""
    if not ratelimit.consume(request, action="reauthenticate", user=request.user):
        form.add_error("password", _("Too many tries. Wait a few minutes."))
        return False
    try:
        signing.check_password(actor=request.membership, password=form.cleaned_data["password"])
    except BoardRefused as refused:
        form.add_error("password", refused.sentence(get_language()))
        return False
    return True
