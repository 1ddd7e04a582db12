"""A condition typed on the command line is counted over the registry's snapshot."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(coordinator, kept, tmp_path):
    """Return a function that asks about a registry of two cases."""
    kept(coordinator, "P-001")
    kept(coordinator, "P-002")
    call_command("snapshot_facts", "--folder", str(tmp_path), stdout=StringIO())

    def ask(*words: str) -> str:
        said = StringIO()
        call_command("cohort", *words, "--folder", str(tmp_path), stdout=said)
        return said.getvalue()

    return ask


def test_a_condition_and_a_rule_are_counted(asked):
    told = json.loads(asked("ki67_percent >= 3 %", "--format", "json"))
    assert told["counts"] == [{"country": "BE", "answer": "yes", "tumours": 2, "cases": 2}]
    assert asked("tumour_grade", "--format", "csv").split() == ["country,answer,tumours,cases", "BE,G2,2,2"]
    assert "unknown" in asked("progressive")


def test_a_condition_that_cannot_be_read_is_refused_with_what_the_check_finds(asked):
    with pytest.raises(CommandError, match="R102"):
        asked("ki67_procent >= 3 %", "--lang", "en")


def test_without_a_snapshot_the_way_to_one_is_said(tmp_path):
    with pytest.raises(CommandError, match="snapshot_facts"):
        call_command("cohort", "progressive", "--folder", str(tmp_path / "none"), "--lang", "en")
