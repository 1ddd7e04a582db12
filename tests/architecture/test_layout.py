"""The layout as a check: floors, sizes, no machine's path, no forbidden room."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
SOURCES = ROOT / "src" / "opennen"
LINES_AT_MOST = 500
FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc", "util", "helper", "admin"}


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


PYTHON = [path for path in tracked() if path.suffix == ".py"]


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", PYTHON, ids=name_of)
def test_no_file_is_longer_than_a_sitting(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LINES_AT_MOST


def test_only_web_imports_django():
    for path in SOURCES.rglob("*.py"):
        if "web" in path.relative_to(SOURCES).parts[:1]:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not [name for name in names if name.split(".")[0] in ("django", "allauth")], name_of(path)


def test_the_import_contracts_hold():
    program = Path(sys.executable).with_name("lint-imports")
    said = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout[-3000:]


def test_no_machine_is_named():
    # Built from parts, so that this file does not name them itself.
    forbidden = re.compile(
        "|".join(
            ("/" + "work/", "/" + "root/", "/" + r"tmp/\w", r"\.lib" + "rary/", "npm" + r"js\.", "deb\\.deb" + "ian")
        )
    )
    text = {".py", ".md", ".yaml", ".yml", ".toml", ".html", ".css", ".js", ".json", ".po", ".typ", ".sh", ""}
    for path in tracked():
        if path.suffix in text and path.name not in ("uv.lock", "LICENSE"):
            found = forbidden.search(path.read_text(encoding="utf-8", errors="replace"))
            assert not found, f"{name_of(path)}: {found and found.group()}"


def test_every_module_has_a_name_that_says_something():
    for path in SOURCES.rglob("*"):
        assert path.stem not in FORBIDDEN_NAMES, name_of(path)


def test_templates_run_under_our_policy():
    inline = re.compile(
        r"""<script(?![^>]*\b(?:src=|type="application/json"))|<style|\sstyle=["']|\son[a-z]+=["']|javascript:"""
    )
    for path in (SOURCES / "web").rglob("templates/**/*.html"):
        found = inline.search(path.read_text(encoding="utf-8"))
        assert not found, f"{name_of(path)}: {found and found.group()}"


def test_dependencies_say_what_they_buy():
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if re.match(r'^  "[a-z][\w.\[\],-]*[><=~]', line):
            assert "#" in line, line


def test_continuous_integration_runs_what_a_developer_runs():
    assert (ROOT / ".ci" / "run").read_text().rstrip().endswith("exec make test")
