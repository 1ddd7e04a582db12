"""How measurement error is worked out: level, priors and search limits, read from reference/measurement-error.yaml."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from opennen.kernel.sources import Citation
from opennen.kernel.text import Text
from opennen.vocabulary.document import document, model_from
from opennen.vocabulary.shapes import CitationShape, Shape, WordsShape

PLACE = "reference/measurement-error.yaml"
_AtLeastNothing = Annotated[float, Field(ge=0)]


@dataclass(frozen=True, slots=True)
class Prior:
    """What a conjugate prior adds to the two parts of a count; how finely and how far more counting is searched."""

    adds: tuple[float, float]
    step: float
    most: float


@dataclass(frozen=True, slots=True)
class Measurement:
    """The assumptions behind every interval shown. `by_kind`: 'share' and 'density'."""

    level: float
    by_kind: dict[str, Prior]
    method: Text
    assumes: Text
    sources: tuple[Citation, ...]


class _PriorShape(Shape):
    prior: tuple[_AtLeastNothing, _AtLeastNothing]
    step: float = Field(gt=0)
    most: float = Field(gt=0)

    def prior_of(self) -> Prior:
        return Prior(self.prior, self.step, self.most)


class _MeasurementShape(Shape):
    level: float = Field(gt=0.5, lt=1)
    share: _PriorShape
    density: _PriorShape
    method: WordsShape
    assumes: WordsShape
    sources: list[CitationShape] = Field(min_length=1)


def measurement_from(name: str, text: str) -> Measurement:
    """This function will read the file; raises Refused (R001–R003) with file and line."""
    shape = model_from(document(text, name), _MeasurementShape)
    return Measurement(
        shape.level,
        {"share": shape.share.prior_of(), "density": shape.density.prior_of()},
        shape.method.text(),
        shape.assumes.text(),
        tuple(one.citation() for one in shape.sources),
    )
