"""A table in columns, as a pathologist knows it."""

from dataclasses import replace

import pytest

from opennen.evaluate.decision_table import DecisionTable, decision_table
from opennen.rules.check import condition_from
from opennen.rules.model import Row, Table
from opennen.rules.packs import Knowledge


def table_with(small: Knowledge, *conditions: str) -> Table:
    (grade,) = (one for one in small.tables if one.gives == "tumour_grade")
    rows = (Row("G1", condition_from(one, small.vocabulary, ""), "") for one in conditions)
    return replace(grade, rows=tuple(rows))


def written(found: DecisionTable | None) -> list[list[str]]:
    assert found is not None
    return [[cell.text for cell in line.cells] for outcome in found.outcomes for line in outcome.lines]


def test_the_grades_stand_in_ranges_of_the_two_counts(small):
    (grade,) = (one for one in small.tables if one.gives == "tumour_grade")
    found = decision_table(grade, small, "en")
    assert found is not None
    assert found.facts == ("ki67_percent", "mitoses_per_2mm2")
    assert written(found) == [["< 3 %", "< 2"], ["3–20 %", "≤ 20"], ["≤ 20 %", "2–20"], ["> 20 %", ""], ["", "> 20"]]
    assert [[cell.text for cell in line.cells] for line in found.outcomes[0].provisional or ()] == [
        ["< 3 %", "not recorded"]
    ]


@pytest.mark.parametrize(
    ("condition", "language", "cells"),
    [
        ("ki67_percent > 2.5 % and ki67_percent <= 20 %", "fr", ["> 2,5 et ≤ 20 %"]),
        ("not ki67_percent < 3 %", "en", ["≥ 3 %"]),
        ("ki67_percent == 3 %", "en", ["3 %"]),
        ("ki67_percent is known and ki67_percent < 3 %", "en", ["< 3 % (recorded)"]),
        ("ki67_percent is missing or ki67_percent < 3 %", "en", ["not recorded or < 3 %"]),
        ("not (differentiation == well)", "en", ["not well differentiated"]),
        ("liver_metastases", "fr", ["oui"]),
        ("not liver_metastases", "en", ["no"]),
    ],
)
def test_a_cell_says_what_a_fact_must_be(small, condition, language, cells):
    assert written(decision_table(table_with(small, condition), small, language)) == [cells]


def test_a_line_that_is_never_yes_keeps_its_outcome_open(small):
    found = decision_table(table_with(small, "liver_metastases and not liver_metastases"), small, "en")
    assert found is not None
    assert found.outcomes[0].lines[0].keeps_open
    assert written(found) == [["not known yet"]]


def test_any_number_but_one_does_not_fit_a_cell(small):
    assert decision_table(table_with(small, "ki67_percent != 3 %"), small, "en") is None


def test_at_least_two_of_three_are_three_lines(small):
    found = decision_table(
        table_with(small, "at least 2 of (liver_metastases, progressive, ki67_percent > 10 %)"), small, "en"
    )
    assert written(found) == [["yes", "yes", ""], ["yes", "", "> 10 %"], ["", "yes", "> 10 %"]]


def test_a_row_stands_as_stated_and_its_exceptions_apart(small):
    table = table_with(small, "liver_metastases and not (differentiation == poor)")
    stated = condition_from("liver_metastases", small.vocabulary, "")
    table = replace(table, rows=(replace(table.rows[0], stated=stated),))
    assert written(decision_table(table, small, "en")) == [["yes"]]
