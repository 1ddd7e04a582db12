"""The shape of vocabulary files, as they are written."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from opennen.kernel.sources import Citation, Mark
from opennen.kernel.text import Text


class Shape(BaseModel):
    """Base of every shape: no key it does not know."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class WordsShape(Shape):
    """A sentence in at least French and English."""

    fr: str = Field(min_length=1)
    en: str = Field(min_length=1)
    nl: str | None = None
    de: str | None = None

    def text(self) -> Text:
        """This function will give the immutable text."""
        return Text(self.fr, self.en, self.nl, self.de)


class CitationShape(Shape):
    """A place in a source, with its mark."""

    source: str
    place: str | int = ""
    mark: Literal["V", "P", "K"] = "K"
    note: str = ""

    def citation(self) -> Citation:
        """This function will give the immutable citation."""
        return Citation(self.source, str(self.place), Mark(self.mark), self.note)


class ValueShape(WordsShape):
    """One value of a set, with its external codes and, for a line that must be short, its abbreviation."""

    codes: dict[str, str] = {}
    short: WordsShape | None = None


class ValueSetShape(Shape):
    """values/<set>.yaml"""

    set: str
    labels: WordsShape
    values: dict[str, ValueShape]
    groups: dict[str, list[str]] = {}
    group_labels: dict[str, WordsShape] = {}


class FactShape(Shape):
    """One entry of facts/<topic>.yaml"""

    type: Literal["number", "yes_no", "code", "date"]
    unit: str | None = None
    range: tuple[float, float] | None = None
    values: str | None = None
    labels: WordsShape
    question: WordsShape | None = None
    origin: dict[str, Any] | None = Field(default=None, alias="from")


class FactsShape(Shape):
    """facts/<topic>.yaml"""

    facts: dict[str, FactShape]


class UnitShape(Shape):
    """One unit."""

    dimension: str
    factor: float = Field(default=1, gt=0)
    aliases: list[str] = []


class AnalyteShape(Shape):
    """A conversion for one analyte."""

    analyte: str
    origin: str = Field(alias="from")
    to: str
    factor: float = Field(gt=0)
    sources: list[CitationShape]


class MitosesShape(Shape):
    """What to assume when a microscope's field area is not stated."""

    assumed_field_area_mm2: float = Field(gt=0)
    because: WordsShape
    sources: list[CitationShape]


class RefusedUnitShape(Shape):
    """A unit that is a known slip."""

    analyte: str
    unit: str
    likely: str
    because: WordsShape
    sources: list[CitationShape]


class UnitsShape(Shape):
    """units.yaml"""

    units: dict[str, UnitShape]
    analytes: list[AnalyteShape] = []
    mitoses: MitosesShape
    refused_units: list[RefusedUnitShape] = []
