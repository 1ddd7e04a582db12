"""Counting error through the tables: shares add up, borders are the tables' own, what is undecided stays undecided."""

from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opennen.adapters.knowledge_files import knowledge
from opennen.adapters.timeline_words import Labels
from opennen.cases.facts import Known
from opennen.cases.model import Case
from opennen.cases.read import case_from_json
from opennen.evaluate import render
from opennen.evaluate.answer import Classified
from opennen.evaluate.assessment import CLASSIFYING, assess
from opennen.evaluate.chances import Chances, Reading, Uncertainty
from opennen.evaluate.evaluator import Evaluator
from opennen.evaluate.measured import bounds_of
from opennen.evaluate.report import as_json
from opennen.evaluate.report_schema import assessment_schema
from opennen.kernel.quantity import exactly
from opennen.kernel.text import LANGUAGES
from opennen.rules.packs import applicable

TODAY = date(2026, 1, 1)


def case_of(site: str = "ileum", **specimen: Any) -> Case:
    event = {"id": "s1", "type": "specimen", "procedure": "resection", "origin": "primary", "differentiation": "well"}
    tumour = {"id": "t1", "site": site}
    data = {"format": "opennen-case-1", "id": "c", "tumours": [tumour], "events": [event | specimen]}
    return case_from_json(data, knowledge().vocabulary, TODAY)


def classified(site: str = "ileum", **specimen: Any) -> Classified:
    return assess(case_of(site, **specimen), knowledge(), TODAY, "BE").classification.current


def uncertain(site: str = "ileum", **specimen: Any) -> Uncertainty:
    found = classified(site, **specimen).uncertainty
    assert found is not None
    return found


def cells(positive: int, counted: int, **more: Any) -> dict[str, Any]:
    return {"positive_cells": positive, "cells_counted": counted, **more}


def in_area(value: float, area: float) -> dict[str, Any]:
    return {"value": value, "per": "area", "area_mm2": area}


def grade(found: Uncertainty) -> dict[str, float]:
    return {share.outcome: share.probability for share in chances(found, "tumour_grade").shares}


def chances(found: Uncertainty, fact: str) -> Chances:
    return next(one for one in found.chances if one.fact == fact)


def reading(found: Uncertainty, fact: str = "ki67_percent") -> Reading:
    return next(one for one in found.readings if one.fact == fact)


def total(one: Chances) -> float:
    return sum(share.probability for share in one.shares) + one.undecided + one.not_applicable


COUNTS = st.integers(1, 5_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
AREAS = st.tuples(st.integers(0, 60), st.sampled_from([0.2, 1.0, 2.0, 4.0, 10.0]))


@settings(max_examples=40, deadline=None)
@given(
    COUNTS,
    st.none() | AREAS,
    st.sampled_from(["ileum", "lung", "thyroid"]),
    st.sampled_from(["well", "poor", "not_assessable"]),
)
def test_the_probabilities_add_up_to_one(ki67: Any, mitoses: Any, site: str, differentiation: str) -> None:
    more = {"mitoses": in_area(*mitoses)} if mitoses else {}
    found = uncertain(site, ki67=cells(*ki67), differentiation=differentiation, **more)
    assert {one.fact for one in found.chances} == set(CLASSIFYING)
    for one in found.chances:
        assert total(one) == pytest.approx(1, abs=1e-9)
        assert all(0 <= share.provisional <= share.probability + 1e-12 for share in one.shares)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**7), st.integers(0, 400))
def test_with_very_many_cells_the_likeliest_grade_is_the_tables_own(positive: int, mitoses: int) -> None:
    percent = 100 * positive / 10**7
    if min(abs(percent - border) for border in (3, 20)) < 0.1 or min(abs(mitoses / 10 - b) for b in (2, 20)) < 0.5:
        return  # so near a border that ten million cells, or this area, are not many
    # 1,000 mm² is the largest area a record may have; half a mitosis per 2 mm² is eight of its standard deviations.
    found = classified(ki67=cells(positive, 10**7), mitoses=in_area(mitoses * 50, 1_000))
    assert found.uncertainty is not None
    assert grade(found.uncertainty)[found.grade.outcome or ""] > 0.999


