"""A specialist signs a rule as read; every use of it says by whom; a changed rule loses the signature visibly."""

import json
import shutil
import subprocess

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from opennen.adapters import knowledge_files
from opennen.adapters.case_files import read_case_file
from opennen.adapters.knowledge_files import InUse, in_use, knowledge, knowledge_checked, knowledge_folder
from opennen.rules.refusal import KnowledgeRefused
from opennen.web.accounts.capabilities import Discipline, NotAllowed, Role
from opennen.web.audit.models import AuditEvent
from opennen.web.boards import actions as boards
from opennen.web.boards import selectors
from opennen.web.guidelines.selectors_signing import pack_signatures
from opennen.web.registry import signing
from opennen.web.registry.actions import load_demo_cases
from opennen.web.registry.models import KnowledgeVersion, RuleSignatureRecord
from opennen.web.registry.signatures import digests, signatures

PASSWORD = "a-long-password-2026"
OPTION = "option.prrt"
UNSIGNED = "encore été signée par aucun spécialiste"


@pytest.fixture
def specialist(person):
    return person(Role.MEMBER, "anne", discipline=Discipline.PATHOLOGY)


@pytest.fixture
def record(centre):
    path = knowledge_folder() / "demo" / "cases" / "C05.json"
    ((_place, case, identity),) = read_case_file(path.read_bytes(), timezone.localdate())
    (found,) = load_demo_cases(centre=centre, cases=[(case, identity)], why="test")
    return found


@pytest.fixture
def option(record, specialist):
    """The id of an option shown for the case."""
    meeting_answer = selectors.assessed(record).assessments[0]
    return next(one.option.id for one in meeting_answer.options if one.status == "supported")


def digest(rule: str) -> str:
    return digests(knowledge().version)[rule]


def sign(actor, *rules: str, **options):
    return signing.sign_rules(actor=actor, read={rule: digest(rule) for rule in rules}, **options)


def put_into_use(monkeypatch, name: str, old: str, new: str) -> None:
    """Change one file of the knowledge in use."""
    assert old in in_use().texts[name]
    texts = {**in_use().texts, name: in_use().texts[name].replace(old, new, 1)}
    changed = InUse(knowledge_checked(texts), texts)
    monkeypatch.setattr(knowledge_files, "in_use", lambda: changed)
    for module in ("opennen.web.registry.signatures", "opennen.web.registry.archive"):
        monkeypatch.setattr(f"{module}.in_use", lambda: changed)


def test_a_signature_keeps_what_was_said_who_and_when(specialist, option):
    (row,) = sign(specialist, option, comment=" Relu avec l'équipe. ")
    content = json.loads(row.content)
    assert content["rule"] == option
    assert json.loads(content["says"])["rule"]["option"] == option
    assert (content["signed_by"], content["discipline"], content["comment"]) == (
        "Anne",
        "pathology",
        "Relu avec l'équipe.",
    )
    assert signing.verified(row)
    assert KnowledgeVersion.objects.filter(pk=row.knowledge_version).exists()
    assert AuditEvent.objects.filter(action="rules.sign").get().details["rules"] == [option]
    row.content = row.content.replace("Anne", "Anna")
    assert not signing.verified(row)


def test_what_cannot_be_signed_is_refused_and_nothing_is_kept(specialist, option):
    sign(specialist, option)
    other = next(one.id for one in knowledge().options if one.id != option)
    for rules, code in (
        ({option: digest(option)}, "R811"),
        ({other: digest(other), option: digest(option)}, "R811"),
        ({other: "0" * 64}, "R812"),
        ({"option.nothing": digest(option)}, "R813"),
    ):
        with pytest.raises(KnowledgeRefused) as refused:
            signing.sign_rules(actor=specialist, read=rules)
        assert refused.value.code == code
    assert RuleSignatureRecord.objects.count() == 1


@pytest.mark.parametrize("role", [Role.REFERRER, Role.DATA_MANAGER, Role.ADMINISTRATOR])
def test_who_is_no_specialist_does_not_sign(person, role, option):
    with pytest.raises(NotAllowed):
        sign(person(role), option)


def test_a_changed_rule_loses_its_signature_and_the_others_keep_theirs(monkeypatch, specialist, option, signed_in):
    rule = next(one for one in knowledge().options if one.id == option)
    other = next(one.id for one in knowledge().options if one.id != option and one.pack == rule.pack)
    sign(specialist, option, other)
    assert set(signatures(knowledge())) == {option, other}
    put_into_use(monkeypatch, rule.place.split(",")[0], rule.title.en, rule.title.en + " (changed)")
    assert set(signatures(knowledge())) == {other}
    count = next(one for one in pack_signatures(knowledge()) if one.pack == rule.pack)
    assert (count.signed, count.lapsed) == (1, 1)
    page = signed_in(specialist).get(f"/guidelines/signatures/rules/{option}/").content.decode()
    assert "La règle a changé depuis que Anne, Anatomie pathologique" in page
    assert "encore signé cette règle" in page


