"""The 24 published cases: what they are classified as, what their course is, and what is said to their options."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from opennen.adapters.knowledge_files import knowledge, knowledge_folder
from opennen.cases.read import case_from_json
from opennen.evaluate.answer import Classified, TableAnswer
from opennen.evaluate.assessment import Assessment, assess
from opennen.kernel.quantity import exactly
from opennen.rules.model import facts_in
from opennen.vocabulary.document import document

ON = date(2026, 11, 24)
HERE = Path(__file__).parent
SHARED = HERE.parents[1].parent / "shared" / "cases"
CASES = tuple(f"C{number:02}" for number in range(1, 25))

# What the cases call missing -> the tables it bears on, and the facts whose question would fill it (any of them).
MISSING = {
    "mitoses": ("grade", {"mitoses_per_2mm2"}),
    "Ki-67": ("grade", {"ki67_percent"}),
    "area of the mitotic count": ("entity", {"mitoses_per_2mm2"}),
    "necrosis": ("entity", {"necrosis"}),
    "nature of the necrosis (infarct versus tumour necrosis)": ("entity", {"necrosis"}),
    "grading on the primary": ("grade", {"metastasis_sample", "specimen_origin"}),
    "description of the morphology": ("family", {"differentiation"}),
    "p53/Rb": ("family", {"differentiation"}),
    "morphology review NET G3 vs NEC": ("family", {"differentiation"}),
}
# Missing things no table of the classification asks for: they stand elsewhere on the page.
SHOWN_OTHERWISE = {"germline test", "follow-up", "cell type"}


def _read(name: str) -> dict[str, Any]:
    path = HERE / "published" / name
    found = document(path.read_text(encoding="utf-8"), name).value
    return {one["id"]: one for one in found["cases"]}


EXPECTED, OPTIONS = _read("expected.yaml"), _read("options.yaml")
ENTRIES = [(case, number) for case, block in OPTIONS.items() for number in range(len(block["answers"]))]


@cache
def assessed(case_id: str, before: str | None = None) -> Assessment:
    """Assess a published case, whole or as it was before one of its events."""
    text = (knowledge_folder() / "demo" / "cases" / f"{case_id}.json").read_text(encoding="utf-8")
    data = json.loads(text)
    if before is not None:
        data["events"] = data["events"][: [event["id"] for event in data["events"]].index(before)]
    return assess(case_from_json(data, knowledge().vocabulary, ON), knowledge(), ON, "BE")


def answer_of(one: Classified) -> list[str | None]:
    """The class as [entity, grade]; an entity left open is INDETERMINATE."""
    return [one.entity.outcome or "INDETERMINATE", one.grade.outcome]


def named(case_id: str) -> str:
    one = assessed(case_id).classification.diagnosis
    return f"{case_id}: {answer_of(one)}, asks {one.asks}"


@pytest.mark.parametrize("case_id", CASES)
def test_a_published_case_gets_its_class(case_id: str) -> None:
    diagnosis = assessed(case_id).classification.diagnosis
    if answer_of(diagnosis) in EXPECTED[case_id]["acceptable"]:
        return
    assert answer_of(diagnosis) in EXPECTED[case_id].get("acceptable_if_flagged", []), named(case_id)
    assert diagnosis.asks, f"{case_id} is left open without naming what is missing"


@pytest.mark.parametrize("case_id", CASES)
def test_an_answer_names_what_is_missing_for_a_firm_one(case_id: str) -> None:
    diagnosis = assessed(case_id).classification.diagnosis
    for missing in EXPECTED[case_id].get("missing_for_a_firm_answer", []):
        if missing in SHOWN_OTHERWISE:
            continue
        table, facts = MISSING[missing]
        if _is_open(getattr(diagnosis, table)):
            assert facts & {*diagnosis.asks}, f"{missing} is not asked for; {named(case_id)}"


def _is_open(table: TableAnswer) -> bool:
    """Whether an unknown fact could still change the answer: a firm one needs no question."""
    return table.is_provisional or (table.outcome is None and bool(table.possible))


@pytest.mark.parametrize("case_id", [one for one in CASES if "reassessment_expected" in EXPECTED[one]])
def test_a_regrading_is_seen_in_the_course(case_id: str) -> None:
    classification = assessed(case_id).classification
    for wanted in EXPECTED[case_id]["reassessment_expected"]:
        found = [
            one
            for one in classification.course
            if one.ki67 and one.ki67.value == exactly(float(wanted["ki67_percent"]))
        ]
        assert [answer_of(one) for one in found] == [[wanted["entity"], wanted["grade"]]]
        assert classification.current == found[0], "the board goes by the later specimen"


@pytest.mark.parametrize(("case_id", "number"), ENTRIES, ids=[f"{case}-{number}" for case, number in ENTRIES])
def test_a_published_option_is_answered_or_explained(case_id: str, number: int) -> None:
    entry = OPTIONS[case_id]["answers"][number]
    for wanted in entry.get("answered_by", []):
        _check(wanted, assessed(case_id, wanted.get("before")), f"{case_id} {entry['entry']}")
    if not entry.get("answered_by"):
        assert entry["explained"]["because"], entry["entry"]
        assert entry["explained"]["source"], entry["entry"]


def _check(wanted: dict[str, Any], found: Assessment, about: str) -> None:
    if "finding" in wanted:
        assert wanted["finding"] in {one.code for one in found.findings}, about
    elif "task" in wanted:
        states = {one.task.id: one.state for one in (*found.workup, *found.follow_up)}
        assert states[wanted["task"]] in wanted["state"], f"{about}: {wanted['task']} is {states[wanted['task']]}"
    else:
        _check_option(wanted, found, about)


def _check_option(wanted: dict[str, Any], found: Assessment, about: str) -> None:
    option = next(one for one in found.options if one.option.id == wanted["option"])
    about = f"{about}: {option.option.id} is {option.status}, asks {option.asks}"
    if "status" in wanted:
        assert option.status in wanted["status"], about
    if "asks" in wanted:
        assert {*wanted["asks"]} <= {*option.asks}, about
    if "warns_of" in wanted:
        assert any(wanted["warns_of"] in facts_in(one.reason.when) for one in option.warnings), about
    if "checks" in wanted:
        assert any(wanted["checks"] in check.text.en for check in option.to_check), about


def test_every_entry_has_its_side() -> None:
    assert {entry["side"] for block in OPTIONS.values() for entry in block["answers"]} == {
        "supported",
        "contraindicated",
    }


@pytest.mark.skipif(not SHARED.is_dir(), reason="the published cases' own folder is not beside this checkout")
@pytest.mark.parametrize("case_id", CASES)
def test_the_copy_of_the_expected_answers_is_the_published_one(case_id: str) -> None:
    published = json.loads((SHARED / f"{case_id}.json").read_text(encoding="utf-8"))
    copied = dict(EXPECTED[case_id])
    assert copied.pop("id") == case_id
    assert copied == {key: published["expected"][key] for key in copied}
    for key in ("acceptable_if_flagged", "reassessment_expected", "missing_for_a_firm_answer"):
        assert (key in copied) == bool(published["expected"].get(key)), key


@pytest.mark.skipif(not SHARED.is_dir(), reason="the published cases' own folder is not beside this checkout")
@pytest.mark.parametrize("case_id", CASES)
def test_every_published_option_has_its_entry(case_id: str) -> None:
    published = json.loads((SHARED / f"{case_id}.json").read_text(encoding="utf-8")).get("options", {})
    wanted = [(side, one["option"]) for side in ("supported", "contraindicated") for one in published.get(side, ())]
    assert [(one["side"], one["entry"]) for one in OPTIONS.get(case_id, {"answers": []})["answers"]] == wanted
