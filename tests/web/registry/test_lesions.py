"""Lesions of an examination: imported, shown in words, and kept when the examination is changed in its form."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from opennen.web.registry.models import CaseRecord, TumourFacts

pytestmark = pytest.mark.django_db

LESIONS = [
    {"id": "L1", "organ": "liver", "target": True, "size_mm": {"value": 22}, "sstr_uptake": "positive", "krenning": 3},
    {"id": "L2", "organ": "bone", "target": False, "new": True, "sstr_uptake": "negative", "fdg_uptake": "positive"},
]
PET = {"id": "pet", "type": "imaging", "modality": "ga68_dotatate_pet", "date": "2025-03-04", "lesions": LESIONS}


@pytest.fixture
def imported(signed_in, coordinator, case_json):
    def send(lesions=LESIONS):
        case = case_json("P-9")
        case["events"].append({**PET, "lesions": lesions})
        file = SimpleUploadedFile("cases.json", json.dumps(case).encode())
        return signed_in(coordinator).post("/cases/import/", {"file": file}, follow=True)

    return send


def test_lesions_are_imported_and_shown_in_words(signed_in, coordinator, imported):
    imported()
    record = CaseRecord.objects.get()
    page = signed_in(coordinator).get(f"/cases/{record.pk}/").content.decode()
    shown = (
        "L1 (foie, lésion cible) : 22 mm, fixation des récepteurs de la somatostatine : fixation, score de Krenning : 3"
    )
    assert shown in page
    assert "L2 (os, nouvelle) : " in page


def test_the_facts_of_the_lesions_are_kept_with_the_case(imported):
    imported()
    facts = TumourFacts.objects.get().facts
    assert facts["all_target_lesions_sstr_positive"] is True
    assert facts["fdg_lesion_without_sstr_uptake"] is True
    assert "last_echocardiography_on" not in facts


def test_changing_the_examination_in_its_form_keeps_its_lesions(signed_in, coordinator, imported, fields_of):
    imported()
    record = CaseRecord.objects.get()
    address = f"/cases/{record.pk}/events/pet/"
    fields = fields_of(signed_in(coordinator).get(address).content.decode())
    answer = signed_in(coordinator).post(address, {**fields, "result": "positive"})
    assert answer.status_code == 302
    event = next(one for one in CaseRecord.objects.get().document["events"] if one["id"] == "pet")
    assert event["result"] == "positive"
    assert [one["id"] for one in event["lesions"]] == ["L1", "L2"]


def test_a_lesion_listed_twice_is_refused(imported):
    page = imported([LESIONS[0], LESIONS[0]]).content.decode()
    assert "C103" in page
    assert not CaseRecord.objects.exists()
