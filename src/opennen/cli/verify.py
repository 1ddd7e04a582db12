"""`opennen verify`: every check of the knowledge files, every proof about the rules, and every vignette."""

import json
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Any

from opennen.adapters.knowledge_files import knowledge_folder, knowledge_texts, read_knowledge
from opennen.adapters.pack_changes import history_findings
from opennen.cli import phrases
from opennen.cli.reading import today
from opennen.evaluate.vignettes import vignette_findings
from opennen.exchange.mapping import registries_from
from opennen.kernel.finding import Finding, Refused
from opennen.kernel.text import Text
from opennen.rules.packs import Knowledge

_PATIENCE_SECONDS = 2


def run(arguments: Namespace) -> int:
    """This function will verify the knowledge: 1 when a finding is an error (with --strict also a warning), else 0."""
    folder = Path(arguments.knowledge) if arguments.knowledge else knowledge_folder()
    if not folder.is_dir():
        message = Text(fr="ce dossier n'existe pas", en="this folder does not exist")
        raise Refused([Finding("R200", message, str(folder))])
    known = read_knowledge(folder)
    findings = _findings(folder, known, _progress(arguments.lang))
    sys.stdout.write(_as_json(findings, arguments.lang) if arguments.json else _as_text(findings, known, arguments))
    refused = {"error", "warning"} if arguments.strict else {"error"}
    return 1 if any(one.level in refused for one in findings) else 0


def _findings(folder: Path, known: Knowledge, progress: Callable[[Text], None]) -> list[Finding]:
    from opennen.verify.findings import findings_of  # z3 takes a while to load, and no other command wants it

    progress(phrases.VIGNETTES)
    found = [*vignette_findings(known, today()), *_uncited(known), *history_findings(known.packs, folder)]
    try:
        registries = registries_from(knowledge_texts(folder), known.vocabulary, known.sources)
    except Refused as refused:
        return [*refused.findings, *found, *findings_of(known, progress=progress)]
    cited = [one.source for registry in registries.values() for one in registry.sources]
    return [*found, *findings_of(known, cited=cited, progress=progress)]


def _progress(language: str) -> Callable[[Text], None]:
    """Names the check that begins, on the error stream, once the reader has waited a while."""
    began = monotonic()

    def tell(name: Text) -> None:
        if monotonic() - began > _PATIENCE_SECONDS:
            sys.stderr.write(f"… {name.in_(language)}\n")
            sys.stderr.flush()

    return tell


def _as_text(findings: list[Finding], known: Knowledge, arguments: Namespace) -> str:
    notices = [one for one in findings if one.level == "notice"]
    shown = findings if arguments.notices else [one for one in findings if one.level != "notice"]
    lines = [one.in_(arguments.lang) for one in shown]
    if not any(one.level != "notice" for one in findings):
        rules = len(known.tables) + len(known.options) + len(known.tasks) + len(known.findings) + len(known.criteria)
        lines.append(
            phrases.SOUND.in_(arguments.lang).format(
                files=len(known.sources), rules=rules, vignettes=len(known.vignettes), version=known.version
            )
        )
    if notices and not arguments.notices:
        codes = ", ".join(f"{code} × {number}" for code, number in sorted(Counter(one.code for one in notices).items()))
        lines.append(phrases.NOTICES.in_(arguments.lang).format(number=len(notices), codes=codes))
    return "".join(f"{line}\n" for line in lines)


def _as_json(findings: list[Finding], language: str) -> str:
    return json.dumps([_row(one, language) for one in findings], ensure_ascii=False, indent=2) + "\n"


def _row(one: Finding, language: str) -> dict[str, Any]:
    return {
        "code": one.code,
        "level": one.level,
        "place": one.place,
        "message": one.message.in_(language),
        "example": one.example,
        "remedy": one.remedy.in_(language) if one.remedy else None,
        "case": dict(one.shown_by),
    }


def _uncited(known: Knowledge) -> list[Finding]:
    """Sources that availability rows cite and that have no file (rules' own sources are checked when they are read)."""
    findings = []
    for row in known.availability:
        for one in row.sources:
            if one.source not in known.sources:
                message = Text(fr=f"source absente : {one.source}", en=f"no file for source {one.source}")
                findings.append(Finding("R122", message, f"availability · {row.country} · {row.product}"))
    return findings
