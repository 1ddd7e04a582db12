"""A case comes in by forms: what people type is understood, what is wrong is said beside the field."""

import pytest

from opennen.web.audit.models import AuditEvent
from opennen.web.registry.models import CaseRecord, CaseRevision, IdentityKey, PatientIdentity, TumourFacts

pytestmark = pytest.mark.django_db


def test_a_case_typed_in_a_form_is_kept_with_its_version_and_audit_event(signed_in, coordinator):
    answer = signed_in(coordinator).post(
        "/cases/new/",
        {"identifier": "P-7", "surname": "Lefèvre", "birth_date": "14/3/56", "sex": "female", "site": "ileum"},
    )
    record = CaseRecord.objects.get()
    assert answer.status_code == 302
    assert (record.version, record.site) == (1, "ileum")
    assert record.document["person"]["birth_date"] == "1956"
    assert CaseRevision.objects.get().by == coordinator.user
    assert AuditEvent.objects.get(action="case.create").case_id == "P-7"


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("11,5", {"value": 11.5}),
        ("<2", {"value": 2.0, "comparator": "<"}),
        ("≤ 2 %", {"value": 2.0, "comparator": "<="}),
        ("30-40", {"min": 30.0, "max": 40.0}),
        ("30 à 40", {"min": 30.0, "max": 40.0}),
    ],
)
def test_ki67_is_understood_as_people_type_it(signed_in, coordinator, kept, typed, understood):
    record = kept(coordinator)
    address = f"/cases/{record.pk}/events/new/specimen/"
    answer = signed_in(coordinator).post(address, {"version": 1, "date": "3/24", "ki67": typed})
    assert answer.status_code == 302
    event = CaseRecord.objects.get().document["events"][-1]
    assert event["date"] == "2024-03"
    assert {key: value for key, value in event["ki67"].items() if key in ("value", "comparator", "min", "max")} == (
        understood
    )


def test_ki67_done_but_not_stated_is_kept_as_such(signed_in, coordinator, kept):
    record = kept(coordinator)
    data = {"version": 1, "ki67.status": "done_not_stated"}
    signed_in(coordinator).post(f"/cases/{record.pk}/events/new/specimen/", data)
    assert CaseRecord.objects.get().document["events"][-1]["ki67"] == {"status": "done_not_stated"}


def test_rows_of_stains_and_components_are_kept(signed_in, coordinator, kept):
    record = kept(coordinator)
    data = {
        "version": 1,
        "stains-0.name": "synaptophysin",
        "stains-0.result": "positive",
        "mitoses": "4",
        "mitoses.per": "hpf",
        "mitoses.hpf": "10",
        "mitoses.field_area_mm2": "0,2",
    }
    answer = signed_in(coordinator).post(f"/cases/{record.pk}/events/new/specimen/", data)
    assert answer.status_code == 302
    event = CaseRecord.objects.get().document["events"][-1]
    assert event["stains"] == [{"name": "synaptophysin", "result": "positive"}]
    assert event["mitoses"] == {"value": 4.0, "per": "hpf", "hpf": 10, "field_area_mm2": 0.2}


@pytest.mark.parametrize(
    ("data", "field", "words"),
    [
        ({"ki67": "130"}, "ki67", "impossible"),
        ({"ki67": "NaN"}, "ki67", "pas compris"),
        ({"ki67": "40-30"}, "ki67", "invers"),
        ({"date": "1/1/2199"}, "date", "futur"),
        ({"date": "31/02/2024"}, "date", "pas une date"),
        ({"mitoses": "3", "mitoses.per": "hpf"}, "mitoses", "hpf"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_what_was_typed_stays(
    signed_in, coordinator, kept, data, field, words
):
    record = kept(coordinator)
    answer = signed_in(coordinator).post(
        f"/cases/{record.pk}/events/new/specimen/", {"version": 1, "note": "lame relue", **data}
    )
    html = answer.content.decode()
    assert answer.status_code == 400
    assert f'id="id_{field}_error"' in html
    assert words in html[html.index(f'id="id_{field}_error"') :][:400]
    assert "lame relue" in html
    assert "error-summary" in html
    assert CaseRecord.objects.get().version == 1


def test_saving_an_unchanged_form_changes_nothing(fields_of, signed_in, coordinator, kept):
    record = kept(coordinator)
    client = signed_in(coordinator)
    for event in record.document["events"]:
        address = f"/cases/{record.pk}/events/{event['id']}/"
        answer = client.post(address, fields_of(client.get(address).content.decode()))
        assert answer.status_code == 302
    again = CaseRecord.objects.get()
    assert again.document == record.document
    assert again.version == 1


def test_identity_is_sealed_and_found_only_by_its_keyed_hash(signed_in, coordinator, kept):
    record = kept(coordinator)
    seal = PatientIdentity.objects.get().seal
    everything = " ".join(
        [seal, str(record.document), str(list(AuditEvent.objects.values())), str(list(IdentityKey.objects.values()))]
    )
    assert "Lef" not in everything
    assert "56.03.14" not in everything
    assert "1956-03-14" not in everything
    client = signed_in(coordinator)
    for words in ("lefevre", "ÉLISE", "56031400217", "p-001"):
        assert "P-001" in client.get("/cases/", {"words": words}).content.decode(), words
    assert "P-001" not in client.get("/cases/", {"words": "lefe"}).content.decode()


def test_facts_and_headline_columns_follow_every_change(fields_of, signed_in, coordinator, kept):
    record = kept(coordinator)
    assert TumourFacts.objects.get().facts["ki67_percent"] == 11
    client = signed_in(coordinator)
    address = f"/cases/{record.pk}/events/e1/"
    client.post(address, {**fields_of(client.get(address).content.decode()), "ki67": "25"})
    assert TumourFacts.objects.get().facts["ki67_percent"] == 25
    record.refresh_from_db()
    assert record.version == 2
    assert "25" in record.headlines["fr"]


def test_an_event_is_removed_and_its_earlier_version_stays(signed_in, coordinator, kept):
    record = kept(coordinator)
    assert signed_in(coordinator).post(f"/cases/{record.pk}/events/e2/remove/", {"version": 1}).status_code == 302
    assert [event["id"] for event in CaseRecord.objects.get().document["events"]] == ["e1"]
    assert len(CaseRevision.objects.get(version=1).document["events"]) == 2
    history = signed_in(coordinator).get(f"/cases/{record.pk}/history/").content.decode()
    assert "retiré" in history


def test_a_list_of_treatments_is_stated_complete_and_an_old_page_cannot_state_it(signed_in, coordinator, kept):
    record = kept(coordinator)
    browser = signed_in(coordinator)
    address = f"/cases/{record.pk}/treatments-complete/"
    assert browser.post(address, {"version": 1, "complete": "yes"}).status_code == 302
    assert CaseRecord.objects.get().document["treatments_complete"] is True
    assert TumourFacts.objects.get().facts["treated_with_prrt"] is False
    browser.post(address, {"version": 1, "complete": "no"})
    assert CaseRecord.objects.get().document["treatments_complete"] is True
