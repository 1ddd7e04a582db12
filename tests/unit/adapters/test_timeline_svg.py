"""The drawing: valid, accessible, within its frame, without anything the pages' security policy refuses."""

import re
import xml.etree.ElementTree as ElementTree
from datetime import date
from time import perf_counter

import pytest

from opennen.adapters.timeline_svg import timeline_svg
from opennen.adapters.timeline_words import grouped
from opennen.cases.model import Case
from opennen.cases.timeline import Decision

ON = date(2026, 1, 1)
SVG = "{http://www.w3.org/2000/svg}"
LONG = "Essai multicentrique de phase III randomisé en double aveugle contre placebo, b."


def case_of(*events: dict) -> Case:
    return Case.model_validate({"id": "X1", "tumours": [{"id": "t1"}], "events": list(events)})


def rich(count: int = 60) -> Case:
    kinds = [
        {"type": "specimen", "organ": "liver", "ki67": {"value": 11}},
        {"type": "treatment", "kind": "lanreotide", "dose": 120, "dose_unit": "mg", "interval_days": 28},
        {"type": "imaging", "modality": "ct", "response": "pd"},
        {"type": "marker", "analyte": "chromogranin_a", "value": 1661, "unit": "ng/mL", "upper_limit": 101.9},
        {"type": "status", "text": LONG},
    ]
    return case_of(*({**kinds[n % 5], "id": f"e{n}", "date": f"{1986 + n % 40}-02-03"} for n in range(count)))


def drawn(case: Case, small, language: str = "fr", width: int = 1180, **more: object) -> ElementTree.Element:
    return ElementTree.fromstring(timeline_svg(case, small, language, ON, width=width, **more))  # noqa: S314  our own


def said(root: ElementTree.Element) -> str:
    return " | ".join(text.text or "" for text in root.iter(f"{SVG}text"))


def test_it_names_and_describes_itself(small):
    root = drawn(rich(5), small)
    assert root.get("role") == "img"
    ids = root.get("aria-labelledby", "").split()
    named = {one.get("id"): one.text for one in root if one.get("id")}
    assert [bool(named[one]) for one in ids] == [True, True]
    assert "Ki-67 11 %" in named[ids[1]]


def test_two_widths_on_one_page_have_different_ids(small):
    wide, narrow = (drawn(rich(5), small, width=width).get("aria-labelledby") for width in (1180, 360))
    assert not set(wide.split()) & set(narrow.split())


@pytest.mark.parametrize("width", [1180, 760, 360])
@pytest.mark.parametrize("count", [0, 1, 2, 300])
def test_it_uses_nothing_the_content_security_policy_refuses(small, width, count):
    text = timeline_svg(rich(count), small, "fr", ON, width=width)
    assert not re.search(r"<style|\sstyle=|<script|\son\w+=|href=", text)


@pytest.mark.parametrize("width", [1180, 360])
@pytest.mark.parametrize("dated", [True, False])
def test_nothing_stands_outside_the_frame(small, width, dated):
    case = rich(300)
    if not dated:
        case = case.model_copy(update={"events": tuple(e.model_copy(update={"date": None}) for e in case.events)})
    root = drawn(case, small, width=width)
    bottom = float(root.get("height"))
    for one in root.iter():
        for name in ("x", "cx", "x1", "x2"):
            assert 0 <= float(one.get(name, 0)) <= width, (one.tag, one.attrib)
        for name in ("y", "cy"):
            assert 0 <= float(one.get(name, 0)) <= bottom, (one.tag, one.attrib)


def test_three_hundred_events_are_all_there_and_quick(small):
    case = rich(300)
    start = perf_counter()
    root = drawn(case, small)
    assert perf_counter() - start < 1
    assert len(list(root.iter(f"{SVG}title"))) == 301  # one of the drawing, one of each event
    assert "sans libellé" in said(root)


