"""What if: a supposition shows what changes, lives in its address, and touches nothing."""

import pytest

from opennen.web.accounts.capabilities import Role
from opennen.web.audit.models import AuditEvent
from opennen.web.registry.models import CaseRecord, CaseRevision

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(kept, coordinator):
    return f"/cases/{kept(coordinator).pk}/what-if/"


def page(client, address: str, **more) -> str:
    answer = client.get(address, **more)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_supposed_ki67_changes_the_grade_beside_what_is_recorded(signed_in, coordinator, at):
    text = page(signed_in(coordinator, "fr"), f"{at}?f.ki67_percent=25,5")
    assert "Ki-67 : 25,5 %" in text
    assert "au lieu de : 11 %" in text
    assert "réponses changent" in text
    assert "<strong>G3</strong>" in text
    assert 'value="25,5"' in text


def test_the_case_stays_as_it_is_and_the_read_is_in_the_trail(signed_in, coordinator, at):
    before = CaseRecord.objects.values().get()
    page(signed_in(coordinator), f"{at}?f.ki67_percent=25&f.progressive=yes")
    assert CaseRecord.objects.values().get() == before
    assert CaseRevision.objects.count() == 1
    event = AuditEvent.objects.filter(action="case.read").latest("pk")
    assert event.details["supposed"] == ["ki67_percent", "progressive"]


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("f.ki67_percent=eleven", "not understood"),
        ("f.ki67_percent=120", "This lies between 0 and 100."),
        ("f.primary_site=moon", "moon"),
    ],
)
def test_what_cannot_be_read_is_said_beside_its_field_and_left_out(signed_in, coordinator, at, field, words):
    text = page(signed_in(coordinator, "en"), f"{at}?{field}")
    assert words in text
    assert "Nothing is supposed yet" in text


def test_less_than_and_ranges_are_taken_as_typed(signed_in, coordinator, at):
    assert "Ki-67 : &lt; 2 %" in page(signed_in(coordinator, "fr"), f"{at}?f.ki67_percent=<2")
    assert "Ki-67 : 2 à 5 %" in page(signed_in(coordinator, "fr"), f"{at}?f.ki67_percent=2-5")


def test_a_fact_taken_as_not_recorded_asks_for_it(signed_in, coordinator, at):
    text = page(signed_in(coordinator, "en"), f"{at}?f.differentiation=-")
    assert "Would then be asked:" in text


def test_another_day_and_country_are_suppositions_too(signed_in, coordinator, at):
    text = page(signed_in(coordinator, "en"), f"{at}?on=2015-01-01&country=fr")
    assert "answers change" in text
    assert "Because of" in text


def test_a_question_shows_what_each_answer_would_change(signed_in, coordinator, at):
    text = page(signed_in(coordinator, "en"), f"{at}?ask=progressive&add=progressive")
    assert "If the answer is" in text
    assert 'href="?tumour=t1&amp;f.progressive=yes"' in text
    assert "becomes" in text


def test_a_change_of_one_field_fetches_only_what_changes(signed_in, coordinator, at):
    part = page(signed_in(coordinator), f"{at}?f.ki67_percent=25", headers={"HX-Request": "true"})
    assert "<html" not in part
    assert 'id="answer"' in part


def test_tables_and_unknown_facts_cannot_be_supposed(signed_in, coordinator, at):
    text = page(signed_in(coordinator, "en"), f"{at}?f.tumour_grade=G3&f.no_such_fact=1")
    assert "f.tumour_grade" not in text.split("<form")[-2]
    assert "Nothing is supposed yet" in text


def test_a_stranger_finds_no_such_page(signed_in, person, other_centre, at):
    stranger = person(Role.COORDINATOR, "stranger", other_centre)
    assert signed_in(stranger).get(at).status_code == 404


def test_the_case_page_leads_to_it_from_each_question(signed_in, coordinator, at):
    text = page(signed_in(coordinator), at.removesuffix("what-if/"))
    assert f'href="{at}"' in text
    assert f"{at}?ask=" in text
