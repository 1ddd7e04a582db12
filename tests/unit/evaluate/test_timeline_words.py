"""How a fact is read, in words: every fact, every field, in four languages."""

import re

import pytest

from opennen.adapters.knowledge_files import knowledge
from opennen.cases.fields import EVENT_TYPES, PARTS, fields_of_type
from opennen.cases.origins import COMPUTED, origins_of
from opennen.evaluate.timeline_labels import EVENTS, FIELDS
from opennen.evaluate.timeline_words import origin_in_words
from opennen.kernel.text import LANGUAGES

IDENTIFIER = re.compile(r"\b[a-z0-9]+_[a-z0-9_]+\b")


def said(fact: str, language: str) -> str:
    return origin_in_words(knowledge().vocabulary.facts[fact], knowledge(), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fact_says_how_it_is_read_without_an_identifier(language: str) -> None:
    for name in knowledge().vocabulary.facts:
        text = said(name, language)
        assert text.strip(), name
        assert not IDENTIFIER.search(text), f"{name}: {text}"
        assert "{" not in text, f"{name}: {text}"


def test_every_event_part_and_field_has_words() -> None:
    assert set(EVENTS) == {*EVENT_TYPES, *PARTS}
    for kind in EVENTS:
        for field in fields_of_type(kind).values():
            assert field.name in FIELDS or field.value_set in knowledge().vocabulary.sets, f"{kind}.{field.name}"
    assert set(COMPUTED) <= set(FIELDS)


def test_a_timeline_expression_reads_as_a_sentence() -> None:
    fact = "progression_within_12_months_under_ssa"
    assert said(fact, "en") == (
        "at least one of the imaging examinations [not: Examination: echocardiography, cardiac MRI] within the last "
        "12 months under somatostatin analogue: Response: progressive disease (no only if: response or stable disease)"
    )
    assert said(fact, "fr").startswith("au moins l'un des examens d'imagerie [pas : Examen : échocardiographie")
    assert "in den letzten 12 Monaten unter Somatostatinanalogon" in said(fact, "de")
    assert "in de laatste 12 maanden onder somatostatine-analoog" in said(fact, "nl")


def test_timeline_facts_read_differently_in_every_language() -> None:
    for name, origin in origins_of(knowledge().vocabulary)[0].items():
        if origin.timeline is not None:
            assert len({said(name, language) for language in LANGUAGES}) == len(LANGUAGES), name
