import pytest
from small_knowledge import FILES

from opennen.cases.origins import origins_of
from opennen.kernel.finding import Refused
from opennen.rules.knowledge import knowledge_from

RULES = "guidelines/small/rules/classification.yaml"


def refused(name: str, old: str, new: str) -> Refused:
    assert old in FILES[name]
    with pytest.raises(Refused) as caught:
        knowledge_from({**FILES, name: FILES[name].replace(old, new, 1)})
    return caught.value


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("ki67_percent < 3 %", "ki67_percent < 3", "R104"),
        ("ki67_percent < 3 %", "ki67_percent < 3 months", "R105"),
        ("ki67_percent < 3 %", "ki67_percent < 130 %", "R107"),
        ("ki67_percent < 3 %", "ki76_percent < 3 %", "R102"),
        ("ki67_percent < 3 %", "differentiation < 3 %", "R103"),
        ("ki67_percent < 3 %", "ki67_percent <", "R101"),
        ("primary_site == lung", "primary_site == lungs", "R106"),
        ("is: G1", "is: G9", "R114"),
        ("gives: tumour_grade", "gives: ki67_percent", "R113"),
        ("source: paper", "source: nobody", "R122"),
        ("table: small.family", "table: small.system", "R121"),
        ("primary_site == lung", "tumour_grade == G1", "R124"),
        ("title: {fr: Grade, en: Grade}", "title: {fr: Grade}", "R003"),
        ("    gives: tumour_grade", "    gives: tumour_grade\n    gives: tumour_grade", "R002"),
        ("rules:", "rules: [", "R001"),
    ],
)
def test_a_fault_is_refused_with_its_code_and_its_line(old: str, new: str, code: str) -> None:
    findings = refused(RULES, old, new).findings
    assert code in {one.code for one in findings}
    assert all(
        one.place.startswith("guidelines/small/rules/classification.yaml, line") or code == "R124" for one in findings
    )


def test_a_misspelt_name_is_answered_with_the_right_one() -> None:
    (finding,) = refused(RULES, "ki67_percent < 3 %", "ki76_percent < 3 %").findings
    assert finding.remedy is not None
    assert "ki67_percent" in finding.remedy.en


def test_the_line_is_that_of_the_fault() -> None:
    (finding,) = refused(RULES, "primary_site == lung", "primary_site == lungs").findings
    lines = FILES[RULES].splitlines()
    assert "primary_site == lung" in lines[int(finding.place.rsplit(" ", 1)[1]) - 1]


def test_the_version_names_the_content() -> None:
    first = knowledge_from(FILES).version
    assert first == knowledge_from(dict(reversed(FILES.items()))).version
    changed = {**FILES, RULES: FILES[RULES].replace("3 %", "4 %")}
    assert knowledge_from(changed).version != first


MEASUREMENT = """
level: 0.95
share: {prior: [0.5, 0.5], step: 1, most: 1000}
density: {prior: [0.5, 0], step: 0.1, most: 100}
method: {fr: Jeffreys, en: Jeffreys}
assumes: {fr: comptage, en: counting}
sources: [{source: paper}]
"""


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("level: 0.95", "level: 95", "R003"),
        ("prior: [0.5, 0.5]", "prior: [0.5, -1]", "R003"),
        ("step: 0.1", "step: 0", "R003"),
        ("source: paper", "source: nobody", "R122"),
        ("fr: comptage, ", "", "R003"),
    ],
)
def test_a_fault_in_the_measurement_error_is_refused(old: str, new: str, code: str) -> None:
    place = "reference/measurement-error.yaml"
    assert knowledge_from({**FILES, place: MEASUREMENT}).measurement is not None
    assert old in MEASUREMENT
    with pytest.raises(Refused) as caught:
        knowledge_from({**FILES, place: MEASUREMENT.replace(old, new)})
    assert {one.code for one in caught.value.findings} == {code}
    assert all(one.place.startswith(place) for one in caught.value.findings)


@pytest.mark.parametrize(
    "counted",
    [
        "{positive: ki67.postive_cells, of: ki67.cells_counted, whole: 100, what: {fr: cellules, en: cells}}",
        "{positive: ki67.positive_cells, of: ki67.cells_counted, what: {fr: cellules, en: cells}}",
        "{positive: ki67.positive_cells, area_mm2: mitoses.area_mm2, per_mm2: 2, what: {fr: cellules, en: cells}}",
        "{positive: ki67.positive_cells, of: ki67.cells_counted, whole: 0, what: {fr: cellules, en: cells}}",
        "{positive: ki67.positive_cells, of: ki67.cells_counted, whole: 100}",
    ],
)
def test_a_count_that_no_event_can_have_is_named(counted: str) -> None:
    facts = FILES["vocabulary/facts/all.yaml"]
    old = "value: ki67, pick: focus}"
    assert old in facts
    changed = {
        **FILES,
        "vocabulary/facts/all.yaml": facts.replace(old, f"value: ki67, pick: focus, counted: {counted}}}"),
    }
    (finding,) = origins_of(knowledge_from(changed).vocabulary)[1]
    assert finding.code == "R017"
    assert "ki67_percent" in finding.message.en
