"""Cells and area typed in a form: the case page says how sure the grade is, in both languages, only near a border."""

import pytest

from opennen.web.registry.models import CaseRecord

pytestmark = pytest.mark.django_db


def specimen(**more: str) -> dict[str, str]:
    """What somebody fills in: a resection with the cells counted and mitoses in 10 mm²."""
    return {
        "version": "1",
        "date": "5/25",
        "procedure": "resection",
        "origin": "primary",
        "differentiation": "well",
        "ki67.positive_cells": "14",
        "ki67.cells_counted": "500",
        "mitoses": "2",
        "mitoses.per": "area",
        "mitoses.area_mm2": "10",
    } | more


def added(client, record, **more: str):
    return client.post(f"/cases/{record.pk}/events/new/specimen/", specimen(**more))


def page(client, record) -> str:
    return client.get(f"/cases/{record.pk}/").content.decode()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "fr",
            ("selon la seule erreur de comptage", "14 sur 500 cellules = 2,8 %", "1,6–4,5 %", "3 %", "trancheraient"),
        ),
        ("en", ("by counting error alone", "14 of 500 cells = 2.8 %", "1.6–4.5 %", "3 %", "would settle it")),
    ],
)
def test_near_a_border_the_page_shows_interval_chances_and_more(signed_in, coordinator, kept, language, words):
    record = kept(coordinator)
    client = signed_in(coordinator, language)
    assert added(client, record).status_code == 302
    said = page(client, record)
    for one in (*words, "G1 59 %, G2 41 %", 'role="img"', "Jeffreys"):
        assert one in said
    assert "Mitos" in said  # the other count, whose border is far, is told below
    assert said.count(words[0]) == 2  # beside the class of today, and in the course of both specimens


def test_far_from_a_border_nothing_is_shown(signed_in, coordinator, kept):
    record = kept(coordinator)
    client = signed_in(coordinator)
    added(client, record, **{"ki67.positive_cells": "55"})
    assert "erreur de comptage" not in page(client, record)


def test_a_record_without_counts_shows_nothing(signed_in, coordinator, kept):
    record = kept(coordinator)
    assert "erreur de comptage" not in page(signed_in(coordinator), record)


def test_more_positive_cells_than_were_counted_are_refused_beside_the_field(signed_in, coordinator, kept):
    record = kept(coordinator)
    answer = added(signed_in(coordinator), record, **{"ki67.positive_cells": "600"})
    assert answer.status_code == 400
    assert "600 cellules positives sur 500 comptées" in answer.content.decode()
    assert CaseRecord.objects.get().version == 1


def test_a_value_that_its_cells_contradict_is_a_finding_and_has_no_chances(signed_in, coordinator, kept):
    record = kept(coordinator)
    client = signed_in(coordinator, "en")
    added(client, record, ki67="5")
    said = page(client, record)
    assert "C228" in said
    assert "by counting error alone" not in said


def test_a_value_rounded_over_a_border_is_a_finding(signed_in, coordinator, kept):
    record = kept(coordinator)
    client = signed_in(coordinator, "en")
    added(client, record, ki67="3")
    said = page(client, record)
    assert "C229" in said
    assert "G1 59 %, G2 41 %" in said


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("language", "width"), [("fr", 1280), ("en", 390)])
def test_the_drawing_is_accessible_and_fits(
    open_browser, sign_in, accessible, signed_in, coordinator, kept, language, width
):
    record = kept(coordinator)
    added(signed_in(coordinator), record)
    page = open_browser(language, width)
    sign_in(page, coordinator)
    page.goto(f"/cases/{record.pk}/")
    drawing = page.locator(".measured svg")
    assert "500" in drawing.locator("title").text_content()
    assert drawing.bounding_box()["width"] <= width
    page.locator(".measured summary").click()
    assert page.locator(".measured .why__body").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    accessible(page)
