"""The board's rules: states, quorum, deviation, outcome, record."""

import json
from datetime import date

import pytest

from opennen.board.agenda import moved
from opennen.board.outcome import NEEDS_REASON, SETTLES, Outcome, OutcomeStatus, check_outcome, is_overdue
from opennen.board.quorum import Presence, Quorum, quorum_of
from opennen.board.recommendation import Action, Deviation, Recommendation, check_recommendation, deviations
from opennen.board.record import amended, canonical, digest, trimmed
from opennen.board.refusal import REASONS, BoardRefused
from opennen.board.states import (
    AGENDA_CHANGES,
    NEXT_ITEM,
    NEXT_MEETING,
    RECOMMENDATION_CHANGES,
    ItemState,
    MeetingState,
    check_agenda_may_change,
    check_item_may_become,
    check_meeting_may_become,
    check_recommendation_may_change,
)

HELD = date(2026, 3, 12)
STATUSES = {"options.prrt": "supported", "options.everolimus": "to_consider", "options.transplant": "excluded"}


def refusal_of(function, *arguments):
    with pytest.raises(BoardRefused) as refused:
        function(*arguments)
    return refused.value


def test_every_state_says_what_may_follow():
    assert set(NEXT_MEETING) == set(MeetingState) == set(AGENDA_CHANGES) == set(RECOMMENDATION_CHANGES)
    assert set(NEXT_ITEM) == set(ItemState)
    assert set(SETTLES) == set(NEEDS_REASON) == set(OutcomeStatus)


@pytest.mark.parametrize("now", MeetingState)
@pytest.mark.parametrize("wanted", MeetingState)
def test_a_meeting_changes_state_only_as_the_table_says(now, wanted):
    if wanted in NEXT_MEETING[now]:
        check_meeting_may_become(now, wanted)
    else:
        code = refusal_of(check_meeting_may_become, now, wanted).code
        assert code == ("B102" if now is MeetingState.CLOSED else "B107")


@pytest.mark.parametrize("now", ItemState)
@pytest.mark.parametrize("wanted", ItemState)
def test_an_item_changes_state_only_as_the_table_says(now, wanted):
    if wanted in NEXT_ITEM[now]:
        check_item_may_become(now, wanted)
    else:
        assert refusal_of(check_item_may_become, now, wanted).code == "B107"


def test_a_closed_meeting_is_locked():
    assert refusal_of(check_agenda_may_change, MeetingState.CLOSED).code == "B102"
    assert refusal_of(check_recommendation_may_change, MeetingState.CLOSED).code == "B102"


def test_every_refusal_has_words_and_a_remedy_in_both_languages():
    for code in REASONS:
        refused = BoardRefused(code, "x")
        assert refused.sentence("fr") != refused.sentence("en")
        assert refused.findings[0].remedy


def test_the_quorum_names_what_lacks_in_the_boards_order():
    quorum = Quorum(("pathology", "surgery", "nuclear_medicine"), people=3)
    answer = quorum_of(quorum, [Presence("Dr A", "surgery"), Presence("dr a ", "surgery")])
    assert answer.missing_disciplines == ("pathology", "nuclear_medicine")
    assert answer.missing_people == 2
    assert not answer.is_reached
    full = [Presence("A", "surgery"), Presence("B", "pathology"), Presence("C", "nuclear_medicine")]
    assert quorum_of(quorum, full).is_reached


@pytest.mark.parametrize(
    ("recommendation", "expected"),
    [
        (Recommendation((Action("PRRT", "options.prrt"),)), ()),
        (Recommendation((Action("Everolimus", "options.everolimus"),)), ()),
        (Recommendation((Action("Transplant", "options.transplant"),)), (Deviation.UNSUPPORTED_OPTION,)),
        (Recommendation((Action("Second opinion"),)), (Deviation.FREE_TEXT,)),
        (Recommendation((Action("PRRT", "options.prrt"), Action("echocardiography"))), ()),
        (Recommendation(awaited="SSTR PET"), ()),
        (Recommendation(deviation_reason="patient's wish"), (Deviation.NOTHING_CHOSEN,)),
    ],
)
def test_a_deviation_is_named(recommendation, expected):
    assert deviations(recommendation, STATUSES) == expected


