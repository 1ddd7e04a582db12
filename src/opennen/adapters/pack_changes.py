"""The change histories of the packs, read beside the knowledge and apart from its version: words change no answer."""

from functools import lru_cache
from pathlib import Path

from opennen.adapters.knowledge_files import knowledge_folder
from opennen.rules.changes import Change, changes_from_text


@lru_cache(maxsize=64)
def changes_of(pack: str, folder: Path | None = None) -> tuple[Change, ...]:
    """This function will read the changes of a pack, newest first; () when it has no CHANGES.md. Raises Refused."""
    name = f"guidelines/{pack}/CHANGES.md"
    path = (folder or knowledge_folder()) / name
    return changes_from_text(path.read_text(encoding="utf-8"), name) if path.is_file() else ()
