"""The knowledge as pages, read as each role reads it."""

import re
import shutil

import pytest

from opennen.adapters.knowledge_files import knowledge, knowledge_folder
from opennen.rules.references import parts_of, references
from opennen.web.accounts.capabilities import Role
from opennen.web.guidelines.presenters.addresses import anchor_of
from opennen.web.guidelines.presenters.rules import title_of

pytestmark = pytest.mark.django_db
PACKS = sorted(knowledge().packs)


@pytest.mark.parametrize("role", list(Role))
def test_everybody_reads_the_guidelines(person, signed_in, role):
    assert signed_in(person(role)).get("/guidelines/").status_code == 200


def test_the_list_names_every_pack_and_says_what_it_holds(read):
    page = read("/guidelines/", "en")
    for pack in knowledge().packs.values():
        assert f'href="/guidelines/packs/{pack.id}/"' in page
        assert pack.title.en in page
    assert page.count("no specialist has signed a rule of this pack yet") == len(PACKS)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("pack", PACKS)
def test_a_pack_shows_every_part_of_every_rule_with_its_sources(read, pack, language):
    page = read(f"/guidelines/packs/{pack}/", language)
    for rule in references(knowledge()).by_pack[pack]:
        assert title_of(rule, language) in page
        assert f'id="{anchor_of(rule.id)}"' in page
        assert rule.place in page
        for part in parts_of(rule):
            assert not part.name or f'id="{anchor_of(rule.id)}-{part.name}"' in page, part.name
            for citation in part.sources:
                assert f'href="/guidelines/sources/{citation.source}/"' in page
                assert citation.place in page
                assert citation.note in page
    assert not re.search(r"\{[{%]", page)


@pytest.mark.parametrize("pack", PACKS)
def test_each_rule_says_that_nobody_has_signed_it(read, pack):
    page = read(f"/guidelines/packs/{pack}/", "en")
    assert page.count("No specialist has signed this rule yet.") == len(references(knowledge()).by_pack[pack])


def test_every_rule_has_a_page_of_its_own(read):
    for rule in references(knowledge()).rules.values():
        page = read(f"/guidelines/rules/{rule.id}/")
        assert title_of(rule, "fr") in page


def test_every_source_names_every_rule_that_cites_it(read):
    for source in knowledge().sources:
        page = read(f"/guidelines/sources/{source}/")
        for one in references(knowledge()).by_source.get(source, ()):
            anchor = f"#{anchor_of(one.rule.id)}-{one.part}" if one.part else ""
            assert f'href="/guidelines/rules/{one.rule.id}/{anchor}"' in page


def test_every_fact_is_one_step_from_the_rules_that_need_it(read):
    for fact in knowledge().vocabulary.facts.values():
        page = read(f"/guidelines/vocabulary/{fact.id}/", "en")
        assert fact.labels.en in page
        for rule in references(knowledge()).rules_by_fact.get(fact.id, ()):
            assert f'href="/guidelines/rules/{rule.id}/"' in page


def test_the_grades_read_as_the_printed_table(read):
    page = read("/guidelines/packs/who-2019-digestive/")
    for cell in ("< 3 %", "3–20 %", "> 20 %", "non renseigné"):
        assert f"<td>{cell}</td>" in page
    assert "Ki-67 inférieur à 3 % et moins de 2 mitoses par 2 mm²." in page


def test_a_long_list_of_values_stands_below_the_rule(read):
    page = read("/guidelines/rules/who-2022-framework.system/", "en")
    assert '<a href="#who-2022-framework-system-list-A">list A</a>' in page
    assert 'id="who-2022-framework-system-list-A"' in page


def test_a_fact_says_how_it_is_read(read):
    page = read("/guidelines/vocabulary/ki67_percent/", "en")
    for words in ("Specimen and pathology", "the specimen that is classified", "0–100"):
        assert words in page
    assert "Yes when" in read("/guidelines/vocabulary/sstr_positive/", "en")
    assert "Given by" in read("/guidelines/vocabulary/tumour_grade/", "en")


def test_a_table_says_what_depends_on_the_fact_it_gives(read):
    page = read("/guidelines/rules/who-2019-digestive.grade/", "en")
    assert "What depends on “Grade”" in page
    assert 'href="/guidelines/rules/options.prrt_lu177_oxodotreotide/"' in page


def test_a_pack_tells_its_changes_in_both_languages(read):
    assert "Première version : grade G1–G3" in read("/guidelines/packs/who-2019-digestive/")
    assert "First version: grade G1–G3" in read("/guidelines/packs/who-2019-digestive/", "en")


def test_a_change_history_that_cannot_be_read_says_why_and_hides_no_rule(read, tmp_path, monkeypatch):
    shutil.copytree(knowledge_folder(), tmp_path / "knowledge")
    (tmp_path / "knowledge/guidelines/options-nec-2026/CHANGES.md").write_text("## soon\n", encoding="utf-8")
    monkeypatch.setenv("OPENNEN_KNOWLEDGE_DIR", str(tmp_path / "knowledge"))
    page = read("/guidelines/packs/options-nec-2026/", "en")
    assert "R130" in page
    assert "soon is no YYYY-MM-DD date" in page
    assert 'id="options-platinum_etoposide"' in page


@pytest.mark.parametrize(
    "address",
    [
        "/guidelines/packs/none/",
        "/guidelines/packs/none/vignettes/",
        "/guidelines/packs/who-2019-digestive/vignettes/0/",
        "/guidelines/packs/who-2019-digestive/vignettes/9999/",
        "/guidelines/rules/none/",
        "/guidelines/vocabulary/none/",
        "/guidelines/sources/none/",
        "/guidelines/?version=0000000000000000",
    ],
)
def test_what_does_not_exist_is_not_found(read, address):
    read(address, status=404)


def test_the_version_in_force_may_be_named(read):
    page = read(f"/guidelines/?version={knowledge().version}", "en")
    assert knowledge().version in page
    assert "It is not what holds now" not in page
