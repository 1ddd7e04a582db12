from datetime import date
from typing import Any

import pytest

from opennen.cases.model import Case
from opennen.evaluate import render
from opennen.evaluate.assessment import Assessment, assess
from opennen.rules.packs import Knowledge

TODAY = date(2026, 1, 1)


def case_of(*events: dict[str, Any], **more: Any) -> Case:
    return Case.model_validate(
        {
            "id": "c",
            "person": {"age_years": 60},
            "tumours": [{"id": "t1", "site": "ileum"}],
            "events": list(events),
            **more,
        }
    )


def specimen(name: str = "s1", **fields: Any) -> dict[str, Any]:
    return {"id": name, "type": "specimen", "origin": "primary", "differentiation": "well", **fields}


def assessed(small: Knowledge, *events: dict[str, Any], **more: Any) -> Assessment:
    return assess(case_of(*events, **more), small, TODAY)


def status(assessment: Assessment) -> str:
    return assessment.options[0].status


@pytest.mark.parametrize(
    ("ki67", "mitoses", "grade"),
    [
        ({"value": 2.9}, {"value": 1, "per": "2mm2"}, "G1"),
        ({"value": 3.0}, {"value": 1, "per": "2mm2"}, "G2"),
        ({"value": 20.0}, {"value": 20, "per": "2mm2"}, "G2"),
        ({"value": 20.1}, {"value": 1, "per": "2mm2"}, "G3"),
        ({"value": 2}, {"value": 21, "per": "2mm2"}, "G3"),
        ({"min": 1, "max": 2}, {"value": 0}, "G1"),
        ({"min": 2, "max": 5}, {"value": 0}, None),
    ],
)
def test_the_grade_is_the_higher_of_ki67_and_mitoses(
    small: Knowledge, ki67: Any, mitoses: Any, grade: str | None
) -> None:
    found = assessed(small, specimen(ki67=ki67, mitoses=mitoses)).classification.current.grade
    assert found.outcome == grade
    assert not found.is_provisional


def test_without_mitoses_the_grade_stands_until_they_are_counted(small: Knowledge) -> None:
    current = assessed(small, specimen(ki67={"value": 2})).classification.current
    assert (current.grade.outcome, current.grade.is_provisional) == ("G1", True)
    assert "mitoses_per_2mm2" in current.asks


def test_without_any_count_there_is_no_grade_and_the_counts_would_decide(small: Knowledge) -> None:
    assessment = assessed(small, specimen())
    current = assessment.classification.current
    assert current.grade.outcome is None
    assert current.grade.possible == {"G1", "G2", "G3"}
    assert set(current.asks) == {"ki67_percent", "mitoses_per_2mm2"}
    assert "would decide" in render.classified(current, small, "en")


def test_a_family_that_nobody_stated_is_not_guessed_from_ki67(small: Knowledge) -> None:
    current = assessed(small, specimen(differentiation=None, ki67={"value": 80})).classification.current
    assert current.family.outcome is None
    assert current.asks[0] == "differentiation"


def test_registry_keeps_the_primary_while_the_board_goes_by_the_latest(small: Knowledge) -> None:
    found = assessed(
        small,
        specimen(ki67={"value": 1}, mitoses={"value": 0}),
        specimen("s2", origin="metastasis", ki67={"value": 25}, mitoses={"value": 1, "per": "2mm2"}),
    ).classification
    assert (found.diagnosis.grade.outcome, found.current.grade.outcome) == ("G1", "G3")
    assert [one.grade.outcome for one in found.course] == ["G1", "G3"]


def test_of_specimens_without_dates_the_board_goes_by_the_highest_and_of_dated_ones_by_the_latest(
    small: Knowledge,
) -> None:
    high = specimen("high", ki67={"value": 15}, mitoses={"value": 0})
    low = specimen("low", origin="metastasis", ki67={"value": 1}, mitoses={"value": 0})
    assert assessed(small, high, low).classification.current.specimen == "high"
    dated = assessed(small, {**high, "date": "2020-01"}, {**low, "date": "2024"}).classification
    assert dated.current.specimen == "low"


def test_ten_fields_of_unknown_area_are_two_square_millimetres_and_say_so(small: Knowledge) -> None:
    assessment = assessed(small, specimen(ki67={"value": 1}, mitoses={"value": 3, "per": "hpf", "hpf": 10}))
    known = assessment.facts["mitoses_per_2mm2"]
    assert known.assumed == "field_area"
    assert "field area assumed" in render.value("mitoses_per_2mm2", known, small, "en")
    assert assessment.classification.current.grade.outcome == "G2"


