"""Signing in: limits on tries, second factor, closed sign-up, hashes."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from opennen.web.accounts.capabilities import Role
from opennen.web.audit.models import AuditEvent

PASSWORD = "a-long-password-2026"


def try_to_sign_in(email: str, password: str, address: str = "192.0.2.1"):
    client = Client(headers={"accept-language": "en"}, REMOTE_ADDR=address)
    answer = client.post("/account/login/", {"login": email, "password": password})
    return answer, client


def test_the_right_password_opens_and_the_wrong_one_does_not(person):
    member = person(Role.MEMBER)
    answer, client = try_to_sign_in(member.user.email, PASSWORD)
    assert answer.status_code == 302
    assert client.get("/profile/").status_code == 200
    answer, client = try_to_sign_in(member.user.email, "wrong")
    assert answer.status_code == 200
    assert client.get("/profile/").status_code == 302


def test_the_sixth_try_is_locked_from_any_address_and_others_are_not(person):
    member, colleague = person(Role.MEMBER), person(Role.COORDINATOR)
    for number in range(5):
        try_to_sign_in(member.user.email, "wrong", f"192.0.2.{number}")
    answer, client = try_to_sign_in(member.user.email, PASSWORD, "192.0.2.77")
    assert "Too many failed login attempts" in answer.text
    assert client.get("/profile/").status_code == 302
    answer, client = try_to_sign_in(colleague.user.email, PASSWORD, "192.0.2.1")
    assert client.get("/profile/").status_code == 200


def test_every_refused_try_is_in_the_trail(person):
    member = person(Role.MEMBER)
    try_to_sign_in(member.user.email, "wrong")
    event = AuditEvent.objects.get(action="session.refused")
    assert event.details == {"email": member.user.email}
    assert "wrong" not in str(event.details)


def test_nobody_makes_an_account_by_themselves(db):
    client = Client()
    answer = client.post("/account/signup/", {"email": "x@y.example", "password1": "tumeur-neuro-2026!"}, follow=True)
    assert AuditEvent.objects.filter(action="session.start").count() == 0
    assert answer.wsgi_request.user.is_anonymous


def test_passwords_are_kept_as_argon2(person):
    assert person(Role.MEMBER).user.password.startswith("argon2$argon2id$")


def test_with_a_second_factor_the_password_alone_does_not_open(person):
    member = person(Role.MEMBER)
    secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    TOTP.activate(member.user, secret)
    answer, client = try_to_sign_in(member.user.email, PASSWORD)
    assert answer.headers["Location"].startswith("/account/2fa/authenticate/")
    assert client.get("/profile/").status_code == 302

    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    client.post("/account/2fa/authenticate/", {"code": code})
    assert client.get("/profile/").status_code == 200


@pytest.mark.parametrize(
    "path", ["/account/2fa/", "/account/2fa/totp/activate/", "/account/2fa/webauthn/", "/account/password/change/"]
)
def test_second_factors_are_offered(path, person):
    _, client = try_to_sign_in(person(Role.MEMBER).user.email, PASSWORD)
    # What protects the account asks for the password again.
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    assert client.get(path).status_code == 200
