"""Citations, marks, and when and where a statement holds."""

from dataclasses import dataclass
from datetime import date
from enum import Enum


class Mark(Enum):
    """How sure a line is: read in its source, or awaiting a specialist's signature."""

    VERIFIED = "V"
    PARTLY = "P"
    KNOWN = "K"


@dataclass(frozen=True, slots=True)
class Citation:
    """Where in a source a statement stands, and its mark. `source` is the id of a file in knowledge/sources."""

    source: str
    place: str = ""
    mark: Mark = Mark.KNOWN
    note: str = ""


@dataclass(frozen=True, slots=True)
class Validity:
    """When and where a rule holds: [from, until), None = since ever / until further notice; no country = everywhere."""

    valid_from: date | None = None
    valid_until: date | None = None
    countries: frozenset[str] = frozenset()

    def holds(self, on: date, country: str | None) -> bool:
        """This function will say whether the rule is in force on a day in a country (ISO 3166 alpha-2)."""
        if self.valid_from is not None and on < self.valid_from:
            return False
        if self.valid_until is not None and on >= self.valid_until:
            return False
        return not self.countries or country in self.countries
