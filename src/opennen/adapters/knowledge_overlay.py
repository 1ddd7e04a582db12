"""A hospital's own approved changes of the knowledge, as files beside the shipped ones.

The database is the truth; these files are made from it, so that the terminal and every worker read the same. Files are
written into a folder of their own, then one stamp is renamed into place: whoever reads sees the old or the new, whole.
"""

import hashlib
import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

STAMP = "in-force.json"
_FOLDER = re.compile(r"[0-9a-f]{32}")

Stamp = tuple[int, int, int] | None


@dataclass(frozen=True, slots=True)
class Overlay:
    """Files that stand in the place of shipped ones, and the digest of the shipped text each was approved on."""

    texts: Mapping[str, str] = field(default_factory=dict)
    shipped: Mapping[str, str] = field(default_factory=dict)


def overlay_folder() -> Path:
    """This function will name the folder of the changes: `knowledge` in OPENNEN_DATA_DIR (or ./var)."""
    return Path(os.environ.get("OPENNEN_DATA_DIR") or "var").absolute() / "knowledge"


def stamp() -> Stamp:
    """This function will tell whether something was put in force: it changes when, and only when, that does."""
    # Asked at every use of the knowledge: a Path takes five times as long to make as the answer to get.
    path = f"{os.environ.get('OPENNEN_DATA_DIR') or 'var'}/knowledge/{STAMP}"
    try:
        found = os.stat(path)  # noqa: PTH116
    except (FileNotFoundError, NotADirectoryError):
        return None
    return found.st_mtime_ns, found.st_ino, found.st_size


def text_digest(text: str | None) -> str:
    """This function will give the SHA-256 of a file's text; '' for a file that does not exist."""
    return "" if text is None else hashlib.sha256(text.encode()).hexdigest()


def write_overlay(overlay: Overlay) -> None:
    """This function will put changes in force, all of them at once; nothing at all when they are in force already."""
    whole = json.dumps([dict(overlay.texts), dict(overlay.shipped)], sort_keys=True).encode()
    name = hashlib.sha256(whole).hexdigest()[:32]
    folder = overlay_folder()
    said = json.dumps({"folder": name, "shipped": dict(overlay.shipped)}, sort_keys=True, indent=1)
    if (folder / STAMP).is_file() and (folder / STAMP).read_text(encoding="utf-8") == said:
        return
    for path, text in overlay.texts.items():
        _write(folder / name / path, text)
    (folder / name).mkdir(parents=True, exist_ok=True)
    draft = folder / f".{STAMP}.{os.getpid()}"
    _write(draft, said)
    draft.replace(folder / STAMP)


def read_overlay() -> Overlay:
    """This function will read what is in force; raises ValueError or OSError when the files are not whole."""
    path = overlay_folder() / STAMP
    if not path.is_file():
        return Overlay()
    said = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(said, dict) or not _FOLDER.fullmatch(str(said.get("folder"))):
        raise ValueError(f"{path} does not name a folder")
    folder = path.parent / said["folder"]
    texts = {
        one.relative_to(folder).as_posix(): one.read_text(encoding="utf-8")
        for one in sorted(folder.rglob("*"))
        if one.is_file()
    }
    missing = sorted(set(said["shipped"]) - set(texts))
    if missing:
        raise ValueError(f"{folder} lacks {', '.join(missing)}")
    return Overlay(texts, said["shipped"])


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
