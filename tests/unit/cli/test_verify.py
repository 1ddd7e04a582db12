"""`opennen verify` on a small knowledge with a gap: words, JSON, notices and exit codes."""

import json
from pathlib import Path

import pytest
from small_knowledge import FILES

from opennen.cli.program import main

_GAP = "      - {is: G3, when: ki67_percent > 20 % or mitoses_per_2mm2 > 20 /2mm2}\n"
_RULES = "guidelines/small/rules/classification.yaml"


def _written(folder: Path, without: str = "") -> Path:
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace(without, "") if without else text, encoding="utf-8")
    return folder


def test_a_gap_is_told_with_place_example_and_remedy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = _written(tmp_path, without=_GAP)
    assert main(["verify", "--knowledge", str(folder), "--lang", "fr"]) == 1
    said = capsys.readouterr().out
    head = next(line for line in said.splitlines() if line.startswith("V201"))
    assert head.startswith(f"V201 · {_RULES}, line ")
    assert "Exemple : Ki-67 = " in said
    assert "facts: {ki67_percent: " in said
    assert "Combler le trou par une ligne" in said


def test_json_carries_the_case(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = _written(tmp_path, without=_GAP)
    assert main(["verify", "--knowledge", str(folder), "--json"]) == 1
    rows = json.loads(capsys.readouterr().out)
    gap = next(row for row in rows if row["code"] == "V201")
    assert gap["level"] == "error"
    assert set(gap["case"]) >= {"differentiation", "primary_site"}
    assert {"ki67_percent", "mitoses_per_2mm2"} & set(gap["case"])


def test_notices_are_counted_and_shown_on_demand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = _written(tmp_path)
    assert main(["verify", "--knowledge", str(folder)]) == 0
    said = capsys.readouterr().out
    assert "nothing to report" in said
    assert "V281 × " in said
    assert "V281 · " not in said
    assert main(["verify", "--knowledge", str(folder), "--notices"]) == 0
    assert "V281 · " in capsys.readouterr().out


def test_a_warning_refuses_only_when_strict(tmp_path: Path) -> None:
    folder = _written(tmp_path, without="")
    path = folder / _RULES
    grown = path.read_text(encoding="utf-8") + "    otherwise: G3\n"
    path.write_text(grown, encoding="utf-8")
    assert main(["verify", "--knowledge", str(folder)]) == 0
    assert main(["verify", "--knowledge", str(folder), "--strict"]) == 1
