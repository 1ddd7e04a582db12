"""Decisions of earlier days, with the knowledge they were taken on: today's program answers them as it did then."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from opennen.adapters.knowledge_archive import unpacked
from opennen.adapters.knowledge_files import knowledge_checked
from opennen.cases.model import Case
from opennen.evaluate.answer import STATUSES
from opennen.evaluate.replay import Difference, replay, substance
from opennen.rules.packs import Knowledge

FOLDER = Path(__file__).parent
DECISIONS: list[dict[str, Any]] = [
    one for path in sorted(FOLDER.glob("decisions-*.json")) for one in json.loads(path.read_text(encoding="utf-8"))
]


@cache
def archived(version: str) -> Knowledge:
    return knowledge_checked(unpacked((FOLDER / f"knowledge-{version}.bin").read_bytes(), version))


def replayed(decision: dict[str, Any], **changes: Any) -> tuple[Difference, ...]:
    report = {**decision["report"], **changes}
    found = replay(Case.model_validate(decision["case"]), report, archived(report["knowledge_version"]))
    return tuple(one for one in found if one.is_of_the_answer)


def name_of(decision: dict[str, Any]) -> str:
    return f"{decision['case']['id']}-{decision['report']['on']}-{decision['report']['knowledge_version']}"


@pytest.mark.parametrize("decision", DECISIONS, ids=name_of)
def test_an_old_decision_is_answered_as_it_was(decision: dict[str, Any]) -> None:
    assert replayed(decision) == ()


def test_the_decisions_show_every_kind_of_answer() -> None:
    answers = [(part, value) for one in DECISIONS for (part, _), value in substance(one["report"]).items()]
    assert {value for part, value in answers if part == "option"} == set(STATUSES)
    assert {value for part, value in answers if part == "task"} == {"due", "done", "open"}
    parts = {part for part, value in answers if value}
    assert parts >= {"classification", "indications", "questions", "availability", "finding", "fact"}


def test_another_day_or_country_would_be_noticed() -> None:
    assert any(replayed(one, on="2012-01-01") for one in DECISIONS)
    assert any(replayed(one, country="BE") for one in DECISIONS if one["report"]["country"] != "BE")


def test_the_folder_stays_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir() if path.is_file()) < 400_000
