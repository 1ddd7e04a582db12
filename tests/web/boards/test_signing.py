"""Closing a meeting: all of it or nothing; what is signed stays, whoever tries."""

import json

import pytest
from django.db import DatabaseError, connection, transaction

from opennen.board.recommendation import Action, Recommendation
from opennen.board.refusal import BoardRefused
from opennen.web.accounts.capabilities import NotAllowed
from opennen.web.audit.models import AuditEvent
from opennen.web.boards import actions, signing
from opennen.web.boards.models import AgendaItem, DecisionRecord
from opennen.web.registry.models import CaseRecord
from opennen.web.registry.signing import check_password

pytestmark = pytest.mark.django_db


@pytest.fixture
def close(coordinator):
    def sign(meeting, later=None, because=""):
        return signing.close_meeting(
            actor=coordinator, meeting=meeting, next_meeting=later, without_quorum_because=because
        )

    return sign


@pytest.fixture
def decided(item, draft, attended, close):
    draft(item, Action("Relecture des lames"), reason="Lames extérieures.")
    return close(attended(item.meeting))[0]


def code_of(refused) -> str:
    return refused.value.code


def test_a_record_keeps_facts_answer_versions_and_people(decided, member):
    content = json.loads(decided.content)
    assert content["case"]["identifier"] == "C05"
    assert content["case"]["version"] == 1
    assert content["assessments"]["fr"]["classification"]["grade"] == "G2"
    assert content["assessments"]["fr"]["facts"]["ki67_percent"]["value"] == 15
    assert content["knowledge_version"]
    assert content["recommendation"]["deviations"] == ["free_text"]
    assert content["attendance"] == [{"name": "Paul", "discipline": "surgery", "licence": "1-23456-78-900"}]
    assert signing.verified(decided)


def test_a_record_read_after_the_case_changed_is_as_it_was(decided, coordinator, signed_in):
    record = CaseRecord.objects.get(identifier="C05")
    CaseRecord.objects.filter(pk=record.pk).update(headlines={"fr": "autre", "en": "other"})
    page = signed_in(coordinator).get(f"/decisions/{decided.pk}/").content.decode()
    assert "La signature est valide" in page
    assert json.loads(decided.content)["assessments"]["fr"]["headline"].split("·")[0].strip() in page


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE boards_decisionrecord SET reason = 'x'",
        "DELETE FROM boards_decisionrecord",
        "UPDATE boards_decisionrecord SET content = '{}', sha256 = 'x'",
    ],
)
def test_the_database_itself_refuses_to_change_a_record(decided, statement):
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert DecisionRecord.objects.get() == decided


def test_replacing_a_record_by_insert_is_refused_on_sqlite(decided):
    if connection.vendor != "sqlite":
        pytest.skip("INSERT OR REPLACE is SQLite's own")
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT OR REPLACE INTO boards_decisionrecord SELECT * FROM boards_decisionrecord")


def test_one_changed_letter_breaks_the_signature(decided):
    decided.content = decided.content.replace("Relecture", "relecture")
    assert not signing.verified(decided)


def test_a_forger_with_another_key_is_not_believed_for_the_digest(decided):
    decided.sha256 = "0" * 64
    assert not signing.verified(decided)


def test_a_closed_meeting_is_locked(decided, coordinator, draft, records, meeting):
    item = decided.item
    item.refresh_from_db()
    with pytest.raises(BoardRefused) as refused:
        draft(item, Action("autre"))
    assert code_of(refused) == "B102"
    with pytest.raises(BoardRefused) as refused:
        actions.put_on_agenda(actor=coordinator, case=records[1], meeting=meeting, question="?")
    assert code_of(refused) == "B102"
    with pytest.raises(BoardRefused) as refused:
        actions.record_attendance(actor=coordinator, meeting=meeting, members={})
    assert code_of(refused) == "B102"


def test_a_deviation_without_reason_stops_the_whole_closing(item, draft, attended, close, records, coordinator):
    other = actions.put_on_agenda(actor=coordinator, case=records[1], meeting=item.meeting, question="?")
    draft(item, Action("Relecture"), reason="")
    draft(other, awaited="Ki-67")
    with pytest.raises(BoardRefused) as refused:
        close(attended(item.meeting))
    assert code_of(refused) == "B104"
    assert not DecisionRecord.objects.exists()
    item.meeting.refresh_from_db()
    assert item.meeting.state == "open"


def test_undecided_cases_need_a_later_meeting_and_are_carried_over(item, attended, close, plan):
    meeting = attended(item.meeting)
    with pytest.raises(BoardRefused) as refused:
        close(meeting)
    assert code_of(refused) == "B108"
    later = plan()
    assert close(meeting, later) == []
    carried = AgendaItem.objects.get(meeting=later)
    assert (carried.question, carried.carried_from_id, carried.state) == ("PRRT ?", item.pk, "waiting")


def test_nobody_present_and_no_quorum_are_refused(item, draft, coordinator, close):
    draft(item, awaited="Ki-67")
    actions.open_meeting(actor=coordinator, meeting=item.meeting)
    item.meeting.refresh_from_db()
    with pytest.raises(BoardRefused) as refused:
        close(item.meeting)
    assert code_of(refused) == "B109"
    actions.record_attendance(actor=coordinator, meeting=item.meeting, members={coordinator: ""})
    with pytest.raises(BoardRefused) as refused:
        close(item.meeting)
    assert code_of(refused) == "B117"
    assert len(close(item.meeting, because="Chirurgie au bloc.")) == 1


def test_only_who_may_sign_signs(item, draft, attended, member):
    draft(item, awaited="Ki-67")
    meeting = attended(item.meeting)
    with pytest.raises(NotAllowed):
        signing.close_meeting(actor=member, meeting=meeting, next_meeting=None, without_quorum_because="")


def test_a_wrong_password_is_refused_and_in_the_trail(coordinator):
    with pytest.raises(BoardRefused) as refused:
        check_password(actor=coordinator, password="guess")
    assert code_of(refused) == "B112"
    assert AuditEvent.objects.filter(action="signature.refused").count() == 1


def test_an_amendment_is_a_new_version_with_its_reason(decided, coordinator):
    item = decided.item
    with pytest.raises(BoardRefused) as refused:
        signing.amend_decision(actor=coordinator, item=item, recommendation=Recommendation(), reason=" ")
    assert code_of(refused) == "B115"
    said = Recommendation((Action("Nouvelle biopsie"),), deviation_reason="Lames perdues.")
    second = signing.amend_decision(actor=coordinator, item=item, recommendation=said, reason="Lames perdues")
    content, first = json.loads(second.content), json.loads(decided.content)
    assert second.version == 2
    assert content["amendment"]["replaces_sha256"] == decided.sha256
    assert content["assessments"] == first["assessments"]
    assert signing.verified(second)
    assert signing.verified(DecisionRecord.objects.get(pk=decided.pk))
    assert [one.text for one in item.actions.filter(is_withdrawn=False)] == ["Nouvelle biopsie"]
    assert item.actions.filter(is_withdrawn=True).count() == 1


def test_paper_comes_in_both_languages_before_and_after_signing(item, draft, attended, close, coordinator, signed_in):
    client = signed_in(coordinator)
    pages = [f"/items/{item.pk}/sheet.pdf", f"/meetings/{item.meeting_id}/minutes.pdf"]
    for closed in (False, True):
        if closed:
            draft(item, awaited="Ki-67")
            close(attended(item.meeting))
        for page in pages:
            for language in ("fr", "en"):
                answer = client.get(page, {"lang": language})
                assert answer.status_code == 200
                assert answer.content.startswith(b"%PDF")
