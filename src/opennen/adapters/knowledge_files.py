"""The knowledge shipped with the program, read once per process."""

import gc
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from opennen.cases.origins import origins_of
from opennen.kernel.finding import Refused
from opennen.rules.knowledge import knowledge_from
from opennen.rules.packs import Knowledge


def knowledge_folder() -> Path:
    """This function will find the knowledge: OPENNEN_KNOWLEDGE_DIR, else what the wheel ships, else the checkout's."""
    named = os.environ.get("OPENNEN_KNOWLEDGE_DIR")
    if named:
        return Path(named)
    package = Path(__file__).resolve().parent.parent
    shipped = package / "_knowledge"
    return shipped if shipped.is_dir() else package.parent.parent / "knowledge"


def knowledge_texts(folder: Path) -> dict[str, str]:
    """This function will read every YAML file below a folder, by its path relative to it."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.yaml"))
    }


def knowledge_checked(texts: Mapping[str, str]) -> Knowledge:
    """This function will read and check the texts of a knowledge; raises Refused with every finding."""
    knowledge = knowledge_from(texts)
    problems = origins_of(knowledge.vocabulary)[1]
    if problems:
        raise Refused(problems)
    return knowledge


def read_knowledge(folder: Path) -> Knowledge:
    """This function will read and check a knowledge folder; raises Refused with every finding."""
    return knowledge_checked(knowledge_texts(folder))


@dataclass(frozen=True, slots=True)
class InUse:
    """A knowledge with the texts it was read from."""

    knowledge: Knowledge
    texts: Mapping[str, str]


@lru_cache(maxsize=1)
def in_use() -> InUse:
    """This function will give the knowledge in use with its texts; read at first use, kept for the process's life."""
    texts = knowledge_texts(knowledge_folder())
    read = InUse(knowledge_checked(texts), texts)
    # A hundred thousand objects that never go away: without this each full collection walks them for 15 ms.
    gc.collect()
    gc.freeze()
    return read


def knowledge() -> Knowledge:
    """This function will give the knowledge in use."""
    return in_use().knowledge
