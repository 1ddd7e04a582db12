"""What ever answered here is kept: with the answer or not at all, once, for ever."""

import pytest
from django.db import DatabaseError, connection, transaction

from opennen.adapters.knowledge_archive import packed
from opennen.adapters.knowledge_files import in_use, knowledge
from opennen.kernel.finding import Refused
from opennen.rules.knowledge import version_of
from opennen.web.registry import archive
from opennen.web.registry.models import CaseRecord, KnowledgeVersion


def test_a_case_that_is_kept_keeps_the_knowledge_that_derived_it(kept, coordinator):
    record = kept(coordinator)
    row = KnowledgeVersion.objects.get()
    assert row.version == record.knowledge_version == knowledge().version
    assert row.size == len(bytes(row.packed)) < 200_000


def test_more_cases_keep_it_once(kept, coordinator):
    for name in ("P-001", "P-002"):
        kept(coordinator, name)
    assert KnowledgeVersion.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_save_that_fails_keeps_nothing_and_the_next_one_does(kept, coordinator, django_assert_max_num_queries):
    with transaction.atomic():
        kept(coordinator)
        transaction.set_rollback(True)
    assert not KnowledgeVersion.objects.exists()
    kept(coordinator)
    assert KnowledgeVersion.objects.count() == CaseRecord.objects.count() == 1
    with django_assert_max_num_queries(0):  # known to this process from now on
        archive.keep_knowledge_in_use()


@pytest.mark.django_db
def test_the_version_in_use_is_read_without_the_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert archive.knowledge_of(knowledge().version) is knowledge()


def earlier_texts(said: str) -> dict[str, str]:
    """The shipped texts with one comment more: another version, the same rules."""
    return {**in_use().texts, "vocabulary/units.yaml": in_use().texts["vocabulary/units.yaml"] + f"\n# {said}\n"}


@pytest.mark.django_db
def test_an_earlier_version_stays_readable():
    texts = earlier_texts("earlier")
    KnowledgeVersion.objects.create(version=version_of(texts), packed=packed(texts), size=1)
    found = archive.knowledge_of(version_of(texts))
    assert found.version == version_of(texts) != knowledge().version
    assert [one.id for one in found.options] == [one.id for one in knowledge().options]
    assert "earlier" in archive.texts_of(version_of(texts))["vocabulary/units.yaml"]


@pytest.mark.django_db
def test_a_version_never_kept_and_one_that_is_damaged_are_two_refusals():
    with pytest.raises(KnowledgeVersion.DoesNotExist):
        archive.knowledge_of("0000000000000000")
    KnowledgeVersion.objects.create(version="0000000000000000", packed=packed(earlier_texts("other")), size=1)
    with pytest.raises(Refused) as refused:
        archive.knowledge_of("0000000000000000")
    assert refused.value.findings[0].code == "R801"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE registry_knowledgeversion SET size = 2",
        "DELETE FROM registry_knowledgeversion",
        "INSERT OR REPLACE INTO registry_knowledgeversion SELECT * FROM registry_knowledgeversion",
    ],
)
def test_the_database_itself_refuses_to_change_a_kept_version(kept, coordinator, statement):
    if "REPLACE" in statement and connection.vendor != "sqlite":
        pytest.skip("INSERT OR REPLACE is SQLite's own")
    kept(coordinator)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert KnowledgeVersion.objects.count() == 1
