"""How every check reports: code, place, message, example, remedy, in the reader's language."""

from dataclasses import dataclass

from opennen.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a check found. `code` is stable; `place` says where (a file and line, or a path in a case)."""

    code: str
    message: Text
    place: str = ""
    example: str = ""
    remedy: Text | None = None
    facts: tuple[str, ...] = ()
    level: str = "error"  # 'error' refuses, 'warning' is shown, 'notice' explains
    shown_by: tuple[tuple[str, str], ...] = ()  # a counter-example: facts and values, as a vignette writes them

    def in_(self, language: str) -> str:
        """This function will write the finding as text: code and place, message, example, remedy."""
        head = f"{self.code} · {self.place}" if self.place else self.code
        lines = [head, *(f"     {line}" for line in self.message.in_(language).splitlines())]
        if self.example:
            lines.append(f"     {self.example}")
        if self.remedy:
            lines.append(f"     {self.remedy.in_(language)}")
        return "\n".join(lines)


class Refused(Exception):
    """Raised when input or knowledge cannot be used; carries every finding, never only the first."""

    def __init__(self, findings: tuple[Finding, ...] | list[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(finding.in_("en") for finding in self.findings))
