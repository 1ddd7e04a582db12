"""The audit trail: chained, append-only on both engines, tampering found, numbers never twice."""

import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from opennen.web.accounts.capabilities import Role
from opennen.web.audit.actions import record
from opennen.web.audit.models import FIRST_LINK, AuditEvent
from opennen.web.audit.selectors import breaks


@pytest.fixture
def three_events(db):
    return [record(action="case.read", case_id="LIE-1", details={"page": number, "é": "è"}) for number in (1, 2, 3)]


def disarmed(statement: str, *values) -> None:
    """Change the trail as somebody with the database's password could: without its triggers."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name in ("audit_no_update", "audit_no_delete", "audit_no_replace"):
                cursor.execute(f"DROP TRIGGER {name}")
        else:
            cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statement, values)


def test_each_event_repeats_the_hash_of_the_one_before(three_events):
    first, second, third = three_events
    assert [event.number for event in three_events] == [1, 2, 3]
    assert (first.previous_hash, second.previous_hash, third.previous_hash) == (FIRST_LINK, first.hash, second.hash)
    assert list(breaks()) == []
    call_command("verify_audit", verbosity=0)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_auditevent SET action = 'nothing' WHERE number = 2",
        "DELETE FROM audit_auditevent WHERE number = 2",
        "DELETE FROM audit_auditevent",
    ],
)
def test_the_database_refuses_every_change(statement, three_events):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert AuditEvent.objects.count() == 3


@pytest.fixture(params=["ON", "OFF"])
def recursive_triggers(request, three_events):
    if connection.vendor != "sqlite":
        pytest.skip("INSERT OR REPLACE is SQLite's; PostgreSQL has no such door")
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA recursive_triggers={request.param}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA recursive_triggers=ON")


@pytest.mark.parametrize("verb", ["INSERT OR REPLACE", "REPLACE"])
def test_sqlite_refuses_to_replace(verb, recursive_triggers):
    columns = "number, at, actor_id, centre_id, action, object_type, object_id, case_id, details, previous_hash, hash"
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"{verb} INTO audit_auditevent ({columns}) SELECT {columns.replace('action', repr('x'))} "
            "FROM audit_auditevent WHERE number = 2"
        )
    assert AuditEvent.objects.get(number=2).action == "case.read"


def test_postgresql_refuses_to_truncate(three_events):
    if connection.vendor != "postgresql":
        pytest.skip("TRUNCATE is PostgreSQL's")
    with connection.cursor() as cursor:
        # Else PostgreSQL would refuse for another reason: rows whose foreign keys are still to be checked.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE audit_auditevent")


@pytest.mark.parametrize(
    ("statement", "place"),
    [
        ("UPDATE audit_auditevent SET case_id = 'LIE-2' WHERE number = 2", 2),
        ("UPDATE audit_auditevent SET details = '{\"page\": 9}' WHERE number = 1", 1),
        ("UPDATE audit_auditevent SET at = '2020-01-01 00:00:00+00:00' WHERE number = 3", 3),
        ("DELETE FROM audit_auditevent WHERE number = 2", 2),
        ("DELETE FROM audit_auditevent WHERE number = 1", 1),
    ],
)
def test_tampering_past_the_triggers_is_found_where_it_was_done(statement, place, three_events, capsys):
    disarmed(statement)
    assert place in [found.number for found in breaks()]
    with pytest.raises(CommandError, match="broken"):
        call_command("verify_audit")


def test_an_event_of_a_change_that_failed_is_not_kept(db):
    def change_and_fail() -> None:
        with transaction.atomic():
            record(action="case.update")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        change_and_fail()
    assert AuditEvent.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_each_their_number():
    failures = []

    def write() -> None:
        try:
            for _ in range(10):
                record(action="case.read")
        except Exception as failure:
            failures.append(failure)
        finally:
            connection.close()

    writers = [threading.Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert failures == []
    assert list(AuditEvent.objects.order_by("number").values_list("number", flat=True)) == list(range(1, 41))
    assert list(breaks()) == []


def test_the_page_shows_who_read_a_case_and_only_in_ones_own_centre(person, signed_in, other_centre):
    administrator, member = person(Role.ADMINISTRATOR), person(Role.MEMBER, "claire")
    stranger = person(Role.MEMBER, "stranger", other_centre)
    record(action="case.read", actor=member, case_id="LIE-7")
    record(action="case.update", actor=member, case_id="LIE-8")
    record(action="case.read", actor=stranger, case_id="LIE-7")
    page = signed_in(administrator).get("/administration/audit/", {"case": "LIE-7"}).text
    assert "a lu le dossier d’un patient" in page
    assert "LIE-7" in page
    assert "LIE-8" not in page
    assert "Stranger" not in page


def test_reading_the_trail_is_recorded(person, signed_in):
    administrator = person(Role.ADMINISTRATOR)
    signed_in(administrator).get("/administration/audit/", {"case": "LIE-7"})
    assert AuditEvent.objects.get(action="audit.read").case_id == "LIE-7"


def test_a_long_trail_comes_in_pages(person, signed_in):
    administrator = person(Role.ADMINISTRATOR)
    for _ in range(60):
        record(action="case.read", actor=administrator)
    client = signed_in(administrator)
    assert len(client.get("/administration/audit/").context["rows"]) == 50
    assert len(client.get("/administration/audit/", {"page": 2}).context["rows"]) >= 11


@pytest.mark.parametrize(
    "query", ["since=nonsense", "person=abc", "page=abc", "until=2020-01-01&since=2021-01-01", "action=%00"]
)
def test_a_nonsense_question_is_answered_in_words(query, person, signed_in):
    answer = signed_in(person(Role.ADMINISTRATOR)).get(f"/administration/audit/?{query}")
    assert answer.status_code == 200
