"""Every refusal of a knowledge file says where, what, what shows it and what to do, in French and English."""

import re
from pathlib import Path

import pytest
from small_knowledge import FILES

import opennen
from opennen.cases.origins import origins_of
from opennen.kernel.finding import Finding, Refused
from opennen.rules.changes import changes_from_text
from opennen.rules.knowledge import knowledge_from

RULES = "guidelines/small/rules/classification.yaml"
OPTIONS = "guidelines/small/rules/options.yaml"
FACTS = "vocabulary/facts/all.yaml"
SITES = "vocabulary/values/primary_site.yaml"
TIMELINE = "{event: imaging, value: months_ago}"
ENDS_FIRST = "    valid_from: 2020-01-01\n    valid_until: 2019-01-01"
WELL = "{is: NET, when: differentiation == well}"
NAMED = WELL.replace("NET,", "NET, row: a,")
CODE = re.compile(r"[\"'](R[01]\d{2})[\"']")

FAULTS = [
    ("R001", RULES, "rules:", "rules: ["),
    ("R002", RULES, "    gives: tumour_grade", "    gives: tumour_grade\n    gives: tumour_grade"),
    ("R003", RULES, "title: {fr: Grade, en: Grade}", "title: {fr: Grade}"),
    ("R011", SITES, "digestive: [pancreas, ileum]", "digestive: [pancreas, ilium]"),
    ("R012", "vocabulary/facts/more.yaml", "", "facts:\n  low_burden: {type: yes_no, labels: {fr: x, en: x}}"),
    ("R013", FACTS, 'ki67_percent: {type: number, unit: "%"', "ki67_percent: {type: number, unit: percents"),
    ("R014", FACTS, 'unit: "%", range: [0, 100]', 'unit: "%"'),
    ("R015", FACTS, "values: primary_site", "values: primary_sites"),
    ("R016", FACTS, "low_burden: {type: yes_no", 'low_burden: {type: number, unit: "1", range: [0, 1]'),
    ("R017", FACTS, "value: differentiation", "value: differentiatoin"),
    ("R018", FACTS, TIMELINE, '{timeline: "months since latest latest imaging"}'),
    ("R019", FACTS, TIMELINE, '{timeline: "months since latest imagin"}'),
    ("R020", FACTS, TIMELINE, '{timeline: "months since latest imaging where respons == pd"}'),
    ("R021", FACTS, TIMELINE, '{timeline: "months since latest treatment where kind == lanreotid"}'),
    ("R022", FACTS, TIMELINE, '{timeline: "days since latest imaging"}'),
    ("R023", FACTS, TIMELINE, '{timeline: "some imaging: discordant_lesions"}'),
    ("R024", FACTS, TIMELINE, '{timeline: "months since (latest treatment, complete)"}'),
    ("R101", RULES, "ki67_percent < 3 %", "ki67_percent <"),
    ("R102", RULES, "ki67_percent < 3 %", "somebody < 3 %"),
    ("R103", RULES, "ki67_percent < 3 %", "differentiation < 3 %"),
    ("R104", RULES, "ki67_percent < 3 %", "ki67_percent < 3"),
    ("R105", RULES, "ki67_percent < 3 %", "ki67_percent < 3 months"),
    ("R106", RULES, "primary_site == lung", "primary_site == zzz"),
    ("R107", RULES, "ki67_percent < 3 %", "ki67_percent < 130 %"),
    ("R108", RULES, "when: primary_site == lung", "when: 'at least 3 of (progressive, low_burden)'"),
    ("R110", RULES, "    gives: tumour_grade", f"    gives: tumour_grade\n{ENDS_FIRST}"),
    ("R111", RULES, "\nrules:", "\nrule:"),
    ("R112", RULES, "table: small.system", "tabel: small.system"),
    ("R113", RULES, "gives: tumour_grade", "gives: ki67_percent"),
    ("R114", RULES, "is: G1", "is: G9"),
    ("R115", OPTIONS, "treatment: everolimus", "treatment: everolimo"),
    ("R116", RULES, WELL, f"{NAMED}\n      - {NAMED}"),
    ("R117", RULES, WELL, WELL.replace("NET,", "NET, overrides: [a],")),
    ("R118", OPTIONS, "done: imaging_months_ago <= 6 months", "repeat: {every: 6 months, since: ki67_percent}"),
    ("R119", OPTIONS, "    kind: systemic", "    kind: systemic\n    not_with: [options.nothing]"),
    ("R120", "guidelines/other/rules/x.yaml", "", "rules: []"),
    ("R121", RULES, "table: small.family", "table: small.system"),
    ("R122", RULES, "source: paper", "source: nobody"),
    ("R123", FACTS, "  tumour_grade:", "  lonely: {type: yes_no, labels: {fr: Seul, en: Lonely}}\n  tumour_grade:"),
    ("R124", RULES, "primary_site == lung", "tumour_grade == G1"),
]  # fmt: skip


def findings_of(name: str, old: str, new: str) -> tuple[Finding, ...]:
    before = FILES.get(name, "")
    assert old in before
    try:
        knowledge = knowledge_from({**FILES, name: before.replace(old, new, 1) if old else new})
    except Refused as refused:
        return refused.findings
    return origins_of(knowledge.vocabulary)[1]


@pytest.mark.parametrize(("code", "name", "old", "new"), FAULTS, ids=[one[0] for one in FAULTS])
def test_a_refusal_says_where_what_an_example_and_the_remedy(code: str, name: str, old: str, new: str) -> None:
    findings = findings_of(name, old, new)
    assert code in {one.code for one in findings}
    for one in findings:
        assert name.split("/")[-1].split(".")[0] in one.place or "yaml" in one.place
        assert one.example.strip(), one.code
        assert one.remedy is not None, one.code
        assert one.remedy.fr != one.remedy.en
        assert one.message.fr != one.message.en
        for language in ("fr", "en"):
            assert len(one.in_(language).splitlines()) >= 4


def test_a_change_history_that_cannot_be_read_says_so_in_the_same_way() -> None:
    for text in ("## yesterday\n", "## 2026-01-31\n- en: Only English.\n", "## 2026-01-31\n- fr: Sans anglais.\n"):
        with pytest.raises(Refused) as refused:
            changes_from_text(text, "CHANGES.md")
        for one in refused.value.findings:
            assert one.code == "R130"
            assert one.example.strip()
            assert one.remedy is not None


def test_every_code_of_the_loader_has_a_fault_here() -> None:
    source = Path(opennen.__file__).parent
    used = {code for path in source.rglob("*.py") for code in CODE.findall(path.read_text(encoding="utf-8"))}
    assert {*(one[0] for one in FAULTS), "R130"} == used
