"""A signed decision replays to the answer that was signed, whatever the case and the knowledge say today."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from opennen.adapters import knowledge_files
from opennen.adapters.knowledge_archive import packed
from opennen.adapters.knowledge_files import InUse, in_use, knowledge, knowledge_checked
from opennen.board.recommendation import Action
from opennen.board.record import canonical, digest
from opennen.web.accounts.capabilities import Role
from opennen.web.boards import replaying, signing
from opennen.web.boards.models import DecisionRecord
from opennen.web.registry import actions as registry
from opennen.web.registry.models import CaseRecord, CaseRevision, KnowledgeVersion
from opennen.web.registry.selectors import case_of


@pytest.fixture
def decided(coordinator, item, draft, attended):
    draft(item, Action("Relecture des lames"), reason="Lames extérieures.")
    (record,) = signing.close_meeting(
        actor=coordinator, meeting=attended(item.meeting), next_meeting=None, without_quorum_because=""
    )
    return record


@pytest.fixture
def changed_knowledge(monkeypatch):
    """Put another knowledge into use: every option of the second treatment line gone with its file."""
    texts = {
        name: text
        for name, text in in_use().texts.items()
        if not (name.startswith("guidelines/options-gep-net-2026/") and name.endswith("targeted.yaml"))
    }
    changed = InUse(knowledge_checked(texts), texts)
    monkeypatch.setattr(knowledge_files, "in_use", lambda: changed)
    return changed.knowledge


def run() -> str:
    said = StringIO()
    call_command("replay_decisions", stdout=said)
    return said.getvalue()


def test_a_decision_replays_to_the_same_answer(decided):
    assert replaying.replayed(decided).is_same
    assert "1 decisions replayed, 1 with the same answer" in run()


def test_the_record_holds_the_case_without_an_exact_birth_date(decided):
    document = json.loads(decided.content)["case"]["document"]
    assert len(document["person"].get("birth_date", "1950")) == 4
    assert "identity" not in document


def test_it_replays_after_the_case_changed_and_the_birth_date_was_corrected(decided, coordinator):
    record = CaseRecord.objects.get(identifier="C05")
    case = case_of(record)
    registry.change_case(
        actor=coordinator,
        record_id=record.pk,
        based_on=record.version,
        case=case.model_copy(update={"events": case.events[:1]}),
        identity={"birth_date": "1931-02-03"},
    )
    assert replaying.replayed(decided).is_same
    assert replaying.answered_today(decided, timezone.localdate()) == ()


def test_it_replays_after_the_knowledge_changed_and_today_differs(decided, changed_knowledge):
    assert knowledge() is changed_knowledge
    found = replaying.replayed(decided)
    assert found.is_same
    assert found.knowledge.version == json.loads(decided.content)["knowledge_version"] != knowledge().version
    gone = [one for one in replaying.answered_today(decided, timezone.localdate()) if one.part == "option"]
    assert gone
    assert all(one.after is None for one in gone)


def resigned(record, change) -> DecisionRecord:
    """The record as if something else had been signed, with a signature that holds."""
    content = json.loads(record.content)
    change(content)
    content["version"] = 2
    text = canonical(content)
    return DecisionRecord.objects.create(
        item=record.item,
        case=record.case,
        version=2,
        content=text.decode(),
        sha256=digest(text),
        signature=signing.signature(text, signing.settings.DECISION_SIGNING_KEY),
        public_key=record.public_key,
        signed_by=record.signed_by,
        signed_at=record.signed_at,
    )


def test_an_answer_that_is_not_the_one_signed_is_listed_and_ends_with_an_error(decided):
    def other(content):
        content["assessments"]["fr"]["classification"]["current"]["grade"] = "G3"
        content["assessments"]["fr"]["options"][0]["status"] = "excluded"

    found = replaying.replayed(resigned(decided, other)).differences
    assert {one.part for one in found} == {"classification", "option"}
    assert ("current.grade", "G3", "G2") in [(one.name, one.before, one.after) for one in found]
    with pytest.raises(CommandError, match="1 of 2 decisions do not replay"):
        run()


def test_other_questions_are_shown_and_are_no_other_answer(decided, coordinator, signed_in):
    def other(content):
        content["assessments"]["fr"]["ask_next"] = []
        content["assessments"]["fr"]["classification"]["current"]["missing"] = ["ki67_percent"]

    record = resigned(decided, other)
    found = replaying.replayed(record)
    assert found.is_same
    assert {one.name for one in found.questions} == {"", "current"}
    assert "1 ask other questions" in run()
    page = signed_in(coordinator).get(f"/decisions/{record.pk}/replay/").text
    assert "La même réponse" in page
    assert "2 listes de questions ouvertes" in page


def test_a_record_of_the_first_format_is_replayed_from_the_versions_of_the_case(decided):
    old = resigned(decided, lambda content: content["case"].pop("document"))
    assert replaying.replayed(old).is_same
    CaseRevision.objects.filter(case=decided.case, version=1).update(document={"id": "other"})
    assert replaying.replayed(old).obstacle == "case_altered"
    CaseRevision.objects.filter(case=decided.case).delete()
    assert replaying.replayed(old).obstacle == "case_gone"
    assert replaying.answered_today(old, timezone.localdate()) is None
    assert replaying.replayed(decided).is_same


def test_a_knowledge_that_was_never_kept_or_cannot_be_read_is_an_obstacle_not_an_answer(decided):
    never = resigned(decided, lambda content: content.update(knowledge_version="0123456789abcdef"))
    assert replaying.replayed(never).obstacle == "knowledge_gone"
    KnowledgeVersion.objects.create(version="0123456789abcdef", packed=packed({}), size=1)
    assert replaying.replayed(never).obstacle == "knowledge_unreadable"


@pytest.mark.parametrize(("language", "same"), [("fr", "La même réponse"), ("en", "The same answer")])
def test_the_page_says_that_it_replays_and_what_differs_today(
    decided, coordinator, signed_in, changed_knowledge, language, same
):
    client = signed_in(coordinator, language)
    assert f"/decisions/{decided.pk}/replay/" in client.get(f"/decisions/{decided.pk}/").content.decode()
    page = client.get(f"/decisions/{decided.pk}/replay/").content.decode()
    assert same in page
    assert changed_knowledge.version in page
    assert json.loads(decided.content)["knowledge_version"] in page


def test_the_page_lists_what_differs_and_what_stands_in_the_way(decided, coordinator, signed_in):
    def other(content):
        content["assessments"]["fr"]["classification"]["current"]["grade"] = "G3"

    client = signed_in(coordinator)
    page = client.get(f"/decisions/{resigned(decided, other).pk}/replay/").content.decode()
    assert "1 réponse diffère de ce qui a été signé" in page
    assert "G3" in page


def test_a_stranger_finds_no_such_page(decided, person, other_centre, signed_in):
    stranger = person(Role.COORDINATOR, "zoe", other_centre)
    assert signed_in(stranger).get(f"/decisions/{decided.pk}/replay/").status_code == 404
