"""A change of rules: proposed, verified, reviewed by a second person, in force; nothing typed is ever lost."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from opennen.adapters import knowledge_files
from opennen.adapters.case_files import read_case_file
from opennen.adapters.knowledge_files import in_use, knowledge, knowledge_folder
from opennen.adapters.knowledge_overlay import STAMP, overlay_folder
from opennen.adapters.pack_changes import changes_of
from opennen.rules.refusal import KnowledgeRefused
from opennen.web.accounts.capabilities import Capability, NotAllowed, Role
from opennen.web.audit.models import AuditEvent
from opennen.web.guidelines import actions
from opennen.web.guidelines.impact import impact_of
from opennen.web.guidelines.in_force import cases_by_another_version, put_in_force, texts_in_force
from opennen.web.guidelines.models import Proposal, ProposedFile
from opennen.web.guidelines.selectors_proposals import resulting_knowledge
from opennen.web.registry.actions import load_demo_cases, recompute
from opennen.web.registry.models import CaseRecord

PASSWORD = "a-long-password-2026"
FILE = "guidelines/who-2019-digestive/rules/grade.yaml"
CASES = "guidelines/who-2019-digestive/cases/grade.yaml"
# A border moved: the vignettes of the pack notice.
OLD, WRONG = "ki67_percent > 20 % or mitoses_per_2mm2 > 20 /2mm2", "ki67_percent > 30 % or mitoses_per_2mm2 > 20 /2mm2"
TITLE, OURS = 'en: "Grade of a neuroendocrine tumour"', 'en: "Our grade of a neuroendocrine tumour"'


@pytest.fixture(autouse=True)
def _a_data_directory_of_its_own(tmp_path, monkeypatch):
    monkeypatch.setenv("OPENNEN_DATA_DIR", str(tmp_path))
    yield
    monkeypatch.setattr(knowledge_files, "_read", None)


@pytest.fixture
def editor(person):
    return person(Role.GUIDELINE_EDITOR, "benoit")


@pytest.fixture
def reviewer(person):
    return person(Role.MEMBER, "anne")


@pytest.fixture
def begun(editor):
    return actions.begin_proposal(actor=editor, name=FILE)


def text(old: str = TITLE, new: str = OURS) -> str:
    in_force = texts_in_force()[FILE]
    assert old in in_force
    return in_force.replace(old, new, 1)


def save(
    found, actor, said: str | None = None, name: str = FILE, version: int | None = None, why=("Pourquoi.", "Why.")
):
    wanted = version or Proposal.objects.get(pk=found.pk).version
    texts = {name: text() if said is None else said}
    return actions.save_proposal(actor=actor, pk=found.pk, version=wanted, texts=texts, why_fr=why[0], why_en=why[1])


@pytest.fixture
def submitted(begun, editor):
    saved = save(begun, editor)
    return actions.submit_proposal(actor=editor, pk=saved.pk, version=saved.version)


def code_of(call, **said) -> str:
    with pytest.raises(KnowledgeRefused) as refused:
        call(**said)
    return refused.value.code


def the(found) -> dict:
    return {"pk": found.pk, "version": Proposal.objects.get(pk=found.pk).version}


def title() -> str:
    return next(one.title.en for one in knowledge().tables if one.id == "who-2019-digestive.grade")


# --- writing -----------------------------------------------------------------------------------


def test_a_change_begins_from_the_text_in_force(begun):
    (file,) = begun.files.all()
    assert file.before == file.after == texts_in_force()[FILE]
    assert not file.before.endswith("\r\n")


def test_what_is_broken_is_kept_as_typed_with_what_was_found_and_where(begun, editor):
    broken = "rules:\n  - table: [\n"
    saved = save(begun, editor, broken)
    assert saved.files.get().after == broken
    assert [one["code"] for one in saved.findings] == ["R001"]
    assert saved.findings[0]["place"].startswith(f"{FILE}, line ")
    assert saved.result_version == ""
    assert code_of(actions.submit_proposal, actor=editor, **the(saved)) == "R822"


def test_a_moved_border_is_found_by_the_vignettes_and_not_submitted(begun, editor):
    saved = save(begun, editor, text(OLD, WRONG))
    errors = [one for one in saved.findings if one["level"] == "error"]
    assert {one["code"] for one in errors} == {"V101", "V201"}
    assert all(one["remedy"]["fr"] for one in errors)
    assert "30" in next(one["example"] for one in errors if one["code"] == "V201")
    assert code_of(actions.submit_proposal, actor=editor, **the(saved)) == "R822"


def test_a_sound_change_has_no_finding_and_names_the_version_it_makes(begun, editor):
    saved = save(begun, editor)
    assert saved.findings == []
    assert saved.verified_on == knowledge().version != saved.result_version
    assert resulting_knowledge(saved).version == saved.result_version


def test_a_proposal_says_why_in_both_languages_and_changes_something(begun, editor):
    saved = save(begun, editor, why=("Pourquoi.", " "))
    assert code_of(actions.submit_proposal, actor=editor, **the(saved)) == "R815"
    saved = save(begun, editor, texts_in_force()[FILE])
    assert code_of(actions.submit_proposal, actor=editor, **the(saved)) == "R826"


def test_only_files_of_packs_are_touched(editor, begun):
    for name in ("vocabulary/units.yaml", "../settings.py", "demo/centre.yaml"):
        assert code_of(actions.begin_proposal, actor=editor, name=name, text="x") == "R825"
        assert code_of(save, found=begun, actor=editor, said="x", name=name) == "R825"
    assert Proposal.objects.count() == 1


def test_two_editors_at_once_lose_nothing(begun, editor, person):
    other = person(Role.GUIDELINE_EDITOR, "claire")
    first = begun.version
    saved = save(begun, editor, version=first)
    assert code_of(save, found=begun, actor=other, said="rules: []\n", version=first) == "R824"
    assert saved.files.get().after == text()


# --- reviewing ---------------------------------------------------------------------------------


def test_nobody_reviews_what_they_wrote_in_also_not_from_another_centre(submitted, editor, person, other_centre):
    assert code_of(actions.approve_proposal, actor=editor, **the(submitted)) == "R821"
    second = person(Role.GUIDELINE_EDITOR, "claire")
    save(submitted, second)
    again = actions.submit_proposal(actor=editor, **the(submitted))
    assert code_of(actions.return_proposal, actor=second, comment="x", **the(again)) == "R821"
    elsewhere = type(editor).objects.create(user=editor.user, centre=other_centre, role=Role.MEMBER.value)
    assert code_of(actions.approve_proposal, actor=elsewhere, **the(again)) == "R821"


@pytest.mark.parametrize("role", list(Role))
def test_who_may_propose_and_who_may_review(role, person, submitted):
    actor = person(role, f"second-{role.value.replace('_', '-')}")
    for capability, call, said in (
        (Capability.EDIT_GUIDELINES, actions.begin_proposal, {"name": FILE}),
        (Capability.REVIEW_GUIDELINES, actions.return_proposal, {"comment": "Non.", **the(submitted)}),
    ):
        if actor.may(capability):
            call(actor=actor, **said)
        else:
            with pytest.raises(NotAllowed):
                call(actor=actor, **said)


def test_a_proposal_sent_back_says_why_and_comes_again(submitted, editor, reviewer):
    assert code_of(actions.return_proposal, actor=reviewer, comment=" ", **the(submitted)) == "R815"
    back = actions.return_proposal(actor=reviewer, comment="Citer la source.", **the(submitted))
    assert (back.state, back.review_comment) == ("returned", "Citer la source.")
    assert code_of(actions.approve_proposal, actor=reviewer, **the(back)) == "R820"
    again = actions.submit_proposal(actor=editor, **the(save(back, editor)))
    assert again.state == "submitted"
    assert actions.withdraw_proposal(actor=editor, **the(again)).state == "withdrawn"
    assert code_of(save, found=again, actor=editor) == "R820"


def test_approving_signs_and_is_in_force_at_once_everywhere(
    submitted, editor, reviewer, django_capture_on_commit_callbacks
):
    before = knowledge().version
    with django_capture_on_commit_callbacks() as callbacks:
        done = actions.approve_proposal(actor=reviewer, comment="Lu.", **the(submitted))
    assert title() == "Grade of a neuroendocrine tumour"
    assert [one.__name__ for one in callbacks] == ["put_in_force", "start_deriving_again"]
    callbacks[0]()
    assert title() == "Our grade of a neuroendocrine tumour"
    assert knowledge().version == done.result_version != before
    assert in_use().findings == ()
    content = json.loads(done.content)
    assert (content["authors"], content["approved_by"], content["from_knowledge"]) == (["Benoit"], "Anne", before)
    assert content["files"][FILE]["after"] == texts_in_force()[FILE]
    assert actions.verified(done)
    assert changes_of("who-2019-digestive")[0].says.fr == "Pourquoi."
    assert AuditEvent.objects.filter(action="proposal.approve").count() == 1


def test_what_was_approved_is_never_changed(submitted, editor, reviewer):
    done = actions.approve_proposal(actor=reviewer, **the(submitted))
    assert code_of(save, found=done, actor=editor, said="rules: []\n") == "R820"
    for statement in (
        f"UPDATE guidelines_proposal SET why_fr = 'x' WHERE id = {done.pk}",
        f"DELETE FROM guidelines_proposal WHERE id = {done.pk}",
        f"UPDATE guidelines_proposedfile SET after = 'x' WHERE proposal_id = {done.pk}",
        f"DELETE FROM guidelines_proposedfile WHERE proposal_id = {done.pk}",
    ):
        with (
            pytest.raises(DatabaseError, match="never changed"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        ProposedFile.objects.create(proposal=done, name="sources/x.yaml", after="x")


def test_a_change_begun_before_another_was_approved_is_made_again_or_verified_again(
    submitted, editor, reviewer, person, signed_in
):
    second = person(Role.GUIDELINE_EDITOR, "claire")
    same = actions.begin_proposal(actor=second, name=FILE)
    save(same, second)
    elsewhere = actions.begin_proposal(actor=second, name=CASES)
    save(elsewhere, second, texts_in_force()[CASES] + "\n# checked\n", CASES)
    actions.approve_proposal(actor=reviewer, **the(submitted))
    put_in_force()
    assert code_of(actions.submit_proposal, actor=second, **the(same)) == "R823"
    assert code_of(actions.bring_up_to_date, actor=second, **the(same)) == "R823"
    on = Proposal.objects.get(pk=elsewhere.pk).verified_on
    moved = actions.bring_up_to_date(actor=second, **the(elsewhere))
    assert moved.verified_on == knowledge().version != on
    assert actions.submit_proposal(actor=second, **the(moved)).state == "submitted"
    typed = Proposal.objects.get(pk=same.pk).files.get().after
    page = signed_in(second).get(f"/guidelines/proposals/{same.pk}/").text
    assert f"{FILE} a changé entre-temps" in page
    answer = signed_in(second).post(f"/guidelines/proposals/{same.pk}/do/rebase/", {"name": FILE, **the(same)})
    assert answer.status_code == 302
    rebased = Proposal.objects.get(pk=same.pk).files.get()
    assert OURS in rebased.before
    assert rebased.after == typed
    assert actions.drop_file(actor=second, name=FILE, **the(same)).files.count() == 0


def test_files_that_are_lost_or_damaged_are_made_again_from_the_database(submitted, reviewer, signed_in):
    actions.approve_proposal(actor=reviewer, **the(submitted))
    assert title() == "Grade of a neuroendocrine tumour"
    call_command("put_in_force", verbosity=0)
    assert title() == "Our grade of a neuroendocrine tumour"
    (overlay_folder() / STAMP).write_text("{", encoding="utf-8")
    client = signed_in(reviewer)
    for page in ("/cases/", "/guidelines/proposals/"):
        assert "Les règles propres à cet hôpital ne peuvent pas être lues" in client.get(page).text
    assert title() == "Grade of a neuroendocrine tumour"
    call_command("put_in_force", verbosity=0)
    assert title() == "Our grade of a neuroendocrine tumour"
    assert "Les règles propres à cet hôpital" not in client.get("/cases/").text


def test_impact_names_the_answers_and_counts_the_cases(begun, editor, person, centre):
    folder = knowledge_folder() / "demo" / "cases"
    cases = []
    for name in ("C05", "C14"):
        ((_place, case, identity),) = read_case_file((folder / f"{name}.json").read_bytes(), timezone.localdate())
        cases.append((case, identity))
    records = load_demo_cases(centre=centre, cases=cases, why="test")
    graded = [one for one in records if one.grade == "G2"]
    saved = save(begun, editor, text("ki67_percent <= 20 % and", "ki67_percent <= 5 % and"))
    found = impact_of(editor, resulting_knowledge(saved))
    assert (found["looked_at"], found["total"]) == (2, 2)
    assert found["changed"] == len(graded) > 0
    assert {one["identifier"] for one in found["cases"]} == {one.identifier for one in graded}
    rows = [one for one in found["answers"] if one["answer"] == ["table", "tumour_grade", ""]]
    assert {one["before"]["en"] for one in rows} <= {"G2", "G2 (provisional)"}
    assert {one["before"]["en"] for one in rows}.isdisjoint(one["after"]["en"] for one in rows)
    assert sum(one["cases"] for one in rows) == len(graded)
    none = impact_of(editor, resulting_knowledge(saved), seconds=-1)
    assert (none["looked_at"], none["changed"]) == (0, 0)


def test_facts_of_former_versions_are_counted_until_derived_again(submitted, reviewer, centre):
    path = knowledge_folder() / "demo" / "cases" / "C05.json"
    ((_place, case, identity),) = read_case_file(path.read_bytes(), timezone.localdate())
    (record,) = load_demo_cases(centre=centre, cases=[(case, identity)], why="test")
    assert cases_by_another_version() == 0
    actions.approve_proposal(actor=reviewer, **the(submitted))
    put_in_force()
    assert cases_by_another_version() == 1
    recompute([record.pk])
    assert cases_by_another_version() == 0
    assert CaseRecord.objects.get().knowledge_version == knowledge().version


# --- pages -------------------------------------------------------------------------------------


def test_the_whole_way_on_pages(editor, reviewer, signed_in):
    writes, reads = signed_in(editor), signed_in(reviewer)
    assert FILE in writes.get("/guidelines/proposals/new/").text
    answer = writes.post("/guidelines/proposals/new/", {"name": FILE})
    found = Proposal.objects.get()
    edit, show = f"/guidelines/proposals/{found.pk}/edit/", f"/guidelines/proposals/{found.pk}/"
    assert answer.url == edit
    typed = {"version": found.version, "file": FILE, "text": text(OLD, WRONG).replace("\n", "\r\n")}
    typed |= {"why_fr": "Titre local.", "why_en": "Local title."}
    assert writes.post(edit, typed).status_code == 302
    page = writes.get(edit).text
    assert "V101" in page
    assert "&gt; 30 %" in page
    upload = SimpleUploadedFile("grade.yaml", text().encode())
    typed |= {"version": Proposal.objects.get().version, "upload": upload}
    assert writes.post(edit, typed).status_code == 302
    assert "<ins>" in writes.get(edit).text
    version = Proposal.objects.get().version
    assert writes.post(f"{show}do/submit/", {"version": version}).status_code == 302
    assert "une deuxième personne la relit" in writes.get(show).text
    review = f"{show}review/"
    page = reads.get(review).text
    assert "Quelles réponses changent" in page
    said = {"version": Proposal.objects.get().version, "comment": "", "password": "guess", "do": "approve"}
    assert reads.post(review, said).status_code == 400
    assert Proposal.objects.get().state == "submitted"
    assert reads.post(review, {**said, "password": PASSWORD}).status_code == 302
    assert "Approuvée et signée par Anne" in reads.get(show).text
    assert "approuvée et en vigueur" in writes.get("/guidelines/proposals/").text


def test_what_was_typed_stays_when_somebody_else_saved(begun, editor, person, signed_in):
    save(begun, person(Role.GUIDELINE_EDITOR, "claire"))
    typed = {"version": begun.version, "file": FILE, "text": "mine\n", "why_fr": "a", "why_en": "b"}
    answer = signed_in(editor).post(f"/guidelines/proposals/{begun.pk}/edit/", typed)
    assert answer.status_code == 400
    assert ">\nmine\n</textarea>" in answer.text
    assert "Our grade of a neuroendocrine tumour" in answer.text
    now = Proposal.objects.get()
    assert f'name="version" value="{now.version}"' in answer.text
    assert now.files.get().after == text()


def test_drafts_are_seen_by_who_writes_or_reviews_only(begun, person, signed_in):
    for role, status in ((Role.MEMBER, 200), (Role.REFERRER, 404), (Role.ADMINISTRATOR, 404)):
        client = signed_in(person(role, f"x-{role.value}"))
        assert client.get(f"/guidelines/proposals/{begun.pk}/").status_code == status
        assert client.get(f"/guidelines/proposals/{begun.pk}/edit/").status_code == (403 if status == 200 else 404)
        assert client.get("/guidelines/proposals/").status_code == 200


def test_a_file_that_is_not_text_is_refused_beside_its_field(begun, editor, signed_in):
    upload = SimpleUploadedFile("grade.yaml", b"\xff\xfe\x00")
    typed = {"version": begun.version, "file": FILE, "text": "", "upload": upload, "why_fr": "", "why_en": ""}
    answer = signed_in(editor).post(f"/guidelines/proposals/{begun.pk}/edit/", typed)
    assert "pas du texte en UTF-8" in answer.text
