"""Reads that replay a signed decision: by the knowledge it was taken on, and by today's."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError

from opennen.adapters.knowledge_files import knowledge
from opennen.board.record import canonical, digest
from opennen.cases.model import Case
from opennen.evaluate.assessment import assess
from opennen.evaluate.replay import ANSWERS, Difference, differences, replay, with_age_of
from opennen.evaluate.report import as_json
from opennen.kernel.finding import Refused
from opennen.rules.packs import Knowledge
from opennen.web.boards.models import DecisionRecord
from opennen.web.boards.selectors import content_of
from opennen.web.registry.archive import knowledge_of
from opennen.web.registry.models import CaseRevision, KnowledgeVersion


@dataclass(frozen=True)
class Replay:
    """What a replay gave. `obstacle` says why it could not be done; then nothing is known about the answer."""

    differences: tuple[Difference, ...] = ()
    obstacle: str = ""  # a key of OBSTACLES in the presenters
    knowledge: Knowledge | None = None  # the one it was replayed by

    @property
    def is_same(self) -> bool:
        return not self.answers and not self.obstacle

    @property
    def answers(self) -> tuple[Difference, ...]:
        """What the rules answer otherwise."""
        return tuple(one for one in self.differences if one.is_of_the_answer)

    @property
    def questions(self) -> tuple[Difference, ...]:
        """What is asked otherwise."""
        return tuple(one for one in self.differences if not one.is_of_the_answer)


def replayed(record: DecisionRecord) -> Replay:
    """Return a signed decision answered again: its case, its day, its country, the knowledge it was taken on."""
    content = content_of(record)
    case, obstacle = _case(record, content)
    if case is None:
        return Replay(obstacle=obstacle)
    try:
        then = knowledge_of(content["knowledge_version"])
    except KnowledgeVersion.DoesNotExist:
        return Replay(obstacle="knowledge_gone")
    except Refused:
        return Replay(obstacle="knowledge_unreadable")
    return Replay(replay(case, _report(content), then), knowledge=then)


def answered_today(record: DecisionRecord, today: date) -> tuple[Difference, ...] | None:
    """Return what differs when the case as signed is answered today, by the knowledge in use; None without the case.

    Facts are left out: with another day an age is another, which is no news.
    """
    content = content_of(record)
    case, _ = _case(record, content)
    if case is None:
        return None
    report = _report(content)
    aged = with_age_of(case, report, knowledge())
    again = assess(aged, knowledge(), today, report["country"], report["tumour"])
    found = differences(report, as_json(again, aged, knowledge(), report["language"]))
    return tuple(one for one in found if one.part in ANSWERS)


def _report(content: dict[str, Any]) -> dict[str, Any]:
    return content["assessments"][content["language"]]


def _case(record: DecisionRecord, content: dict[str, Any]) -> tuple[Case | None, str]:
    """The case as it was signed: from the record, or for a record of format 1 from the case's versions."""
    document = content["case"].get("document")
    if document is None:
        revision = CaseRevision.objects.filter(case=record.case_id, version=content["case"]["version"]).first()
        if revision is None:
            return None, "case_gone"
        document = revision.document
    if digest(canonical(document)) != content["case"]["document_sha256"]:
        return None, "case_altered"
    try:
        return Case.model_validate(document), ""
    except ValidationError:
        return None, "case_unreadable"
