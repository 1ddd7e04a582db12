"""A condition as a tree of statements."""

from opennen.evaluate.statement import statement
from opennen.rules.check import condition_from


def written(text: str, small, language: str = "en"):
    return statement(condition_from(text, small.vocabulary, ""), small, language)


def test_an_and_lists_its_parts_and_an_or_within_stands_apart(small):
    found = written("liver_metastases and (ki67_percent < 3 % or progressive) and (age_years < 18)", small)
    assert found.joint == "every"
    assert [part.joint for part in found.parts] == ["leaf", "some", "leaf"]
    assert [part.fact for part in found.parts[1].parts] == ["ki67_percent", "progressive"]


def test_an_and_within_an_and_is_one_list(small):
    found = written("liver_metastases and (3 % <= ki67_percent <= 20 %)", small)
    assert [part.joint for part in found.parts] == ["leaf"] * 3


def test_a_coded_fact_names_its_values_in_the_order_of_the_vocabulary(small):
    found = written("not (differentiation in {poor, well})", small)
    assert (found.joint, found.but, found.codes) == ("leaf", True, ("well differentiated", "poorly differentiated"))


def test_a_double_negation_is_said_once(small):
    assert written("not (not liver_metastases)", small) == written("liver_metastases", small)


def test_a_fact_that_must_be_recorded_is_said_once(small):
    found = written("not (liver_metastases is known and liver_metastases) and ki67_percent < 3 %", small)
    assert found.parts[0].parts[0].text == "Liver metastases (recorded)"
    assert found.parts[0].joint == "not"


def test_at_least_so_many_lists_what_is_counted(small):
    found = written("at least 2 of (liver_metastases, progressive, ki67_percent > 10 %)", small)
    assert (found.joint, found.count, len(found.parts)) == ("at_least", 2, 3)
