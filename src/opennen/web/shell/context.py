"""What every template may use."""

from django.conf import settings

from opennen import __version__
from opennen.web.shell.navigation import links


def shell(request) -> dict:
    """Return the menu, the languages and who is here, for the base page."""
    membership = getattr(request, "membership", None)
    return {
        "navigation": list(links(membership, request.path)),
        "membership": membership,
        "page_languages": settings.LANGUAGES,
        "opennen_version": __version__,
    }
