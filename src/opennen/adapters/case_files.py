"""A file of one case, or of a list of cases, to checked cases with their places; every problem at once."""

import json
from datetime import date
from typing import Any

from opennen.adapters.knowledge_files import knowledge
from opennen.cases.model import Case
from opennen.cases.read import MAX_BYTES, case_from_json
from opennen.kernel.finding import Finding, Refused
from opennen.kernel.text import Text

FILE_BYTES = 20_000_000
_FINDINGS_SHOWN = 200


def read_case_file(content: bytes, today: date, name: str = "") -> list[tuple[str, Case, dict[str, str]]]:
    """This function will read a JSON file of one case or of a list: (place, case, identity) of each.

    Raises Refused with the findings of every case: C101 too large, C102 not JSON, C121 an identifier used twice in
    the file, C122 no case in it, and those of `case_from_json`, each with the case's place in the file.
    """
    if len(content) > FILE_BYTES:
        raise Refused([_too_large(name)])
    found: list[tuple[str, Case, dict[str, str]]] = []
    findings: list[Finding] = []
    seen: set[str] = set()
    for place, item in _items(content, name):
        try:
            case, identity = _case(item, today)
        except Refused as refused:
            findings += [_at(place, finding) for finding in refused.findings]
            continue
        if case.id in seen:
            findings.append(_twice(case.id, place))
        seen.add(case.id)
        found.append((place, case, identity))
    if findings:
        raise Refused(findings[:_FINDINGS_SHOWN])
    return found


def _items(content: bytes, name: str) -> list[tuple[str, Any]]:
    """A single case keeps its bytes (the reader counts them); a list is taken apart."""
    if content.lstrip()[:1] != b"[":
        if not content.strip():
            raise Refused([_empty(name)])
        return [(f"{name}: $" if name else "$", content)]
    try:
        listed = json.loads(content)
    except (ValueError, RecursionError):
        # The case reader words every way in which a text is no JSON; it refuses this one for the same reason.
        case_from_json(content, knowledge().vocabulary, date.max, max_bytes=FILE_BYTES)
        raise
    if not listed:
        raise Refused([_empty(name)])
    return [(f"{name}: $[{number}]" if name else f"$[{number}]", item) for number, item in enumerate(listed)]


def _case(item: Any, today: date) -> tuple[Case, dict[str, str]]:
    if not isinstance(item, bytes | dict):
        message = Text(fr="ce n'est pas un cas mais une valeur seule", en="this is not a case but a single value")
        raise Refused([Finding("C103", message, "$")])
    if isinstance(item, dict) and len(json.dumps(item)) > MAX_BYTES:
        raise Refused([_too_large("$")])
    read = case_from_json(item, knowledge().vocabulary, today)
    identity = {key: value for key, value in (read.identity.model_dump() if read.identity else {}).items() if value}
    return Case.model_validate(read.model_dump(mode="json", exclude={"identity"}, exclude_none=True)), identity


def _at(place: str, finding: Finding) -> Finding:
    inner = finding.place.removeprefix("$")
    joined = f"{place}{inner}" if finding.place.startswith("$") or not inner else f"{place} {inner}"
    return Finding(finding.code, finding.message, joined, finding.example, finding.remedy, finding.facts, finding.level)


def _too_large(place: str) -> Finding:
    return Finding(
        "C101",
        Text(fr="le fichier est trop grand (20 Mo par fichier, 2 Mo par cas)",
             en="the file is too large (20 MB per file, 2 MB per case)"),
        place,
        remedy=Text(fr="Importer les cas en plusieurs fichiers.", en="Import the cases in several files."),
    )  # fmt: skip


def _empty(place: str) -> Finding:
    return Finding(
        "C122",
        Text(fr="le fichier ne contient aucun cas", en="the file holds no case"),
        place,
        remedy=Text(
            fr="Voir « opennen schema case » pour la forme d'un cas.", en="See `opennen schema case` for the format."
        ),
    )


def _twice(identifier: str, place: str) -> Finding:
    return Finding(
        "C121",
        Text(fr=f"l'identifiant « {identifier} » est employé deux fois dans ce fichier",
             en=f"the identifier “{identifier}” is used twice in this file"),
        f"{place}.id",
        remedy=Text(fr="Réunir les deux cas, ou en renommer un.", en="Join the two cases, or rename one."),
    )  # fmt: skip