def test_a_withdrawn_signature_no_longer_counts_and_stays(specialist, option, person):
    (row,) = sign(specialist, option)
    for actor, reason, code in ((person(Role.MEMBER, "bob"), "x", "R814"), (specialist, " ", "R815")):
        with pytest.raises(KnowledgeRefused) as refused:
            signing.withdraw_signature(actor=actor, pk=row.pk, reason=reason)
        assert refused.value.code == code
    signing.withdraw_signature(actor=specialist, pk=row.pk, reason="Lue trop vite.")
    assert signatures(knowledge()) == {}
    assert RuleSignatureRecord.objects.get().withdrawal.reason == "Lue trop vite."
    with pytest.raises(KnowledgeRefused, match="R814"):
        signing.withdraw_signature(actor=specialist, pk=row.pk, reason="again")
    sign(specialist, option)
    assert set(signatures(knowledge())) == {option}


@pytest.mark.parametrize("table", ["registry_rulesignaturerecord", "registry_rulesignaturewithdrawal"])
@pytest.mark.parametrize(
    "statement", ["DELETE FROM {0}", "UPDATE {0} SET id = id", "INSERT OR REPLACE INTO {0} SELECT * FROM {0}"]
)
def test_the_database_itself_refuses_to_change_a_signature(specialist, option, table, statement):
    if "REPLACE" in statement and connection.vendor != "sqlite":
        pytest.skip("INSERT OR REPLACE is SQLite's own")
    (row,) = sign(specialist, option)
    signing.withdraw_signature(actor=specialist, pk=row.pk, reason="x")
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))


def test_case_page_and_meeting_page_say_who_signed_and_what_nobody_did(specialist, option, record, signed_in, person):
    coordinator = person(Role.COORDINATOR)
    board = boards.create_board(actor=coordinator, name="COM", language="fr", disciplines=(), quorum_people=0)
    day = timezone.localdate()
    meeting = boards.plan_meeting(actor=coordinator, board=board, held_on=day, starts_at=None, place="")
    item = boards.put_on_agenda(actor=coordinator, case=record, meeting=meeting, question="?")
    client = signed_in(coordinator)
    pages = [f"/cases/{record.pk}/", f"/items/{item.pk}/"]
    says = f"✓ Règle signée par Anne, anatomie pathologique, {day:%d/%m/%Y}."
    for page in pages:
        text = client.get(page).content.decode()
        assert "Règle signée par" not in text
        assert UNSIGNED in text.replace("&#x27;", "'")
    sign(specialist, option)
    for page in pages:
        text = client.get(page).content.decode().replace("&#x27;", "'")
        assert text.lower().count(says.lower()) == 1
        assert UNSIGNED in text


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
@pytest.mark.parametrize(
    ("language", "nobody", "some"),
    [("fr", "Aucun spécialiste", "signées par un spécialiste"), ("en", "No specialist", "a specialist has signed")],
)
def test_the_sheet_says_who_signed(specialist, option, record, signed_in, language, nobody, some):
    def printed() -> str:
        pdf = signed_in(specialist, language).get(f"/cases/{record.pk}/sheet.pdf").content
        run = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
        return " ".join(run.stdout.decode().split())

    assert nobody in printed()
    sign(specialist, option)
    text = printed()
    assert "Anne, " in text
    assert some in text


def test_a_specialist_signs_on_the_page_with_the_password(specialist, option, signed_in):
    client = signed_in(specialist)
    pack = next(one.pack for one in knowledge().options if one.id == option)
    address = f"/guidelines/signatures/packs/{pack}/"
    page = client.get(address).content.decode()
    assert f'name="digest {option}" value="{digest(option)}"' in page
    said = {f"digest {option}": digest(option), "comment": "", "password": PASSWORD}
    assert "aucune règle n'est cochée" in client.post(address, said).text.replace("&#x27;", "'").lower()
    said["rule"] = [option]
    wrong = client.post(address, {**said, "password": "guess"})
    assert wrong.status_code == 400
    assert f'value="{option}" checked' in wrong.text
    assert client.post(address, {**said, f"digest {option}": "old"}).status_code == 400
    assert not RuleSignatureRecord.objects.exists()
    assert client.post(address, said).status_code == 302
    assert "Signée par Anne, Anatomie pathologique" in client.get(address).text
    row = RuleSignatureRecord.objects.get()
    assert client.post(f"/guidelines/signatures/{row.pk}/withdraw/", {"reason": "Lue trop vite."}).status_code == 302
    assert signatures(knowledge()) == {}


def test_who_only_reads_sees_no_form_and_cannot_post(person, option, signed_in):
    client = signed_in(person(Role.REFERRER))
    address = f"/guidelines/signatures/rules/{option}/"
    assert 'type="password"' not in client.get(address).text
    said = {"rule": [option], f"digest {option}": digest(option), "password": PASSWORD}
    assert client.post(address, said).status_code == 403
    assert client.get("/guidelines/signatures/").status_code == 200
    assert client.get("/guidelines/signatures/rules/nothing/").status_code == 404
    assert client.get("/guidelines/signatures/packs/nothing/").status_code == 404
