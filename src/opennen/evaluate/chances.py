"""What counting error makes of a classification: intervals, borders inside them, the chance of each outcome."""

from dataclasses import dataclass

from opennen.cases.counted import Tally
from opennen.epi.counts import MoreCounting


@dataclass(frozen=True, slots=True)
class Reading:
    """A fact with a count behind it: the observed value, its interval, the borders inside that change an outcome."""

    fact: str
    tally: Tally
    point: float
    low: float
    high: float
    borders: tuple[float, ...]
    more: MoreCounting
    assumed: str | None = None

    @property
    def is_near_border(self) -> bool:
        """Whether the interval holds a border that changes an outcome."""
        return bool(self.borders)


@dataclass(frozen=True, slots=True)
class Share:
    """The probability of one outcome; `provisional` is the part of it that stands only until something is known."""

    outcome: str
    probability: float
    provisional: float = 0.0


@dataclass(frozen=True, slots=True)
class Chances:
    """The outcomes of one coded fact. Shares, `undecided` and `not_applicable` add up to one."""

    fact: str
    shares: tuple[Share, ...]
    undecided: float
    not_applicable: float


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """One specimen's counts and what they leave open.

    Facts that have borders but no count behind them: `as_recorded` those with a value, `missing` those without.
    """

    readings: tuple[Reading, ...]
    chances: tuple[Chances, ...]
    as_recorded: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def is_near_border(self) -> bool:
        """Whether any interval holds a border that changes an outcome."""
        return any(one.is_near_border for one in self.readings)
