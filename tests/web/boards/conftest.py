"""A centre with a board, a meeting and real cases, made through the actions that pages use."""

import pytest
from django.utils import timezone

from opennen.adapters.case_files import read_case_file
from opennen.adapters.knowledge_files import knowledge_folder
from opennen.board.recommendation import Recommendation
from opennen.web.accounts.capabilities import Discipline, Role
from opennen.web.boards import actions, selectors
from opennen.web.registry.actions import load_demo_cases


@pytest.fixture
def coordinator(person):
    return person(Role.COORDINATOR, "claire")


@pytest.fixture
def member(person):
    return person(Role.MEMBER, "paul", discipline=Discipline.SURGERY)


@pytest.fixture
def records(coordinator):
    today = timezone.localdate()
    folder = knowledge_folder() / "demo" / "cases"
    paths = [folder / f"{name}.json" for name in ("C05", "C14")]
    cases = [(case, identity) for path in paths for _, case, identity in read_case_file(path.read_bytes(), today)]
    return load_demo_cases(centre=coordinator.centre, cases=cases, why="test")


@pytest.fixture
def board(coordinator):
    return actions.create_board(actor=coordinator, name="COM", language="fr", disciplines=("surgery",), quorum_people=1)


@pytest.fixture
def plan(coordinator, board):
    def make(day=None):
        return actions.plan_meeting(
            actor=coordinator, board=board, held_on=day or timezone.localdate(), starts_at=None, place="salle 2"
        )

    return make


@pytest.fixture
def meeting(plan):
    return plan()


@pytest.fixture
def item(coordinator, meeting, records):
    return actions.put_on_agenda(actor=coordinator, case=records[0], meeting=meeting, question="PRRT ?")


@pytest.fixture
def draft(coordinator):
    """Return a function that saves a recommendation for an item: `draft(item, Action(…), reason="…")`."""

    def save(item, *chosen, reason="", awaited="", version=None):
        return actions.save_recommendation(
            actor=coordinator,
            item=item,
            version=version or item.version,
            recommendation=Recommendation(tuple(chosen), awaited, reason),
            statuses=selectors.sheet_of(item, "fr").statuses,
        )

    return save


@pytest.fixture
def attended(coordinator, member):
    """Return a function that opens a meeting with its quorum present."""

    def make(meeting):
        actions.open_meeting(actor=coordinator, meeting=meeting)
        actions.record_attendance(actor=coordinator, meeting=meeting, members={member: "1-23456-78-900"})
        meeting.refresh_from_db()
        return meeting

    return make
