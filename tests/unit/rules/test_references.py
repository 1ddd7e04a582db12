"""The knowledge read backwards."""

from opennen.rules.references import facts_of, parts_of, references


def test_a_source_names_every_part_of_every_rule_that_cites_it(small):
    cited = references(small).by_source["paper"]
    assert ("options.everolimus", "indication-stable") in {(one.rule.id, one.part) for one in cited}
    assert ("options.everolimus", "excluded-1") in {(one.rule.id, one.part) for one in cited}
    assert {rule.id for rule in references(small).rules.values()} == {one.rule.id for one in cited}


def test_the_parts_of_a_rule_have_names_of_their_own(small):
    for rule in references(small).rules.values():
        names = [part.name for part in parts_of(rule)]
        assert len(names) == len(set(names))
        assert names[0] == ""


def test_a_fact_names_the_rules_that_need_it_and_what_follows_from_it(small):
    found = references(small)
    assert [rule.id for rule in found.rules_by_fact["differentiation"]] == ["small.family", "C201"]
    assert found.facts_by_fact["ki67_percent"] == ("low_burden",)
    assert found.through("differentiation") == ("tumour_family", "tumour_entity", "tumour_grade")
    assert [table.id for table in found.given_by["tumour_grade"]] == ["small.grade"]


def test_a_rule_names_its_facts_once(small):
    grade = references(small).rules["small.grade"]
    assert facts_of(grade) == ("classification_system", "tumour_family", "ki67_percent", "mitoses_per_2mm2")
