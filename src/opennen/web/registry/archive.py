"""The archive of knowledge versions: what ever answered here is kept, in the transaction of the answer."""

from functools import lru_cache

from django.db import connection, transaction
from django.db.models import QuerySet

from opennen.adapters.knowledge_archive import packed, unpacked
from opennen.adapters.knowledge_files import in_use, knowledge, knowledge_checked
from opennen.rules.packs import Knowledge
from opennen.web.registry.models import KnowledgeVersion

# Versions this process knows to be committed, by database: a save then costs no query.
_kept: set[tuple[str, str]] = set()


def keep_knowledge_in_use() -> str:
    """Keep the knowledge in use, unless it is kept; in the caller's transaction. Returns its version."""
    used = in_use()
    version = used.knowledge.version
    name = (str(connection.settings_dict["NAME"]), version)
    if name not in _kept:
        with transaction.atomic():
            if not KnowledgeVersion.objects.filter(pk=version).exists():
                content = packed(used.texts)
                row = KnowledgeVersion(version=version, packed=content, size=len(content))
                # Two workers may both be the first: the second finds the row there and leaves it.
                KnowledgeVersion.objects.bulk_create([row], ignore_conflicts=True)
            transaction.on_commit(lambda: _kept.add(name))
    return version


def forget_what_is_kept(**_) -> None:
    """Ask the database again: called when its tables were made or emptied."""
    _kept.clear()


def knowledge_of(version: str) -> Knowledge:
    """Return the knowledge of a version, as it was: the one in use, or one that is kept.

    Raises KnowledgeVersion.DoesNotExist for one never kept here, Refused (R801) when its bytes are damaged, and
    Refused with the findings of its texts when this program cannot read them any more.
    """
    return knowledge() if version == knowledge().version else _archived(version)


@lru_cache(maxsize=3)
def _archived(version: str) -> Knowledge:
    return knowledge_checked(texts_of(version))


def texts_of(version: str) -> dict[str, str]:
    """Return the files of a kept version by name; raises as `knowledge_of` does."""
    return unpacked(bytes(KnowledgeVersion.objects.get(pk=version).packed), version)


def kept_versions() -> QuerySet[KnowledgeVersion]:
    """Return every version kept here, the latest to be used first, without its bytes."""
    return KnowledgeVersion.objects.defer("packed")
