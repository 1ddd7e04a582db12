"""French and English from the first page: the browser's preference, a switch, the profile; nothing untranslated."""

from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.test import Client

from opennen.adapters.translations import TranslationConflictError, compile_parts
from opennen.web.accounts.capabilities import Role
from opennen.web.accounts.models import User
from opennen.web.shell.catalogue import messages_of

PARTS = settings.SOURCE_ROOT / "locale" / "parts"


def entries(language: str) -> list[polib.POEntry]:
    return [entry for path in PARTS.glob(f"*.{language}.po") for entry in polib.pofile(str(path))]


def test_every_message_of_the_pages_has_its_french():
    known = {(entry.msgctxt, entry.msgid) for entry in entries("fr") if entry.translated()}
    missing = {message: place for message, place in messages_of(settings.SOURCE_ROOT).items() if message not in known}
    assert missing == {}, "run `make messages`, then: opennen manage messages --missing fr"


def test_the_search_for_messages_finds_some():
    found = messages_of(settings.SOURCE_ROOT)
    assert (None, "Skip to content") in found
    assert (None, "Page %(number)s of %(total)s") in found
    assert ("option status", "supported") in found


def test_translations_keep_the_places_for_values():
    import re

    for entry in entries("fr"):
        places = set(re.findall(r"%\(\w+\)[sd]", entry.msgid + (entry.msgid_plural or "")))
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            if text:
                assert set(re.findall(r"%\(\w+\)[sd]", text)) <= places, entry.msgid


def test_two_parts_that_disagree_are_refused(tmp_path: Path):
    (tmp_path / "parts").mkdir()
    for part, word in (("a", "dossier"), ("b", "cas")):
        (tmp_path / "parts" / f"{part}.fr.po").write_text(f'msgid "Case"\nmsgstr "{word}"\n', encoding="utf-8")
    with pytest.raises(TranslationConflictError, match=r"dossier.*cas"):
        compile_parts(tmp_path)


@pytest.mark.parametrize(
    ("preference", "words"),
    [("fr", "Se connecter"), ("fr-BE,en;q=0.5", "Se connecter"), ("en-GB", "Sign in"), ("ja", "Se connecter")],
)
def test_the_browsers_preference_is_used_and_french_otherwise(preference, words, db):
    assert words in Client(headers={"accept-language": preference}).get("/account/login/").text


def test_the_switch_is_kept_in_this_browser_and_in_the_profile(person, signed_in):
    member = person(Role.MEMBER)
    client = signed_in(member)
    assert "Mon profil" in client.get("/profile/").text
    client.post("/language/", {"language": "en", "next": "/profile/"})
    assert "My profile" in client.get("/profile/").text
    assert User.objects.get(pk=member.user.pk).language == "en"
    # Another computer, whose browser prefers French, shows the choice of the profile.
    assert "My profile" in signed_in(member).get("/profile/").text
