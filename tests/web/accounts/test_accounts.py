"""The administrator makes, changes and ends accounts; each change is in the audit trail."""

import re

import pytest
from django.test import Client

from opennen.web.accounts import actions
from opennen.web.accounts.capabilities import Discipline, NotAllowed, Role
from opennen.web.accounts.models import Membership, User
from opennen.web.audit.models import AuditEvent

NEW = {"name": "Dr Élise Marchand", "email": "Elise@Liege.example", "role": "member", "discipline": "surgery"}


@pytest.fixture
def administrator(person):
    return person(Role.ADMINISTRATOR)


def test_a_new_person_chooses_a_password_by_the_link_and_signs_in(administrator, signed_in):
    answer = signed_in(administrator).post("/administration/accounts/new/", NEW)
    link = re.search(r"data-invitation>http://testserver([^<]+)<", answer.text).group(1)

    newcomer = Client()
    form = newcomer.get(link, follow=True)
    address = form.redirect_chain[-1][0]
    saved = newcomer.post(address, {"password1": "tumeur-neuro-2026!", "password2": "tumeur-neuro-2026!"}, follow=True)
    assert saved.status_code == 200
    newcomer.post("/account/login/", {"login": "elise@liege.example", "password": "tumeur-neuro-2026!"})

    assert newcomer.get("/profile/").status_code == 200
    assert "Dr Élise Marchand" in newcomer.get("/profile/").text
    # The link worked once.
    assert Client().get(link, follow=True).status_code == 200
    again = Client().get(link, follow=True)
    assert "password1" not in again.text


def test_making_an_account_is_recorded_with_its_author(administrator, signed_in):
    signed_in(administrator).post("/administration/accounts/new/", NEW)
    event = AuditEvent.objects.get(action="account.create", actor=administrator.user)
    assert event.details == {"role": "member", "discipline": "surgery"}
    assert event.centre == administrator.centre


def test_the_same_address_twice_is_refused_and_what_was_typed_stays(administrator, signed_in, person):
    person(Role.MEMBER, "claire")
    answer = signed_in(administrator).post("/administration/accounts/new/", {**NEW, "email": "CLAIRE@liege.example"})
    assert answer.status_code == 400
    assert "existe déjà" in answer.text
    assert "Dr Élise Marchand" in answer.text
    assert User.objects.count() == 2


def test_an_ended_account_is_signed_out_at_once_and_cannot_come_back(administrator, signed_in, person):
    member = person(Role.MEMBER)
    theirs = signed_in(member)
    assert theirs.get("/profile/").status_code == 200
    signed_in(administrator).post(f"/administration/accounts/{member.pk}/disable/")
    assert theirs.get("/profile/").status_code == 302
    answer = Client().post(
        "/account/login/", {"login": member.user.email, "password": "a-long-password-2026"}, follow=True
    )
    assert answer.wsgi_request.user.is_anonymous
    signed_in(administrator).post(f"/administration/accounts/{member.pk}/enable/")
    assert Membership.objects.get(pk=member.pk).is_active


def test_the_last_administrator_stays(administrator, signed_in):
    with pytest.raises(actions.AccountRefused):
        actions.disable_account(actor=administrator, membership=administrator)
    answer = signed_in(administrator).post(
        f"/administration/accounts/{administrator.pk}/", {"role": "member", "discipline": "other"}
    )
    assert answer.status_code == 400
    assert "dernier administrateur" in answer.text


def test_another_centres_accounts_do_not_exist_for_an_administrator(administrator, signed_in, person, other_centre):
    stranger = person(Role.MEMBER, "stranger", other_centre)
    client = signed_in(administrator)
    assert stranger.user.email not in client.get("/administration/accounts/").text
    assert client.get(f"/administration/accounts/{stranger.pk}/").status_code == 404
    assert client.post(f"/administration/accounts/{stranger.pk}/disable/").status_code == 404
    with pytest.raises(Membership.DoesNotExist):
        actions.disable_account(actor=administrator, membership=stranger)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_nobody_else_manages_accounts(role, person, signed_in):
    actor = person(role)
    for path in ("/administration/accounts/", "/administration/accounts/new/", "/administration/audit/"):
        answer = signed_in(actor).get(path)
        assert answer.status_code == 403
        assert "Adressez-vous à un administrateur" in answer.text
    with pytest.raises(NotAllowed):
        actions.create_account(
            actor=actor, email="x@y.example", name="X", role=Role.MEMBER, discipline=Discipline.OTHER
        )


def test_a_person_who_works_nowhere_is_told_so(person, signed_in):
    member = person(Role.MEMBER)
    client = signed_in(member)
    Membership.objects.update(is_active=False)
    answer = client.get("/profile/")
    assert answer.status_code == 403
    assert "membre d’aucun centre" in answer.text


def test_a_person_of_two_centres_chooses_where_to_work(person, signed_in, other_centre):
    here = person(Role.MEMBER)
    there = Membership.objects.create(user=here.user, centre=other_centre, role="coordinator", discipline="surgery")
    client = signed_in(here)
    assert client.get("/profile/").context["membership"] == here
    client.post(f"/profile/centre/{there.pk}/")
    assert client.get("/profile/").context["membership"] == there
