"""Registry rows as CSV and JSON text."""

import csv
import io
from collections.abc import Sequence
from typing import Any

from opennen.exchange.losses import KINDS
from opennen.exchange.rows import Cell, RegistryRows, RegistryTable

FORMAT = "opennen-registry-1"
BOM = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(many: Sequence[RegistryRows], part: str | None = None, separator: str = ",", bom: bool = False) -> str:
    """This function will write the rows of one registry as CSV text: one header, one row per tumour.

    part: a further table (treatments, markers …) instead of the main one; its rows begin with case and tumour.
    separator: ';' opens directly in a French spreadsheet; bom: a byte-order mark so that it reads UTF-8.
    No cell can start a formula. Raises ValueError when the rows are of several registries, or KeyError for the part.
    """
    if len({(one.registry, one.registry_version) for one in many}) > 1:
        raise ValueError("one file holds one registry's rows")
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    for number, one in enumerate(many):
        table = _table(one, part)
        prefix = ("case_id", "tumour_id") if part else ()
        if number == 0:
            writer.writerow([*prefix, *table.columns])
        for row in table.rows:
            ids = (one.case_id, one.tumour) if part else ()
            writer.writerow([_safe(cell) for cell in (*ids, *row.cells)])
    return (BOM if bom else "") + text.getvalue()


def losses_csv(many: Sequence[RegistryRows], language: str, separator: str = ",", bom: bool = False) -> str:
    """This function will write the loss report as CSV text in one language."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    writer.writerow(["case_id", "tumour_id", "kind", "meaning", "field", "label", "required", "detail", "events"])
    for one in many:
        for loss in one.losses:
            because = loss.because.in_(language) if loss.because else ""
            detail = " · ".join(word for word in (loss.detail, because) if word)
            meaning, label = KINDS[loss.kind].in_(language), loss.label.in_(language)
            required = "yes" if loss.required else "no"
            cells = (one.case_id, one.tumour, loss.kind, meaning, loss.field, label, required, detail)
            writer.writerow([_safe(cell) for cell in (*cells, " ".join(loss.events))])
    return (BOM if bom else "") + text.getvalue()


def as_json(many: Sequence[RegistryRows], language: str = "en") -> dict[str, Any]:
    """This function will give the rows and losses as JSON values; empty cells are left out."""
    return {
        "format": FORMAT,
        "registry": many[0].registry if many else None,
        "registry_version": many[0].registry_version if many else None,
        "records": [_record(one, language) for one in many],
    }


def _record(one: RegistryRows, language: str) -> dict[str, Any]:
    return {
        "case": one.case_id,
        "tumour": one.tumour,
        "on": one.on,
        "knowledge_version": one.knowledge_version,
        "row": _filled(one.columns, one.rows[0].cells),
        "parts": {part.name: [_filled(part.columns, row.cells) for row in part.rows] for part in one.parts},
        "losses": [
            {
                "kind": loss.kind,
                "field": loss.field,
                "label": loss.label.in_(language),
                "required": loss.required,
                "detail": loss.detail or None,
                "because": loss.because.in_(language) if loss.because else None,
                "events": list(loss.events),
            }
            for loss in one.losses
        ],
    }


def _filled(columns: Sequence[str], cells: Sequence[Cell]) -> dict[str, Cell]:
    return {name: cell for name, cell in zip(columns, cells, strict=True) if cell != ""}


def _table(one: RegistryRows, part: str | None) -> RegistryTable:
    if part is None:
        return RegistryTable("", KINDS["not_taken"], one.columns, one.rows)
    return {table.name: table for table in one.parts}[part]


def _safe(cell: Cell) -> Cell:
    """A text that a spreadsheet would run as a formula gets an apostrophe before it; numbers are left alone."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