def test_the_same_by_drawing_from_the_posterior() -> None:
    found = uncertain(ki67=cells(14, 500), mitoses=in_area(8, 10))
    force = applicable(knowledge(), TODAY, "BE")
    facts = assess(case_of(ki67=cells(14, 500), mitoses=in_area(8, 10)), knowledge(), TODAY, "BE").facts
    chance = Random(20260101)  # noqa: S311  a seed, so that the test is the same each time
    drawn, draws = {"G1": 0, "G2": 0, "G3": 0}, 1_500
    for _ in range(draws):
        ki67 = 100 * chance.betavariate(14.5, 486.5)
        mitoses = 2 * chance.gammavariate(8.5, 1 / 10)
        known = facts | {"ki67_percent": Known(exactly(ki67)), "mitoses_per_2mm2": Known(exactly(mitoses))}
        outcome = Evaluator(known, knowledge().derived, force.tables_by_fact).table("tumour_grade").outcome
        drawn[outcome or ""] += 1
    for outcome, number in drawn.items():
        assert number / draws == pytest.approx(grade(found).get(outcome, 0), abs=0.05)


@pytest.mark.parametrize(
    ("positive", "counted", "recorded", "more"),
    [
        (29, 1_000, "G1", "too_much"),
        (28, 1_000, "G1", "enough"),
        (15, 500, "G2", "never"),
        (16, 500, "G2", "enough"),
        (100, 500, "G2", "never"),
        (101, 500, "G3", "too_much"),
        (103, 500, "G3", "enough"),
        (2_999, 100_000, "G1", "too_much"),
    ],
)
def test_near_a_border_both_grades_are_possible(positive: int, counted: int, recorded: str, more: str) -> None:
    found = classified(ki67=cells(positive, counted), mitoses={"value": 0})
    assert found.grade.outcome == recorded
    assert found.uncertainty is not None
    assert reading(found.uncertainty).borders == ((20.0,) if positive in (100, 101, 103) else (3.0,))
    assert reading(found.uncertainty).more.answer == more
    assert 0.3 < grade(found.uncertainty)[recorded] < 0.75


def test_both_counts_are_combined_by_the_table() -> None:
    alone = {
        "ki67": grade(uncertain(ki67=cells(14, 500), mitoses={"value": 0}))["G1"],
        "mitoses": grade(uncertain(ki67={"value": 1}, mitoses=in_area(8, 10)))["G1"],
    }
    both = uncertain(ki67=cells(14, 500), mitoses=in_area(8, 10))
    assert grade(both)["G1"] == pytest.approx(alone["ki67"] * alone["mitoses"], abs=1e-9)  # G1 asks for both
    assert reading(both).borders == (3.0,)
    assert reading(both, "mitoses_per_2mm2").borders == (2.0,)


def test_a_border_that_changes_nothing_is_not_shown() -> None:
    # With 30 mitoses per 2 mm² the grade is G3 whatever the Ki-67.
    found = uncertain(ki67=cells(14, 500), mitoses=in_area(150, 10))
    assert not found.is_near_border
    assert grade(found)["G3"] > 0.9999
    # 5 % is a border of medullary carcinoma only.
    assert not uncertain(ki67=cells(25, 500), mitoses={"value": 0}).is_near_border
    medullary = uncertain("thyroid", reported_entity="medullary_thyroid_carcinoma", ki67=cells(25, 500))
    assert reading(medullary).borders in ((), (5.0,))


def test_the_other_systems_have_their_own_borders() -> None:
    lung = uncertain("lung", mitoses=in_area(5, 4), necrosis="absent")
    assert reading(lung, "mitoses_per_2mm2").borders == (2.0,)
    entity = {share.outcome: share.probability for share in chances(lung, "tumour_entity").shares}
    assert set(entity) == {"TC", "AC", "CARCINOID_NOS"}
    assert chances(lung, "tumour_grade").not_applicable == pytest.approx(1)


def test_a_missing_second_count_makes_the_shares_provisional() -> None:
    found = uncertain(ki67=cells(14, 500))
    assert found.missing == ("mitoses_per_2mm2",)
    for share in chances(found, "tumour_grade").shares:
        assert share.provisional == pytest.approx(share.probability)


def test_a_second_count_without_its_area_stays_as_recorded() -> None:
    found = uncertain(ki67=cells(14, 500), mitoses={"value": 1, "per": "2mm2"})
    assert found.as_recorded == ("mitoses_per_2mm2",)
    assert grade(found).keys() == {"G1", "G2"}
    assert all(share.provisional == 0 for share in chances(found, "tumour_grade").shares)


