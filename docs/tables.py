"""Writes the parts of the reference pages that come from the knowledge. Run it after the knowledge has changed."""

import re
import sys
from pathlib import Path

from opennen.adapters.knowledge_files import knowledge
from opennen.adapters.registry_files import registries
from opennen.board.refusal import REASONS
from opennen.exchange.mapping import Column

REFERENCE = Path(__file__).parent / "reference"


def finding_rows() -> str:
    """This function will write one line per finding of the packs."""
    lines = ["| Code | Level | Message | Pack |", "| --- | --- | --- | --- |"]
    found = sorted(knowledge().findings, key=lambda one: one.id)
    lines += [f"| {rule.id} | {rule.level} | {rule.message.en} | {rule.pack} |" for rule in found]
    return "\n".join(lines)


def refusal_rows() -> str:
    """This function will write one line per refusal of the board."""
    lines = ["| Code | Reason | To do |", "| --- | --- | --- |"]
    lines += [f"| {code} | {reason.en} | {remedy.en} |" for code, (reason, remedy) in sorted(REASONS.items())]
    return "\n".join(lines)


def registry_rows() -> str:
    """This function will write one table per registry: its columns, and who says so."""
    lines: list[str] = []
    for one in registries().values():
        lines += [f"### {one.id}", "", f"{one.title.en}, version {one.version}. {one.about.en}", ""]
        lines += ["| Column | Meaning | Type | From | Mark |", "| --- | --- | --- | --- | --- |"]
        lines += [_column(column) for column in one.columns]
        for part in one.parts:
            lines += ["", f"Part `{part.name}`: {part.labels.en.lower()}, one row per {part.each}.", ""]
            lines += ["| Column | Meaning | Type | From | Mark |", "| --- | --- | --- | --- | --- |"]
            lines += [_column(column) for column in part.columns]
        lines.append("")
    return "\n".join(lines).rstrip()


def _column(one: Column) -> str:
    unit = f", {one.unit}" if one.unit and one.unit != "1" else ""
    return f"| `{one.name}` | {one.labels.en} | {one.type}{unit} | `{one.source}` | {one.mark} |"


TABLES = {
    "finding-codes.md": (("knowledge findings", finding_rows), ("board refusals", refusal_rows)),
    "registries.md": (("registry columns", registry_rows),),
}


def page_with_tables(name: str) -> str:
    """This function will give a reference page with its tables as program and knowledge have them now."""
    text = (REFERENCE / name).read_text(encoding="utf-8")
    for title, write in TABLES[name]:
        text = _with_table(text, title, write())
    return text


def _with_table(text: str, title: str, table: str) -> str:
    begin, end = f"<!-- {title}: begin -->", f"<!-- {title}: end -->"
    found = re.search(re.escape(begin) + ".*?" + re.escape(end), text, re.DOTALL)
    if found is None:
        raise ValueError(f"there is no place for the table “{title}”")
    return text.replace(found[0], f"{begin}\n\n{table}\n\n{end}")


def main() -> int:
    """This function will write every table into its page."""
    for name in TABLES:
        (REFERENCE / name).write_text(page_with_tables(name), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
