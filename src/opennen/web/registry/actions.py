"""The only writes to cases: one function per thing a person does, one transaction, one audit event."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from opennen.adapters.knowledge_files import knowledge
from opennen.adapters.sealing import plain, sealed, search_key
from opennen.cases.change import Change, Conflict, changes, merged
from opennen.cases.model import Case
from opennen.cases.read import problems_in
from opennen.evaluate import render
from opennen.evaluate.derivation import Derived, derived
from opennen.kernel.finding import Finding, Refused
from opennen.kernel.text import Text
from opennen.query.stored import assumed, stored
from opennen.web.accounts.capabilities import Capability
from opennen.web.accounts.models import Centre, Membership, User
from opennen.web.audit.actions import record as audit
from opennen.web.registry.archive import keep_knowledge_in_use
from opennen.web.registry.models import (
    CaseRecord,
    CaseRevision,
    IdentityKey,
    Invitation,
    PatientIdentity,
    TumourFacts,
)
from opennen.web.registry.selectors import (
    country_of,
    identity_of,
    may_edit,
    revision_case,
    today,
    visible,
    with_birth_date,
)

IDENTITY_FIELDS = ("surname", "first_name", "birth_date", "national_number", "hospital_number")


@dataclass(frozen=True)
class Saved:
    """A change that is kept. `theirs` lists what others had changed meanwhile and was put together with it."""

    record: CaseRecord
    theirs: tuple[Change, ...] = ()


class ChangedMeanwhile(Exception):
    """Somebody else changed the same part since; nothing was saved. Both values are here."""

    def __init__(self, record: CaseRecord, conflicts: tuple[Conflict, ...], theirs: tuple[Change, ...]) -> None:
        super().__init__("changed meanwhile")
        self.record, self.conflicts, self.theirs = record, conflicts, theirs


def create_case(
    *,
    actor: Membership | None,
    case: Case,
    identity: dict[str, str] | None = None,
    centre: Centre | None = None,
    action: str = "case.create",
    why: str = "",
    at: datetime | None = None,
) -> CaseRecord:
    """Keep a new case. actor None: the machine (import on the command line, demonstration), which names the centre.

    Raises Refused (C120) when the centre has a case with this identifier, and with what `problems_in` finds.
    """
    if actor is not None:
        actor.check_may(Capability.IMPORT_CASES if action == "case.import" else Capability.CREATE_CASE)
        centre = actor.centre
    assert centre is not None
    _check(case)
    with transaction.atomic():
        if CaseRecord.objects.filter(centre=centre, identifier=case.id).exists():
            raise Refused([duplicate(case.id, "$.id")])
        user = actor.user if actor else None
        now = at or timezone.now()
        record = CaseRecord(
            centre=centre, identifier=case.id, created_by=user, updated_by=user, created_at=now, updated_at=now
        )
        record.document = _document(case)
        record.save()
        _keep_identity(record, _with_exact_birth(case, identity or {}))
        _derive(record, case)
        _keep_revision(record, user, why)
        _tell(action, actor, record, {"version": 1, "events": len(case.events)})
    return record


def change_case(
    *,
    actor: Membership,
    record_id: int,
    based_on: int,
    case: Case,
    identity: dict[str, str] | None = None,
    why: str = "",
) -> Saved:
    """Keep a changed case, which was made from version `based_on`. identity None leaves the identity as it is.

    What others changed meanwhile elsewhere in the case is kept too. Raises ChangedMeanwhile when both changed the
    same part, Refused with what `problems_in` finds, CaseRecord.DoesNotExist for a case the actor may not see.
    """
    _check(case)
    with transaction.atomic():
        record = _locked(actor, record_id)
        current = Case.model_validate(record.document)
        base = current if based_on == record.version else revision_case(record, based_on)
        mine = _pseudonymous(case)
        together = merged(base, mine, current)
        theirs = together.theirs
        if together.case is None:
            raise ChangedMeanwhile(record, together.conflicts, theirs)
        if together.conflicts:
            raise ChangedMeanwhile(record, together.conflicts, theirs)
        if identity is not None:
            _keep_identity(record, _with_exact_birth(case, identity))
        done = changes(current, together.case)
        if done or identity is not None:
            _keep(record, together.case, actor, done, why, identity is not None)
    return Saved(record, theirs)


def _keep(
    record: CaseRecord, case: Case, actor: Membership, done: Iterable[Change], why: str, identity_changed: bool
) -> None:
    record.document = _document(case)
    record.version += 1
    record.updated_at, record.updated_by = timezone.now(), actor.user
    _derive(record, with_birth_date(case, _sealed_birth(record)))
    _keep_revision(record, actor.user, why)
    parts = [f"{change.kind} {' '.join(change.part)}" for change in done]
    # Which fields, never their values: the trail is read by people who may not read the file.
    details: dict[str, Any] = {"version": record.version, "changes": parts}
    if identity_changed:
        details["identity"] = "changed"
    _tell("case.update", actor, record, details)


@dataclass(frozen=True)
class Incoming:
    """One case to import, with the identity that came with it and its place in the file."""

    place: str
    case: Case
    identity: dict[str, str]


def import_cases(
    *, actor: Membership | None, incoming: Iterable[Incoming], name: str, centre: Centre | None = None
) -> list[CaseRecord]:
    """Keep every case of a file, or none. Raises Refused (C120) naming each identifier that is there already."""
    where = actor.centre if actor else centre
    assert where is not None
    if actor is not None:
        actor.check_may(Capability.IMPORT_CASES)
    cases = list(incoming)
    with transaction.atomic():
        known = set(
            CaseRecord.objects.filter(centre=where, identifier__in=[one.case.id for one in cases]).values_list(
                "identifier", flat=True
            )
        )
        problems = [duplicate(one.case.id, f"{one.place}.id") for one in cases if one.case.id in known]
        if problems:
            raise Refused(problems)
        return [
            create_case(
                actor=actor, centre=where, case=one.case, identity=one.identity, action="case.import", why=name[:200]
            )
            for one in cases
        ]


def load_demo_cases(*, centre: Centre, cases: Iterable[tuple[Case, dict[str, str]]], why: str) -> list[CaseRecord]:
    """Keep those demonstration cases the centre does not have yet; asking twice changes nothing."""
    made = []
    with transaction.atomic():
        known = set(CaseRecord.objects.filter(centre=centre).values_list("identifier", flat=True))
        for case, identity in cases:
            if case.id not in known:
                made.append(
                    create_case(actor=None, centre=centre, case=case, identity=identity, action="case.import", why=why)
                )
    return made


def record_read(*, actor: Membership, record: CaseRecord, what: str = "case.read", **details: Any) -> None:
    """Note that a person opened a patient's file; called in the transaction of the page that shows it."""
    _tell(what, actor, record, {"version": record.version, **details})