def test_what_the_table_leaves_undecided_is_not_spread_over_the_grades() -> None:
    # Mitoses known only as "at most 5": below 3 % G1 or G2 stays open, from 3 % on it is G2 either way.
    one = chances(uncertain(ki67=cells(14, 500), mitoses={"max": 5, "per": "2mm2"}), "tumour_grade")
    assert one.undecided == pytest.approx(0.588, abs=0.01)
    assert {share.outcome for share in one.shares} == {"G2"}


def test_nothing_is_said_where_nothing_was_counted_or_the_count_is_contradicted() -> None:
    assert classified(ki67={"value": 2.8}, mitoses={"value": 1, "per": "2mm2"}).uncertainty is None
    assert classified(ki67=cells(14, 500, value=5)).uncertainty is None
    assert classified(ki67=cells(14, 500, value=3)).uncertainty is not None  # 3 is 2.8, rounded


def test_an_assumed_field_is_carried_along() -> None:
    found = uncertain(mitoses={"value": 4, "per": "hpf", "hpf": 10})
    assert reading(found, "mitoses_per_2mm2").assumed == "field_area"


def test_a_count_per_2mm2_with_its_area_gives_the_number_seen() -> None:
    tally = reading(uncertain(mitoses={"value": 1.2, "per": "2mm2", "area_mm2": 10}), "mitoses_per_2mm2").tally
    assert (tally.number, tally.size) == (6, 10)


@pytest.mark.parametrize("area", [0.01, 0.2])
def test_a_tiny_area_says_little(area: float) -> None:
    found = uncertain(ki67={"value": 1}, mitoses=in_area(1, area))
    low, high = reading(found, "mitoses_per_2mm2").low, reading(found, "mitoses_per_2mm2").high
    assert high > 10 * low
    assert total(chances(found, "tumour_grade")) == pytest.approx(1, abs=1e-9)


def test_the_bounds_are_those_of_the_tables_in_force() -> None:
    force = applicable(knowledge(), TODAY, "BE")
    bounds = bounds_of(["tumour_grade"], Evaluator({}, knowledge().derived, force.tables_by_fact))
    assert {3.0, 5.0, 20.0} <= set(bounds["ki67_percent"])
    assert {2.0, 5.0, 20.0} <= set(bounds["mitoses_per_2mm2"])
    assert "age_years" not in bounds


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_json_has_every_key_of_its_schema(language: str) -> None:
    case = case_of(ki67=cells(14, 500), mitoses=in_area(8, 10))
    answer = as_json(assess(case, knowledge(), TODAY, "BE"), case, knowledge(), language)
    schema = assessment_schema()
    found = answer["classification"]["probabilities"]
    assert found == answer["classification"]["current"]["probabilities"]
    assert found == answer["classification"]["course"][0]["probabilities"]
    _keeps_to(found, schema["$defs"]["probabilities"])
    assert "14" in found["text"]
    assert "500" in found["text"]
    assert {"fr": "27\u202f000", "en": "27,000", "nl": "27\u202f000", "de": "27\u202f000"}[language] in found["text"]
    assert {one["mark"] for one in found["sources"]} == {"V", "K"}


def _keeps_to(value: Any, schema: dict[str, Any]) -> None:
    """The keys of the schema, no other, all the way down."""
    if schema.get("type") == "array":
        for one in value:
            _keeps_to(one, schema["items"])
    elif schema.get("type") == "object" and "properties" in schema:
        assert set(value) == set(schema["required"])
        for name, part in schema["properties"].items():
            _keeps_to(value[name], part)
    elif "additionalProperties" in schema and isinstance(schema["additionalProperties"], dict):
        for one in value.values():
            _keeps_to(one, schema["additionalProperties"])


def test_no_count_gives_null() -> None:
    case = case_of(ki67={"value": 2.8})
    answer = as_json(assess(case, knowledge(), TODAY, "BE"), case, knowledge(), "fr")
    assert answer["classification"]["probabilities"] is None


def test_cells_alone_are_shown_as_the_ki67_they_give() -> None:
    case = case_of(ki67=cells(14, 501))
    found = assess(case, knowledge(), TODAY, "BE")
    assert "Ki-67 2.79 %" in render.headline(found, case, knowledge(), "en")
    assert "Ki-67 2,79 %" in Labels(knowledge(), "fr").of(case.events[0])
