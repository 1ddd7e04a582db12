import json
import time
from datetime import date
from typing import Any

import pytest

from opennen.cases.change import changes, merged
from opennen.cases.model import Case
from opennen.cases.read import case_from_json, case_schema
from opennen.kernel.finding import Refused
from opennen.rules.packs import Knowledge

TODAY = date(2026, 1, 1)


def case_data(**specimen: Any) -> dict[str, Any]:
    events = [{"id": "s1", "type": "specimen", "differentiation": "well", "ki67": {"value": 11}, **specimen}]
    return {"id": "c1", "tumours": [{"id": "t1", "site": "ileum"}], "events": events}


def refusal(small: Knowledge, source: Any) -> Refused:
    with pytest.raises(Refused) as caught:
        case_from_json(source, small.vocabulary, TODAY)
    return caught.value


@pytest.mark.parametrize(
    ("source", "code", "place"),
    [
        ("not json", "C102", "line 1"),
        (b"\xff\xfe\x00", "C102", "$"),
        ("[" * 100_000, "C102", "$"),
        (b"9" * 10_000_000, "C101", "$"),
        ('{"id": "x", "tumours": [], "a": NaN}', "C108", "$.a"),
        (case_data(ki67={"value": 130}), "C106", "$.events[0].ki67"),
        (case_data(ki67={"value": float("nan")}), "C108", "$.events[0].ki67.value"),
        (case_data(ki67={"value": "eleven"}), "C103", "$.events[0].ki67.value"),
        (case_data(date="2031-05"), "C105", "$.events[0].date"),
        (case_data(date="the day after"), "C103", "$.events[0].date"),
        (case_data(differentiation="wel"), "C104", "$.events[0].differentiation"),
        (case_data(kI67={}), "C103", "$.events[0].kI67"),
        ({"id": "c1"}, "C103", "$.tumours"),
        ([], "C103", "$"),
    ],
)
def test_bad_input_is_refused_with_where_what_and_what_to_do(
    small: Knowledge, source: Any, code: str, place: str
) -> None:
    started = time.monotonic()
    findings = refusal(small, json.dumps(source) if isinstance(source, list) else source).findings
    assert (code, findings[0].place) == (findings[0].code, findings[0].place)
    assert findings[0].place.startswith(place)
    assert findings[0].message.fr
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(("unit", "remedy"), [("ng/mL", "ng/L"), ("ngl", "ng/L")])
def test_a_wrong_unit_is_refused_with_the_likely_one(small: Knowledge, unit: str, remedy: str) -> None:
    data = case_data()
    data["events"].append({"id": "m", "type": "marker", "analyte": "nt_probnp", "value": 260, "unit": unit})
    (finding,) = refusal(small, data).findings
    assert (finding.code, finding.place) == ("C107", "$.events[1].unit")
    assert finding.remedy is not None
    assert remedy in finding.remedy.en


def test_every_problem_is_reported_at_once(small: Knowledge) -> None:
    findings = refusal(small, case_data(differentiation="wel", date="2031", ki67={"value": 130})).findings
    assert {one.code for one in findings} == {"C104", "C105", "C106"}


def test_a_good_case_comes_back_as_it_went_in(small: Knowledge) -> None:
    case = case_from_json(case_data(), small.vocabulary, TODAY)
    again = case_from_json(case.model_dump_json(), small.vocabulary, TODAY)
    assert again == case


def test_the_schema_lists_the_codes(small: Knowledge) -> None:
    schema = case_schema(small.vocabulary)
    assert "well" in json.dumps(schema["$defs"]["Specimen"]["properties"]["differentiation"])


def test_changes_of_different_events_go_together() -> None:
    base = Case.model_validate(case_data())
    mine = Case.model_validate(
        {**case_data(), "events": [*case_data()["events"], {"id": "x", "type": "status", "ecog": 1}]}
    )
    theirs = Case.model_validate(case_data(ki67={"value": 12}))
    merge = merged(base, mine, theirs)
    assert merge.case is not None
    assert [event.id for event in merge.case.events] == ["s1", "x"]
    assert merge.case.events[0].ki67.value == 12  # type: ignore[union-attr]
    assert [one.part for one in merge.theirs] == [("event", "s1")]


def test_changes_of_the_same_event_are_shown_and_nothing_is_chosen() -> None:
    base, mine, theirs = (Case.model_validate(case_data(ki67={"value": value})) for value in (11, 12, 13))
    merge = merged(base, mine, theirs)
    assert merge.case is None
    (conflict,) = merge.conflicts
    assert [one["ki67"]["value"] for one in (conflict.base, conflict.mine, conflict.theirs)] == [11, 12, 13]


def test_a_change_names_its_fields() -> None:
    (change,) = changes(Case.model_validate(case_data()), Case.model_validate(case_data(ki67={"value": 12})))
    assert (change.kind, change.fields) == ("changed", ("ki67",))


def test_more_positive_than_counted_cells_are_refused_in_both_languages(small: Knowledge) -> None:
    component = {"kind": "net", "ki67": {"positive_cells": 3, "cells_counted": 2}}
    source = case_data(ki67={"positive_cells": 600, "cells_counted": 500}, components=[component])
    findings = [one for one in refusal(small, source).findings if one.place.endswith("positive_cells")]
    assert [(one.code, one.place) for one in findings] == [
        ("C106", "$.events[0].ki67.positive_cells"),
        ("C106", "$.events[0].components[0].ki67.positive_cells"),
    ]
    assert (findings[0].message.fr, findings[0].message.en) == (
        "600 cellules positives sur 500 comptées : impossible",
        "600 positive cells of 500 counted: impossible",
    )
