"""Explanations in words: each leaf with its value, event and threshold, in four languages, whole on demand."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from small_knowledge import FILES

from opennen.adapters.case_files import read_case_file
from opennen.adapters.knowledge_files import knowledge, knowledge_folder
from opennen.cases.model import Case
from opennen.evaluate.assessment import assess
from opennen.evaluate.event_words import words_of_events
from opennen.evaluate.explained import Explanation, explainable, explained
from opennen.evaluate.report import as_json
from opennen.evaluate.why_words import WhyLine
from opennen.kernel.text import LANGUAGES
from opennen.rules.knowledge import knowledge_from
from opennen.rules.packs import Knowledge

TODAY = date(2026, 11, 25)
DEMO = sorted((knowledge_folder() / "demo" / "cases").glob("*.json"))
KEY = re.compile(r"\b[a-z0-9]+_[a-z0-9_]+\b|\{\}|\bNone\b")
CASE = Case.model_validate(
    {
        "id": "c",
        "person": {"age_years": 60},
        "tumours": [{"id": "t1", "site": "ileum"}],
        "events": [
            {
                "id": "s1",
                "type": "specimen",
                "date": "2021-03-12",
                "differentiation": "well",
                "ki67": {"value": 11},
                "mitoses": {"value": 1, "per": "2mm2"},
            }
        ],
    }
)


def lines_of(one: Explanation) -> Iterator[WhyLine]:
    for part in one.parts:
        yield from part.short
        yield from _below(part.full)


def _below(line: WhyLine) -> Iterator[WhyLine]:
    yield line
    for part in line.parts:
        yield from _below(part)


def short(name: str, known: Knowledge, language: str = "en", case: Case = CASE) -> list[tuple[str, list[str]]]:
    found = explained(name, assess(case, known, TODAY), known, language)
    assert found is not None
    return [(part.heading, [line.reads for line in part.short]) for part in found.parts]


@pytest.mark.parametrize("path", DEMO, ids=lambda path: path.stem)
def test_no_explanation_of_a_demonstration_case_shows_a_key(path) -> None:
    case = read_case_file(path.read_bytes(), TODAY)[0][1]
    assessment = assess(case, knowledge(), TODAY, "BE")
    facts = set(knowledge().vocabulary.facts) if path != DEMO[0] else set()  # their own pages: of one case
    for language in LANGUAGES:
        for name in (one for one in explainable(assessment, knowledge()) if one not in facts):
            one = explained(name, assessment, knowledge(), language)
            assert one is not None
            for line in lines_of(one):
                for said in (line.reads, line.text, line.value, line.says):
                    assert not KEY.search(said), (name, language, said)
        assert not [said for said in words_of_events(case, knowledge(), language).values() if KEY.search(said)]


def test_a_leaf_shows_its_value_its_threshold_and_the_event_it_came_from(small: Knowledge) -> None:
    found = explained("small.grade", assess(CASE, small, TODAY), small, "fr")
    assert found is not None
    first = found.parts[0]
    assert first.heading == "G2"
    line = next(line for line in first.short if line.reads.startswith("Ki-67"))
    assert line.reads in ("Ki-67 11 % ≥ 3 %", "Ki-67 11 % ≤ 20 %")
    assert [str(one.date) for one in line.evidence] == ["2021-03-12"]


def test_the_row_that_answers_stands_first_and_one_that_does_not_hold_says_why(small: Knowledge) -> None:
    rows = dict(short("tumour_grade", small))
    assert next(iter(rows)) == "G2"
    assert rows["G1"] == ["Ki-67 11 % < 3 %"]


def test_a_missing_value_says_what_was_asked_of_it(small: Knowledge) -> None:
    empty = CASE.model_copy(update={"events": ()})
    rows = dict(short("tumour_family", small, "fr", empty))
    assert rows["TNE"] == ["Différenciation : non renseigné (critère : bien différenciée)"]


def test_an_exception_reads_as_unless_with_its_reason_and_source() -> None:
    unless = """unless:
          - {id: small.young, when: age_years < 18, because: {fr: Un enfant., en: A child.},
             sources: [{source: paper, mark: V}]}
        """
    files = dict(FILES)
    name = next(name for name, text in files.items() if "table: small.family" in text)
    files[name] = files[name].replace(
        "      - {is: NET, when: differentiation == well}\n",
        f"      - is: NET\n        when: differentiation == well\n        {unless}\n",
        1,
    )
    known = knowledge_from(files)
    found = explained("small.family", assess(CASE, known, TODAY), known, "en")
    assert found is not None
    stated, exception = found.parts[0].full.parts
    assert stated.reads == "Differentiation: well differentiated"
    assert exception.reads == "unless Age < 18"
    assert exception.says == "A child."
    assert [one.source for one in exception.sources] == ["paper"]


def test_each_table_is_opened_once_in_one_explanation() -> None:
    case = read_case_file(DEMO[0].read_bytes(), TODAY)[0][1]
    found = explained("options.everolimus", assess(case, knowledge(), TODAY, "BE"), knowledge(), "en")
    assert found is not None
    lines = [line for part in found.parts for line in _below(part.full) if line.reads.startswith("Family of")]
    assert len(lines) > 1
    assert [bool(line.parts) for line in lines] == [True] + [False] * (len(lines) - 1)
    assert {line.says for line in lines[1:]} == {"explained above"}


def test_the_json_has_the_short_form_and_without_the_whole_one_is_much_lighter() -> None:
    case = read_case_file(DEMO[0].read_bytes(), TODAY)[0][1]
    assessment = assess(case, knowledge(), TODAY, "BE")
    whole = as_json(assessment, case, knowledge(), "fr")
    light = as_json(assessment, case, knowledge(), "fr", whole=False)
    assert len(str(light)) < len(str(whole)) / 2
    supported = [one for one in light["options"] if one["status"] == "supported"]
    assert all(reason["decided_by"] and "why" not in reason for one in supported for reason in one["because"])
    events = [
        event["says"]
        for one in whole["options"]
        for reason in one["because"]
        for line in reason["decided_by"]
        for event in line.get("events", ())
    ]
    assert events
    assert not any(KEY.search(said) for said in events)
