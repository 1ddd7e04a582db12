"""The code book: every column with its meaning, type, unit and codes, generated from the mapping and the vocabulary."""

import csv
import io
from typing import Any

from opennen.exchange.formats import BOM
from opennen.exchange.mapping import Column, Registry

_MARKS = {"V": "verified", "P": "read in a paper", "U": "to be confirmed by the registry"}


def code_book(registry: Registry) -> dict[str, Any]:
    """This function will give a registry's code book as JSON values, in French and English."""
    return {
        "registry": registry.id,
        "version": registry.version,
        "title": {"fr": registry.title.fr, "en": registry.title.en},
        "about": {"fr": registry.about.fr, "en": registry.about.en},
        "dates": registry.dates,
        "sources": [{"source": one.source, "place": one.place, "mark": one.mark.value} for one in registry.sources],
        "columns": [_column(one) for one in registry.columns],
        "parts": {
            part.name: {
                "fr": part.labels.fr,
                "en": part.labels.en,
                "one_row_per": part.each,
                "columns": [_column(one) for one in part.columns],
            }
            for part in registry.parts
        },
    }


def code_book_csv(registry: Registry, language: str, separator: str = ",", bom: bool = False) -> str:
    """This function will write the code book as CSV text: one line per column and one per code."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    writer.writerow(["table", "column", "label", "type", "unit", "required", "mark", "code", "meaning", "note"])
    tables = [("", registry.columns), *((part.name, part.columns) for part in registry.parts)]
    for table, columns in tables:
        for one in columns:
            required = "yes" if one.required else "no"
            head = [table, one.name, one.labels.in_(language), one.type, one.unit or "", required, _MARKS[one.mark]]
            writer.writerow([*head, "", "", one.note.in_(language) if one.note else ""])
            for code in _codes(one):
                writer.writerow([table, one.name, "", "", "", "", "", code["code"], code[language[:2]], ""])
    return (BOM if bom else "") + text.getvalue()


def _column(one: Column) -> dict[str, Any]:
    return {
        "name": one.name,
        "fr": one.labels.fr,
        "en": one.labels.en,
        "type": one.type,
        "unit": one.unit,
        "required": one.required,
        "from": one.source,
        "mark": one.mark,
        "note": {"fr": one.note.fr, "en": one.note.en} if one.note else None,
        "absent": one.absent,
        "codes": _codes(one),
    }


def _codes(one: Column) -> list[dict[str, str]]:
    if one.codes:
        return [
            {"code": code, "fr": label.fr, "en": label.en, "ours": " ".join(sorted(ours)), "mark": mark}
            for code, label, ours, mark in one.codes
        ]
    if one.values is not None:
        return [{"code": code, "fr": text.fr, "en": text.en} for code, text in one.values.values.items()]
    return []
