"""What every template may use."""

from django.conf import settings

from opennen import __version__
from opennen.adapters.knowledge_files import in_use
from opennen.web.shell.navigation import links


def shell(request) -> dict:
    """Return the menu, the languages and who is here, for the base page."""
    membership = getattr(request, "membership", None)
    return {
        "navigation": list(links(membership, request.path)),
        "membership": membership,
        "page_languages": settings.LANGUAGES,
        "opennen_version": __version__,
        # A hospital whose own rules are not in use has to see it on every page.
        "knowledge_findings": [one for one in in_use().findings if one.level == "error"] if membership else [],
    }
