"""Fields about the person: how they are, and how it ended."""

from opennen.cases.events import Condition, Status
from opennen.cases.model import Identity
from opennen.exchange.answers import NOT_APPLICABLE, NOT_RECORDED, UNKNOWN, Answer, given, withheld
from opennen.exchange.subject import Subject
from opennen.kernel.text import Text

_KEPT_APART = Text(
    fr="identité conservée à part, ajoutée seulement à l'envoi par le canal légal",
    en="identity kept apart, added only when sent through the statutory channel",
)


def _identity(name: str, subject: Subject) -> Answer:
    value = getattr(subject.identity, name, None) if subject.identity else None
    if subject.identity is None:
        return withheld(_KEPT_APART)
    return given(value) if value else NOT_RECORDED


def identity_surname(subject: Subject) -> Answer:
    """This function will give the surname, when the identity was handed over for a statutory delivery."""
    return _identity("surname", subject)


def identity_first_name(subject: Subject) -> Answer:
    """This function will give the first name, under the same condition."""
    return _identity("first_name", subject)


def identity_national_number(subject: Subject) -> Answer:
    """This function will give the national number, under the same condition."""
    return _identity("national_number", subject)


def vital_status(subject: Subject) -> Answer:
    """This function will give the last vital status recorded; lost to follow-up is asked and unknown."""
    found = [one for one in subject.of(Status) if one.vital is not None]
    if not found:
        return NOT_RECORDED
    last = found[-1]
    subject.take(last.id, "vital")
    return UNKNOWN if last.vital == "lost_to_follow_up" else given(str(last.vital))


def death_date(subject: Subject) -> Answer:
    """This function will give the date of the record that the person died; alive = not applicable."""
    found = [one for one in subject.of(Status) if one.vital is not None]
    if not found or found[-1].vital == "lost_to_follow_up":
        return NOT_RECORDED
    if found[-1].vital == "alive":
        return NOT_APPLICABLE
    return subject.at(found[-1].date, found[-1].id, "date")


def last_news_date(subject: Subject) -> Answer:
    """This function will give the date of the last dated event."""
    dated = [one for one in subject.events if one.date is not None]
    return subject.at(max(dated, key=lambda one: one.date.latest).date, "case", "events") if dated else NOT_RECORDED  # type: ignore[union-attr]


def first_ecog(subject: Subject) -> Answer:
    """This function will give the first performance status recorded (0-5)."""
    found = [one for one in subject.of(Status) if one.ecog is not None]
    return subject.read(found[0], found[0].id, "ecog") if found else NOT_RECORDED


def last_ecog(subject: Subject) -> Answer:
    """This function will give the latest performance status recorded (0-5)."""
    found = [one for one in subject.of(Status) if one.ecog is not None]
    return subject.read(found[-1], found[-1].id, "ecog") if found else NOT_RECORDED


def _conditions(subject: Subject, state: str) -> Answer:
    found = [one for one in subject.of(Condition) if one.state == state]
    for one in found:
        subject.take(one.id, "kind")
        subject.take(one.id, "state")
    return given(*dict.fromkeys(one.kind for one in found))


def conditions_present(subject: Subject) -> Answer:
    """This function will list the other diseases and hereditary syndromes recorded as present."""
    return _conditions(subject, "present")


def conditions_absent(subject: Subject) -> Answer:
    """This function will list those expressly recorded as absent; one that is not listed was not asked."""
    return _conditions(subject, "absent")


IDENTITY_FIELDS = tuple(Identity.model_fields)
FIELDS = {
    "identity.surname": identity_surname,
    "identity.first_name": identity_first_name,
    "identity.national_number": identity_national_number,
    "person.vital_status": vital_status,
    "person.death_date": death_date,
    "person.last_news_date": last_news_date,
    "person.first_ecog": first_ecog,
    "person.last_ecog": last_ecog,
    "person.conditions_present": conditions_present,
    "person.conditions_absent": conditions_absent,
}
