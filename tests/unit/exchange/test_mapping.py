"""A mapping that cannot be right is refused, with its code and line."""

import pytest

from opennen.adapters.knowledge_files import knowledge
from opennen.adapters.registry_files import registry
from opennen.exchange.mapping import Registry, registries_from
from opennen.kernel.finding import Refused

HEAD = """registry: test
version: "1"
title: {fr: Essai, en: Test}
about: {fr: Essai, en: Test}
sources: [{source: SOURCE, mark: V}]
fields:
"""
COLUMN = "  - {name: NAME, labels: {fr: a, en: a}, from: FROM, type: code}\n"


def read(*columns: tuple[str, str], source: str = "paper", more: str = "") -> dict[str, Registry]:
    text = HEAD.replace("SOURCE", source) + "".join(
        COLUMN.replace("NAME", name).replace("FROM", field) for name, field in columns
    )
    return registries_from({"registries/test/mapping.yaml": text + more}, knowledge().vocabulary, {"paper"})


@pytest.mark.parametrize(
    ("code", "columns", "source", "more"),
    [
        ("R201", [("a", "specimen.colour")], "paper", ""),
        ("R201", [("a", "specimen.ki67.colour")], "paper", ""),
        ("R203", [("a", "person.sex"), ("a", "person.sex")], "paper", ""),
        ("R204", [("a", "identity.surname")], "paper", ""),
        ("R206", [("a", "person.sex")], "nothing", ""),
        (
            "R202",
            [("a", "person.sex")],
            "paper",
            (
                "  - {name: b, labels: {fr: b, en: b}, from: person.sex, type: code, "
                'codes: [{code: "1", is: [martian], labels: {fr: x, en: x}}]}\n'
            ),
        ),
        (
            "R205",
            [("a", "person.sex")],
            "paper",
            (
                "parts:\n  - part: p\n    labels: {fr: p, en: p}\n    each: dream\n    fields:\n"
                "      - {name: c, labels: {fr: c, en: c}, from: row.number, type: number}\n"
            ),
        ),
    ],
)
def test_a_wrong_mapping_is_refused(code: str, columns: list[tuple[str, str]], source: str, more: str) -> None:
    with pytest.raises(Refused) as refused:
        read(*columns, source=source, more=more)
    assert {one.code for one in refused.value.findings} == {code}
    assert "line" in refused.value.findings[0].place


def test_a_right_one_is_read() -> None:
    assert [one.name for one in read(("a", "person.sex"), ("b", "specimen.ki67.status"))["test"].columns] == ["a", "b"]


def test_the_proposed_topography_is_the_one_of_the_vocabulary() -> None:
    codes = knowledge().vocabulary.sets["primary_site"].codes
    proposed = registry("opennen-core").proposals.topography
    assert proposed
    for site, code in proposed.items():
        assert codes.get(site, {}).get("icd_o_topography", code) == code, site
