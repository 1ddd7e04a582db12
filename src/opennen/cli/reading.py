"""Case files from disk or standard input, and the day of today: what commands take from the world."""

import sys
from argparse import Namespace
from datetime import date, datetime
from pathlib import Path

from opennen.adapters.knowledge_files import knowledge
from opennen.cases.model import Case, CaseFile
from opennen.cases.read import MAX_BYTES, case_from_json
from opennen.evaluate.assessment import Assessment, assess
from opennen.kernel.finding import Finding, Refused
from opennen.kernel.text import Text


def today() -> date:
    """This function will give the day where the machine stands."""
    return datetime.now().astimezone().date()


def read_case(name: str) -> CaseFile:
    """This function will read a case file ('-' = standard input); raises Refused: C100 unreadable, else as cases.read.

    Never more than the largest case is read into memory, however large the file.
    """
    try:
        if name == "-":
            source = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with Path(name).open("rb") as file:
                source = file.read(MAX_BYTES + 1)
    except OSError as error:
        remedy = Text(fr="Vérifier le nom du fichier et les droits.", en="Check the file's name and permissions.")
        fr, en = f"fichier illisible : {error.strerror}", f"this file cannot be read: {error.strerror}"
        raise Refused([Finding("C100", Text(fr=fr, en=en), name, remedy=remedy)]) from None
    vocabulary = knowledge().vocabulary
    try:
        return case_from_json(source, vocabulary, today())
    except Refused as refused:
        raise Refused([_at(one, name) for one in refused.findings]) from None


def _at(one: Finding, name: str) -> Finding:
    place = f"{name} · {one.place}" if one.place else name
    return Finding(one.code, one.message, place, one.example, one.remedy, one.facts, one.level)


def check_tumour(case: Case, tumour: str | None) -> None:
    """This function will refuse (C109) a tumour that the case does not have; None means its first."""
    tumours = [one.id for one in case.tumours]
    if tumour is not None and tumour not in tumours:
        named = ", ".join(tumours)
        message = Text(fr=f"le cas n'a pas de tumeur {tumour}", en=f"the case has no tumour {tumour}")
        remedy = Text(fr=f"Choisir : {named}.", en=f"Choose one of: {named}.")
        raise Refused([Finding("C109", message, case.id, remedy=remedy)])


def assessed(case: Case, arguments: Namespace) -> Assessment:
    """This function will assess a case as the options --on, --country and --tumour say; raises Refused (C109)."""
    check_tumour(case, arguments.tumour)
    country = arguments.country or case.person.country
    return assess(case, knowledge(), arguments.on or today(), country, arguments.tumour)
