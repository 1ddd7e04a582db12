"""The dated events of a case. Leave out what a source does not state: nothing recorded is never a no."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from opennen.cases.amounts import Amount, Coded, Day, Ki67, Mitoses, Recorded

Words = Annotated[str, Field(max_length=2000)]
Code = Annotated[str, Field(pattern=r"^[a-z0-9_]+$", max_length=60)]
EventId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.-]+$", max_length=40)]


class Provenance(Recorded):
    """Where an event was read: a publication, a letter, a report."""

    citation: Words
    url: Annotated[str, Field(max_length=500)] | None = None
    quote: Words | None = None


class After(Recorded):
    """A time that is only known from another event: three months after the operation."""

    event: EventId
    months: float | None = Field(default=None, ge=0, le=1200)


class Event(Recorded):
    """What all events share. Events without a date keep their place in the list."""

    id: EventId
    tumour: EventId | None = Field(default=None, description="Needed only when the case has several tumours")
    date: Day | None = Field(default=None, description="Exact or partial; leave out when it is not stated")
    after: After | None = None
    source: Provenance | None = None
    note: Words | None = None


class Stain(Recorded):
    """One immunohistochemical marker."""

    name: Annotated[Code, Coded("tissue_marker")]
    result: Annotated[Code, Coded("stain_result")]
    text: Words | None = None


class Component(Recorded):
    """One component of a mixed neoplasm."""

    kind: Annotated[Code, Coded("component_kind")]
    percent: Amount | None = None
    ki67: Ki67 | None = None
    text: Words | None = None


class Specimen(Event):
    """Tissue and what the pathologist reports of it."""

    type: Literal["specimen"]
    procedure: Annotated[Code, Coded("specimen_procedure")] | None = None
    origin: Annotated[Code, Coded("specimen_origin")] | None = Field(default=None, description="primary, metastasis …")
    organ: Annotated[Code, Coded("organ")] | None = None
    differentiation: Annotated[Code, Coded("differentiation")] | None = None
    ki67: Ki67 | None = None
    mitoses: Mitoses | None = None
    cell_type: Annotated[Code, Coded("cell_type")] | None = None
    necrosis: Annotated[Code, Coded("necrosis")] | None = None
    stains: tuple[Stain, ...] = ()
    components: tuple[Component, ...] = ()
    reported_entity: Annotated[Code, Coded("reported_entity")] | None = Field(
        default=None, description="The diagnosis as the report names it, coded; the words go to reported_label"
    )
    reported_grade: Annotated[Code, Coded("reported_grade")] | None = None
    reported_label: Words | None = None
    classification_year: int | None = Field(default=None, ge=1980, le=2100, description="WHO edition the report used")
    size_mm: Amount | None = None
    nodes_positive: int | None = Field(default=None, ge=0, le=500)
    nodes_examined: int | None = Field(default=None, ge=0, le=500)
    lymphovascular_invasion: bool | None = None
    perineural_invasion: bool | None = None
    residual: Annotated[Code, Coded("residual")] | None = None


class Lesion(Recorded):
    """One lesion as an examination shows it. Leave out what the report does not say of it."""

    id: EventId = Field(description="The same at every examination, so that the lesion can be followed")
    organ: Annotated[Code, Coded("organ")] | None = None
    target: bool | None = Field(default=None, description="Whether it is one of the lesions that are measured")
    new: bool | None = Field(default=None, description="Not there at the examination before")
    size_mm: Amount | None = None
    sstr_uptake: Annotated[Code, Coded("lesion_uptake")] | None = None
    krenning: int | None = Field(default=None, ge=0, le=4)
    fdg_uptake: Annotated[Code, Coded("lesion_uptake")] | None = None
    text: Words | None = None


class Imaging(Event):
    """An examination and what it showed; also a judgement of the course ('progression') of unnamed basis."""

    type: Literal["imaging"]
    modality: Annotated[Code, Coded("modality")]
    result: Annotated[Code, Coded("imaging_result")] | None = None
    krenning: int | None = Field(default=None, ge=0, le=4)
    all_lesions_positive: bool | None = Field(default=None, description="Receptor uptake in every lesion")
    discordant_lesions: bool | None = Field(default=None, description="FDG-positive lesions without receptor uptake")
    response: Annotated[Code, Coded("response")] | None = None
    under: tuple[EventId, ...] = Field(default=(), description="Treatments under which the response was judged")
    metastases: tuple[Annotated[Code, Coded("organ")], ...] | None = Field(
        default=None, description="All sites known at this date; [] = none found; leave out when not stated"
    )
    size_mm: Amount | None = None
    target_sum_mm: Amount | None = None
    lesions: Annotated[tuple[Lesion, ...], Field(max_length=200)] = ()
    text: Words | None = None

    @model_validator(mode="after")
    def _names_each_lesion_once(self) -> "Imaging":
        ids = [lesion.id for lesion in self.lesions]
        repeated = next((one for one in ids if ids.count(one) > 1), None)
        if repeated is not None:
            raise ValueError(f"lesion {repeated} is listed twice in event {self.id}; give each its own id")
        return self


class Extent(Event):
    """How far the disease has spread, as somebody states it."""

    type: Literal["extent"]
    metastases: tuple[Annotated[Code, Coded("organ")], ...] | None = Field(
        default=None, description="All sites known at this date; [] = none; leave out when not stated"
    )
    resectable: bool | None = Field(default=None, description="Whether all of it can be removed with curative intent")
    liver_involvement_percent: Amount | None = None
    text: Words | None = None


class Marker(Event):
    """One laboratory result with its unit and the laboratory's upper limit."""

    type: Literal["marker"]
    analyte: Annotated[Code, Coded("analyte")]
    value: float | None = None
    comparator: Literal["<", "<=", ">", ">=", "~"] | None = None
    unit: Annotated[str, Field(max_length=40)] | None = None
    upper_limit: float | None = Field(default=None, ge=0)
    lower_limit: float | None = Field(default=None, ge=0)
    interpretation: Annotated[Code, Coded("interpretation")] | None = None
    assay: Words | None = None
    confounders: tuple[Annotated[Code, Coded("confounder")], ...] = ()
    text: Words | None = None

    @model_validator(mode="after")
    def _says_something(self) -> "Marker":
        if self.value is None and self.interpretation is None and not self.text:
            raise ValueError("give a value with its unit, or an interpretation (normal, raised), or the words")
        return self


