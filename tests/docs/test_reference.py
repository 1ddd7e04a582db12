"""The reference pages and the program say the same, in both directions."""

import re
import sys
from pathlib import Path

from opennen.adapters.knowledge_files import knowledge
from opennen.board.refusal import REASONS
from opennen.cli.program import parser

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "reference"
CODE = re.compile(r"[\"']([RCBVQE]\d{3})[\"']")

sys.path.insert(0, str(ROOT / "docs"))
from tables import TABLES, page_with_tables  # noqa: E402  (docs is no package; the folder is put on the path above)


def _in_the_program() -> set[str]:
    found: set[str] = set()
    for path in (ROOT / "src" / "opennen").rglob("*.py"):
        found |= set(CODE.findall(path.read_text(encoding="utf-8")))
    return found - {rule.id for rule in knowledge().findings} - set(REASONS)  # these two are tables of their own


def test_every_code_of_the_program_has_its_section_and_no_section_is_left_over() -> None:
    sections = set(re.findall(r"^### ([A-Z]\d{3})$", (REFERENCE / "finding-codes.md").read_text("utf-8"), re.MULTILINE))
    assert sections == _in_the_program()


def test_the_tables_are_as_the_knowledge_has_it() -> None:
    for name in TABLES:
        assert (REFERENCE / name).read_text(encoding="utf-8") == page_with_tables(name), "run docs/tables.py"


def test_every_setting_has_its_line_and_no_line_is_left_over() -> None:
    used: set[str] = set()
    for folder in ("src", "tools"):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts and path.suffix in ("", ".py", ".sh"):
                used |= set(re.findall(r"OPENNEN_[A-Z][A-Z_]*[A-Z]", path.read_text(encoding="utf-8")))
    listed = set(re.findall(r"^\| `(OPENNEN_\w+)`", (REFERENCE / "settings.md").read_text("utf-8"), re.MULTILINE))
    assert listed == used


def test_every_command_and_option_is_on_the_page() -> None:
    page = (REFERENCE / "command-line.md").read_text(encoding="utf-8")
    commands = next(one for one in parser()._actions if one.dest == "command").choices
    assert commands is not None
    for name, command in commands.items():  # type: ignore[union-attr]  # a mapping of sub-parsers
        assert f"\n## {name}\n" in page
        for action in command._actions:
            for option in action.option_strings:
                assert option in ("-h", "--help") or option in page, f"{name} {option}"


def test_every_link_between_pages_leads_somewhere() -> None:
    pages = [*(ROOT / "docs").rglob("*.md"), ROOT / "README.md"]
    for page in pages:
        for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), f"{page.name}: {link}"


def test_every_page_is_in_the_table_of_contents() -> None:
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    for page in (ROOT / "docs").rglob("*.md"):
        name = page.relative_to(ROOT / "docs").with_suffix("").as_posix()
        assert name == "index" or f"\n{name}\n" in index, name


def test_every_decision_says_how_we_notice_that_it_is_no_longer_followed() -> None:
    for page in (ROOT / "docs" / "adr").glob("*.md"):
        text = page.read_text(encoding="utf-8")
        for part in ("**Context.**", "**Decision.**", "**Consequences.**", "**How we will notice"):
            assert part in text, f"{page.name}: {part}"
