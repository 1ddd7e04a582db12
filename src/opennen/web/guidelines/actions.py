"""The only writes to proposals: one function per thing a person does, one transaction, one audit event."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from opennen.adapters.knowledge_files import shipped_texts
from opennen.adapters.knowledge_overlay import text_digest
from opennen.adapters.knowledge_verification import verification
from opennen.adapters.record_signature import is_signed, public_key, signature
from opennen.board.record import canonical
from opennen.kernel.finding import Finding
from opennen.kernel.text import Text
from opennen.rules import proposal as rules
from opennen.rules.knowledge import version_of
from opennen.rules.proposal import ProposalState
from opennen.rules.refusal import KnowledgeRefused
from opennen.web.accounts.capabilities import Capability
from opennen.web.accounts.models import Membership
from opennen.web.audit.actions import record as audit
from opennen.web.guidelines.in_force import put_in_force, start_deriving_again, texts_in_force
from opennen.web.guidelines.models import Proposal, ProposedFile

FORMAT = "opennen-proposal-1"
# Any number, the same in every process: PostgreSQL's name for "putting rules in force".
IN_FORCE_LOCK = 7_261_980_552


def verify_proposal(pk: int) -> Proposal:
    """Verify a proposal on the knowledge in force and keep what was found, unless its text changed meanwhile.

    Outside of any transaction: proofs take seconds, and with the embedded database nobody could save a case meanwhile.
    """
    found = Proposal.objects.get(pk=pk)
    in_force = texts_in_force()
    if rules.TEXT_CHANGES[ProposalState(found.state)]:
        done = verification(
            rules.applied(found.changes, in_force), timezone.localdate(), [one.name for one in found.changes]
        )
        result = done.knowledge.version if done.knowledge else ""
        kept: dict[str, Any] = {} if result == found.result_version else {"impact": {}}
        kept |= {
            "verified_on": version_of(in_force),
            "result_version": result,
            "findings": findings_json(done.findings),
        }
        still = Proposal.objects.filter(pk=pk, version=found.version)
        still.exclude(state=ProposalState.APPROVED.value).update(**kept)
    return Proposal.objects.get(pk=pk)


def _verified_after(change: Callable[..., Proposal]) -> Callable[..., Proposal]:
    """What is written is kept first, whatever comes of its verification."""

    @wraps(change)
    def changed(**said: Any) -> Proposal:
        with transaction.atomic():
            found = change(**said)
        return verify_proposal(found.pk)

    return changed


def _verified_before(change: Callable[..., Proposal]) -> Callable[..., Proposal]:
    """Nothing goes further on an old verification."""

    @wraps(change)
    def changed(**said: Any) -> Proposal:
        verify_proposal(said["pk"])
        with transaction.atomic():
            return change(**said)

    return changed


@transaction.atomic
def begin_proposal(*, actor: Membership, name: str, text: str | None = None) -> Proposal:
    """Begin a change of one file, from the text in force or with another one. Refuses R825, R827."""
    actor.check_may(Capability.EDIT_GUIDELINES)
    found = Proposal.objects.create(created_by=actor, changed_by=actor)
    found.authors.add(actor)
    _put_file(found, name, text)
    _tell("proposal.begin", actor, found, {"file": name})
    return found


@_verified_after
def save_proposal(
    *,
    actor: Membership,
    pk: int,
    version: int,
    texts: dict[str, str | None],
    why_fr: str,
    why_en: str,
    now: datetime | None = None,
) -> Proposal:
    """Save what is written, whether it is sound or not, and verify it.

    version: the one that was read; R824 when somebody saved since. texts: by file name; a file the proposal does not
    have yet is added, None stands for the text in force. Refuses R820, R825, R827.
    """
    actor.check_may(Capability.EDIT_GUIDELINES)
    found = _locked(pk)
    state = ProposalState(found.state)
    rules.check_text_may_change(state)
    if found.version != version:
        raise KnowledgeRefused("R824", found.changed_by.user.name)
    for name, text in texts.items():
        _put_file(found, name, text)
    found.why_fr, found.why_en = why_fr.strip(), why_en.strip()
    found.state = ProposalState.DRAFT.value
    found.authors.add(actor)
    _touch(found, actor, now)
    _tell("proposal.save", actor, found, {"files": sorted(texts), "version": found.version})
    return found


@_verified_after
def drop_file(*, actor: Membership, pk: int, version: int, name: str) -> Proposal:
    """Take a file out of a proposal. Refuses R820, R824."""
    actor.check_may(Capability.EDIT_GUIDELINES)
    found = _locked(pk)
    rules.check_text_may_change(ProposalState(found.state))
    if found.version != version:
        raise KnowledgeRefused("R824", found.changed_by.user.name)
    found.files.filter(name=name).delete()
    found.state = ProposalState.DRAFT.value
    found.authors.add(actor)
    _touch(found, actor, None)
    _tell("proposal.drop_file", actor, found, {"file": name})
    return found


@_verified_after
def rebase_file(*, actor: Membership, pk: int, version: int, name: str) -> Proposal:
    """Compare a file with the text now in force, and keep the text proposed: its author sees both and mends it.

    Refuses R820, R824, R825 (the proposal does not have the file).
    """
    actor.check_may(Capability.EDIT_GUIDELINES)
    found = _locked(pk)
    rules.check_text_may_change(ProposalState(found.state))
    if found.version != version:
        raise KnowledgeRefused("R824", found.changed_by.user.name)
    file = found.files.filter(name=name).first()
    if file is None:
        raise KnowledgeRefused("R825", name)
    file.before = texts_in_force().get(name)
    file.save()
    found.state = ProposalState.DRAFT.value
    found.authors.add(actor)
    _touch(found, actor, None)
    _tell("proposal.rebase", actor, found, {"file": name})
    return found


@_verified_after
def bring_up_to_date(*, actor: Membership, pk: int, version: int) -> Proposal:
    """Verify again on the knowledge in force; possible when none of its own files has changed (else R823)."""
    actor.check_may(Capability.EDIT_GUIDELINES)
    found = _locked(pk)
    rules.check_text_may_change(ProposalState(found.state))
    if found.version != version:
        raise KnowledgeRefused("R824", found.changed_by.user.name)
    rules.check_not_overtaken(found.changes, texts_in_force())
    _touch(found, actor, None)
    _tell("proposal.update", actor, found, {"version": found.version})
    return found


@_verified_before
def submit_proposal(*, actor: Membership, pk: int, version: int, now: datetime | None = None) -> Proposal:
    """Give a proposal to a second person. Refuses R815, R826 (incomplete), R822 (errors), R823 (overtaken), R824."""
    actor.check_may(Capability.EDIT_GUIDELINES)
    found = _locked(pk)
    rules.check_may_become(ProposalState(found.state), ProposalState.SUBMITTED)
    if found.version != version:
        raise KnowledgeRefused("R824", found.changed_by.user.name)
    _check_ready(found)
    found.state = ProposalState.SUBMITTED.value
    _touch(found, actor, now)
    _tell("proposal.submit", actor, found, {"result": found.result_version})
    return found


@transaction.atomic
def return_proposal(*, actor: Membership, pk: int, version: int, comment: str, now: datetime | None = None) -> Proposal:
    """Send a proposal back with what to change. Refuses R815 (no comment), R820, R821 (an author), R824."""
    found = _under_review(actor, pk, version, ProposalState.RETURNED)
    if not comment.strip():
        raise KnowledgeRefused("R815")
    _reviewed(found, actor, ProposalState.RETURNED, comment, now or timezone.now())
    _tell("proposal.return", actor, found, {"comment": comment.strip()})
    return found


@transaction.atomic
def withdraw_proposal(*, actor: Membership, pk: int, version: int, now: datetime | None = None) -> Proposal:
    """Give a proposal up; it stays readable. Refuses R820, R824."""
    actor.check_may(Capability.EDIT_GUIDELINES)
    found = _locked(pk)
    rules.check_may_become(ProposalState(found.state), ProposalState.WITHDRAWN)
    if found.version != version:
        raise KnowledgeRefused("R824", found.changed_by.user.name)
    found.state = ProposalState.WITHDRAWN.value
    _touch(found, actor, now)
    _tell("proposal.withdraw", actor, found, {})
    return found


@_verified_before
def approve_proposal(
    *, actor: Membership, pk: int, version: int, comment: str = "", now: datetime | None = None
) -> Proposal:
    """Sign a proposal and put it in force; facts of all cases are derived again in the background.

    The caller has checked the password. Everything is verified once more, on the knowledge in force at this moment.
    Refuses R820, R821 (an author), R822 (errors), R823 (overtaken), R824.
    """
    _alone()
    found = _under_review(actor, pk, version, ProposalState.APPROVED)
    _check_ready(found)
    now = now or timezone.now()
    shipped = shipped_texts()
    for file in found.files.all():
        file.shipped_sha256 = text_digest(shipped.get(file.name))
        file.save(update_fields=["shipped_sha256"])
    content = canonical(_signed_content(found, actor, comment, now))
    found.content, found.signature = content.decode(), signature(content, settings.DECISION_SIGNING_KEY)
    found.public_key = public_key(settings.DECISION_SIGNING_KEY)
    _reviewed(found, actor, ProposalState.APPROVED, comment, now)
    _tell("proposal.approve", actor, found, {"from": found.verified_on, "to": found.result_version})
    transaction.on_commit(put_in_force)
    transaction.on_commit(start_deriving_again)
    return found


def verified(found: Proposal) -> bool:
    """Answer whether an approved proposal's bytes are those that were signed."""
    return is_signed(found.content.encode(), found.signature, found.public_key)


