"""Vignettes: what is expected beside what is answered today."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils.translation import override

from opennen.adapters.knowledge_files import knowledge
from opennen.web.guidelines.presenters.addresses import Addresses
from opennen.web.guidelines.presenters.vignettes import vignette_rows

pytestmark = pytest.mark.django_db
PACKS = sorted(knowledge().packs)


@pytest.mark.parametrize("pack", PACKS)
def test_every_vignette_shows_its_facts_and_its_answers(read, pack):
    page = read(f"/guidelines/packs/{pack}/vignettes/")
    for number, one in enumerate((one for one in knowledge().vignettes if one.pack == pack), 1):
        assert f'href="/guidelines/packs/{pack}/vignettes/{number}/"' in page
        assert one.name.fr in page
    assert "reçoivent toutes la réponse attendue" in page


def test_a_vignette_opens_to_its_full_why(read):
    page = read("/guidelines/packs/who-2019-digestive/vignettes/1/", "en")
    assert "as expected" in page
    assert "How it was worked out" in page
    assert "Ki-67" in page


def test_another_answer_stands_beside_the_expected_one():
    first = next(one for one in knowledge().vignettes if "tumour_grade" in one.expect)
    wrong = "G3" if first.expect["tumour_grade"] != "G3" else "G1"
    changed = replace(knowledge(), vignettes=(replace(first, expect={"tumour_grade": wrong, "nothing": True}),))
    with override("en"):
        (row,) = vignette_rows(first.pack, changed, "en", Addresses(), date(2026, 1, 1))
    assert not row.agrees
    assert row.unknown == ("nothing",)
    assert (row.answers[0].expected, row.answers[0].agrees) == (wrong, False)
