"""The case page says beside each question how many answers it settles or bears on, in both languages."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "settles", "bears"),
    [("fr", "peut trancher", "porte sur"), ("en", "can settle", "bears on")],
)
def test_each_question_says_how_much_it_settles(signed_in, coordinator, kept, language, settles, bears):
    record = kept(coordinator)
    said = signed_in(coordinator, language).get(f"/cases/{record.pk}/").content.decode()
    assert said.index(settles) < said.index(bears)  # the question that settles most comes first
    assert said.count('class="ask"') == said.count('class="ask__weight"')
