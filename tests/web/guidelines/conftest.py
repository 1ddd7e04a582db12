"""A reader of the guidelines, and the pages as they read them."""

import html

import pytest

from opennen.web.accounts.capabilities import Role


@pytest.fixture
def read(person, signed_in):
    """Return a function that opens a page as a guideline editor and gives its text, entities resolved."""
    member = person(Role.GUIDELINE_EDITOR)

    def page(address: str, language: str = "fr", status: int = 200) -> str:
        member.user.language = language
        member.user.save()
        answer = signed_in(member, language).get(address)
        assert answer.status_code == status, address
        return html.unescape(answer.content.decode())

    return page
