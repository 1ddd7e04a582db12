"""A proposed change of the knowledge: its states, who may do what with it, and which files it may touch."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from opennen.kernel.finding import Finding
from opennen.rules.refusal import KnowledgeRefused

MOST_FILES = 40
MOST_CHARACTERS = 500_000  # of one file; the longest shipped one has a tenth
_NAME = re.compile(
    r"(guidelines/[a-z0-9][a-z0-9.-]*/(pack|(rules|cases)/[a-z0-9][a-z0-9._-]*)"
    r"|(sources|availability)/[a-z0-9][a-z0-9._-]*)\.yaml"
)


class ProposalState(StrEnum):
    DRAFT = "draft"  # being written
    SUBMITTED = "submitted"  # waits for a second person
    RETURNED = "returned"  # sent back with what to change
    APPROVED = "approved"  # signed, and in force
    WITHDRAWN = "withdrawn"


NEXT: dict[ProposalState, frozenset[ProposalState]] = {
    ProposalState.DRAFT: frozenset({ProposalState.SUBMITTED, ProposalState.WITHDRAWN}),
    # Back to a draft by changing it: nobody approves what is being written.
    ProposalState.SUBMITTED: frozenset(
        {ProposalState.APPROVED, ProposalState.RETURNED, ProposalState.WITHDRAWN, ProposalState.DRAFT}
    ),
    ProposalState.RETURNED: frozenset({ProposalState.DRAFT, ProposalState.SUBMITTED, ProposalState.WITHDRAWN}),
    # What is in force is changed by another proposal, never taken back in silence.
    ProposalState.APPROVED: frozenset(),
    ProposalState.WITHDRAWN: frozenset(),
}
TEXT_CHANGES: dict[ProposalState, bool] = {
    state: ProposalState.DRAFT in following or state is ProposalState.DRAFT for state, following in NEXT.items()
}


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file: its text when the change was begun (None = there was none), and the text proposed."""

    name: str
    before: str | None
    after: str

    @property
    def is_change(self) -> bool:
        """Whether the text proposed is another one."""
        return self.before != self.after


def may_become(now: ProposalState, wanted: ProposalState) -> bool:
    """This function will say whether a proposal can pass from one state to another."""
    return wanted in NEXT[now]


def check_may_become(now: ProposalState, wanted: ProposalState) -> None:
    """This function will refuse a change of state that does not exist (R820)."""
    if not may_become(now, wanted):
        raise KnowledgeRefused("R820", f"{now} → {wanted}")


def check_text_may_change(state: ProposalState) -> None:
    """This function will refuse to change the text of what is approved or withdrawn (R820)."""
    if not TEXT_CHANGES[state]:
        raise KnowledgeRefused("R820", str(state))


def may_review(authors: Collection[object], reviewer: object) -> bool:
    """This function will say whether a person may approve or return a proposal: not one they wrote in."""
    return reviewer not in authors


def check_may_review(authors: Collection[object], reviewer: object) -> None:
    """This function will refuse a review by an author (R821)."""
    if not may_review(authors, reviewer):
        raise KnowledgeRefused("R821")


def is_proposable(name: str) -> bool:
    """This function will say whether a proposal may touch a file."""
    return _NAME.fullmatch(name) is not None


def check_file(name: str, text: str) -> None:
    """This function will refuse a file no proposal may touch (R825), or a text that is too long (R827)."""
    if not is_proposable(name):
        raise KnowledgeRefused("R825", name)
    if len(text) > MOST_CHARACTERS:
        raise KnowledgeRefused("R827", f"{name}: {len(text)}")


def check_complete(changes: Iterable[FileChange], why_fr: str, why_en: str) -> None:
    """This function will refuse a proposal that changes nothing (R826) or does not say why in both languages (R815)."""
    found = list(changes)
    if not any(one.is_change for one in found):
        raise KnowledgeRefused("R826")
    if len(found) > MOST_FILES:
        raise KnowledgeRefused("R827", str(len(found)))
    if not why_fr.strip() or not why_en.strip():
        raise KnowledgeRefused("R815", "fr, en")


def check_sound(findings: Iterable[Finding]) -> None:
    """This function will refuse a proposal whose verification found an error (R822)."""
    errors = [f"{one.code} {one.place}".strip() for one in findings if one.level == "error"]
    if errors:
        raise KnowledgeRefused("R822", ", ".join(errors[:3]))


def overtaken(changes: Iterable[FileChange], in_force: Mapping[str, str]) -> tuple[str, ...]:
    """This function will name the files that are not in force any more as they were when the change was begun."""
    return tuple(one.name for one in changes if in_force.get(one.name) != one.before)


def check_not_overtaken(changes: Iterable[FileChange], in_force: Mapping[str, str]) -> None:
    """This function will refuse a proposal made on texts that have changed since (R823)."""
    names = overtaken(changes, in_force)
    if names:
        raise KnowledgeRefused("R823", ", ".join(names))


def applied(changes: Iterable[FileChange], in_force: Mapping[str, str]) -> dict[str, str]:
    """This function will give the texts as they would be with the changes in force."""
    return {**in_force, **{one.name: one.after for one in changes}}
