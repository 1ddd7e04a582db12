"""The change histories of the packs, read beside the knowledge and apart from its version: words change no answer."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from opennen.adapters.knowledge_files import knowledge_folder
from opennen.adapters.knowledge_overlay import Stamp, read_overlay, stamp
from opennen.kernel.finding import Finding, Refused
from opennen.rules.changes import Change, changes_from_text


def changes_of(pack: str, folder: Path | None = None) -> tuple[Change, ...]:
    """This function will read the changes of a pack, newest first; () when it has no CHANGES.md. Raises Refused.

    Without a folder: of the knowledge in use, a hospital's own changes included.
    """
    return _changes(pack, folder or knowledge_folder(), None if folder else stamp())


@lru_cache(maxsize=64)
def _changes(pack: str, folder: Path, in_force: Stamp) -> tuple[Change, ...]:
    name = f"guidelines/{pack}/CHANGES.md"
    path = folder / name
    own = read_overlay().texts.get(name, "") if in_force else ""
    shipped = path.read_text(encoding="utf-8") if path.is_file() else ""
    both = (*changes_from_text(own, name), *changes_from_text(shipped, name))
    return tuple(sorted(both, key=lambda one: one.on, reverse=True))


def history_findings(packs: Iterable[str], folder: Path) -> Iterator[Finding]:
    """This function will yield what is wrong with the change histories of some packs below a folder (R130)."""
    for pack in packs:
        try:
            changes_of(pack, folder)
        except Refused as refused:
            yield from refused.findings