def test_free_text_is_no_deviation_when_no_option_is_supported():
    assert deviations(Recommendation((Action("biopsy"),)), {"options.prrt": "open"}) == ()


def test_a_deviation_is_signed_only_with_its_reason():
    chosen = (Action("Transplant", "options.transplant"),)
    refused = refusal_of(check_recommendation, Recommendation(chosen), STATUSES, HELD)
    assert refused.code == "B104"
    assert "Transplant" in refused.sentence("en")
    check_recommendation(Recommendation(chosen, deviation_reason="national programme"), STATUSES, HELD)


def test_blank_reasons_do_not_count():
    chosen = (Action("Transplant", "options.transplant"),)
    assert (
        refusal_of(check_recommendation, Recommendation(chosen, deviation_reason="  "), STATUSES, HELD).code == "B104"
    )


def test_an_empty_recommendation_is_refused():
    assert refusal_of(check_recommendation, Recommendation(), STATUSES, HELD).code == "B105"


def test_a_due_date_before_the_meeting_is_refused_and_the_day_itself_is_not():
    early = Recommendation((Action("PRRT", "options.prrt", date(2026, 3, 11)),))
    assert refusal_of(check_recommendation, early, STATUSES, HELD).code == "B106"
    check_recommendation(Recommendation((Action("PRRT", "options.prrt", HELD),)), STATUSES, HELD)


def test_an_option_the_assessment_does_not_know_is_refused():
    unknown = Recommendation((Action("?", "options.unheard_of"),), deviation_reason="because")
    assert refusal_of(check_recommendation, unknown, STATUSES, HELD).code == "B116"


@pytest.mark.parametrize("status", OutcomeStatus)
def test_an_outcome_needs_its_reason_where_the_table_says(status):
    outcome = Outcome(status, HELD)
    if NEEDS_REASON[status]:
        assert refusal_of(check_outcome, outcome, HELD).code == "B110"
        check_outcome(Outcome(status, HELD, reason="patient_refusal"), HELD)
    else:
        check_outcome(outcome, HELD)


def test_an_outcome_in_the_future_is_refused():
    assert refusal_of(check_outcome, Outcome(OutcomeStatus.DONE, date(2026, 3, 13)), HELD).code == "B111"


def test_overdue_begins_the_day_after():
    assert not is_overdue(HELD, settled=False, today=HELD)
    assert is_overdue(HELD, settled=False, today=date(2026, 3, 13))
    assert not is_overdue(HELD, settled=True, today=date(2026, 3, 13))
    assert not is_overdue(None, settled=False, today=date(2026, 3, 13))


def test_a_record_has_one_spelling_whatever_the_order_of_its_keys():
    assert canonical({"b": 1, "a": "é"}) == canonical({"a": "é", "b": 1}) == '{"a":"é","b":1}'.encode()
    with pytest.raises(ValueError, match="Out of range"):
        canonical({"ki67": float("nan")})


def test_an_amendment_keeps_facts_and_names_what_it_replaces():
    first = {"version": 1, "facts": {"ki67_percent": 11}, "recommendation": {"actions": []}}
    second = amended(first, {"actions": [1]}, 2, "wrong patient named")
    assert second["facts"] == first["facts"]
    assert second["amendment"] == {"reason": "wrong patient named", "replaces_sha256": digest(canonical(first))}
    assert json.loads(canonical(first))["version"] == 1


@pytest.mark.parametrize(("steps", "expected"), [(-1, "bac"), (1, "acb"), (-9, "bac"), (9, "acb"), (0, "abc")])
def test_an_item_moves_and_stops_at_the_ends(steps, expected):
    assert "".join(moved("abc", "b", steps)) == expected


def test_explanations_are_cut_below_a_depth_and_say_so():
    tree = {
        "text": "a",
        "truth": "yes",
        "parts": [{"text": "b", "truth": "no", "parts": [{"text": "c", "truth": "no"}]}],
    }
    answer = {"options": [{"id": "o", "because": [{"why": tree, "level": "I"}]}], "grade": None}
    cut = trimmed(answer, 1)
    why = cut["options"][0]["because"][0]["why"]
    assert why["parts"] == [{"text": "b", "truth": "no", "cut": True}]
    assert cut["options"][0]["because"][0]["level"] == "I"
    assert trimmed(answer, 9) == answer
