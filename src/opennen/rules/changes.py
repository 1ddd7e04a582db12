"""The change history of a pack: what the recommendation was and is, to the day, for those who read it.

## 2026-11-24

- fr: Une phrase.
- en: A sentence,
  which may run over several lines.
"""

import re
from dataclasses import dataclass
from datetime import date

from opennen.kernel.finding import Finding, Refused
from opennen.kernel.text import Text

_DAY = re.compile(r"^## (\S+)$")
_SAID = re.compile(r"^- (fr|en): (\S.*)$")


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a pack and its day."""

    on: date
    says: Text


def changes_from_text(text: str, name: str) -> tuple[Change, ...]:
    """This function will read a CHANGES.md, newest first; raises Refused (R130) with the lines it cannot read.

    A title (#) and empty lines may stand anywhere. Sentences come in pairs: French, then English.
    """
    findings: list[Finding] = []
    changes: list[Change] = []
    on: date | None = None
    french = ""
    for number, line in _entries(text):
        place = f"{name}, line {number}"
        day, said = _DAY.match(line), _SAID.match(line)
        if (day or (said and said[1] == "fr")) and french:
            findings.append(
                _problem(place, "une phrase anglaise manque avant cette ligne", "an English half is missing", line)
            )
            french = ""
        if day:
            on = _date(day[1])
        if day and on is None:
            findings.append(
                _problem(place, f"{day[1]} n'est pas une date AAAA-MM-JJ", f"{day[1]} is no YYYY-MM-DD date", line)
            )
        elif said and said[1] == "fr":
            french = said[2]
        elif said and french and on is not None:
            changes.append(Change(on, Text(fr=french, en=said[2])))
            french = ""
        elif not day:
            findings.append(_problem(place, "ligne inattendue", "this line is not expected here", line))
    if french:
        fr, en = "la dernière phrase n'a pas d'anglais", "the last sentence has no English half"
        findings.append(_problem(name, fr, en, french))
    if findings:
        raise Refused(findings)
    return tuple(sorted(changes, key=lambda one: one.on, reverse=True))


def _entries(text: str) -> list[tuple[int, str]]:
    """The lines that say something, continued ones joined, each with its number."""
    entries: list[tuple[int, str]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("  ") and line.strip() and entries:
            first, begun = entries[-1]
            entries[-1] = (first, f"{begun} {line.strip()}")
        elif line.strip() and not line.startswith("# "):
            entries.append((number, line.rstrip()))
    return entries


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _problem(place: str, fr: str, en: str, example: str) -> Finding:
    remedy = Text(
        fr="Écrire ## AAAA-MM-JJ, puis - fr: … et - en: …", en="Write ## YYYY-MM-DD, then - fr: … and - en: …"
    )
    return Finding("R130", Text(fr=fr, en=en), place, example=example, remedy=remedy)
