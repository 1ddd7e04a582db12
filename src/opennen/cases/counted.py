"""The count behind a number: 14 of 500 cells, 6 mitoses in 10 mm². Which facts have one, the vocabulary says."""

from dataclasses import dataclass
from typing import Literal

from pydantic import Field, model_validator

from opennen.kernel.text import Text
from opennen.vocabulary.shapes import Shape, WordsShape

Kind = Literal["share", "density"]


@dataclass(frozen=True, slots=True)
class Counted:
    """Where an event says what was counted: `number` of `size`, for a value per `per` (100 for %, 2 for per 2 mm²).

    `unless` names a yes/no that sets the count aside (the written value contradicts it).
    """

    kind: Kind
    number: str
    size: str
    per: float
    what: Text
    unless: str | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted for one fact in one event."""

    number: float
    size: float
    counted: Counted


class CountedShape(Shape):
    """`counted` in a fact's `from`: {positive, of, whole} for a share or {events, area_mm2, per_mm2} for a density."""

    positive: str | None = None
    of: str | None = None
    whole: float | None = Field(default=None, gt=0)
    events: str | None = None
    area_mm2: str | None = None
    per_mm2: float | None = Field(default=None, gt=0)
    unless: str | None = None
    what: WordsShape

    @model_validator(mode="after")
    def _is_a_share_or_a_density(self) -> "CountedShape":
        given = [one is not None for one in (self.positive, self.of, self.whole)]
        others = [one is not None for one in (self.events, self.area_mm2, self.per_mm2)]
        if (all(given), any(others)) != (True, False) and (any(given), all(others)) != (False, True):
            raise ValueError("give positive, of and whole (a share) or events, area_mm2 and per_mm2 (a density)")
        return self

    def counted(self) -> Counted:
        """This function will give the checked value."""
        what = self.what.text()
        if self.positive is not None and self.of is not None and self.whole is not None:
            return Counted("share", self.positive, self.of, self.whole, what, self.unless)
        assert self.events is not None
        assert self.area_mm2 is not None
        assert self.per_mm2 is not None
        return Counted("density", self.events, self.area_mm2, self.per_mm2, what, self.unless)
