"""Facts are derived again after new knowledge: what is up to date is left alone, and nobody's change is undone."""

from io import StringIO

import pytest
from django.core.management import call_command

from opennen.adapters.knowledge_files import knowledge
from opennen.cases.model import Case
from opennen.web.registry import actions
from opennen.web.registry.management.commands.recompute_facts import progress
from opennen.web.registry.models import CaseRecord, TumourFacts

pytestmark = pytest.mark.django_db


def recomputed(*words: str) -> str:
    said = StringIO()
    call_command("recompute_facts", "--processes", "1", *words, stdout=said)
    return said.getvalue()


def as_if_never_derived() -> None:
    CaseRecord.objects.update(knowledge_version="", derived_on=None, grade="", headlines={})
    TumourFacts.objects.all().delete()


def test_derived_again_gives_what_the_change_derived(coordinator, kept):
    kept(coordinator)
    before, facts = CaseRecord.objects.values().get(), TumourFacts.objects.values("tumour", "facts").get()
    as_if_never_derived()
    assert "1 of 1 cases, " in recomputed()
    assert CaseRecord.objects.values().get() == before
    assert TumourFacts.objects.values("tumour", "facts").get() == facts
    assert before["knowledge_version"] == knowledge().version


def test_what_is_up_to_date_is_left_alone_unless_all_is_asked_for(coordinator, kept):
    kept(coordinator, "P-001")
    kept(coordinator, "P-002")
    CaseRecord.objects.filter(identifier="P-002").update(knowledge_version="older")
    assert "1 of 2 cases to derive" in recomputed()
    assert "0 of 2 cases to derive" in recomputed()
    assert "2 of 2 cases to derive" in recomputed("--all")


def test_a_change_made_meanwhile_is_not_undone(coordinator, kept, monkeypatch, case_json):
    record = kept(coordinator)
    derive = actions._derivation

    def derive_while_somebody_saves(old, case):
        monkeypatch.setattr(actions, "_derivation", derive)
        made = derive(old, case)
        changed = case_json()
        changed.pop("identity")
        changed["events"][0]["ki67"]["value"] = 25
        actions.change_case(actor=coordinator, record_id=record.pk, based_on=1, case=Case.model_validate(changed))
        return made

    monkeypatch.setattr(actions, "_derivation", derive_while_somebody_saves)
    assert actions.recompute([record.pk]) == 0
    assert TumourFacts.objects.get().facts["ki67_percent"] == 25


def test_facts_of_a_tumour_that_is_gone_go(coordinator, kept):
    record = kept(coordinator)
    TumourFacts.objects.create(case=record, tumour="t9", facts={})
    actions.recompute([record.pk])
    assert [one.tumour for one in TumourFacts.objects.all()] == ["t1"]


def test_progress_says_how_far_how_fast_and_how_long_still():
    assert progress(500, 2000, 10.0) == "500 of 2000 cases, 50 a second, 0 min 30 s left"
