"""Two people save the same case: the second is told what changed, and loses nothing."""

import pytest

from opennen.web.accounts.capabilities import Role
from opennen.web.registry.models import CaseRecord

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(signed_in, coordinator, person, kept):
    record = kept(coordinator)
    colleague = person(Role.MEMBER, "anna")
    return record, signed_in(coordinator), signed_in(colleague)


@pytest.fixture
def open_form(fields_of):
    def read(client, record, event="e1"):
        return fields_of(client.get(f"/cases/{record.pk}/events/{event}/").content.decode())

    return read


def test_changes_of_different_events_are_put_together(two, open_form, fields_of):
    record, first, second = two
    mine, theirs = open_form(first, record, "e1"), open_form(second, record, "e2")
    assert second.post(f"/cases/{record.pk}/events/e2/", {**theirs, "note": "relu"}).status_code == 302
    answer = first.post(f"/cases/{record.pk}/events/e1/", {**mine, "ki67": "12"}, follow=True)
    assert "Entre-temps, Anna" in answer.content.decode()
    document = CaseRecord.objects.get().document
    assert document["events"][0]["ki67"]["value"] == 12
    assert document["events"][1]["note"] == "relu"
    assert CaseRecord.objects.get().version == 3


def test_changes_of_the_same_event_are_shown_side_by_side_and_chosen(two, open_form, fields_of):
    record, first, second = two
    mine, theirs = open_form(first, record), open_form(second, record)
    assert second.post(f"/cases/{record.pk}/events/e1/", {**theirs, "ki67": "20", "note": "n1"}).status_code == 302

    answer = first.post(f"/cases/{record.pk}/events/e1/", {**mine, "ki67": "12", "mitoses": "3"})
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Anna" in html
    assert ">20" in html.replace("\n", "") or " 20" in html
    assert 'value="12"' in html
    assert CaseRecord.objects.get().document["events"][0]["ki67"]["value"] == 20

    chosen = {**fields_of(html), "take-ki67": "mine", "take-note": "theirs"}
    assert first.post(f"/cases/{record.pk}/events/e1/", chosen).status_code == 302
    event = CaseRecord.objects.get().document["events"][0]
    assert event["ki67"]["value"] == 12
    assert event["mitoses"]["value"] == 3
    assert event["note"] == "n1"


def test_an_event_somebody_else_removed_can_be_put_back(two, open_form, fields_of):
    record, first, second = two
    mine = open_form(first, record, "e2")
    second.post(f"/cases/{record.pk}/events/e2/remove/", {"version": 1})
    answer = first.post(f"/cases/{record.pk}/events/e2/", {**mine, "note": "important"})
    assert answer.status_code == 409
    assert "retiré" in answer.content.decode()
    again = first.post(f"/cases/{record.pk}/events/e2/", fields_of(answer.content.decode()))
    assert again.status_code == 302
    assert CaseRecord.objects.get().document["events"][-1]["note"] == "important"


def test_removing_what_somebody_else_just_changed_is_refused(two, open_form, fields_of):
    record, first, second = two
    theirs = open_form(second, record, "e2")
    second.post(f"/cases/{record.pk}/events/e2/", {**theirs, "note": "changed"})
    answer = first.post(f"/cases/{record.pk}/events/e2/remove/", {"version": 1}, follow=True)
    assert "vient d&#x27;être modifié" in answer.content.decode()
    assert len(CaseRecord.objects.get().document["events"]) == 2
