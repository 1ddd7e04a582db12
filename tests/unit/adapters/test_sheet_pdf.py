"""Sheets and minutes as PDF: the right words, tagged, the same bytes, nothing typed ever becomes code."""

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from opennen.adapters.knowledge_files import knowledge
from opennen.adapters.sheet_data import (
    ActionLine,
    BoardLines,
    CitedSource,
    Minutes,
    OptionLine,
    Present,
    RecommendationLines,
    Sheet,
    sheet_from,
)
from opennen.adapters.sheet_pdf import board_sheet, case_sheet, minutes
from opennen.adapters.sheet_words import WORDS
from opennen.cases.model import Case
from opennen.cases.timeline import Decision
from opennen.evaluate.assessment import assess

ON = date(2026, 3, 12)
NASTY = 'Dr “Ö” #eval("1") $x$ *gras* <script>\\ @cite // /* \x07'
BOARD = BoardLines("COM NEN", ON, "PRRT ou évérolimus ?", "4/9", "Dr Référent", (Present(NASTY, "Chirurgie", "1-2"),))
DECIDED = RecommendationLines(
    (ActionLine("PRRT", "soutenue", date(2026, 4, 1)),), deviation_reason="Refus du patient", signed_by="Dr C",
    signed_at="12/03/2026 14:02", sha256="ab" * 32, version=1,
)  # fmt: skip


@pytest.fixture
def case() -> Case:
    events = [
        {"type": "specimen", "id": "s", "date": "2020-01-02", "differentiation": "well", "ki67": {"value": 11}},
        {"type": "treatment", "id": "t", "kind": "lanreotide", "date": "2020-03"},
        {"type": "status", "id": "w", "text": NASTY},
    ]
    return Case.model_validate({"id": "C99", "tumours": [{"id": "t1", "site": "ileum"}], "events": events})


@pytest.fixture
def sheet(small, case) -> Sheet:
    found = assess(case, small, ON, "BE")
    return sheet_from(found, case, small, "fr", board=BOARD, previous=(Decision(date(2024, 1, 15), "CAPTEM"),))


def text_of(pdf: bytes, folder: Path) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (Debian package poppler-utils) reads the PDF back; it is not installed")
    path = folder / "sheet.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True, text=True)
    return re.sub(r"\s+", " ", done.stdout)


def test_the_same_data_gives_the_same_bytes(sheet):
    assert board_sheet(sheet, "fr", ON) == board_sheet(sheet, "fr", ON)
    assert board_sheet(sheet, "fr", ON) != board_sheet(sheet, "fr", date(2026, 3, 13))


def test_it_is_a_tagged_pdf_in_its_language(sheet):
    for language in ("fr", "en"):
        pdf = board_sheet(sheet, language, ON)
        assert pdf.startswith(b"%PDF")
        assert b"pdfuaid" in pdf
        assert re.search(rb"/Lang ?\(" + language.encode(), pdf)


def test_it_says_question_class_and_that_nothing_is_decided(sheet, tmp_path):
    said = text_of(board_sheet(sheet, "fr", ON), tmp_path)
    for words in ("C99", "PRRT ou évérolimus ?", "Cas 4/9", "G2", "Chronologie", "Pas encore de décision", "CAPTEM"):
        assert words in said
    assert "Aucun spécialiste n'a encore signé ces règles" in said
    assert "Imprimé le 12/03/2026" in said


def test_a_signed_decision_shows_reason_signer_and_fingerprint(sheet, tmp_path):
    said = text_of(board_sheet(replace(sheet, recommendation=DECIDED), "fr", ON), tmp_path)
    for words in ("PRRT", "pour le 01/04/2026", "Refus du patient", "Signé par Dr C", "ab" * 32):
        assert words in said


def test_what_was_typed_is_printed_and_never_run(sheet, tmp_path):
    said = text_of(board_sheet(sheet, "fr", ON), tmp_path)
    assert '#eval("1") $x$ *gras* <script>\\ @cite // /*' in said


