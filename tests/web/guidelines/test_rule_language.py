"""Every kind of rule and every word of the language has its place on a page."""

import html

import pytest
from django.utils.translation import override

from opennen.adapters.knowledge_files import knowledge_folder, knowledge_texts
from opennen.rules.knowledge import knowledge_from
from opennen.rules.model import Rule
from opennen.rules.references import parts_of, references
from opennen.web.guidelines.presenters.addresses import Addresses, anchor_of
from opennen.web.guidelines.presenters.rule_page import rule_page
from opennen.web.guidelines.presenters.rules import card

RULES = """
rules:
  - table: example-2026.grade
    gives: tumour_grade
    title: {fr: Exemple, en: Example}
    evidence: "grade B"
    sources: [{source: liege-2021, place: here, mark: K}]
    rows:
      - row: usual
        is: G1
        when: at least 2 of (progressive, ki67_percent < 3 %, advanced)
        unless:
          - {id: cytology, when: cytology_only, because: {fr: Trop peu., en: Too little.},
             sources: [{source: liege-2021, place: exception}]}
      - {row: special, is: G2, when: diagnosed_on >= 2020-01-01 and progressive, overrides: [usual],
         says: {fr: Plus précis., en: More specific.}}
    otherwise: G3
  - task: example-2026.task
    topic: follow_up
    title: {fr: Une tâche, en: A task}
    when: advanced
    unless:
      - {id: stable, when: not progressive, because: {fr: Stable., en: Stable.}, sources: [{source: liege-2021}]}
    repeat: {every: 12 months, since: sstr_imaging_months_ago}
    because: {fr: Parce que., en: Because.}
    sources: [{source: liege-2021}]
  - criterion: example-2026.criterion
    kind: inclusion
    title: {fr: Un critère, en: A criterion}
    when: at least 2 of (progressive, advanced, not progressive)
    sources: [{source: liege-2021}]
  - option: options.example
    treatment: everolimus
    kind: systemic
    title: {fr: Une option, en: An option}
    not_with: [options.everolimus]
    indications:
      - id: first
        when: advanced
        basis: expert
        level: "IV, C"
        says: {fr: Avancée., en: Advanced.}
        unless:
          - {id: young, when: age_years < 18 years, because: {fr: Jeune., en: Young.}, sources: [{source: liege-2021}]}
        sources: [{source: liege-2021}]
"""
FILES = {
    "guidelines/example-2026/pack.yaml": "pack: example-2026\ntitle: {fr: Exemple, en: Example}\n",
    "guidelines/example-2026/rules/all.yaml": RULES,
}


@pytest.fixture(scope="module")
def extended():
    return knowledge_from({**knowledge_texts(knowledge_folder()), **FILES})


@pytest.fixture
def shown(extended):
    """Return a function that gives a rule's body in English."""

    def body(rule: str) -> str:
        with override("en"):
            return html.unescape(card(rule, extended, "en", Addresses()).body)

    return body


def test_a_row_stands_as_stated_with_its_exceptions_beside_it(shown):
    page = shown("example-2026.grade")
    assert "Too little." in page
    assert "row “special” of this table holds:" in page
    assert page.count("unless") >= 2
    assert "≥ 2020-01-01" in page
    assert "when no line above holds" in page
    assert "grade B" in page


def test_a_task_says_when_it_comes_back_and_what_withdraws_it(shown):
    page = shown("example-2026.task")
    assert "every 12 months" in page
    assert "Stable." in page


def test_at_least_so_many_is_a_list_of_what_is_counted(shown):
    assert "at least 2 of these:" in shown("example-2026.criterion")


def test_an_option_names_what_it_is_never_supported_with(shown):
    page = shown("options.example")
    assert 'href="/guidelines/rules/options.everolimus/"' in page
    assert "Young." in page
    assert "IV, C" in page


def test_every_part_that_cites_has_its_anchor(extended, shown):
    rules: list[Rule] = list(references(extended).by_pack["example-2026"])
    assert {type(rule).__name__ for rule in rules} == {"Table", "Task", "Criterion", "Option"}
    for rule in rules:
        for part in parts_of(rule):
            assert not part.name or f'id="{anchor_of(rule.id)}-{part.name}"' in shown(rule.id), part.name


def test_each_has_a_page_of_its_own_in_french(extended):
    with override("fr"):
        for rule in references(extended).by_pack["example-2026"]:
            assert rule_page(rule.id, extended, "fr", Addresses()).needs