@transaction.atomic
def invite(*, actor: Membership, record_id: int, email: str, until: date) -> Invitation:
    """Let a person, named by e-mail address, see one case until a day."""
    actor.check_may(Capability.INVITE_TO_CASE)
    record = _locked(actor, record_id, editing=False)
    if record.centre_id != actor.centre_id:
        raise PermissionDenied(_("Only the case's own centre can invite."))
    user = User.objects.filter(email__iexact=email.strip()).first()
    invitation = Invitation.objects.create(
        case=record, user=user, email=email.strip().lower(), until=until, invited_by=actor.user
    )
    _tell("case.invite", actor, record, {"invitation": invitation.pk, "until": until.isoformat()})
    return invitation


@transaction.atomic
def withdraw_invitation(*, actor: Membership, record_id: int, invitation_id: int) -> None:
    """End an invitation at once."""
    actor.check_may(Capability.INVITE_TO_CASE)
    record = _locked(actor, record_id, editing=False)
    if record.centre_id != actor.centre_id:
        raise PermissionDenied(_("Only the case's own centre can invite."))
    Invitation.objects.filter(case=record, pk=invitation_id, withdrawn_at=None).update(withdrawn_at=timezone.now())
    _tell("case.uninvite", actor, record, {"invitation": invitation_id})


def recompute(record_ids: Iterable[int]) -> int:
    """Derive the columns and facts of some cases again, after new knowledge or on a new day; returns how many.

    Nobody waits: the cases are read and derived before the transaction begins. A case that somebody changes meanwhile
    was derived by that change, and what was made here of its old version is thrown away.
    """
    ids = list(record_ids)
    made = []
    for record in CaseRecord.objects.filter(pk__in=ids).select_related("centre", "identity"):
        case = with_birth_date(Case.model_validate(record.document), identity_of(record).get("birth_date"))
        made.append((record, *_derivation(record, case)))
    kept = []
    with transaction.atomic():
        for record, columns, facts in made:
            if CaseRecord.objects.filter(pk=record.pk, version=record.version).update(**columns):
                kept.append((record.pk, facts))
        _keep_facts(kept)
    return len(kept)


def duplicate(identifier: str, place: str) -> Finding:
    """Return the finding that a centre has this identifier already."""
    return Finding(
        "C120",
        Text(
            fr=f"L'identifiant « {identifier} » existe déjà dans ce centre.",
            en=f"The identifier “{identifier}” exists already in this centre.",
        ),
        place,
        remedy=Text(
            fr="Ouvrir le cas existant et le compléter, ou donner un autre identifiant.",
            en="Open the existing case and complete it, or give another identifier.",
        ),
    )


def _check(case: Case) -> None:
    problems = list(problems_in(case, knowledge().vocabulary, today()))
    if problems:
        raise Refused(problems)


def _locked(actor: Membership, record_id: int, editing: bool = True) -> CaseRecord:
    """The case's row, held until the transaction ends, if the actor may see (and change) it."""
    if not visible(actor).filter(pk=record_id).exists():
        raise CaseRecord.DoesNotExist("no such case")
    record = CaseRecord.objects.select_for_update(of=("self",)).select_related("centre").get(pk=record_id)
    if editing and not may_edit(actor, record):
        raise PermissionDenied(_("You may read this case, but only its own centre changes it."))
    return record


