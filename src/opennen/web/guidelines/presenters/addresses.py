"""Where knowledge is read: one address per pack, rule, fact and source, in force or as of an archived version."""

from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True)
class Addresses:
    """The addresses of one version; '' is the knowledge in force. A link never leaves the version it stands in."""

    version: str = ""

    def _to(self, page: str, *parts: object, anchor: str = "") -> str:
        query = f"?version={self.version}" if self.version else ""
        return reverse(f"guidelines:{page}", args=parts) + query + (f"#{anchor}" if anchor else "")

    def packs(self) -> str:
        return self._to("packs")

    def pack(self, pack: str, anchor: str = "") -> str:
        return self._to("pack", pack, anchor=anchor)

    def rule(self, rule: str, part: str = "") -> str:
        return self._to("rule", rule, anchor=part)

    def facts(self) -> str:
        return self._to("facts")

    def fact(self, fact: str) -> str:
        return self._to("fact", fact)

    def sources(self) -> str:
        return self._to("sources")

    def source(self, source: str) -> str:
        return self._to("source", source)

    def vignettes(self, pack: str) -> str:
        return self._to("vignettes", pack)

    def vignette(self, pack: str, number: int) -> str:
        return self._to("vignette", pack, number)


def anchor_of(name: str) -> str:
    """Return a rule's name as an anchor: a dot would read as a class in a style sheet."""
    return name.replace(".", "-")
