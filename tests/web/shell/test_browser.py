"""The shell in a real browser: signing in, keys, languages, widths, accessibility."""

import pytest

from opennen.web.accounts.capabilities import Role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = [
    "/profile/",
    "/administration/accounts/",
    "/administration/accounts/new/",
    "/administration/audit/",
    "/account/2fa/",
    "/account/password/change/",
    "/no-such-page/",
]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_is_accessible_and_fits(language, width, person, open_browser, sign_in, accessible):
    page = open_browser(language, width)
    page.goto("/account/login/")
    accessible(page)
    sign_in(page, person(Role.ADMINISTRATOR))
    for path in PAGES:
        page.goto(path)
        assert page.locator("html").get_attribute("lang") == language
        accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_an_account_is_made_with_the_keyboard(person, open_browser, sign_in):
    page = open_browser()
    sign_in(page, person(Role.ADMINISTRATOR))
    page.goto("/administration/accounts/")
    page.keyboard.press("?")
    assert "Nouveau compte" in page.locator("dialog[open]").inner_text()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.wait_for_url("**/accounts/new/")
    page.get_by_role("button", name="Créer le compte").click()
    # The summary takes the focus and leads to the field.
    assert page.evaluate("document.activeElement.className") == "error-summary"
    page.get_by_role("link", name="Nom –").click()
    page.keyboard.type("Dr Élise Marchand")
    page.get_by_label("Adresse électronique").fill("elise@liege.example")
    page.get_by_label("Rôle").select_option("coordinator")
    page.get_by_role("button", name="Créer le compte").click()
    assert "/account/password/reset/key/" in page.locator("[data-invitation]").inner_text()


def test_the_language_is_switched_in_place(person, open_browser, sign_in):
    page = open_browser("fr")
    sign_in(page, person(Role.MEMBER))
    page.goto("/profile/")
    page.get_by_role("button", name="English").click()
    page.wait_for_url("**/profile/")
    assert page.get_by_role("heading", name="My profile").is_visible()


def test_the_styles_are_not_refused_by_our_own_policy(open_browser):
    page = open_browser()
    page.goto("/account/login/")
    assert "Plex" in page.evaluate("getComputedStyle(document.body).fontFamily")
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('15px Plex'))")
    assert page.evaluate("typeof htmx") == "object"
