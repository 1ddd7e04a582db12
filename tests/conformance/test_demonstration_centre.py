"""The demonstration centre: every case, person, option and fact it names exists, and every role can be tried."""

from typing import Any

import pytest

from opennen.adapters.knowledge_files import knowledge, knowledge_folder
from opennen.vocabulary.document import document

FOLDER = knowledge_folder() / "demo"
CENTRE: dict[str, Any] = document((FOLDER / "centre.yaml").read_text(encoding="utf-8"), "centre.yaml").value
PEOPLE = {one["key"]: one for one in CENTRE["people"]}
ITEMS = [item for meeting in CENTRE["meetings"] for item in meeting["items"]]
ACTIONS = [action for item in ITEMS for action in item.get("recommendation", {}).get("actions", ())]


def test_each_person_has_an_account_of_their_own_at_example_org() -> None:
    addresses = [one["email"] for one in CENTRE["people"]]
    assert len(PEOPLE) == len(CENTRE["people"]) == len(set(addresses))
    assert all(address.endswith("@example.org") for address in addresses)


def test_every_role_can_be_tried() -> None:
    roles = {"referrer", "member", "coordinator", "data_manager", "guideline_editor", "administrator"}
    assert {one["role"] for one in CENTRE["people"]} == roles


def test_every_discipline_of_the_vocabulary_sits_at_the_board_or_is_other() -> None:
    assert {one["discipline"] for one in CENTRE["people"]} == set(knowledge().vocabulary.sets["discipline"].values)


@pytest.mark.parametrize("item", ITEMS, ids=[item["case"] for item in ITEMS])
def test_an_agenda_item_names_a_case_a_person_and_a_question_in_both_languages(item: dict[str, Any]) -> None:
    assert (FOLDER / "cases" / f"{item['case']}.json").is_file()
    assert item["requested_by"] in PEOPLE
    assert item["question"]["fr"] != item["question"]["en"]


def test_attendance_names_people_and_reaches_the_quorum() -> None:
    for meeting in CENTRE["meetings"]:
        present = meeting.get("attendance", [])
        assert set(present) <= set(PEOPLE)
        if meeting["state"] == "closed":
            quorum = next(one["quorum"] for one in CENTRE["boards"] if one["key"] == meeting["board"])
            assert len({PEOPLE[one]["discipline"] for one in present}) >= quorum


def test_recommended_options_and_awaited_facts_exist() -> None:
    options = {one.id for one in knowledge().options}
    assert {action["option"] for action in ACTIONS if "option" in action} <= options
    awaited = {fact for item in ITEMS for fact in item.get("recommendation", {}).get("waits_for", ())}
    assert awaited <= set(knowledge().vocabulary.facts)


def test_one_action_is_done_one_overdue_and_one_still_to_come() -> None:
    past = next(one for one in CENTRE["meetings"] if one["state"] == "closed")
    done = [one for one in ACTIONS if one.get("outcome", {}).get("status") == "done"]
    left = sorted(past["day"] + one["due"] for one in ACTIONS if "outcome" not in one)
    assert len(done) == 1
    assert left[0] < 0 < left[-1]