class Symptom(Event):
    """A symptom or sign, present or expressly absent."""

    type: Literal["symptom"]
    kind: Annotated[Code, Coded("symptom")]
    present: bool = True
    per_day: Amount | None = None
    text: Words | None = None


class Syndrome(Event):
    """A functional syndrome, as the clinicians state it."""

    type: Literal["syndrome"]
    kind: Annotated[Code, Coded("syndrome")]
    state: Literal["confirmed", "suspected", "absent"] = "confirmed"
    controlled: bool | None = None
    text: Words | None = None


class Treatment(Event):
    """A treatment given, from `date` to `stop`; planned ones are marked and count for nothing but the drawing."""

    type: Literal["treatment"]
    kind: Annotated[Code, Coded("treatment")]
    stop: Day | None = None
    ongoing: bool | None = None
    planned: bool = False
    dose: float | None = Field(default=None, gt=0)
    dose_unit: Annotated[str, Field(max_length=40)] | None = None
    interval_days: int | None = Field(default=None, ge=1, le=400)
    cycles: int | None = Field(default=None, ge=1, le=100)
    activity_gbq: float | None = Field(default=None, gt=0, le=100, description="Activity given in this cycle")
    line: int | None = Field(default=None, ge=1, le=30)
    intent: Annotated[Code, Coded("intent")] | None = None
    best_response: Annotated[Code, Coded("response")] | None = None
    stop_reason: Annotated[Code, Coded("stop_reason")] | None = None
    residual: Annotated[Code, Coded("residual")] | None = None
    text: Words | None = None


class Stage(Event):
    """A stage as it was recorded; the edition belongs to it."""

    type: Literal["stage"]
    system: Annotated[Code, Coded("stage_system")] | None = None
    edition: int | None = Field(default=None, ge=1, le=20)
    prefix: Literal["c", "p", "yc", "yp", "r"] | None = None
    t: Annotated[str, Field(pattern=r"^T(is|X|[0-4][a-d]?)$")] | None = None
    n: Annotated[str, Field(pattern=r"^N(X|[0-3][a-c]?)$")] | None = None
    m: Annotated[str, Field(pattern=r"^M(X|0|1[a-c]?)$")] | None = None
    group: Annotated[str, Field(pattern=r"^(0|I{1,3}[ABC]?|IV[ABC]?)$")] | None = None
    text: Words | None = None


class Condition(Event):
    """Another disease, a hereditary syndrome, an allergy, a state that bears on treatment."""

    type: Literal["condition"]
    kind: Annotated[Code, Coded("condition")]
    state: Literal["present", "suspected", "absent"] = "present"
    text: Words | None = None


class Status(Event):
    """How the person is: performance, weight, alive or dead."""

    type: Literal["status"]
    ecog: int | None = Field(default=None, ge=0, le=5)
    weight_kg: float | None = Field(default=None, gt=0, le=500)
    height_cm: float | None = Field(default=None, gt=0, le=280)
    vital: Literal["alive", "dead", "lost_to_follow_up"] | None = None
    text: Words | None = None


AnyEvent = Annotated[
    Specimen | Imaging | Extent | Marker | Symptom | Syndrome | Treatment | Stage | Condition | Status,
    Field(discriminator="type"),
]
