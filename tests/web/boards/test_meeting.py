"""Agenda, concurrent drafts, who sees what, outcomes, the start page, the demonstration."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from opennen.board.outcome import Outcome, OutcomeStatus
from opennen.board.recommendation import Action
from opennen.board.refusal import BoardRefused
from opennen.web.accounts.capabilities import NotAllowed, Role
from opennen.web.audit.models import AuditEvent
from opennen.web.boards import actions, selectors, signing
from opennen.web.boards.models import AgendaItem, DecisionRecord, Meeting, RecommendedAction
from opennen.web.registry.models import CaseRecord

pytestmark = pytest.mark.django_db


@pytest.fixture
def open_action(item, draft, attended, coordinator):
    draft(item, Action("Relecture", due_on=timezone.localdate()), reason="Lames extérieures.")
    signing.close_meeting(
        actor=coordinator, meeting=attended(item.meeting), next_meeting=None, without_quorum_because=""
    )
    return RecommendedAction.objects.get()


def form_of(client, item, **changes) -> dict:
    form = client.get(f"/items/{item.pk}/").context["form"]
    data = {name: field.value() for name, field in ((one.html_name, one) for one in form)}
    return {name: value for name, value in (data | changes).items() if value not in (None, False, "")}


def test_a_case_is_asked_for_once_per_meeting(item, coordinator, records):
    with pytest.raises(BoardRefused) as refused:
        actions.put_on_agenda(actor=coordinator, case=records[0], meeting=item.meeting, question="encore ?")
    assert refused.value.code == "B114"


def test_the_agenda_is_reordered(item, coordinator, records, signed_in):
    other = actions.put_on_agenda(actor=coordinator, case=records[1], meeting=item.meeting, question="?")
    answer = signed_in(coordinator).post(f"/items/{other.pk}/move/up/")
    assert answer["Location"].endswith(f"#item-{other.pk}-up")
    assert list(item.meeting.items.values_list("pk", flat=True)) == [other.pk, item.pk]


def test_the_second_of_two_people_sees_what_the_first_wrote_and_loses_nothing(item, coordinator, person, signed_in):
    first, second = signed_in(coordinator), signed_in(person(Role.COORDINATOR, "rose"))
    mine = form_of(second, item, text_0="Ma phrase", deviation_reason="ma raison")
    theirs = form_of(first, item, text_0="Leur phrase", deviation_reason="leur raison")
    assert first.post(f"/items/{item.pk}/", theirs).status_code == 302
    assert "Claire a modifié ce cas" in second.get(f"/items/{item.pk}/changes/?version=1").content.decode()
    answer = second.post(f"/items/{item.pk}/", mine)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Leur phrase" in page
    assert 'value="Ma phrase"' in page
    assert [one.text for one in item.actions.all()] == ["Leur phrase"]
    again = mine | {"version": answer.context["form"]["version"].value()}
    assert second.post(f"/items/{item.pk}/", again).status_code == 302
    assert [one.text for one in item.actions.all()] == ["Ma phrase"]


def test_nothing_is_announced_while_nothing_changed(item, coordinator, signed_in):
    assert signed_in(coordinator).get(f"/items/{item.pk}/changes/?version=1").content.strip() == b""


PAGES = ["/meetings/{meeting}/", "/items/{item}/", "/items/{item}/sheet.pdf", "/items/{item}/changes/"]


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_finds_no_such_page(page, item, person, other_centre, signed_in):
    stranger = signed_in(person(Role.COORDINATOR, "s", other_centre))
    address = page.format(meeting=item.meeting_id, item=item.pk)
    assert stranger.get(address).status_code == 404


def test_a_referrer_sees_no_meeting_but_asks_for_their_own_case(item, person, signed_in, records):
    referrer = person(Role.REFERRER, "ref")
    client = signed_in(referrer)
    assert client.get("/meetings/").status_code == 403
    assert client.get(f"/cases/{records[1].pk}/board/").status_code == 404
    CaseRecord.objects.filter(pk=records[1].pk).update(created_by=referrer.user)
    data = {"meeting": item.meeting_id, "question": "Opérer ?"}
    assert client.post(f"/cases/{records[1].pk}/board/", data).status_code == 302
    assert AgendaItem.objects.get(case=records[1]).requested_by == referrer


@pytest.mark.parametrize("role", [one for one in Role if one is not Role.COORDINATOR])
def test_only_a_coordinator_runs_a_meeting(role, item, person):
    other = person(role)
    for act in (
        lambda: actions.open_meeting(actor=other, meeting=item.meeting),
        lambda: actions.move_item(actor=other, item=item, steps=1),
        lambda: actions.record_attendance(actor=other, meeting=item.meeting, members={}),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_reading_a_sheet_and_every_write_is_in_the_trail(item, coordinator, signed_in):
    before = AuditEvent.objects.filter(action="case.read").count()
    signed_in(coordinator).get(f"/items/{item.pk}/")
    signed_in(coordinator).get(f"/items/{item.pk}/sheet.pdf")
    read = AuditEvent.objects.filter(action="case.read", case_id=str(item.case_id))
    assert read.count() == before + 2
    assert AuditEvent.objects.filter(action="agenda.add", case_id=str(item.case_id)).count() == 1


def test_an_action_is_open_until_its_outcome_and_overdue_after_its_day(open_action, coordinator):
    today = timezone.localdate()
    assert list(selectors.open_actions(coordinator)) == [open_action]
    ongoing = Outcome(OutcomeStatus.ONGOING, today)
    actions.record_outcome(actor=coordinator, action=open_action, outcome=ongoing, today=today)
    assert selectors.open_actions(coordinator).count() == 1
    late = selectors.open_actions(coordinator).filter(due_on__lt=today + timedelta(days=1))
    assert late.count() == 1
    done = Outcome(OutcomeStatus.DONE, today)
    actions.record_outcome(actor=coordinator, action=open_action, outcome=done, today=today)
    assert not selectors.open_actions(coordinator).exists()
    assert open_action.outcomes.count() == 2


def test_not_done_asks_for_its_reason_beside_the_field(open_action, coordinator, signed_in):
    client = signed_in(coordinator)
    data = {"status": "not_done", "happened_on": timezone.localdate().isoformat(), "reason": "", "note": "gardé"}
    answer = client.post(f"/recommendations/{open_action.pk}/", data)
    assert answer.status_code == 400
    assert "La raison manque" in answer.context["form"].errors["reason"][0]
    assert "gardé" in answer.content.decode()
    assert client.post(f"/recommendations/{open_action.pk}/", data | {"reason": "patient_wish"}).status_code == 302
    assert "Rien n’est ouvert" in client.get("/").content.decode()


@pytest.mark.parametrize("role", Role)
def test_the_start_page_answers_everybody(role, person, signed_in):
    assert signed_in(person(role)).get("/").status_code == 200


def test_the_demonstration_loads_once_and_stays_out_of_a_real_centre(db):
    out = StringIO()
    call_command("demo", stdout=out)
    counts = (CaseRecord.objects.count(), Meeting.objects.count(), DecisionRecord.objects.count())
    assert counts == (24, 2, 3)
    assert all(signing.verified(one) for one in DecisionRecord.objects.all())
    assert "coordination@example.org" in out.getvalue()
    call_command("demo", stdout=StringIO())
    assert (CaseRecord.objects.count(), Meeting.objects.count(), DecisionRecord.objects.count()) == counts


def test_the_demonstration_is_refused_beside_another_centre(centre):
    with pytest.raises(CommandError, match="--force"):
        call_command("demo", stdout=StringIO())
    assert not CaseRecord.objects.exists()