def _pseudonymous(case: Case) -> Case:
    """The case without a birth day: the document and its versions hold the year only."""
    born = case.person.birth_date
    if born is None or born.month is None:
        return case
    person = type(case.person).model_validate({**case.person.model_dump(mode="json"), "birth_date": f"{born.year:04d}"})
    return case.model_copy(update={"person": person})


def _document(case: Case) -> dict[str, Any]:
    kept = _pseudonymous(case).model_dump(mode="json", exclude_none=True, exclude={"identity"})
    kept.pop("identity", None)
    return kept


def _with_exact_birth(case: Case, identity: dict[str, str]) -> dict[str, str]:
    born = case.person.birth_date
    return {**identity, "birth_date": str(born)} if born is not None and born.month is not None else identity


def _sealed_birth(record: CaseRecord) -> str | None:
    return identity_of(CaseRecord.objects.select_related("identity").get(pk=record.pk)).get("birth_date")


def _keep_identity(record: CaseRecord, identity: dict[str, str]) -> None:
    values = {name: str(identity[name]).strip() for name in IDENTITY_FIELDS if str(identity.get(name) or "").strip()}
    IdentityKey.objects.filter(case=record).delete()
    if not values:
        PatientIdentity.objects.filter(case=record).delete()
        return
    seal = sealed(values, settings.FIELD_ENCRYPTION_KEY, f"case {record.pk}")
    PatientIdentity.objects.update_or_create(case=record, defaults={"seal": seal})
    words = {word for name in ("surname", "first_name") for word in plain(values.get(name, "")).split()}
    words |= {plain(values[name]).replace(" ", "") for name in ("national_number", "hospital_number") if name in values}
    keys = {search_key(word, settings.FIELD_SEARCH_KEY) for word in words if word}
    IdentityKey.objects.bulk_create([IdentityKey(case=record, key=key) for key in sorted(keys)])


def _keep_revision(record: CaseRecord, user: User | None, why: str) -> None:
    CaseRevision.objects.create(
        case=record, version=record.version, document=record.document, at=record.updated_at, by=user, why=why[:500]
    )


def _derive(record: CaseRecord, case: Case) -> None:
    """Keep what lists and cohorts read: headline columns and facts, in this transaction."""
    columns, facts = _derivation(record, case)
    for name, value in columns.items():
        setattr(record, name, value)
    record.save()
    _keep_facts([(record.pk, facts)])


def _derivation(record: CaseRecord, case: Case) -> tuple[dict[str, Any], list[TumourFacts]]:
    """The headline columns of a case, and the facts of each of its tumours."""
    on, country = today(), country_of(case, record)
    answers = [derived(case, knowledge(), on, country, one.id) for one in case.tumours]
    first = answers[0]
    current = first.classification.current
    languages = ("fr", "en", "nl", "de")
    headlines = {language: render.headline(first, case, knowledge(), language) for language in languages}
    columns = {
        "site": case.tumours[0].site or "",
        "family": current.family.outcome or "",
        "entity": current.entity.outcome or "",
        "grade": current.grade.outcome or "",
        "country": country,
        "open_questions": len(current.asks),
        "findings": sum(1 for answer in answers for one in answer.findings if one.level != "notice"),
        "headlines": headlines,
        "search_text": plain(f"{record.identifier} {headlines['fr']} {headlines['en']}"),
        "knowledge_version": keep_knowledge_in_use(),
        "derived_on": on,
    }
    return columns, [_tumour_facts(record, answer) for answer in answers]


def _tumour_facts(record: CaseRecord, answer: Derived) -> TumourFacts:
    current = answer.classification.current
    tables = (current.system, current.family, current.entity, current.grade)
    return TumourFacts(
        case=record,
        tumour=answer.tumour,
        facts=stored(answer.facts),
        assumed=assumed(answer.facts),
        classification={one.fact: one.outcome for one in tables if one.outcome is not None},
    )


def _keep_facts(found: Iterable[tuple[int, list[TumourFacts]]]) -> None:
    cases = dict(found)
    rows = [one for several in cases.values() for one in several]
    wanted = {(one.case_id, one.tumour) for one in rows}
    there = TumourFacts.objects.filter(case__in=cases).values_list("pk", "case_id", "tumour")
    gone = [pk for pk, case, tumour in there if (case, tumour) not in wanted]
    if gone:
        TumourFacts.objects.filter(pk__in=gone).delete()
    TumourFacts.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["case", "tumour"],
        update_fields=["facts", "assumed", "classification"],
    )


def _tell(action: str, actor: Membership | None, record: CaseRecord, details: dict[str, Any]) -> None:
    audit(
        action=action,
        actor=actor,
        centre=None if actor else record.centre,
        object_type="case",
        object_id=record.pk,
        case_id=record.identifier,
        details=details,
    )
