"""`opennen manage demo`: the demonstration centre, its people, published cases, and two meetings. Done once."""

from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from opennen.adapters.case_files import read_case_file
from opennen.adapters.knowledge_files import knowledge, knowledge_folder
from opennen.board.outcome import Outcome, OutcomeStatus
from opennen.board.quorum import Quorum
from opennen.board.recommendation import Action, Recommendation
from opennen.vocabulary.document import document
from opennen.web.accounts.actions import create_centre, create_first_account
from opennen.web.accounts.capabilities import Discipline, Role
from opennen.web.accounts.models import Centre, Membership
from opennen.web.boards import actions, selectors, signing
from opennen.web.boards.models import AgendaItem, Board, Meeting
from opennen.web.registry.actions import load_demo_cases
from opennen.web.registry.models import CaseRecord

# Known to everybody on purpose: it opens invented people's accounts over published cases, and nothing else.
PASSWORD = "demo-opennen-2026"  # noqa: S105


class Command(BaseCommand):
    help = (
        "Load the demonstration centre: invented people, published cases, two meetings. A second time changes nothing."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--force", action="store_true", help="also where another centre has data already")

    def handle(self, *args, force, **options) -> None:
        described = _described()
        code = described["centre"]["key"]
        if not force and Centre.objects.exclude(code=code).exists():
            raise CommandError(
                "Another centre works here: the demonstration stays out. Use --force to load it all the same."
            )
        with transaction.atomic():
            centre = Centre.objects.filter(code=code).first()
            if centre is None:
                centre = _Demonstration(described).load()
        self.stdout.write(f"Demonstration accounts (password {PASSWORD}):")
        for one in Membership.objects.filter(centre=centre, is_active=True).select_related("user").order_by("pk"):
            self.stdout.write(f"  {one.user.email:<40}{one.role:<18}{one.user.name}")


def _described() -> dict[str, Any]:
    path = knowledge_folder() / "demo" / "centre.yaml"
    return dict(document(path.read_text(encoding="utf-8"), path.name).value)


class _Demonstration:
    """Loads a description in the order people would have worked: everything through the actions of the pages."""

    def __init__(self, described: dict[str, Any]) -> None:
        self.described = described
        self.language = described["centre"]["language"]
        self.today = timezone.localdate()
        self.people: dict[str, Membership] = {}
        self.boards: dict[str, Board] = {}

    def load(self) -> Centre:
        said = self.described["centre"]
        centre = create_centre(
            code=said["key"], name_fr=said["name"]["fr"], name_en=said["name"]["en"], country=said["country"]
        )
        for one in self.described["people"]:
            self.people[one["key"]] = create_first_account(
                centre=centre,
                email=one["email"],
                name=one["name"],
                role=Role(one["role"]),
                discipline=Discipline(one["discipline"]),
                password=PASSWORD,
                language=one["language"],
            )
        load_demo_cases(
            centre=centre, cases=self._cases(), why=self._words({"fr": "Cas publié", "en": "Published case"})
        )
        for one in self.described["boards"]:
            quorum = Quorum(tuple(one["disciplines"]), one["quorum"])
            self.boards[one["key"]] = actions.create_board(
                actor=self._chair,
                name=one["name"],
                language=one["language"],
                disciplines=quorum.disciplines,
                quorum_people=quorum.people,
            )
        for one in self.described["meetings"]:
            self._meeting(one, centre)
        return centre

    @property
    def _chair(self) -> Membership:
        return next(one for one in self.people.values() if one.role == Role.COORDINATOR)

    def _words(self, text: dict[str, str] | None) -> str:
        return " ".join((text or {}).get(self.language, "").split())

    def _cases(self):
        folder: Path = knowledge_folder() / "demo" / "cases"
        for path in sorted(folder.glob("*.json")):
            for _, case, identity in read_case_file(path.read_bytes(), self.today, path.name):
                yield case, identity

    def _meeting(self, said: dict[str, Any], centre: Centre) -> None:
        held_on = self.today + timedelta(days=said["day"])
        meeting = actions.plan_meeting(
            actor=self._chair,
            board=self.boards[said["board"]],
            held_on=held_on,
            starts_at=time.fromisoformat(said["time"]),
            place=self._words(said["place"]),
        )
        for one in said["items"]:
            actions.put_on_agenda(
                actor=self.people[one["requested_by"]],
                case=CaseRecord.objects.get(centre=centre, identifier=one["case"]),
                meeting=meeting,
                question=self._words(one["question"]),
                is_urgent=one.get("urgent", False),
            )
        if said["state"] == "closed":
            self._hold(said, meeting)

    def _hold(self, said: dict[str, Any], meeting: Meeting) -> None:
        actions.open_meeting(actor=self._chair, meeting=meeting)
        present = {self.people[key]: "" for key in said["attendance"]}
        actions.record_attendance(actor=self._chair, meeting=meeting, members=present)
        decided = {one["case"]: one["recommendation"] for one in said["items"]}
        items = list(AgendaItem.objects.filter(meeting=meeting).select_related("case__centre", "meeting__board"))
        for item in items:
            self._decide(item, decided[item.case.identifier])
        start = datetime.combine(meeting.held_on, meeting.starts_at or time(16), timezone.get_current_timezone())
        signing.close_meeting(
            actor=self._chair,
            meeting=meeting,
            next_meeting=None,
            without_quorum_because="",
            now=start + timedelta(hours=1, minutes=30),
        )
        for item in items:
            self._follow(item, decided[item.case.identifier])

    def _decide(self, item: AgendaItem, said: dict[str, Any]) -> None:
        statuses = selectors.sheet_of(item, self.language).statuses
        due = item.meeting.held_on
        lines = [
            Action(
                text=selectors.title_of(one["option"], self.language) if "option" in one else self._words(one["text"]),
                option=one.get("option", ""),
                due_on=due + timedelta(days=one["due"]) if "due" in one else None,
            )
            for one in said.get("actions", ())
        ]
        recommendation = Recommendation(
            actions=tuple(lines),
            deviation_reason=self._words(said.get("deviation_reason")),
            discussion=self._words(said.get("words")),
        )
        known = knowledge().vocabulary.facts
        actions.save_recommendation(
            actor=self._chair,
            item=item,
            version=item.version,
            recommendation=recommendation,
            awaited_facts=tuple(one for one in said.get("waits_for", ()) if one in known),
            statuses=statuses,
        )

    def _follow(self, item: AgendaItem, said: dict[str, Any]) -> None:
        for row, one in zip(item.actions.order_by("position"), said.get("actions", ()), strict=True):
            if "outcome" not in one:
                continue
            told = one["outcome"]
            happened = item.meeting.held_on + timedelta(days=told["day"])
            actions.record_outcome(
                actor=self._chair,
                action=row,
                outcome=Outcome(OutcomeStatus(told["status"]), happened, told.get("reason", "")),
                today=self.today,
            )