def findings_json(findings: tuple[Finding, ...]) -> list[dict[str, Any]]:
    """Return findings as a proposal keeps them."""
    return [
        {
            "code": one.code,
            "level": one.level,
            "place": one.place,
            "message": {"fr": one.message.fr, "en": one.message.en},
            "example": one.example,
            "remedy": {"fr": one.remedy.fr, "en": one.remedy.en} if one.remedy else None,
        }
        for one in findings
    ]


def keep_impact(*, found: Proposal, impact: dict[str, Any]) -> None:
    """Keep the impact worked out for a reviewer, unless the text changed meanwhile. No audit: nothing is decided."""
    Proposal.objects.filter(pk=found.pk, version=found.version).exclude(state=ProposalState.APPROVED.value).update(
        impact=impact
    )


def _locked(pk: int) -> Proposal:
    return Proposal.objects.select_for_update(of=("self",)).select_related("changed_by__user").get(pk=pk)


def _under_review(actor: Membership, pk: int, version: int, wanted: ProposalState) -> Proposal:
    actor.check_may(Capability.REVIEW_GUIDELINES)
    found = _locked(pk)
    rules.check_may_become(ProposalState(found.state), wanted)
    # By person, not by membership: nobody approves their own text from another centre.
    rules.check_may_review(set(found.authors.values_list("user_id", flat=True)), actor.user_id)
    if found.version != version:
        raise KnowledgeRefused("R824", found.changed_by.user.name)
    return found


