"""The shape of rule, pack, source, availability and vignette files, as they are written."""

from datetime import date
from typing import Any, Literal

from pydantic import Field

from opennen.vocabulary.shapes import CitationShape, Shape, WordsShape

CODE = r"^[BCEQRV]\d{3}$"
RULE_ID = r"^[a-z0-9][a-z0-9_.-]*$"


class ProvisionalShape(Shape):
    """An answer until a missing fact is known."""

    when: str
    because: WordsShape
    sources: list[CitationShape] = []


class OverrideShape(Shape):
    """An exception, written next to the default that it withdraws."""

    id: str = Field(pattern=RULE_ID)
    when: str
    because: WordsShape
    sources: list[CitationShape] = []


class RowShape(Shape):
    """One row of a table. `row` names it (else its outcome does); `overrides` names more general rows that it beats."""

    row: str | None = Field(default=None, pattern=RULE_ID)
    outcome: str = Field(alias="is")
    when: str
    overrides: list[str] = []
    unless: list[OverrideShape] = []
    says: WordsShape | None = None
    provisionally: ProvisionalShape | None = None
    sources: list[CitationShape] = []


class AcceptanceShape(Shape):
    """A finding of verification that is meant: `when` limits it to some cases."""

    code: str = Field(pattern=r"^V\d{3}$")
    because: WordsShape
    when: str | None = None


class RuleShape(Shape):
    """What all rules may carry."""

    sources: list[CitationShape] = Field(min_length=1)
    countries: list[str] = []
    valid_from: date | None = None
    valid_until: date | None = None
    note: str | WordsShape = ""
    evidence: str = ""
    accepts: list[AcceptanceShape] = []


class TableShape(RuleShape):
    """A classification table."""

    table: str = Field(pattern=RULE_ID)
    gives: str
    title: WordsShape
    applies: str | None = None
    rows: list[RowShape] = Field(min_length=1)
    otherwise: str | None = None


class IndicationShape(Shape):
    """One indication of an option."""

    id: str
    when: str
    basis: Literal["label", "guideline", "trial", "expert", "off_label"]
    level: str = ""
    says: WordsShape
    unless: list[OverrideShape] = []
    about_missing_facts: bool = False
    countries: list[str] = []
    valid_from: date | None = None
    valid_until: date | None = None
    sources: list[CitationShape] = Field(min_length=1)


class ReasonShape(Shape):
    """A contra-indication or caution."""

    when: str
    because: WordsShape
    sources: list[CitationShape] = Field(min_length=1)


class CheckShape(Shape):
    """Something always to verify."""

    text: WordsShape
    sources: list[CitationShape] = Field(min_length=1)


class OptionShape(Shape):
    """A treatment option; its indications carry the sources."""

    option: str = Field(pattern=RULE_ID)
    treatment: str
    kind: Literal["systemic", "surgery", "liver_directed", "radionuclide", "surveillance", "supportive"]
    title: WordsShape
    indications: list[IndicationShape] = Field(min_length=1)
    excluded: list[ReasonShape] = []
    cautions: list[ReasonShape] = []
    checks: list[CheckShape] = []
    products: list[str] = []
    not_with: list[str] = []
    sources: list[CitationShape] = []
    countries: list[str] = []
    valid_from: date | None = None
    valid_until: date | None = None
    note: str | WordsShape = ""
    evidence: str = ""
    accepts: list[AcceptanceShape] = []


class FindingShape(RuleShape):
    """A contradiction or implausible record."""

    finding: str = Field(pattern=CODE)
    when: str
    level: Literal["warning", "notice"]
    message: WordsShape
    remedy: WordsShape | None = None
    facts: list[str] = []


class RepeatShape(Shape):
    """How often a task comes back: every “12 months” counted by a fact such as `echocardiography_months_ago`."""

    every: str = Field(pattern=r"^[1-9]\d{0,3} (days|weeks|months)$")
    since: str
    sources: list[CitationShape] = []


class TaskShape(RuleShape):
    """Work-up or follow-up."""

    task: str = Field(pattern=RULE_ID)
    topic: Literal["workup", "follow_up"]
    title: WordsShape
    when: str
    done: str | None = None
    repeat: RepeatShape | None = None
    unless: list[OverrideShape] = []
    about_missing_facts: bool = False
    because: WordsShape


class CriterionShape(RuleShape):
    """One criterion of a trial or a cohort."""

    criterion: str = Field(pattern=RULE_ID)
    kind: Literal["inclusion", "exclusion"]
    title: WordsShape
    when: str


class PackShape(Shape):
    """pack.yaml"""

    pack: str = Field(pattern=RULE_ID)
    title: WordsShape
    society: str = ""
    published: int | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    countries: list[str] = []
    sources: list[str] = []
    about: WordsShape | None = None


class ImpossibleShape(Shape):
    """A combination of facts that no patient can have."""

    when: str
    because: WordsShape


class ConstraintsShape(Shape):
    """vocabulary/constraints.yaml"""

    impossible: list[ImpossibleShape]


class SourceShape(Shape):
    """sources/<id>.yaml"""

    source: str = Field(pattern=RULE_ID)
    title: str
    authors: str = ""
    society: str = ""
    published: int | date | str | None = None
    url: str | list[str] = ""
    read: str = "not read"
    note: WordsShape | None = None


class AvailabilityShape(Shape):
    """One availability row."""

    product: str
    country: str
    indication: WordsShape
    state: Literal[
        "reimbursed",
        "reimbursed_with_conditions",
        "approved",
        "available",
        "not_available",
        "not_reimbursed",
        "not_known",
    ]
    valid_from: date | None = Field(default=None, alias="from")
    valid_until: date | None = Field(default=None, alias="until")
    checked_on: date | None = None
    says: WordsShape
    sources: list[CitationShape] = Field(min_length=1)


class AvailabilityFileShape(Shape):
    """availability/<country>.yaml"""

    rows: list[AvailabilityShape]


class VignetteShape(Shape):
    """One vignette: facts in, answers out."""

    name: WordsShape
    facts: dict[str, Any]
    expect: dict[str, Any]
    country: str | None = None
    on: date | None = None
    source: str | list[CitationShape] = ""


class VignettesShape(Shape):
    """cases/<topic>.yaml"""

    vignettes: list[VignetteShape]
