"""A sentence in the languages the product speaks; French and English are never optional."""

from dataclasses import dataclass

LANGUAGES = ("fr", "en", "nl", "de")


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence or label, in French and English at least; Dutch and German fall back to English."""

    fr: str
    en: str
    nl: str | None = None
    de: str | None = None

    def __post_init__(self) -> None:
        if not self.fr.strip() or not self.en.strip():
            raise ValueError("a text needs both French and English words")

    def in_(self, language: str) -> str:
        """This function will give the words in a language ('fr', 'nl-be' …); others read English."""
        words: str | None = getattr(self, language[:2], None) if language[:2] in LANGUAGES else None
        return words or self.en