def _put_file(found: Proposal, name: str, text: str | None) -> None:
    in_force = texts_in_force().get(name)
    after = (in_force or "") if text is None else text.replace("\r\n", "\n")
    rules.check_file(name, after)
    file = found.files.filter(name=name).first()
    if file is None:
        file = ProposedFile(proposal=found, name=name, before=in_force)
    elif text is None:
        file.before = in_force
    file.after = after
    file.save()


def _check_ready(found: Proposal) -> None:
    """Refuse what is incomplete, overtaken or unsound; what is in force must be what it was verified on (else R823)."""
    in_force = texts_in_force()
    rules.check_complete(found.changes, found.why_fr, found.why_en)
    rules.check_not_overtaken(found.changes, in_force)
    if found.verified_on != version_of(in_force):
        raise KnowledgeRefused("R823", found.verified_on)
    rules.check_sound(
        Finding(one["code"], Text(**one["message"]), one["place"], level=one["level"]) for one in found.findings
    )


def _signed_content(found: Proposal, actor: Membership, comment: str, now: datetime) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "proposal": found.pk,
        "version": found.version,
        "files": {one.name: {"before_sha256": text_digest(one.before), "after": one.after} for one in found.changes},
        "why": {"fr": found.why_fr, "en": found.why_en},
        "authors": sorted(found.authors.values_list("user__name", flat=True)),
        "from_knowledge": found.verified_on,
        "to_knowledge": found.result_version,
        "findings": found.findings,
        "impact": {key: one for key, one in found.impact.items() if key != "cases"},
        "approved_by": actor.user.name,
        "approved_as": actor.role,
        "discipline": actor.discipline,
        "comment": comment.strip(),
        "approved_at": now.isoformat(),
    }


def _reviewed(found: Proposal, actor: Membership, state: ProposalState, comment: str, now: datetime) -> None:
    found.state, found.review_comment = state.value, comment.strip()
    found.reviewed_by, found.reviewed_at = actor, now
    _touch(found, actor, now)


def _touch(found: Proposal, actor: Membership, now: datetime | None) -> None:
    found.version += 1
    found.changed_by, found.changed_at = actor, now or timezone.now()
    found.save()


def _alone() -> None:
    """Let one transaction at a time put rules in force. SQLite's write transactions are alone anyway (IMMEDIATE)."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [IN_FORCE_LOCK])


def _tell(action: str, actor: Membership, found: Proposal, details: dict[str, Any]) -> None:
    audit(action=action, actor=actor, object_type="proposal", object_id=found.pk, details=details)
