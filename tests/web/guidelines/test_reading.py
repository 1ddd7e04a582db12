"""The knowledge as pages, read as each role reads it."""

import pytest

from opennen.web.accounts.capabilities import Role

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", list(Role))
def test_everybody_reads_the_guidelines(person, signed_in, role):
    assert signed_in(person(role)).get("/guidelines/").status_code == 200
