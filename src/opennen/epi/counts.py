"""How sure a count is: its posterior by a conjugate prior, the interval, and how much more counting would settle it.

A share (positive among counted) has a Beta posterior, a density (events in an area) a Gamma posterior. Counting error
only: cells independent of each other, one region, one observer who errs never.
Source: Brown, Cai, DasGupta, Statistical Science 2001 (share) and Statistica Sinica 2003 (density).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import ceil, inf, isclose
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class ShareCount:
    """`positive` among `counted`, as a share of `whole` (100 for per cent). prior: what Beta adds to either side.

    The observed proportion may be continued to more cells, so `positive` need not be a whole number.
    """

    positive: float
    counted: float
    whole: float
    prior: tuple[float, float]

    def __post_init__(self) -> None:
        if not 0 <= self.positive <= self.counted or not 0 < self.counted < inf:
            raise ValueError(f"{self.positive} of {self.counted} is no share")

    @property
    def point(self) -> float:
        """The observed share."""
        return self.whole * self.positive / self.counted

    @property
    def size(self) -> float:
        """How much was counted, in cells."""
        return self.counted

    def below(self, value: float) -> float:
        """This function will give the probability that the true share is below a value."""
        from scipy.special import betainc

        return float(betainc(*self._shape, min(max(value / self.whole, 0.0), 1.0)))

    def interval(self, level: float) -> tuple[float, float]:
        """This function will give the equal-tailed interval; 0 at the end when none is positive, the whole when all."""
        from scipy.special import betaincinv

        tail = (1 - level) / 2
        low = 0.0 if self.positive == 0 else float(betaincinv(*self._shape, tail))
        high = 1.0 if self.positive == self.counted else float(betaincinv(*self._shape, 1 - tail))
        return low * self.whole, high * self.whole

    def with_more(self, size: float) -> "ShareCount":
        """This function will give the same share observed on more cells."""
        counted = self.counted + size
        return replace(self, positive=min(self.positive * (counted / self.counted), counted), counted=counted)

    @property
    def _shape(self) -> tuple[float, float]:
        return self.positive + self.prior[0], self.counted - self.positive + self.prior[1]


@dataclass(frozen=True, slots=True)
class DensityCount:
    """`events` in an `area`, as a density per `per` of the same unit. prior: what Gamma adds to events and to area."""

    events: float
    area: float
    per: float
    prior: tuple[float, float]

    def __post_init__(self) -> None:
        if not 0 <= self.events < inf or not 0 < self.area < inf:
            raise ValueError(f"{self.events} in {self.area} is no density")

    @property
    def point(self) -> float:
        """The observed density."""
        return self.events * self.per / self.area

    @property
    def size(self) -> float:
        """How much was counted, as an area."""
        return self.area

    def below(self, value: float) -> float:
        """This function will give the probability that the true density is below a value."""
        from scipy.special import gammainc

        return float(gammainc(self.events + self.prior[0], max(value, 0.0) * self._scale))

    def interval(self, level: float) -> tuple[float, float]:
        """This function will give the equal-tailed interval; it begins at 0 when nothing was seen."""
        from scipy.special import gammaincinv

        tail, shape = (1 - level) / 2, self.events + self.prior[0]
        low = 0.0 if self.events == 0 else float(gammaincinv(shape, tail)) / self._scale
        return low, float(gammaincinv(shape, 1 - tail)) / self._scale

    def with_more(self, size: float) -> "DensityCount":
        """This function will give the same density observed in a larger area."""
        area = self.area + size
        return replace(self, events=self.events * (area / self.area), area=area)

    @property
    def _scale(self) -> float:
        return (self.area + self.prior[1]) / self.per


Count: TypeAlias = ShareCount | DensityCount


@dataclass(frozen=True, slots=True)
class MoreCounting:
    """What would take every border out of the interval, were the observed proportion to stay.

    `enough`: counting `size` more. `too_much`: more than `size`, where the search ends. `never`: the observed value
    lies on a border, so that no number settles it. `nothing`: no border lies inside.
    """

    answer: Literal["nothing", "enough", "too_much", "never"]
    size: float = 0.0


def inside(count: Count, borders: Iterable[float], level: float) -> tuple[float, ...]:
    """This function will give the borders that lie inside a count's interval."""
    low, high = count.interval(level)
    return tuple(border for border in borders if low < border < high)


def more_counting(count: Count, borders: Iterable[float], level: float, step: float, most: float) -> MoreCounting:
    """This function will find the least multiple of `step`, up to `most`, that leaves no border inside the interval.

    Searched by halving: around a fixed proportion the interval only narrows as more is counted.
    """
    left = inside(count, borders, level)
    if not left:
        return MoreCounting("nothing")
    if any(isclose(border, count.point, rel_tol=1e-9) for border in left):
        return MoreCounting("never")
    few, many = 0, ceil(most / step)
    if inside(count.with_more(many * step), left, level):
        return MoreCounting("too_much", most)
    while many - few > 1:
        middle = (few + many) // 2
        if inside(count.with_more(middle * step), left, level):
            few = middle
        else:
            many = middle
    return MoreCounting("enough", many * step)
