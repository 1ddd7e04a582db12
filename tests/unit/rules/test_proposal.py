"""Proposals: every state says what may follow, a second person reviews, only packs' files are touched."""

import pytest

from opennen.kernel.finding import Finding
from opennen.kernel.text import Text
from opennen.rules import proposal
from opennen.rules.proposal import NEXT, TEXT_CHANGES, FileChange, ProposalState
from opennen.rules.refusal import REASONS, KnowledgeRefused

S = ProposalState
ALLOWED = {
    (S.DRAFT, S.SUBMITTED),
    (S.DRAFT, S.WITHDRAWN),
    (S.SUBMITTED, S.APPROVED),
    (S.SUBMITTED, S.RETURNED),
    (S.SUBMITTED, S.WITHDRAWN),
    (S.SUBMITTED, S.DRAFT),
    (S.RETURNED, S.DRAFT),
    (S.RETURNED, S.SUBMITTED),
    (S.RETURNED, S.WITHDRAWN),
}
A = "guidelines/a-2026/rules/x.yaml"


def code_of(call, *arguments) -> str:
    with pytest.raises(KnowledgeRefused) as refused:
        call(*arguments)
    assert refused.value.sentence("fr") != refused.value.sentence("en")
    return refused.value.code


def test_every_state_says_what_may_follow_and_whether_its_text_changes() -> None:
    assert set(NEXT) == set(S) == set(TEXT_CHANGES)
    assert {(now, then) for now, following in NEXT.items() for then in following} == ALLOWED
    assert {state for state, may in TEXT_CHANGES.items() if may} == {S.DRAFT, S.SUBMITTED, S.RETURNED}


@pytest.mark.parametrize("now", list(S))
@pytest.mark.parametrize("wanted", list(S))
def test_what_is_not_in_the_table_is_refused(now: S, wanted: S) -> None:
    if (now, wanted) in ALLOWED:
        proposal.check_may_become(now, wanted)
    else:
        assert code_of(proposal.check_may_become, now, wanted) == "R820"


def test_a_closed_proposal_keeps_its_text() -> None:
    proposal.check_text_may_change(S.SUBMITTED)
    assert code_of(proposal.check_text_may_change, S.APPROVED) == "R820"


def test_an_author_never_reviews() -> None:
    proposal.check_may_review({1, 2}, 3)
    assert code_of(proposal.check_may_review, {1, 2}, 2) == "R821"


@pytest.mark.parametrize(
    "name",
    [A, "guidelines/a-2026/pack.yaml", "guidelines/a-2026/cases/y.yaml", "sources/z.yaml", "availability/be.yaml"],
)
def test_files_of_packs_sources_and_availability_may_be_touched(name: str) -> None:
    proposal.check_file(name, "")


@pytest.mark.parametrize(
    "name",
    [
        "vocabulary/units.yaml",
        "registries/x/mapping.yaml",
        "guidelines/a/../../../etc/x.yaml",
        "guidelines/a/rules/../x.yaml",
        "/etc/passwd",
        "guidelines/a/rules/x.py",
        "guidelines/a/rules/x/y.yaml",
        "guidelines/a/CHANGES.md",
        "sources/.yaml",
        "sources/a.yaml\n",
        "",
    ],
)  # fmt: skip
def test_no_other_file_may(name: str) -> None:
    assert code_of(proposal.check_file, name, "") == "R825"


def test_a_proposal_changes_something_says_why_and_is_not_endless() -> None:
    change = FileChange(A, "a", "b")
    proposal.check_complete([change], "pourquoi", "why")
    assert code_of(proposal.check_complete, [change], "pourquoi", " ") == "R815"
    assert code_of(proposal.check_complete, [FileChange(A, "a", "a")], "pourquoi", "why") == "R826"
    assert code_of(proposal.check_complete, [change] * 41, "pourquoi", "why") == "R827"
    assert code_of(proposal.check_file, A, "x" * 500_001) == "R827"


def test_errors_stop_it_and_warnings_do_not() -> None:
    said = Text(fr="a", en="b")
    proposal.check_sound([Finding("V101", said, level="warning")])
    assert code_of(proposal.check_sound, [Finding("V101", said, "x.yaml, line 3")]) == "R822"


def test_a_file_that_changed_under_it_is_named() -> None:
    changes = [FileChange(A, "a", "b"), FileChange("sources/new.yaml", None, "n")]
    proposal.check_not_overtaken(changes, {A: "a", "other": "whatever"})
    assert proposal.overtaken(changes, {A: "c", "sources/new.yaml": "n"}) == (A, "sources/new.yaml")
    assert code_of(proposal.check_not_overtaken, changes, {A: "c"}) == "R823"
    assert proposal.applied(changes, {A: "a", "o": "o"}) == {A: "b", "o": "o", "sources/new.yaml": "n"}


def test_every_reason_is_there_in_both_languages() -> None:
    for message, remedy in REASONS.values():
        assert message.fr != message.en
        assert remedy.fr != remedy.en
