"""Value sets, units and facts as typed, immutable objects."""

from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from opennen.kernel.sources import Citation
from opennen.kernel.text import Text


class FactType(Enum):
    """What kind of answer a fact has."""

    NUMBER = "number"
    YES_NO = "yes_no"
    CODE = "code"
    DATE = "date"  # its value is an interval of days, by `kernel.dates.day_number`


@dataclass(frozen=True, slots=True)
class ValueSet:
    """The codes a coded field may hold, with their labels, named groups and external codes."""

    id: str
    labels: Text
    values: dict[str, Text]
    groups: dict[str, frozenset[str]]
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    abbreviations: dict[str, Text] = field(default_factory=dict)
    group_labels: dict[str, Text] = field(default_factory=dict)

    def group_of(self, codes: frozenset[str]) -> Text | None:
        """This function will give the words of the labelled group that is exactly these codes; None without one."""
        return next((words for name, words in self.group_labels.items() if self.groups[name] == codes), None)

    def short(self, code: str, language: str) -> str:
        """This function will give a code's abbreviation, or its words where it has none."""
        text = self.abbreviations.get(code)
        return text.in_(language) if text else self.label(code, language)

    def label(self, code: str, language: str) -> str:
        """This function will give a code's words; a code outside the set is shown as it is."""
        text = self.values.get(code)
        return text.in_(language) if text else code


@dataclass(frozen=True, slots=True)
class Fact:
    """A named, typed question about a patient on a date. `origin` says how it is read from events; None = by tables."""

    id: str
    type: FactType
    labels: Text
    unit: str | None = None
    range: tuple[float, float] | None = None
    values: str | None = None
    question: Text | None = None
    origin: dict[str, Any] | None = None
    rule: str | None = None
    place: str = ""

    @property
    def is_recorded(self) -> bool:
        """Whether it is read from the case's events (so that a person can answer it)."""
        return self.origin is not None


@dataclass(frozen=True, slots=True)
class AnalyteFactor:
    """A conversion that holds for one analyte only, as its molar mass enters."""

    analyte: str
    from_unit: str
    to_unit: str
    factor: float
    sources: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class RefusedUnit:
    """A unit that a result is sometimes printed in by mistake, with the one that was probably meant."""

    analyte: str
    unit: str
    likely: str
    because: Text
    sources: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Units:
    """The only place where units are converted."""

    dimensions: dict[str, str]
    factors: dict[str, float]
    aliases: dict[str, str]
    analytes: tuple[AnalyteFactor, ...] = ()
    refused: tuple[RefusedUnit, ...] = ()
    assumed_field_area_mm2: float | None = None

    def canonical(self, unit: str) -> str | None:
        """This function will give a unit's name as the vocabulary spells it; None when it is not known."""
        spelt = unit.strip().replace("μ", "µ")
        return spelt if spelt in self.factors else self.aliases.get(spelt)

    def factor(self, source: str, target: str, analyte: str | None = None) -> float | None:
        """This function will give what to multiply by to get from one unit to another.

        None when either unit is unknown or they measure different things (then no rule may compare them).
        """
        first, second = self.canonical(source), self.canonical(target)
        if first is None or second is None:
            return None
        if self.dimensions[first] == self.dimensions[second]:
            return self.factors[first] / self.factors[second]
        for rule in self.analytes:
            if rule.analyte != analyte:
                continue
            through = self.factor(first, rule.from_unit), self.factor(rule.to_unit, second)
            if through[0] is not None and through[1] is not None:
                return through[0] * rule.factor * through[1]
            back = self.factor(first, rule.to_unit), self.factor(rule.from_unit, second)
            if back[0] is not None and back[1] is not None:
                return back[0] / rule.factor * back[1]
        return None

    def refusal(self, analyte: str, unit: str) -> RefusedUnit | None:
        """This function will say whether this unit is a known slip for this analyte."""
        spelt = self.canonical(unit)
        return next((one for one in self.refused if one.analyte == analyte and self.canonical(one.unit) == spelt), None)


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Every value set, fact and unit. Two are equal only when they are the same object, so it can key a cache."""

    sets: dict[str, ValueSet]
    facts: dict[str, Fact]
    units: Units

    def codes_of(self, fact: Fact, name: str) -> frozenset[str] | None:
        """This function will read a code or group name of a coded fact; None when its value set has neither."""
        values = self.sets[fact.values or ""]
        if name in values.values:
            return frozenset({name})
        return values.groups.get(name)
