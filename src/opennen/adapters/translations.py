"""Joins the translations of all parts into one compiled catalogue per language."""

import os
from pathlib import Path

import polib

# French counts 0 as singular; English, Dutch and German do not.
PLURALS = {"fr": "nplurals=2; plural=(n > 1);", "en": "nplurals=2; plural=(n != 1);"}


class TranslationConflictError(ValueError):
    """Two parts translate the same words differently."""


def compile_parts(locale: Path) -> dict[str, int]:
    """Join `parts/<part>.<language>.po` of a locale folder into `<language>/LC_MESSAGES/django.mo`.

    Returns the number of translated messages by language. A file is replaced whole or not at all, and only when
    its content changed. Raises TranslationConflictError when two parts disagree: the message names both.
    """
    languages = sorted({path.suffixes[-2].lstrip(".") for path in _parts(locale)})
    return {language: _compile(locale, language) for language in languages}


def _parts(locale: Path) -> list[Path]:
    return sorted((locale / "parts").glob("*.*.po"))


def _compile(locale: Path, language: str) -> int:
    joined = polib.POFile(wrapwidth=0)
    joined.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": language,
        "Plural-Forms": PLURALS.get(language, PLURALS["en"]),
    }
    places: dict[tuple[str | None, str], tuple[polib.POEntry, Path]] = {}
    for path in _parts(locale):
        if path.suffixes[-2] != f".{language}":
            continue
        for entry in polib.pofile(str(path)):
            if not entry.translated():
                continue
            key = (entry.msgctxt, entry.msgid)
            known = places.setdefault(key, (entry, path))
            if (known[0].msgstr, known[0].msgstr_plural) != (entry.msgstr, entry.msgstr_plural):
                raise TranslationConflictError(
                    f"{entry.msgid!r} is translated as {known[0].msgstr!r} in {known[1].name} "
                    f"and as {entry.msgstr!r} in {path.name}. Choose one, or give one of them a context (msgctxt)."
                )
    joined.extend(entry for entry, _ in places.values())
    _write(locale / language / "LC_MESSAGES" / "django.mo", joined.to_binary())
    return len(joined)


def _write(path: Path, content: bytes) -> None:
    if path.exists() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_bytes(content)
    draft.replace(path)
