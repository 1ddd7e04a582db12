"""What a timeline expression rests on: which events count, which are named as having decided, and how long it takes."""

import time
from datetime import date, timedelta
from typing import Any

import pytest

from opennen.adapters.knowledge_files import knowledge
from opennen.cases.facts import Known
from opennen.cases.model import Case
from opennen.cases.order import events_in_order
from opennen.cases.origins import Origin, origins_of
from opennen.cases.projection import Timeline
from opennen.cases.timeline_check import expression_from
from opennen.kernel.finding import Refused
from opennen.kernel.quantity import Interval, exactly
from opennen.kernel.text import Text
from opennen.kernel.truth import Truth
from opennen.vocabulary.model import Fact, FactType

ON = date(2026, 6, 1)
YES_NO = Fact("asked", FactType.YES_NO, Text("f", "f"), place="facts.yaml, line 7")
COUNT = Fact("asked", FactType.NUMBER, Text("f", "f"), unit="1", range=(0, 50))


def case_of(*events: dict[str, Any], **more: Any) -> Case:
    return Case.model_validate({"id": "c", "tumours": [{"id": "t1"}, {"id": "t2"}], "events": list(events), **more})


def imaging(name: str, day: str | None = None, **more: Any) -> dict[str, Any]:
    return {"id": name, "type": "imaging", "modality": "ct", **({"date": day} if day else {}), **more}


def treatment(name: str, day: str | None = None, **more: Any) -> dict[str, Any]:
    return {"id": name, "type": "treatment", "kind": "lanreotide", **({"date": day} if day else {}), **more}


def ask(text: str, case: Case, fact: Fact = YES_NO, on: date = ON) -> Known | None:
    vocabulary = knowledge().vocabulary
    origin = Origin(timeline=expression_from(text, fact, vocabulary))
    return Timeline(case, case.tumours[0], on, vocabulary, {}).fact(fact, origin, None)


def decided(known: Known | None) -> list[str]:
    return [one.event for one in known.evidence] if known is not None else []


def test_progression_under_a_treatment_names_the_examination_and_the_treatment() -> None:
    case = case_of(
        treatment("analogue", "2024-01", ongoing=True),
        treatment("other", "2024-01", kind="everolimus", ongoing=True),
        imaging("stable", "2025-11-03", response="sd"),
        imaging("worse", "2026-03-03", response="pd"),
    )
    known = ask("some imaging within 12 months under ssa: response == pd", case)
    assert known is not None
    assert known.value is Truth.YES
    assert decided(known) == ["worse", "analogue"]


def test_a_no_names_every_event_it_rests_on() -> None:
    case = case_of(imaging("a", "2026-01", response="sd"), imaging("b", "2026-02", response="pr"))
    assert decided(ask("some imaging: response == pd", case)) == ["b", "a"]


def test_an_uncertain_pick_names_every_event_it_could_be() -> None:
    case = case_of(imaging("may", "2025-05", response="pd"), imaging("year", "2025", response="pd"))
    assert set(decided(ask("latest imaging: response == pd", case))) == {"may", "year"}


def test_the_lesions_that_decided_are_named() -> None:
    lesions = [{"id": "L1", "target": True, "krenning": 4}, {"id": "L2", "target": True, "krenning": 1}]
    case = case_of(imaging("pet", "2026-01", modality="ga68_dotatate_pet", lesions=lesions))
    known = ask("every lesion where target of latest imaging: krenning >= 2", case)
    assert known is not None
    assert known.value is Truth.NO
    assert [one.text for one in known.evidence] == ["L2"]


def test_what_lies_after_the_day_is_planned_or_of_another_tumour_does_not_count() -> None:
    case = case_of(
        treatment("given", "2026-01"),
        treatment("planned", "2026-01", planned=True),
        treatment("later", "2026-07"),
        treatment("elsewhere", "2026-01", tumour="t2"),
        treatments_complete=True,
    )
    known = ask("count treatment, complete", case, COUNT)
    assert known is not None
    assert known.value == exactly(1)


def test_an_undated_event_listed_after_a_later_day_is_not_seen_before_it() -> None:
    case = case_of(imaging("a", "2020-01-01"), imaging("b"), imaging("c", "2024-01-01"), imaging("d"))
    assert [one.id for one in events_in_order(case, date(2022, 1, 1))] == ["a", "b"]
    assert [one.id for one in events_in_order(case, ON)] == ["a", "b", "c", "d"]


def test_facts_with_an_expression_are_read_with_all_others() -> None:
    case = case_of(
        imaging("echo", "2025-06-01", modality="echocardiography"),
        treatment("cycle", "2026-04-01", kind="prrt_lu177"),
        imaging("pet", "2026-05-01", modality="ga68_dotatate_pet", response="pd"),
    )
    vocabulary = knowledge().vocabulary
    facts = Timeline(case, case.tumours[0], ON, vocabulary, origins_of(vocabulary)[0]).facts(None)
    assert facts["echocardiography_months_ago"].value == exactly(12)
    assert facts["months_since_last_prrt_cycle"].value == exactly(2)
    assert facts["sstr_imaging_within_6_months"].value is Truth.YES
    assert facts["progression_after_prrt"].value is Truth.YES
    assert facts["systemic_lines"].value == Interval(1, 50)
    assert "progression_within_12_months_under_ssa" not in facts
    assert "number_of_treatment_lines" not in facts


def test_thousands_of_events_with_uncertain_dates_are_answered_at_once() -> None:
    start = date(2005, 1, 1)
    many = [
        imaging(f"i{n}", str(start + timedelta(days=n))[: 7 if n % 3 else 10], response="sd", size_mm={"value": n % 40})
        for n in range(4000)
    ]
    case = case_of(treatment("t", "2006-01", ongoing=True), *many)
    began = time.process_time()
    known = ask("some imaging after first treatment where kind in ssa under ssa: response == pd", case)
    assert known is not None
    assert known.value is Truth.NO
    assert ask("latest imaging: response == sd", case) is not None
    assert time.process_time() - began < 5


@pytest.mark.parametrize("text", ["", "some", "latest imaging:", "some imaging: response ==", "x" * 5000])
def test_what_is_not_in_the_language_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(Refused) as refused:
        expression_from(text, YES_NO, knowledge().vocabulary)
    (finding,) = refused.value.findings
    assert (finding.code, finding.place) == ("R018", "facts.yaml, line 7")
    assert finding.remedy is not None