def test_undated_events_say_that_their_date_is_not_stated(small):
    case = case_of(
        {"type": "specimen", "id": "a"}, {"type": "specimen", "id": "b", "after": {"event": "a", "months": 3}}
    )
    assert "ordre connu, date non précisée" in said(drawn(case, small))
    assert "+3 mois" in said(drawn(case, small))
    assert "+3 months" in said(drawn(case, small, "en"))


def test_a_course_of_one_marker_has_a_curve_and_its_limit_dashed(small):
    results = [
        {"type": "marker", "id": f"m{n}", "date": f"201{n}-01-01", "analyte": "chromogranin_a", "value": value,
         "unit": "ng/mL", "upper_limit": 100}
        for n, value in enumerate([1661, 90, 250])
    ]  # fmt: skip
    root = drawn(case_of(*results), small)
    paths = list(root.iter(f"{SVG}path"))
    assert any(one.get("stroke-dasharray") for one in paths)
    heights = [float(one.get("cy")) for one in root.iter(f"{SVG}circle")]
    assert heights[1] > heights[2] > heights[0]
    assert "1\u202f661" in said(root)
    assert "250 ng/mL (LSN 100)" in said(root)


def test_progression_and_response_differ_by_shape_and_word_not_only_colour(small):
    events = [
        {"type": "imaging", "id": name, "date": f"201{n}-01-01", "modality": "ct", "response": name}
        for n, name in enumerate(["pd", "sd", "pr", "cr"])
    ]
    root = drawn(case_of(*events), small)
    assert all(word in said(root) for word in ("PD", "SD", "PR", "CR"))
    assert len(list(root.iter(f"{SVG}polygon"))) == 3
    assert len({one.get("points", "").count(",") for one in root.iter(f"{SVG}polygon")}) == 1


def test_what_somebody_typed_is_text_and_never_markup(small):
    nasty = '</text><script>alert(1)</script> & "x" \x07 \ufffe'
    text = timeline_svg(case_of({"type": "status", "id": "a", "date": "2020", "text": nasty}), small, "fr", ON)
    assert "<script>" not in text
    assert "alert(1)" in said(ElementTree.fromstring(text))  # noqa: S314  our own


def test_the_rules_grade_replaces_the_reports(small):
    case = case_of({"type": "specimen", "id": "s", "date": "2020", "reported_entity": "net", "reported_grade": "g1"})
    assert "(compte rendu)" in said(drawn(case, small))
    assert "NET G2" in said(drawn(case, small, grades={"s": "NET G2"}))


def test_an_event_of_which_only_words_are_known_shows_them_and_never_its_id(small):
    after = {"type": "imaging", "id": "id-1", "modality": "not_stated", "text": "bilan après RIV"}
    bare = {"type": "specimen", "id": "id-2"}
    words = said(drawn(case_of(after, bare), small))
    assert "bilan après RIV" in words
    assert "id-" not in words


def test_a_decision_of_the_board_is_drawn(small):
    case = case_of({"type": "specimen", "id": "s", "date": "2020-01-01"})
    assert "PRRT" in said(drawn(case, small, decisions=[Decision(date(2021, 1, 1), "PRRT")]))


def test_nothing_recorded_says_so(small):
    assert "Aucun événement" in said(drawn(case_of(), small))


@pytest.mark.parametrize("day", ["2020", "2020-05", "2020-05-03", None])
@pytest.mark.parametrize("width", [1180, 360])
def test_a_single_event_keeps_its_words_however_vague_its_date(small, day, width):
    case = case_of({"type": "status", "id": "a", "text": "décès", **({"date": day} if day else {})})
    assert "décès" in said(drawn(case, small, width=width))


@pytest.mark.parametrize(
    ("value", "fr", "en"),
    [(1661, "1\u202f661", "1,661"), (101.9, "101,9", "101.9"), (0.5, "0,5", "0.5"),
     (1234567.5, "1\u202f234\u202f567,5", "1,234,567.5")],
)  # fmt: skip
def test_numbers_are_written_as_the_language_does(value, fr, en):
    assert grouped(value, "fr") == fr
    assert grouped(value, "en") == en
