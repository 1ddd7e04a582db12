"""`opennen verify`: every check of the knowledge files, and every vignette."""

import sys
from argparse import Namespace
from pathlib import Path

from opennen.adapters.knowledge_files import knowledge_folder, knowledge_texts, read_knowledge
from opennen.cli import phrases
from opennen.cli.reading import today
from opennen.evaluate.vignettes import vignette_findings
from opennen.exchange.mapping import registries_from
from opennen.kernel.finding import Finding, Refused
from opennen.kernel.text import Text
from opennen.rules.packs import Knowledge


def run(arguments: Namespace) -> int:
    """This function will check the knowledge: 0 nothing to report, 1 with every finding printed."""
    folder = Path(arguments.knowledge) if arguments.knowledge else knowledge_folder()
    if not folder.is_dir():
        message = Text(fr="ce dossier n'existe pas", en="this folder does not exist")
        raise Refused([Finding("R200", message, str(folder))])
    known = read_knowledge(folder)
    findings = [*vignette_findings(known, today()), *_registries(folder, known), *_uncited(known)]
    for one in findings:
        sys.stdout.write(one.in_(arguments.lang) + "\n")
    if any(one.level == "error" for one in findings):
        return 1
    rules = len(known.tables) + len(known.options) + len(known.tasks) + len(known.findings)
    sys.stdout.write(
        phrases.SOUND.in_(arguments.lang).format(
            files=len(known.sources), rules=rules, vignettes=len(known.vignettes), version=known.version
        )
        + "\n"
    )
    return 0


def _registries(folder: Path, known: Knowledge) -> tuple[Finding, ...]:
    try:
        registries_from(knowledge_texts(folder), known.vocabulary, known.sources)
    except Refused as refused:
        return refused.findings
    return ()


def _uncited(known: Knowledge) -> list[Finding]:
    """Sources that availability rows cite and that have no file (rules' own sources are checked when they are read)."""
    findings = []
    for row in known.availability:
        for one in row.sources:
            if one.source not in known.sources:
                message = Text(fr=f"source absente : {one.source}", en=f"no file for source {one.source}")
                findings.append(Finding("R122", message, f"availability · {row.country} · {row.product}"))
    return findings
