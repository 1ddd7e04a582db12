"""A case: one person, their tumours, their dated events."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from opennen.cases.amounts import Coded, Day, Recorded
from opennen.cases.events import AnyEvent, Code, EventId, Provenance, Words


class Person(Recorded):
    """Who the case is about, without any identifier."""

    sex: Annotated[Code, Coded("sex")] | None = None
    birth_date: Day | None = None
    age_years: int | None = Field(default=None, ge=0, le=120, description="Age at first diagnosis, if no birth date")
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$", description="Where treated, ISO 3166")] | None = None


class Identity(Recorded):
    """Who it is by name. Never part of a case in the core: the registry keeps it encrypted and apart."""

    surname: Words | None = None
    first_name: Words | None = None
    national_number: Annotated[str, Field(max_length=40)] | None = None
    hospital_number: Annotated[str, Field(max_length=40)] | None = None


class Tumour(Recorded):
    """One primary tumour."""

    id: EventId = "t1"
    site: Annotated[Code, Coded("primary_site")] | None = None
    site_detail: Words | None = None
    topography: Annotated[str, Field(pattern=r"^C\d{2}(\.\d)?$", description="ICD-O-3")] | None = None
    laterality: Annotated[Code, Coded("laterality")] | None = None
    diagnosed_on: Day | None = None


class Case(Recorded):
    """What is recorded of one person. Events stand in the order they happened; dates, where known, agree with it."""

    format: Literal["opennen-case-1"] = "opennen-case-1"
    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9_.-]+$", max_length=60)]
    person: Person = Person()
    tumours: Annotated[tuple[Tumour, ...], Field(min_length=1, max_length=20)]
    events: Annotated[tuple[AnyEvent, ...], Field(max_length=5000)] = ()
    treatments_complete: bool = Field(
        default=False, description="True = every treatment so far is listed, so one not listed was not given"
    )
    source: Provenance | None = None
    note: Words | None = None

    @model_validator(mode="after")
    def _refers_to_what_exists(self) -> "Case":
        tumours = [tumour.id for tumour in self.tumours]
        events = [event.id for event in self.events]
        for kind, ids in (("tumour", tumours), ("event", events)):
            repeated = [one for one in ids if ids.count(one) > 1] if len(set(ids)) < len(ids) else []
            if repeated:
                raise ValueError(f"{kind} id {repeated[0]} is used twice; give each its own")
        known = set(events)
        for event in self.events:
            if event.tumour is not None and event.tumour not in tumours:
                raise ValueError(f"event {event.id} names tumour {event.tumour}, which is not in the case")
            if event.tumour is None and len(tumours) > 1 and event.type in ("specimen", "stage"):
                raise ValueError(f"event {event.id} must name its tumour: the case has {len(tumours)}")
            named = set(getattr(event, "under", ())) | ({event.after.event} if event.after else set())
            if named - known:
                raise ValueError(f"event {event.id} refers to {min(named - known)}, which is not in the case")
        return self


class CaseFile(Case):
    """A case as it is imported: it may bring the person's identity, which is kept apart."""

    identity: Identity | None = None
