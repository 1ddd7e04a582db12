"""What is checked before a knowledge may be put in force: it can be read, answers its vignettes, cites what exists."""

from datetime import date

import pytest

from opennen.adapters.knowledge_files import shipped_texts
from opennen.adapters.knowledge_verification import Verification, verification

ON = date(2026, 11, 25)
GRADE = "guidelines/who-2019-digestive/rules/grade.yaml"
FRANCE = "availability/fr.yaml"


def changed(name: str, old: str, new: str) -> Verification:
    texts = shipped_texts()
    assert old in texts[name]
    return verification({**texts, name: texts[name].replace(old, new, 1)}, ON, [name])


def test_what_is_in_force_already_has_nothing_to_prove() -> None:
    found = verification(shipped_texts(), ON)
    assert found.is_sound
    assert found.findings == ()
    assert found.knowledge is not None


def test_a_gap_is_proven_with_a_case_that_shows_it() -> None:
    found = changed(GRADE, "ki67_percent > 20 % or", "ki67_percent > 30 % or")
    gap = next(one for one in found.findings if one.code.startswith("V2") and one.level == "error")
    assert gap.place.startswith(GRADE)
    assert "ki67" in gap.example.lower() or "Ki-67" in gap.example


@pytest.mark.parametrize(
    ("name", "old", "new", "code"),
    [
        (GRADE, "rules:", "rules: [", "R001"),
        (GRADE, "gives: tumour_grade", "gives: tumour_colour", "R113"),
        (GRADE, "source: who-2019-grade-table", "source: nowhere", "R122"),
        (FRANCE, "source: ", "source: nowhere-", "R122"),
    ],
)
def test_a_fault_is_found(name: str, old: str, new: str, code: str) -> None:
    found = changed(name, old, new)
    assert not found.is_sound
    assert {one.code for one in found.findings if one.level == "error"} == {code}
    assert all(one.place for one in found.findings)
    assert (found.knowledge is None) == (code[0] == "R" and name == GRADE)
