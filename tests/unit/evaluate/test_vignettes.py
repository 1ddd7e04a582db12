"""Vignettes: what they may say, and that a wrong one is noticed."""

from datetime import date

import pytest
from small_knowledge import FILES

from opennen.evaluate.vignettes import vignette_findings
from opennen.rules.knowledge import knowledge_from

TODAY = date(2026, 1, 1)


def findings(facts: str, expect: str, more: str = "") -> list[str]:
    name = "{fr: Essai, en: Test}"
    text = f"vignettes:\n  - {{name: {name}, facts: {facts}, expect: {expect}{more}}}\n"
    knowledge = knowledge_from({**FILES, "guidelines/small/cases/test.yaml": text})
    return [f"{one.code} {one.message.en}" for one in vignette_findings(knowledge, TODAY)]


@pytest.mark.parametrize(
    ("facts", "expect"),
    [
        ("{primary_site: pancreas, differentiation: well, ki67_percent: 3, mitoses_per_2mm2: 1}", "{tumour_grade: G2}"),
        ("{primary_site: pancreas, differentiation: well}", "{tumour_grade: unknown}"),
        ("{tumour_grade: G2, progressive: true}", "{options.everolimus: supported}"),
        ("{tumour_grade: G2}", "{options.everolimus: open}"),
        ("{tumour_grade: G2, progressive: true, age_years: 10}", "{options.everolimus: excluded}"),
        ('{differentiation: poor, ki67_percent: "<20"}', "{C201: true, tumour_family: NEC}"),
        ('{ki67_percent: "30-40"}', "{C201: false}"),
        ("{tumour_family: NET, imaging_months_ago: 12}", "{small.imaging: due}"),
        ("{liver_metastases: false, ki67_percent: 1}", "{low_burden: true}"),
        ("{}", "{low_burden: unknown}"),
    ],
)
def test_a_right_vignette_says_nothing(facts: str, expect: str) -> None:
    assert findings(facts, expect) == []


def test_another_answer_is_a_finding_with_both_answers() -> None:
    found = findings("{tumour_grade: G2, progressive: true}", "{options.everolimus: open}")
    assert len(found) == 1
    assert found[0].startswith("V101")
    assert "supported, expected open" in found[0]


@pytest.mark.parametrize(
    ("facts", "expect"),
    [
        ("{ki67_procent: 3}", "{tumour_grade: G2}"),
        ("{ki67_percent: much}", "{tumour_grade: G2}"),
        ("{ki67_percent: 130}", "{tumour_grade: G2}"),
        ("{differentiation: purple}", "{tumour_grade: G2}"),
        ("{progressive: absent}", "{tumour_grade: G2}"),
        ("{ki67_percent: 3}", "{options.nothing: supported}"),
    ],
)
def test_a_name_nobody_knows_is_a_finding(facts: str, expect: str) -> None:
    assert [one[:4] for one in findings(facts, expect)] == ["V102"]
