"""Sheets and minutes as PDF: A4, tagged (PDF/UA-1), the same bytes every time from the same data.

Data reaches Typst as JSON, never as code, so nothing typed into a case can be a command.
"""

import json
import re
from dataclasses import is_dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from opennen.adapters.sheet_data import Minutes, Sheet, written
from opennen.adapters.sheet_words import words

_HERE = Path(__file__).resolve().parent
_TEMPLATES, _FONTS = _HERE / "sheets", _HERE / "fonts"
_HEIGHT = re.compile(r'viewBox="0 0 (\d+) (\d+)"')
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def board_sheet(sheet: Sheet, language: str, printed_on: date) -> bytes:
    """This function will print a case as the board discusses it: question, timeline, class, options, decision."""
    return _pdf("board", _data(sheet, "board_sheet", language, printed_on))


def case_sheet(sheet: Sheet, language: str, printed_on: date) -> bytes:
    """This function will print a case by itself, without meeting or decision."""
    return _pdf("board", _data(sheet, "case_sheet", language, printed_on))


def minutes(meeting: Minutes, language: str, printed_on: date) -> bytes:
    """This function will print the minutes of a meeting: who was there, and each case with its decision."""
    return _pdf("minutes", _data(meeting, "minutes", language, printed_on))


def _data(value: Sheet | Minutes, title: str, language: str, printed_on: date) -> dict[str, Any]:
    said = words(language)
    plain = _plain(value, language)
    assert isinstance(plain, dict)
    return {
        **plain,
        "words": said,
        "title": said[title],
        "language": language[:2],
        "printed": written(printed_on, language),
    }


def _plain(value: object, language: str) -> Any:
    """Values as JSON: dates in words, no control characters, a timeline with its proportions."""
    if is_dataclass(value) and not isinstance(value, type):
        found = {name: getattr(value, name) for name in value.__dataclass_fields__}
        plain = {name: _plain(one, language) for name, one in found.items()}
        if isinstance(value, Sheet):
            size = _HEIGHT.search(value.timeline)
            plain["timeline_ratio"] = int(size[2]) / int(size[1]) if size else 0
        return plain
    if isinstance(value, date):
        return written(value, language)
    if isinstance(value, str):
        return _CONTROL.sub("", value)
    if isinstance(value, tuple | list):
        return [_plain(one, language) for one in value]
    return value


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(_FONTS)])


def _pdf(template: str, data: dict[str, Any]) -> bytes:
    compiler = typst.Compiler(
        str(_TEMPLATES / f"{template}.typ"),
        root=str(_TEMPLATES),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False, sort_keys=True)},
    )
    try:
        made = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=0)
    except typst.TypstError:
        # A character no font of ours has cannot stand in PDF/UA. The board needs its sheet all the same.
        made = compiler.compile(format="pdf", timestamp=0)
    assert isinstance(made, bytes)
    return made