def test_every_status_is_a_word(sheet, tmp_path):
    blank = OptionLine("supported", "soutenue", "Traitement A", ("Raison [1]",), "", "", (), (), 0, ())
    options = tuple(
        replace(blank, status=code, status_words=word, title=f"Traitement {word}")
        for code, word in (
            ("supported", "soutenue"), ("to_consider", "à considérer"), ("open", "ouverte"), ("excluded", "exclue"),
        )
    )  # fmt: skip
    source = CitedSource(1, "Une étude", "p. 3", "K", "en attente de la signature d'un spécialiste")
    said = text_of(board_sheet(replace(sheet, options=options, sources=(source,)), "fr", ON), tmp_path)
    assert all(f"Traitement {option.status_words}" in said for option in options)
    assert "[1] Une étude, p. 3 — K" in said
    assert "K : en attente de la signature d'un spécialiste" in said


def test_the_brief_sheet_counts_the_checks_that_the_detailed_one_spells_out(small, case):
    found = assess(case, small, ON, "BE")
    brief, full = (sheet_from(found, case, small, "fr", is_detailed=one) for one in (False, True))
    assert [one.title for one in brief.options] == [one.title for one in full.options]
    assert all(one.more_checks == 0 for one in full.options)


def test_a_character_no_font_has_does_not_keep_the_board_from_its_sheet(sheet):
    assert board_sheet(replace(sheet, headline="Ω 患者 \U0001f9ec"), "fr", ON).startswith(b"%PDF")


def test_a_nearly_empty_case_prints(small):
    case = Case.model_validate({"id": "C0", "tumours": [{"id": "t1"}]})
    for language in ("fr", "en", "nl", "de"):
        assert case_sheet(sheet_from(assess(case, small, ON), case, small, language), language, ON).startswith(b"%PDF")


def test_three_hundred_events_leave_the_question_and_the_drawing_on_the_first_page(small, tmp_path):
    events = [
        {"type": "specimen", "id": f"e{n}", "date": f"{1986 + n % 40}-0{n % 9 + 1}-03", "ki67": {"value": n % 30}}
        for n in range(300)
    ]
    case = Case.model_validate({"id": "C300", "tumours": [{"id": "t1"}], "events": events})
    pdf = board_sheet(sheet_from(assess(case, small, ON), case, small, "fr", board=BOARD), "fr", ON)
    first = text_of(pdf, tmp_path).split("page 1/")[0]
    assert "Chronologie" in first
    assert "sans libellé" in first


def test_minutes_have_every_case_with_its_decision(sheet, tmp_path):
    other = replace(sheet, identifier="C98", recommendation=DECIDED)
    meeting = Minutes("COM NEN", ON, "Salle 3", BOARD.attendance, "atteint", (sheet, other), "Clos")
    said = text_of(minutes(meeting, "fr", ON), tmp_path)
    for words in ("Procès-verbal", "Salle 3", "1. C99", "2. C98", "Pas encore de décision", "Refus du patient"):
        assert words in said


def test_minutes_of_a_meeting_without_cases_say_so(tmp_path):
    said = text_of(minutes(Minutes("COM", ON, "", (), "", ()), "en", ON), tmp_path)
    assert "No case on the agenda." in said
    assert "No attendance recorded." in said


def test_every_word_a_template_asks_for_exists():
    folder = Path(__file__).parents[3] / "src/opennen/adapters/sheets"
    asked = {name for path in folder.glob("*.typ") for name in re.findall(r"words\.(\w+)", path.read_text("utf-8"))}
    asked -= {"at"}
    assert asked <= set(WORDS)
    assert set(WORDS) - asked <= {"board_sheet", "case_sheet", "minutes"}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", ("G1 59 %, G2 41 %", "selon la seule erreur de comptage", "14 sur 500 cellules = 2,8 %", "1,6–4,5 %")),
        ("en", ("G1 59 %, G2 41 %", "by counting error alone", "14 of 500 cells = 2.8 %", "about 27,000 more cells")),
    ],
)
def test_a_count_near_a_border_is_printed_with_its_interval(language: str, words: tuple[str, ...], tmp_path: Path):
    specimen = {
        "type": "specimen",
        "id": "s",
        "origin": "primary",
        "procedure": "resection",
        "differentiation": "well",
        "ki67": {"positive_cells": 14, "cells_counted": 500},
        "mitoses": {"value": 2, "per": "area", "area_mm2": 10},
    }
    case = Case.model_validate({"id": "C98", "tumours": [{"id": "t1", "site": "ileum"}], "events": [specimen]})
    printed = sheet_from(assess(case, knowledge(), ON, "BE"), case, knowledge(), language)
    pdf = case_sheet(printed, language, ON)
    assert b"pdfuaid" in pdf
    said = text_of(pdf, tmp_path)
    for one in words:
        assert one in said
