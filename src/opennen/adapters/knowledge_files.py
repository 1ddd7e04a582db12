"""The knowledge shipped with the program, read once per process."""

import gc
import os
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


def read_knowledge(folder: Path) -> Knowledge:
    """This function will read and check a knowledge folder; raises Refused with every finding."""
    knowledge = knowledge_from(knowledge_texts(folder))
    problems = origins_of(knowledge.vocabulary)[1]
    if problems:
        raise Refused(problems)
    return knowledge


@lru_cache(maxsize=1)
def knowledge() -> Knowledge:
    """This function will give the knowledge in use; read at first use and kept for the life of the process."""
    read = read_knowledge(knowledge_folder())
    # A hundred thousand objects that never go away: without this each full collection walks them for 15 ms.
    gc.collect()
    gc.freeze()
    return read
