"""Numbers as they are recorded: a value, a comparator, a range, or words only."""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, WithJsonSchema, model_validator

from opennen.kernel.dates import PartialDate, partial_date
from opennen.kernel.quantity import Interval, exactly, interval_of

_A_HUNDRED = 100  # per cent


class Recorded(BaseModel):
    """Base of everything in a case: immutable, and no field it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, allow_inf_nan=False)


class Coded:
    """Marks a text field whose values stand in a value set of the vocabulary."""

    def __init__(self, value_set: str) -> None:
        self.value_set = value_set


def _read_day(value: object) -> object:
    if isinstance(value, str):
        return partial_date(value)
    if isinstance(value, PartialDate) or value is None:
        return value
    raise ValueError("write a date as text: 2012, 2012-05 or 2012-05-03")


Day = Annotated[
    PartialDate,
    BeforeValidator(_read_day),
    PlainSerializer(str),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$", "examples": ["2012", "2012-05"]}),
]


class Amount(Recorded):
    """A number as somebody wrote it down; all fields empty means that nothing was written down."""

    value: float | None = None
    comparator: Literal["<", "<=", ">", ">=", "~"] | None = None
    min: float | None = None
    max: float | None = None
    text: str | None = Field(default=None, max_length=200, description="The words of the source, in its language")

    @model_validator(mode="after")
    def _is_one_number_or_one_range(self) -> "Amount":
        if self.comparator is not None and self.value is None:
            raise ValueError("a comparator needs a value")
        interval_of(self.value, self.comparator, self.min, self.max)
        return self

    @property
    def interval(self) -> Interval | None:
        """Every number it can be; None when no number was written down."""
        return interval_of(self.value, self.comparator, self.min, self.max)


class Ki67(Amount):
    """Ki-67 in per cent of tumour cells: number, range, or done but not stated."""

    status: Literal["measured", "done_not_stated", "not_done"] = "measured"
    positive_cells: int | None = Field(default=None, ge=0)
    cells_counted: int | None = Field(default=None, ge=1)
    method: Annotated[str, Coded("counting_method")] | None = None
    hot_spot: bool | None = None

    @property
    def counted_percent(self) -> float | None:
        """Positive per hundred counted cells; None when one of the two is missing, or they contradict each other."""
        if self.positive_cells is None or self.cells_counted is None or self.positive_cells > self.cells_counted:
            return None
        return _A_HUNDRED * self.positive_cells / self.cells_counted

    @property
    def interval(self) -> Interval | None:
        """Every number it can be: what was written down or, when only the cells were, what they give."""
        written = interval_of(self.value, self.comparator, self.min, self.max)
        counted = self.counted_percent
        return exactly(counted) if written is None and counted is not None else written


class Mitoses(Amount):
    """A mitotic count and the area it was counted in: per 2 mm², in an area in mm², or in n high-power fields."""

    per: Literal["2mm2", "area", "hpf"] | None = Field(default=None, description="None = the source gives no area")
    area_mm2: float | None = Field(default=None, gt=0, le=1000, description="With per=area: the area counted, in mm²")
    hpf: int | None = Field(default=None, ge=1, le=1000, description="With per=hpf: the number of fields")
    field_area_mm2: float | None = Field(default=None, gt=0, le=2, description="Area of one high-power field, in mm²")

    @model_validator(mode="after")
    def _has_its_area(self) -> "Mitoses":
        if self.per == "area" and self.area_mm2 is None:
            raise ValueError("per=area needs area_mm2")
        if self.per == "hpf" and self.hpf is None:
            raise ValueError("per=hpf needs hpf, the number of high-power fields")
        return self
