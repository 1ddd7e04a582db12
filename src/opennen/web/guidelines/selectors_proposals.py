"""Reads of proposals, for those who may write or review them."""

from dataclasses import dataclass

from django.db.models import QuerySet

from opennen.adapters.knowledge_files import knowledge_checked
from opennen.rules import proposal as rules
from opennen.rules.packs import Knowledge
from opennen.rules.proposal import ProposalState
from opennen.web.accounts.capabilities import Capability
from opennen.web.accounts.models import Membership
from opennen.web.guidelines.in_force import texts_in_force
from opennen.web.guidelines.models import Proposal


def proposals_of(actor: Membership) -> QuerySet[Proposal]:
    """Return the proposals a person may see: all of them, for who writes or reviews; else those in force."""
    found = Proposal.objects.select_related("created_by__user", "changed_by__user", "reviewed_by__user")
    if not (actor.may(Capability.EDIT_GUIDELINES) or actor.may(Capability.REVIEW_GUIDELINES)):
        found = found.filter(state=ProposalState.APPROVED.value)
    return found.prefetch_related("files", "authors__user")


@dataclass(frozen=True)
class MayDo:
    """What one person can do with a proposal now."""

    edit: bool
    submit: bool
    withdraw: bool
    review: bool  # approve or return
    is_author: bool
    overtaken: tuple[str, ...]  # files that are not in force any more as they were


def may_do(actor: Membership, found: Proposal) -> MayDo:
    """Return what a person can do with a proposal; the actions refuse the rest."""
    state = ProposalState(found.state)
    edits = actor.may(Capability.EDIT_GUIDELINES) and rules.TEXT_CHANGES[state]
    authors = {one.user_id for one in found.authors.all()}
    is_open = state not in (ProposalState.APPROVED, ProposalState.WITHDRAWN)
    return MayDo(
        edit=edits,
        submit=edits and rules.may_become(state, ProposalState.SUBMITTED),
        withdraw=edits and rules.may_become(state, ProposalState.WITHDRAWN),
        review=actor.may(Capability.REVIEW_GUIDELINES)
        and rules.may_become(state, ProposalState.APPROVED)
        and rules.may_review(authors, actor.user_id),
        is_author=actor.user_id in authors,
        overtaken=rules.overtaken(found.changes, texts_in_force()) if is_open else (),
    )


def resulting_knowledge(found: Proposal) -> Knowledge:
    """Return the knowledge as it would be with a proposal in force; raises Refused when it cannot be read."""
    return knowledge_checked(rules.applied(found.changes, texts_in_force()))


def files_to_propose() -> dict[str, list[str]]:
    """Return the files a proposal may touch, by folder."""
    found: dict[str, list[str]] = {}
    for name in texts_in_force():
        if rules.is_proposable(name):
            folder = "/".join(name.split("/")[:2]) if name.startswith("guidelines/") else name.split("/")[0]
            found.setdefault(folder, []).append(name)
    return found
