"""People of a centre, signed-in clients, and a real browser, for all tests of pages."""

import os
import re
import shutil

import pytest
from django.db import connection
from django.test import Client, TransactionTestCase

from opennen.web.accounts.actions import create_centre, create_first_account
from opennen.web.accounts.capabilities import Discipline, Role
from opennen.web.accounts.models import Centre, Membership

PASSWORD = "a-long-password-2026"
CHROMIUM_ARGUMENTS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    *(["--no-sandbox"] if os.geteuid() == 0 else []),
]

# --- people ------------------------------------------------------------------------------------


@pytest.fixture
def centre(db) -> Centre:
    return create_centre(code="liege", name_fr="Centre de Liège", name_en="Liège centre", country="BE")


@pytest.fixture
def other_centre(db) -> Centre:
    return create_centre(code="lyon", name_fr="Centre de Lyon", name_en="Lyon centre", country="FR")


@pytest.fixture
def person(centre):
    """Return a function that makes a person with a role: `person(Role.MEMBER)`, `person(Role.MEMBER, "b", lyon)`."""

    def make(
        role: Role, name: str = "", where: Centre | None = None, discipline=Discipline.MEDICAL_ONCOLOGY
    ) -> Membership:
        name = name or role.value.replace("_", "-")
        place = where or centre
        return create_first_account(
            centre=place,
            email=f"{name}@{place.code}.example",
            name=name.title(),
            role=role,
            discipline=discipline,
            password=PASSWORD,
        )

    return make


@pytest.fixture
def signed_in():
    """Return a function that gives a client of a person: `signed_in(membership).get("/")`, in French."""

    def make(membership: Membership, language: str = "fr") -> Client:
        client = Client(headers={"accept-language": language}, enforce_csrf_checks=False)
        client.force_login(membership.user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return make


# --- a database that refuses to forget ---------------------------------------------------------


def _without_guards(empty):
    """Lift append-only triggers while a transactional test's database is emptied, which is what they forbid."""

    def emptied(self):
        # The cache's table is no model's, so nobody else empties it: counted sign-in tries would stay.
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM shell_cache")
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET session_replication_role = replica")
            empty(self)
            with connection.cursor() as cursor:
                cursor.execute("SET session_replication_role = DEFAULT")
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            guards = cursor.fetchall()
            for name, _ in guards:
                cursor.execute(f'DROP TRIGGER "{name}"')
        empty(self)
        with connection.cursor() as cursor:
            for _, statement in guards:
                cursor.execute(statement)

    return emptied


TransactionTestCase._fixture_teardown = _without_guards(TransactionTestCase._fixture_teardown)

# --- a browser ---------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def chromium():
    """Start the system's Chromium once; without one the tests that need it say so, and fail in CI."""
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no Chromium on this machine: apt-get install chromium")
    # Playwright's own event loop runs in this thread; the tests' ORM calls beside it are still synchronous.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE")


@pytest.fixture
def open_browser(chromium, live_server):
    """Return a function that opens a fresh browser window on this site; what it refuses (CSP) fails the test."""
    contexts, complaints = [], []

    def open_window(language: str = "fr", width: int = 1280, height: int = 900):
        context = chromium.new_context(
            base_url=live_server.url, locale=language, viewport={"width": width, "height": height}
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda message: complaints.append(message.text) if re.search("Content.Security", message.text) else None,
        )
        return page

    yield open_window
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def sign_in():
    """Return a function that signs a person in by the form: `sign_in(page, membership)`."""

    def enter(page, membership: Membership) -> None:
        page.goto("/account/login/")
        page.fill("[name=login]", membership.user.email)
        page.fill("[name=password]", PASSWORD)
        page.click(".entrance__form button[type=submit]")
        page.wait_for_url(lambda address: "/account/login" not in address)

    return enter


@pytest.fixture
def accessible():
    """Return a function that fails with axe's findings on a page."""
    from axe_playwright_python.sync_playwright import Axe

    def check(page) -> None:
        found = Axe().run(page).response["violations"]
        words = [f"{v['id']}: {v['help']} {[node['html'][:160] for node in v['nodes'][:3]]}" for v in found]
        assert words == [], f"{page.url}: {words}"

    return check
