"""Status by word and shape, the same everywhere, however the core writes it."""

import pytest
from django.template import engines
from django.utils import translation

from opennen.web.shell.presenters import STATUSES, status


@pytest.mark.parametrize("name", sorted(STATUSES))
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_status_has_a_word_and_a_shape(name, language):
    with translation.override(language):
        drawn = engines["django"].from_string("{% status name %}").render({"name": name})
        assert str(STATUSES[name].word) in drawn
    assert "<svg" in drawn
    assert f"status--{name}" in drawn


def test_no_two_statuses_share_a_sign_or_a_shape():
    assert len({found.sign for found in STATUSES.values()}) == len(STATUSES)
    shapes = {
        engines["django"].from_string("{% include 'shell/components/shape.html' %}").render({"name": n})
        for n in STATUSES
    }
    assert len(shapes) == len(STATUSES)


@pytest.mark.parametrize("written", ["to consider", "to_consider", "TO_CONSIDER", "to-consider"])
def test_a_status_is_found_however_it_is_written(written):
    assert status(written).name == "to-consider"


def test_an_unknown_status_is_an_error_and_not_a_guess():
    with pytest.raises(KeyError):
        status("perhaps")
