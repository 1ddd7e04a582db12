"""Each how-to page is followed, step by step, in a copy of the knowledge; what the page promises must appear."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from opennen.adapters.knowledge_files import knowledge_folder

DOCS = Path(__file__).parents[2] / "docs"
PAGES = [DOCS / "tutorial.md", *sorted((DOCS / "how-to").glob("*.md"))]
BLOCK = re.compile(
    r"^(?P<indent> *)```(?P<kind>\w+)(?: \{(?P<where>[^}]*)\})?\n(?P<body>.*?)^(?P=indent)```", re.MULTILINE | re.DOTALL
)


@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_following_the_page_gives_what_it_promises(page: Path, tmp_path: Path) -> None:
    folder = tmp_path / "knowledge"
    shutil.copytree(knowledge_folder(), folder)
    steps = list(BLOCK.finditer(page.read_text(encoding="utf-8")))
    assert any(step["kind"] == "console" for step in steps), "a how-to is tried"
    for step in steps:
        body = textwrap.dedent(step["body"])
        if step["kind"] == "console":
            _run(body, folder, tmp_path)
        elif step["where"]:
            _write(step["where"], body, step, folder, tmp_path)


def _write(where: str, body: str, step: re.Match[str], folder: Path, home: Path) -> None:
    name = re.search(r"file=(\S+)", where)
    assert name, where
    path = home / name[1] if name[1] == "case.json" else folder / name[1]
    after = re.search(r'after="([^"]+)"', where)
    if after:
        text = path.read_text(encoding="utf-8")
        assert f"\n{after[1]}\n" in text, f"{name[1]} has no line {after[1]}"
        path.write_text(
            text.replace(f"\n{after[1]}\n", f"\n{after[1]}\n{textwrap.indent(body, '  ')}", 1), encoding="utf-8"
        )
    elif "append" in where:
        strip = len(step["indent"])
        kept = "".join(line[strip:] for line in step["body"].splitlines(keepends=True))
        path.write_text(path.read_text(encoding="utf-8") + kept, encoding="utf-8")
    else:
        assert not path.exists() or path.name == "case.json", f"{name[1]} exists already"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body, encoding="utf-8")


def _run(body: str, folder: Path, home: Path) -> None:
    output, code = "", 0
    for line in [*body.splitlines(), "$"]:
        if line.startswith("$"):
            assert code == 0, output
            if line == "$":
                return
            command = shlex.split(line[1:])
            assert command[0] == "opennen"
            ended = subprocess.run(
                [sys.executable, "-m", "opennen.main", *command[1:]],
                cwd=home,
                env={**os.environ, "OPENNEN_KNOWLEDGE_DIR": str(folder)},
                capture_output=True,
                encoding="utf-8",
                check=False,
            )
            output, code = ended.stdout + ended.stderr, ended.returncode
        elif line.startswith("exit "):
            assert code == int(line.split()[1]), output
            code = 0
        elif line.strip():
            assert line.strip() in output, f"expected “{line.strip()}” in:\n{output}"