def test_a_count_without_an_area_is_not_a_density(small: Knowledge) -> None:
    assessment = assessed(small, specimen(ki67={"value": 1}, mitoses={"value": 3}))
    assert "mitoses_per_2mm2" not in assessment.facts


def test_an_option_is_open_until_progression_is_known_then_follows_it(small: Knowledge) -> None:
    counted = specimen(ki67={"value": 10}, mitoses={"value": 1, "per": "2mm2"})
    assert status(assessed(small)) == "open"
    assert status(assessed(small, counted)) == "open"
    progressing = {"id": "i1", "type": "imaging", "modality": "ct", "response": "pd"}
    assert status(assessed(small, counted, progressing)) == "supported"
    assert status(assessed(small, counted, {**progressing, "response": "sd"})) == "to_consider"


def test_a_contraindication_excludes_and_an_unknown_one_is_a_check(small: Knowledge) -> None:
    events = (
        specimen(ki67={"value": 10}, mitoses={"value": 1, "per": "2mm2"}),
        {"id": "i1", "type": "imaging", "modality": "ct", "response": "pd"},
    )
    assert status(assessed(small, *events, person={"age_years": 10})) == "excluded"
    unknown_age = assessed(small, *events, person={})
    assert status(unknown_age) == "supported"
    assert [one.reason.because.en for one in unknown_age.options[0].unverified] == ["A child."]
    assert "age_years" in unknown_age.options[0].asks


def test_a_treatment_not_listed_is_unknown_unless_the_list_is_complete(small: Knowledge) -> None:
    assert "treated_with_ssa" not in assessed(small).facts
    assert assessed(small, treatments_complete=True).facts["treated_with_ssa"].value.value == "no"
    planned = {"id": "x", "type": "treatment", "kind": "lanreotide", "planned": True}
    assert "treated_with_ssa" not in assessed(small, planned).facts


def test_progression_counts_as_under_a_treatment_by_name_or_by_dates(small: Knowledge) -> None:
    given = {"id": "x", "type": "treatment", "kind": "lanreotide", "date": "2020-01-01", "stop": "2021-01-01"}
    during = {"id": "i", "type": "imaging", "modality": "ct", "response": "pd", "date": "2020-06"}
    assert assessed(small, given, during).facts["progressive_under_ssa"].value.value == "yes"
    after = {**during, "date": "2022-06"}
    assert "progressive_under_ssa" not in assessed(small, given, after).facts
    undated = {"id": "i", "type": "imaging", "modality": "ct", "response": "pd"}
    assert "progressive_under_ssa" not in assessed(small, given, undated).facts
    assert assessed(small, given, {**undated, "under": ["x"]}).facts["progressive_under_ssa"].value.value == "yes"


def test_what_happens_after_the_day_asked_is_not_known_on_it(small: Knowledge) -> None:
    case = case_of({"id": "i", "type": "imaging", "modality": "ct", "response": "pd", "date": "2024-06-01"})
    assert "progressive" not in assess(case, small, date(2024, 5, 31)).facts
    assert "progressive" in assess(case, small, date(2024, 6, 1)).facts


def test_a_list_of_metastases_closes_the_question_and_silence_does_not(small: Knowledge) -> None:
    assert "liver_metastases" not in assessed(small).facts
    bone = {"id": "e", "type": "extent", "metastases": ["bone"]}
    assert assessed(small, bone).facts["liver_metastases"].value.value == "no"


def test_units_are_converted_for_the_analyte_that_allows_it(small: Knowledge) -> None:
    result = {"id": "m", "type": "marker", "analyte": "nt_probnp", "value": 10, "unit": "pmol/L"}
    assert assessed(small, result).facts["nt_probnp"].value.low == pytest.approx(84.57)
    assert "nt_probnp" not in assessed(small, {**result, "unit": None}).facts


def test_findings_name_the_contradiction(small: Knowledge) -> None:
    assert [one.code for one in assessed(small, specimen(differentiation="poor", ki67={"value": 5})).findings] == [
        "C201"
    ]
    assert assessed(small, specimen(differentiation="poor")).findings == ()


def test_a_task_is_done_when_its_event_is_recent_and_due_when_it_is_old(small: Knowledge) -> None:
    scan = {"id": "i", "type": "imaging", "modality": "ct", "date": "2025-12-01"}
    assert assessed(small, specimen(), scan).workup[0].state == "done"
    assert assessed(small, specimen(), {**scan, "date": "2020-12-01"}).workup[0].state == "due"
    assert assessed(small).workup[0].state == "open"
