"""What verification promises to those who call it."""

from dataclasses import replace
from datetime import date

import pytest
from small_knowledge import FILES

from opennen.kernel.finding import Refused
from opennen.kernel.sources import Validity
from opennen.kernel.text import Text
from opennen.rules.knowledge import knowledge_from
from opennen.rules.model import Compare, Holds
from opennen.rules.packs import Knowledge
from opennen.verify.cases import Cases
from opennen.verify.findings import CHECKS, findings_of
from opennen.verify.prover import Claim, yes
from opennen.verify.regimes import regimes_of
from opennen.verify.report import Fault, Report
from opennen.verify.solver import TRUE

_GAP = "      - {is: G3, when: ki67_percent > 20 % or mitoses_per_2mm2 > 20 /2mm2}\n"


def _with_a_gap() -> Knowledge:
    name = "guidelines/small/rules/classification.yaml"
    assert _GAP in FILES[name]
    return knowledge_from({**FILES, name: FILES[name].replace(_GAP, "")})


def test_the_same_knowledge_gives_the_same_findings() -> None:
    known = _with_a_gap()
    assert findings_of(known) == findings_of(known)


def test_only_what_changed_and_what_rests_on_it_is_looked_at() -> None:
    known = _with_a_gap()
    assert "V201" in {one.code for one in findings_of(known, changed={"small.grade"})}
    assert "V201" in {one.code for one in findings_of(known, changed={"small.family"})}
    assert findings_of(known, changed={"C201"}) == ()


def test_each_check_says_that_it_begins(small: Knowledge) -> None:
    told: list[Text] = []
    findings_of(small, progress=told.append)
    assert told == [name for name, _ in CHECKS]


def test_errors_come_before_notices() -> None:
    levels = [one.level for one in findings_of(_with_a_gap())]
    assert levels == sorted(levels, key=["error", "warning", "notice"].index)


def test_a_case_that_the_evaluator_does_not_confirm_is_never_shown_as_an_example(small: Knowledge) -> None:
    report = Report(small)
    wrong = Claim(lambda _: [TRUE], lambda _evaluator, _regime: False)
    found = report.prover.example(report.prover.regimes, wrong)
    assert found is not None
    report.add(Fault("V201", Text("faux", "wrong"), Text("rien", "nothing")), "here", found=found)
    assert [one.code for one in report.findings] == ["V900"]


def test_examples_are_cut_down_to_what_they_need(small: Knowledge) -> None:
    report = Report(small)
    many = yes(Compare("ki67_percent", ">", 20, "20 %"))
    found = report.prover.example(report.prover.regimes, many)
    assert found is not None
    assert set(found.recorded) == {"ki67_percent"}


def test_an_impossible_case_is_no_example(small: Knowledge) -> None:
    constraints = """
impossible:
  - {when: liver_metastases, because: {fr: jamais ici, en: never here}}
"""
    known = knowledge_from({**FILES, "vocabulary/constraints.yaml": constraints})
    for knowledge, expected in ((small, True), (known, False)):
        prover = Report(knowledge).prover
        assert prover.is_possible(prover.regimes, yes(Holds("liver_metastases"))) is expected


def test_a_constraint_is_read_like_any_condition() -> None:
    constraints = "impossible:\n  - {when: liver_metastasis, because: {fr: non, en: no}}\n"
    with pytest.raises(Refused) as refused:
        knowledge_from({**FILES, "vocabulary/constraints.yaml": constraints})
    assert [one.code for one in refused.value.findings] == ["R102"]


def test_only_days_and_countries_that_make_a_difference_are_tried(small: Knowledge) -> None:
    first, second = small.tables[:2]
    dated = replace(first, validity=Validity(date(2020, 1, 1), date(2024, 1, 1)))
    french = replace(second, validity=Validity(countries=frozenset({"FR", "BE"})))
    known = replace(small, tables=(dated, french, *small.tables[2:]))
    found = {(one.on, one.country) for one in regimes_of(known, Cases(known))}
    days = {date(2019, 12, 31), date(2020, 1, 1), date(2024, 1, 1)}
    assert found == {(day, country) for day in days for country in (None, "BE")}
