"""The knowledge in use: what is shipped with the hospital's approved changes, read again when these change."""

import gc
import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from opennen.adapters.knowledge_overlay import Overlay, Stamp, read_overlay, stamp, text_digest
from opennen.cases.origins import origins_of
from opennen.kernel.finding import Finding, Refused
from opennen.kernel.text import Text
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
    """A knowledge with the texts it was read from, and what was found wrong with a hospital's own changes of it."""

    knowledge: Knowledge
    texts: Mapping[str, str]
    findings: tuple[Finding, ...] = ()


_reading = Lock()
_read: tuple[Stamp, InUse] | None = None
_held: ContextVar[InUse | None] = ContextVar("knowledge in use", default=None)


def in_use() -> InUse:
    """This function will give the knowledge in use with its texts; what was put in force meanwhile is read at once."""
    return _held.get() or _current()


def knowledge() -> Knowledge:
    """This function will give the knowledge in use."""
    return in_use().knowledge


@contextmanager
def one_knowledge() -> Iterator[InUse]:
    """This function will hold one knowledge for as long as a page or a transaction takes."""
    token = _held.set(in_use())
    try:
        yield in_use()
    finally:
        _held.reset(token)


def shipped_texts() -> dict[str, str]:
    """This function will read the knowledge as it was shipped, without a hospital's own changes."""
    return knowledge_texts(knowledge_folder())


def _current() -> InUse:
    global _read
    now = stamp()
    kept = _read
    if kept is not None and kept[0] == now:
        return kept[1]
    with _reading:
        if _read is None or _read[0] != now:
            _read = (now, _in_force())
            # A hundred thousand objects that stay for long: without this each full collection walks them for 15 ms.
            gc.collect()
            gc.freeze()
        return _read[1]


def _in_force() -> InUse:
    """The shipped knowledge with the hospital's changes; without them, and saying so, when they cannot be used."""
    shipped = shipped_texts()
    try:
        overlay = read_overlay()
        texts = {**shipped, **{name: text for name, text in overlay.texts.items() if name.endswith(".yaml")}}
        return InUse(knowledge_checked(texts), texts, tuple(_overtaken(overlay, shipped)))
    except (Refused, OSError, ValueError) as failure:
        found = failure.findings if isinstance(failure, Refused) else ()
        problem = _unusable("" if found else str(failure))
        logging.getLogger("opennen.knowledge").error("The hospital's own rules are not in use: %s", failure)
        return InUse(knowledge_checked(shipped), shipped, (problem, *found))


def _overtaken(overlay: Overlay, shipped: Mapping[str, str]) -> Iterator[Finding]:
    for name, digest in overlay.shipped.items():
        if text_digest(shipped.get(name)) != digest and name.endswith(".yaml"):
            yield Finding(
                "R832",
                Text(
                    fr="Ce fichier livré a changé depuis l'approbation du changement local, qui reste en vigueur.",
                    en="This shipped file has changed since the local change was approved, which stays in force.",
                ),
                name,
                remedy=Text(
                    fr="Comparer les deux et proposer un changement qui les réunit.",
                    en="Compare both and propose a change that brings them together.",
                ),
                level="warning",
            )


def _unusable(example: str) -> Finding:
    return Finding(
        "R831",
        Text(
            fr="Les règles propres à cet hôpital ne peuvent pas être lues : les règles livrées servent à leur place.",
            en="This hospital's own rules cannot be read: the shipped rules are used in their place.",
        ),
        "knowledge",
        example,
        Text(
            fr="Retirer ou corriger le changement en cause, puis redémarrer.",
            en="Withdraw or correct the change concerned, then start again.",
        ),
    )
