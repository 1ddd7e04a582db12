"""What the approved proposals make of the shipped knowledge, and how it comes into force."""

import subprocess
import sys

from django.utils import timezone

from opennen.adapters.knowledge_files import knowledge, shipped_texts
from opennen.adapters.knowledge_overlay import Overlay, write_overlay
from opennen.rules.proposal import ProposalState
from opennen.web.guidelines.models import Proposal, ProposedFile
from opennen.web.registry.models import CaseRecord


def texts_in_force() -> dict[str, str]:
    """Return the texts of the knowledge as the database has it: shipped, and what was approved, in that order."""
    return {**shipped_texts(), **{one.name: one.after for one in _approved_files().values()}}


def put_in_force() -> None:
    """Make the files every process reads from what the database has; nothing when they say so already."""
    files = _approved_files()
    texts = {name: one.after for name, one in files.items()} | _histories()
    write_overlay(Overlay(texts, {name: one.shipped_sha256 for name, one in files.items()}))


def start_deriving_again() -> None:
    """Derive the facts of all cases by the knowledge now in force, in a process of its own."""
    arguments = [sys.executable, "-m", "opennen.main", "manage", "recompute_facts"]
    subprocess.Popen(  # noqa: S603  our own program; it goes on when this worker ends
        arguments,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def cases_by_another_version() -> int:
    """Return how many cases still carry facts derived by another version than the one in use."""
    return CaseRecord.objects.exclude(knowledge_version=knowledge().version).count()


def _approved_files() -> dict[str, ProposedFile]:
    """The latest approved text of each file."""
    rows = ProposedFile.objects.filter(proposal__state=ProposalState.APPROVED.value)
    return {one.name: one for one in rows.order_by("proposal__reviewed_at", "proposal__pk")}


def _histories() -> dict[str, str]:
    """The sentence of each approved proposal in the history of every pack it touched."""
    said: dict[str, list[str]] = {}
    approved = Proposal.objects.filter(state=ProposalState.APPROVED.value).prefetch_related("files")
    for one in approved.order_by("-reviewed_at", "-pk"):
        assert one.reviewed_at is not None
        day = timezone.localtime(one.reviewed_at).date()
        entry = f"## {day.isoformat()}\n\n- fr: {_line(one.why_fr)}\n- en: {_line(one.why_en)}\n"
        packs = {file.name.split("/")[1] for file in one.files.all() if file.name.startswith("guidelines/")}
        for pack in sorted(packs):
            said.setdefault(f"guidelines/{pack}/CHANGES.md", []).append(entry)
    return {name: "\n".join(entries) for name, entries in said.items()}


def _line(text: str) -> str:
    return " ".join(text.split())
