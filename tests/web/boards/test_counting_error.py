"""The meeting shows counting error near a border, and so does the record that was signed; an older one shows none."""

import json

import pytest
from django.utils import timezone

from opennen.adapters.case_files import read_case_file
from opennen.adapters.knowledge_files import knowledge
from opennen.adapters.sheet_data import sheet_from_report
from opennen.web.boards import actions, selectors, signing
from opennen.web.boards.models import DecisionRecord
from opennen.web.boards.paper import sheet_of_item
from opennen.web.registry.actions import create_case

pytestmark = pytest.mark.django_db
CASE = {
    "format": "opennen-case-1",
    "id": "P-9",
    "tumours": [{"id": "t1", "site": "ileum"}],
    "events": [
        {
            "type": "specimen",
            "id": "e1",
            "date": "2024-03",
            "procedure": "resection",
            "origin": "primary",
            "differentiation": "well",
            "ki67": {"positive_cells": 14, "cells_counted": 500},
            "mitoses": {"value": 2, "per": "area", "area_mm2": 10},
        }
    ],
}


@pytest.fixture
def counted(coordinator, meeting):
    ((_place, case, identity),) = read_case_file(json.dumps(CASE).encode(), timezone.localdate())
    record = create_case(actor=coordinator, case=case, identity=identity)
    return actions.put_on_agenda(actor=coordinator, case=record, meeting=meeting, question="Grade ?")


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "selon la seule erreur de comptage"), ("en", "by counting error alone")]
)
def test_the_meeting_shows_it(signed_in, coordinator, counted, language, words):
    said = signed_in(coordinator, language).get(f"/items/{counted.pk}/").content.decode()
    assert words in said
    assert "G1 59 %, G2 41 %" in said


def test_the_sheet_of_an_item_has_it(counted):
    found = sheet_of_item(counted, "fr").measured
    assert found is not None
    assert found.chances == "G1 59 %, G2 41 %"
    assert len(found.drawings) == 1


def test_the_signed_record_shows_what_was_signed(signed_in, coordinator, counted, draft, attended):
    draft(counted, reason="Relire les lames.", awaited="comptage de 2 000 cellules")
    signing.close_meeting(
        actor=coordinator, meeting=attended(counted.meeting), next_meeting=None, without_quorum_because=""
    )
    record = DecisionRecord.objects.get()
    said = signed_in(coordinator).get(f"/decisions/{record.pk}/").content.decode()
    assert "G1 59 %, G2 41 %" in said


def test_a_record_signed_before_it_was_shown_still_opens(counted):
    report = selectors.sheet_of(counted, "fr").answer
    for one in (report["classification"], report["classification"]["current"]):
        one.pop("probabilities")
    assert sheet_from_report(report, knowledge(), "fr").measured is None
