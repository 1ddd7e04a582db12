"""What each page tells the browser, and what a browser cannot make us do."""

import pytest
from django.conf import settings
from django.test import Client

from opennen.web.accounts.capabilities import Role


def directives(answer) -> dict[str, str]:
    parts = (part.strip().split(" ", 1) for part in answer.headers["Content-Security-Policy"].split(";"))
    return {name: rest[0] if rest else "" for name, *rest in parts}


@pytest.mark.parametrize("path", ["/account/login/", "/no-such-page/"])
def test_the_policy_allows_no_foreign_or_inline_code(path, db):
    policy = directives(Client().get(path))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in str(policy)


def test_no_page_stays_in_the_browser(person, signed_in):
    client = signed_in(person(Role.ADMINISTRATOR))
    for path in ("/profile/", "/administration/accounts/", "/administration/audit/", "/no-such-page/"):
        assert client.get(path).headers["Cache-Control"] == "no-store"


def test_other_headers_are_strict(db):
    headers = Client().get("/account/login/").headers
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "camera=()" in headers["Permissions-Policy"]


def test_cookies_are_out_of_reach_of_scripts(person):
    member = person(Role.MEMBER)
    client = Client()
    client.get("/account/login/")
    client.post("/account/login/", {"login": member.user.email, "password": "a-long-password-2026"})
    client.post("/language/", {"language": "en"})
    assert set(client.cookies) >= {"sessionid", "csrftoken", settings.LANGUAGE_COOKIE_NAME}
    for cookie in client.cookies.values():
        if cookie.value:
            assert cookie["httponly"]
            assert cookie["samesite"] in ("Lax", "Strict")


def test_over_https_cookies_never_leave_it():
    import os
    import subprocess
    import sys

    code = (
        "from opennen.web import settings as s;"
        "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS)"
    )
    environment = {**os.environ, "OPENNEN_HTTPS": "yes", "PYTHONPATH": os.pathsep.join(sys.path)}
    said = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["True", "True", "True", "31536000"]


@pytest.mark.parametrize("path", ["/account/login/", "/language/", "/profile/", "/administration/accounts/new/"])
def test_a_form_without_our_token_is_refused_in_words(path, person):
    client = Client(enforce_csrf_checks=True, headers={"accept-language": "fr"})
    client.force_login(person(Role.ADMINISTRATOR).user, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.post(path, {"name": "x", "language": "en"})
    assert answer.status_code == 403
    assert "Le formulaire avait expiré" in answer.text


@pytest.mark.parametrize("path", ["/", "/profile/", "/administration/accounts/", "/administration/audit/"])
def test_every_page_asks_for_sign_in(path, db):
    answer = Client().get(path)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/account/login/")
    fragment = Client(headers={"hx-request": "true"}).get(path)
    assert fragment.headers["HX-Redirect"].startswith("/account/login/")
