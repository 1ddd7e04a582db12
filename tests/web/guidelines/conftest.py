"""A reader of the guidelines."""

import pytest

from opennen.web.accounts.capabilities import Role


@pytest.fixture
def reader(person, signed_in):
    """Return a function that gives a client of a guideline editor, in a language."""
    member = person(Role.GUIDELINE_EDITOR)

    def make(language: str = "fr"):
        client = signed_in(member, language)
        client.cookies["django_language"] = language
        return client

    return make
