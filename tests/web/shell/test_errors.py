"""Bad requests: a page in words and a 4xx, never a traceback."""

import pytest
from django.test import Client, RequestFactory

from opennen.web.accounts.capabilities import Role
from opennen.web.shell import views

TEN_MEGABYTES_AND_MORE = b"\x00\xff nonsense" * 1_100_000


@pytest.fixture
def client_of_member(person, signed_in):
    return signed_in(person(Role.MEMBER))


def test_more_than_ten_megabytes_are_refused_before_reading(client_of_member):
    answer = client_of_member.post("/profile/", TEN_MEGABYTES_AND_MORE, content_type="application/octet-stream")
    assert answer.status_code == 413
    assert "10 Mo" in answer.text
    assert "<main" in answer.text


def test_more_than_ten_megabytes_from_nobody_are_refused_too(db):
    answer = Client().post("/account/login/", TEN_MEGABYTES_AND_MORE, content_type="application/json")
    assert answer.status_code == 413


def test_a_form_of_many_megabytes_is_refused(client_of_member):
    answer = client_of_member.post(
        "/profile/", b"name=" + b"x" * 4_000_000, content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 400
    assert "Nous n’avons pas pu lire" in answer.text


def test_too_many_fields_are_refused(client_of_member):
    answer = client_of_member.post("/profile/", {f"f{number}": "x" for number in range(2100)})
    assert answer.status_code == 400


def test_a_multipart_body_cut_short_is_refused_or_shown_again(client_of_member):
    answer = client_of_member.post("/profile/", b"--x\r\nContent", content_type="multipart/form-data; boundary=x")
    assert answer.status_code == 400


def test_a_page_that_does_not_exist_says_so_in_the_readers_language(client_of_member):
    assert "Cette page n’existe pas" in client_of_member.get("/nowhere/").text
    answer = client_of_member.get("/nowhere/", headers={"accept-language": "en"})
    assert answer.status_code == 404
    assert "There is no such page" in answer.text


def test_a_fragments_error_is_a_fragment(client_of_member):
    answer = client_of_member.get("/nowhere/", headers={"hx-request": "true"})
    assert answer.status_code == 404
    assert "<html" not in answer.text
    assert 'role="alert"' in answer.text


def test_our_own_failure_needs_nothing_that_may_have_failed(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        answer = views.failed(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert b"Traceback" not in answer.content


def test_an_unexpected_error_shows_the_page_and_no_traceback(client_of_member, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("the patient's name is in this message")

    monkeypatch.setattr("opennen.web.accounts.views.active_memberships", fail)
    client_of_member.raise_request_exception = False
    answer = client_of_member.get("/profile/")
    assert answer.status_code == 500
    assert "patient" not in answer.text


@pytest.mark.parametrize("language", ["xx", "", "../..", "nl"])
def test_a_language_we_do_not_have_is_refused(language, db):
    assert Client().post("/language/", {"language": language}).status_code == 400


def test_switching_the_language_never_leaves_the_site(db):
    answer = Client().post("/language/", {"language": "en", "next": "https://elsewhere.example/"})
    assert answer.headers["Location"] == "/"
