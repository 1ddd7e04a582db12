"""The `opennen` command as a person or program calls it: real processes, real files, exit codes and words."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

CASE: dict[str, Any] = {
    "id": "c1",
    "person": {"sex": "female", "age_years": 62, "country": "BE"},
    "tumours": [{"id": "t1", "site": "ileum"}],
    "events": [
        {"id": "e1", "type": "specimen", "origin": "primary", "differentiation": "well", "ki67": {"value": 4}},
        {"id": "e2", "type": "extent", "metastases": ["liver"], "resectable": False},
    ],
}


def opennen(*arguments: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[str]:
    ended = subprocess.run(
        [sys.executable, "-m", "opennen.main", *arguments],
        input=stdin,
        capture_output=True,
        env={**os.environ, **environment},
        check=False,
        timeout=60,
    )
    out, err = ended.stdout.decode("utf-8"), ended.stderr.decode("utf-8")
    assert "Traceback" not in err, err
    return subprocess.CompletedProcess(ended.args, ended.returncode, out, err)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case.json"
    path.write_text(json.dumps(CASE), encoding="utf-8")
    return path


def refused(tmp_path: Path, content: str | bytes, code: str, *words: str) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    ended = opennen("assess", str(path))
    assert ended.returncode == 1
    assert ended.stdout == ""
    for word in (code, *words):
        assert word in ended.stderr, f"{word} not in: {ended.stderr}"


def changed(**parts: Any) -> str:
    return json.dumps({**CASE, **parts})


def test_a_clinician_reads_the_assessment_in_the_terminal(case: Path) -> None:
    ended = opennen("assess", str(case), "--lang", "fr", "--on", "2026-11-24")
    assert ended.returncode == 0
    assert ended.stdout.startswith("F 62 · ")
    for word in ("CLASSIFICATION", "CE QUI MANQUE", "OPTIONS À DISCUTER", "2026-11-24, BE", "Ki-67", "signée"):
        assert word in ended.stdout


def test_a_day_before_any_grading_was_in_force_gives_no_grade_and_does_not_fail(case: Path) -> None:
    answer = json.loads(opennen("assess", str(case), "--on", "1900-01-01", "--json").stdout)
    assert answer["classification"]["grade"] is None  # no edition that grades was in force


@pytest.mark.parametrize("language", ["fr", "en", "nl", "de"])
def test_every_language_answers(case: Path, language: str) -> None:
    assert opennen("assess", str(case), "--lang", language).returncode == 0


def test_another_program_reads_the_json(case: Path) -> None:
    answer = json.loads(opennen("assess", str(case), "--json").stdout)
    schema = json.loads(opennen("schema", "assessment").stdout)
    assert set(schema["required"]) == set(answer)
    assert (answer["classification"]["family"], answer["classification"]["grade"]) == ("NET", "G2")
    assert answer["country"] == "BE"
    assert all(one["status"] and one["sources"] for one in answer["options"])


def test_unknown_stays_null_with_its_reason(tmp_path: Path) -> None:
    path = tmp_path / "empty.json"
    path.write_text(changed(events=[]), encoding="utf-8")
    answer = json.loads(opennen("assess", str(path), "--json").stdout)["classification"]
    assert (answer["family"], answer["grade"]) == (None, None)
    assert answer["reason"]


def test_a_case_may_come_through_a_pipe() -> None:
    assert opennen("assess", "-", stdin=json.dumps(CASE).encode()).returncode == 0


def test_the_why_of_a_rule_names_value_and_event(case: Path) -> None:
    ended = opennen("explain", str(case), "tumour_grade")
    assert ended.returncode == 0
    assert "Ki-67 4 % ≥ 3 %" in ended.stdout
    assert "[specimen" in ended.stdout


def test_the_full_form_has_every_part_of_the_rule_and_the_short_one_what_decided(case: Path) -> None:
    short, full = (opennen("explain", str(case), "tumour_grade", *more).stdout for more in ((), ("--full",)))
    assert len(short.splitlines()) < len(full.splitlines())
    assert "Ki-67 4 % ≥ 3 %" in full


def test_every_option_can_be_explained(case: Path) -> None:
    options = json.loads(opennen("assess", str(case), "--json").stdout)["options"]
    ended = opennen("explain", str(case), options[0]["id"])
    assert ended.returncode == 0
    assert options[0]["id"] in ended.stdout


def test_an_unknown_rule_is_refused_with_near_names(case: Path) -> None:
    ended = opennen("explain", str(case), "tumor_grade")
    assert ended.returncode == 1
    assert "R208" in ended.stderr
    assert "tumour_grade" in ended.stderr


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        ("this is no JSON", "C102", ("line 1",)),
        (b"\xff\xfe\x00", "C102", ("JSON",)),
        ("[" * 100_000, "C102", ()),
        ("[]", "C103", ()),
        ("null", "C103", ()),
        (b"x" * 10_000_000, "C101", ("2000000",)),
        (changed(events=[{**CASE["events"][0], "ki67": {"value": 130}}]), "C106", ("$.events[0].ki67", "130", "unit")),
        (
            changed(events=[{**CASE["events"][0], "ki67": {"value": float("nan")}}]),
            "C108",
            ("$.events[0].ki67.value", "NaN"),
        ),
        (changed(events=[{**CASE["events"][0], "ki67": {"value": -1}}]), "C106", ("-1",)),
        (changed(events=[{**CASE["events"][0], "date": "2199-01-01"}]), "C105", ("2199", "future")),
        (changed(events=[{**CASE["events"][0], "date": "2020-02-31"}]), "C103", ("date",)),
        (changed(events=[{**CASE["events"][0], "diferentiation": "well"}]), "C103", ("Did you mean",)),
        (changed(events=[{**CASE["events"][0], "differentiation": "wel"}]), "C104", ("well",)),
        (changed(events=[CASE["events"][0], CASE["events"][0]]), "C103", ("e1", "twice")),
        (
            changed(events=[{"id": "m", "type": "marker", "analyte": "nt_probnp", "value": 1, "unit": "ng/mL"}]),
            "C107",
            ("ng/L",),
        ),
        (
            changed(events=[{"id": "m", "type": "marker", "analyte": "chromogranin_a", "value": 1, "unit": "bananas"}]),
            "C107",
            ("bananas",),
        ),
    ],
)
def test_bad_input_is_refused_with_where_what_and_what_to_do(
    tmp_path: Path, content: str | bytes, code: str, words: tuple[str, ...]
) -> None:
    refused(tmp_path, content, code, *words)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    ended = opennen("assess", str(tmp_path / "nothing.json"))
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "C100" in ended.stderr
    assert "nothing.json" in ended.stderr
    assert opennen("assess", str(tmp_path)).returncode == 1


def test_a_tumour_that_is_not_there_is_refused(case: Path) -> None:
    ended = opennen("assess", str(case), "--tumour", "t9")
    assert ended.returncode == 1
    assert "C109" in ended.stderr


@pytest.mark.parametrize("arguments", [["--on", "tomorrow"], ["--country", "Belgium"], ["--lang", "xx"]])
def test_an_option_that_is_not_understood_says_so(case: Path, arguments: list[str]) -> None:
    ended = opennen("assess", str(case), *arguments)
    assert ended.returncode == 2
    assert arguments[1] in ended.stderr


def test_the_rows_of_a_registry_come_out_as_csv_and_json(case: Path) -> None:
    text = opennen("export", str(case), "--registry", "opennen-core").stdout
    assert next(csv.DictReader(io.StringIO(text)))["who_grade"] == "G2"
    record = json.loads(opennen("export", str(case), "--registry", "be-b55", "--format", "json").stdout)["records"][0]
    assert record["row"]["item_7_differentiation"] == "1"
    assert opennen("export", str(case), "--registry", "opennen-core", "--excel").stdout.startswith("\ufeff")
    book = json.loads(
        opennen("export", str(case), "--registry", "opennen-core", "--code-book", "--format", "json").stdout
    )
    assert book["registry"] == "opennen-core"


def test_one_refused_case_prints_no_rows_at_all(case: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text("{}", encoding="utf-8")
    ended = opennen("export", str(case), str(bad), "--registry", "opennen-core")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "bad.json" in ended.stderr


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["--registry", "mars"], "R207"), (["--registry", "opennen-core", "--part", "dreams"], "R209")],
)
def test_an_unknown_registry_or_table_names_those_there_are(case: Path, arguments: list[str], code: str) -> None:
    ended = opennen("export", str(case), *arguments)
    assert ended.returncode == 1
    assert code in ended.stderr
    assert "Choose one of" in ended.stderr


def test_the_shipped_knowledge_is_sound() -> None:
    ended = opennen("verify")
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_broken_knowledge_is_named_with_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "vocabulary").mkdir()
    (tmp_path / "vocabulary" / "units.yaml").write_text("units: [\n", encoding="utf-8")
    ended = opennen("verify", "--knowledge", str(tmp_path))
    assert ended.returncode == 1
    assert "R001 · vocabulary/units.yaml, line" in ended.stderr
    assert opennen("verify", "--knowledge", str(tmp_path / "nothing")).returncode == 1


def test_the_case_schema_lists_the_codes() -> None:
    schema = json.loads(opennen("schema", "case").stdout)
    assert "well" in schema["$defs"]["Specimen"]["properties"]["differentiation"]["anyOf"][0]["enum"]


def test_counting_error_near_a_border_is_told_in_the_terminal(tmp_path: Path) -> None:
    specimen = CASE["events"][0] | {"ki67": {"positive_cells": 14, "cells_counted": 500}, "procedure": "resection"}
    path = tmp_path / "case.json"
    path.write_text(changed(events=[specimen]), encoding="utf-8")
    said = opennen("assess", str(path), "--lang", "en").stdout
    assert "~ Ki-67: 14 of 500 cells = 2.8 % (95 % interval 1.6–4.5 %, Jeffreys)" in said
    assert "provisional: G1 59 %, G2 41 %" in said


def test_two_days_are_compared_with_the_rules_that_changed(case: Path) -> None:
    ended = opennen("compare", str(case), "--on", "2015-01-01", "--against", "2026-01-01", "--lang", "fr")
    assert ended.returncode == 0
    assert "Grade : aucune règle en vigueur → G2" in ended.stdout
    assert "who-2019-digestive.grade" in ended.stdout


def test_two_countries_are_compared_for_another_program(case: Path) -> None:
    found = json.loads(opennen("compare", str(case), "--against-country", "FR", "--json").stdout)
    assert (found["before"]["country"], found["after"]["country"]) == ("BE", "FR")
    options = [one for one in found["differences"] if one["kind"] == "option"]
    assert options
    assert all(one["before"]["text"] != one["after"]["text"] for one in options)


def test_a_case_does_not_differ_from_itself(case: Path) -> None:
    assert "No answer differs." in opennen("compare", str(case)).stdout
    assert opennen("compare", str(case), "--tumour", "t9").returncode == 1
