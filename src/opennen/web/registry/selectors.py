"""Reading cases: only those the person may see. Who may not gets no record, as if there were none."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from opennen.adapters.knowledge_files import knowledge
from opennen.adapters.sealing import opened, plain, search_key
from opennen.cases.model import Case
from opennen.evaluate.assessment import Assessment, assess
from opennen.web.accounts.capabilities import Capability
from opennen.web.accounts.models import Membership
from opennen.web.registry.models import CaseRecord, CaseRevision, Invitation

FILTERS = ("site", "family", "grade")


def today() -> date:
    """Return the day it is here, for every page and action of the registry."""
    return timezone.localdate()


def visible(actor: Membership) -> QuerySet[CaseRecord]:
    """Return the cases a person may see: their centre's, or their own, and those they are invited to."""
    if not actor.may(Capability.SEE_OWN_CASES):
        return CaseRecord.objects.none()
    invited = Invitation.objects.filter(
        Q(user_id=actor.user_id) | Q(user=None, email__iexact=actor.user.email),
        until__gte=today(),
        withdrawn_at=None,
    ).values_list("case_id", flat=True)
    own = Q(centre_id=actor.centre_id)
    if not actor.may(Capability.SEE_CENTRE_CASES):
        own &= Q(created_by_id=actor.user_id)
    # Read first: an OR with a subquery keeps the database from using the index of the centre, and most have none.
    known = list(invited)
    return CaseRecord.objects.filter(own | Q(pk__in=known) if known else own)


def case_list(actor: Membership, *, words: str = "", open_only: bool = False, **chosen: str) -> QuerySet[CaseRecord]:
    """Return visible cases, last changed first, narrowed by words (identifier, diagnosis, exact names) and columns."""
    found = visible(actor).filter(**{name: value for name, value in chosen.items() if name in FILTERS and value})
    if open_only:
        found = found.filter(Q(open_questions__gt=0) | Q(findings__gt=0))
    for word in plain(words).split():
        # A name is found only in one's own centre: identities do not travel with an invitation.
        named = Q(identity_keys__key=search_key(word, settings.FIELD_SEARCH_KEY), centre_id=actor.centre_id)
        number = Q(pk__in=CaseRecord.objects.filter(named).values("pk"))
        found = found.filter(Q(search_text__contains=word) | number)
    return found.defer("document", "search_text").order_by("-updated_at", "-pk")


def may_edit(actor: Membership, record: CaseRecord) -> bool:
    """Answer whether a person may change a case: in their own centre, with the capability."""
    return actor.centre_id == record.centre_id and actor.may(Capability.EDIT_CASE)


def may_see_identity(actor: Membership, record: CaseRecord) -> bool:
    """Answer whether a person may see whose case it is: their own centre only."""
    return actor.centre_id == record.centre_id and actor.may(Capability.SEE_OWN_CASES)


def identity_of(record: CaseRecord) -> dict[str, str]:
    """Return the opened identity of a case; empty when none is recorded."""
    identity = getattr(record, "identity", None)
    return opened(identity.seal, settings.FIELD_ENCRYPTION_KEY, f"case {record.pk}") if identity else {}


def case_of(record: CaseRecord) -> Case:
    """Return the case as the core reads it, its exact birth date (kept sealed) put back."""
    case = Case.model_validate(record.document)
    return with_birth_date(case, identity_of(record).get("birth_date"))


def with_birth_date(case: Case, birth_date: str | None) -> Case:
    """Return the case with an exact birth date instead of the year its document holds."""
    if not birth_date:
        return case
    person = type(case.person).model_validate({**case.person.model_dump(mode="json"), "birth_date": birth_date})
    return case.model_copy(update={"person": person})


def revision_case(record: CaseRecord, version: int) -> Case:
    """Return the case as it was in a version; raises CaseRevision.DoesNotExist for one that never was."""
    return Case.model_validate(CaseRevision.objects.get(case=record, version=version).document)


def country_of(case: Case, record: CaseRecord) -> str:
    """Return the country whose rules hold: where the person is treated, else the centre's."""
    return case.person.country or record.centre.country


@dataclass(frozen=True)
class Assessed:
    """A case with the assessment of each of its tumours."""

    record: CaseRecord
    case: Case
    assessments: tuple[Assessment, ...]


def assessed(record: CaseRecord, *, on: date | None = None, country: str | None = None) -> Assessed:
    """Return a case assessed as of a day (today) in a country (its own)."""
    case = case_of(record)
    where = country or country_of(case, record)
    answers = tuple(assess(case, knowledge(), on or today(), where, one.id) for one in case.tumours)
    return Assessed(record, case, answers)
