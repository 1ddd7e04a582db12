"""How facts stand in a table: one row for each tumour of a case, a few columns for each recorded fact.

A fact has one of two layouts. *Exact*: one column, where every recorded value is one number, one code, a yes or a no.
*Wide*: two or more columns, where some value is an interval, a set of codes, or recorded but not known. What is not
recorded is null in both. The names of the columns say which layout a table has, so a file needs no other legend.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf, isnan, nextafter

from opennen.cases.facts import Value
from opennen.kernel.finding import Finding, Refused
from opennen.kernel.quantity import Interval
from opennen.kernel.text import Text
from opennen.kernel.truth import Truth
from opennen.vocabulary.model import Fact, FactType, Vocabulary

BITS = 63  # of a signed 64-bit integer, which every engine has; the sign is left alone

Cell = float | bool | str | int | None


@dataclass(frozen=True, slots=True)
class FactColumn:
    """The columns of one fact. `codes` is the order of its codes, which a set of codes is written by."""

    fact: str
    type: FactType
    exact: bool = True
    codes: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns, in order."""
        if self.exact:
            return (self.fact,)
        return tuple(f"{self.fact}__{ending}" for ending in self._endings())

    def _endings(self) -> tuple[str, ...]:
        if self.type is FactType.YES_NO:
            return ("yes", "no")
        if self.type is FactType.CODE:
            return tuple(f"can_{word}" for word in range(words_of(self.codes)))
        return ("low", "high")

    def bits(self, codes: Iterable[str]) -> tuple[int, ...]:
        """This function will write a set of codes as whole numbers, one bit a code, BITS codes a number."""
        words = [0] * words_of(self.codes)
        for code in codes:
            if code in self.codes:
                place = self.codes.index(code)
                words[place // BITS] |= 1 << (place % BITS)
        return tuple(words)

    def cells(self, value: Value | None) -> tuple[Cell, ...]:
        """This function will write a value as the row's cells; all null when nothing is recorded.

        Raises Refused: Q102 for codes outside the value set, Q103 for a value the layout or a double cannot hold.
        """
        if value is None:
            return (None,) * len(self.names)
        match self.type, value:
            case FactType.YES_NO, Truth():
                return self._yes_no(value)
            case FactType.CODE, frozenset():
                return self._codes(value)
            case ((FactType.NUMBER | FactType.DATE), Interval()):
                return self._number(value)
            case _:
                raise _unwritable(self.fact, value)

    def _yes_no(self, value: Truth) -> tuple[Cell, ...]:
        if not self.exact:
            return (value is Truth.YES, value is Truth.NO)
        if value is Truth.UNKNOWN:
            raise _unwritable(self.fact, value)
        return (value is Truth.YES,)

    def _codes(self, value: frozenset[str]) -> tuple[Cell, ...]:
        strange = value.difference(self.codes)
        if strange:
            raise Refused([_strange(self.fact, sorted(strange))])
        if not self.exact:
            return self.bits(value)
        if len(value) != 1:
            raise _unwritable(self.fact, value)
        return tuple(value)

    def _number(self, value: Interval) -> tuple[Cell, ...]:
        low, high = closed(value)
        if low > high or (self.exact and low != high):
            raise _unwritable(self.fact, value)
        return (low,) if self.exact else (low, high)


def words_of(codes: tuple[str, ...]) -> int:
    """This function will count the whole numbers that hold a set of these codes."""
    return max(1, -(-len(codes) // BITS))


def closed(value: Interval) -> tuple[float, float]:
    """This function will give the least and the greatest double of an interval: an open end is the double beside it."""
    low = nextafter(value.low, inf) if value.low_open and value.low != -inf else value.low
    high = nextafter(value.high, -inf) if value.high_open and value.high != inf else value.high
    return low, high


def is_exact(value: Value) -> bool:
    """This function will say whether a value fits the exact layout."""
    if isinstance(value, Interval):
        low, high = closed(value)
        return low == high
    if isinstance(value, Truth):
        return value is not Truth.UNKNOWN
    return len(value) == 1


@dataclass(frozen=True, slots=True)
class Columns:
    """The facts a table has, each with its layout. A fact without a column is recorded for nobody."""

    facts: tuple[FactColumn, ...]

    def of(self, fact: str) -> FactColumn | None:
        """This function will find a fact's columns; None when the table has none."""
        return next((one for one in self.facts if one.fact == fact), None)

    @property
    def names(self) -> tuple[str, ...]:
        """Every column, in order."""
        return tuple(name for one in self.facts for name in one.names)


def column_of(fact: Fact, vocabulary: Vocabulary, exact: bool) -> FactColumn:
    """This function will lay out one fact of the vocabulary."""
    codes = tuple(sorted(vocabulary.sets[fact.values].values)) if fact.values else ()
    return FactColumn(fact.id, fact.type, exact, codes)


def columns_named(names: Iterable[str], vocabulary: Vocabulary, keys: Iterable[str] = ()) -> Columns:
    """This function will read a table's layout off its column names; `keys` are columns that are no facts.

    Raises Refused (Q101) for each name that is neither, and for a wide fact of which a column is missing.
    """
    given = [name for name in names if name not in set(keys)]
    left = set(given)
    found: dict[str, FactColumn] = {}
    for name in given:
        fact = vocabulary.facts.get(name.partition("__")[0])
        if fact is None or fact.id in found:
            continue
        column = column_of(fact, vocabulary, exact=name == fact.id)
        if left.issuperset(column.names):
            found[fact.id] = column
            left.difference_update(column.names)
    if left:
        raise Refused([_nameless(name) for name in sorted(left)])
    return Columns(tuple(found.values()))


def finite(value: float) -> bool:
    """This function will say whether a number may stand in a table: an infinite end may, NaN may not."""
    return not isnan(value)


def _nameless(name: str) -> Finding:
    return Finding(
        "Q101",
        Text(
            fr=f"La colonne « {name} » n'est ni une clé ni un fait complet.",
            en=f"The column “{name}” is neither a key nor a whole fact.",
        ),
        remedy=Text(
            fr="Corriger le nom : un fait, ou fait__low et fait__high, fait__yes et fait__no, fait__can_0.",
            en="Correct the name: a fact, or fact__low and fact__high, fact__yes and fact__no, fact__can_0.",
        ),
    )


def _strange(fact: str, codes: list[str]) -> Finding:
    listed = ", ".join(codes)
    return Finding(
        "Q102",
        Text(
            fr=f"{fact} : la liste de valeurs ne contient pas {listed}.",
            en=f"{fact}: the value set does not have {listed}.",
        ),
        facts=(fact,),
        remedy=Text(
            fr="Corriger le cas, ou ajouter la valeur à sa liste.",
            en="Correct the case, or add the value to its set.",
        ),
    )


def _unwritable(fact: str, value: Value) -> Refused:
    return Refused(
        [
            Finding(
                "Q103",
                Text(
                    fr=f"{fact} : {value} n'a pas de place dans sa colonne.",
                    en=f"{fact}: {value} has no place in its column.",
                ),
                facts=(fact,),
                remedy=Text(
                    fr="Écrire le tableau avec les deux extrémités de ce fait (disposition large).",
                    en="Write the table with both ends of this fact (the wide layout).",
                ),
            )
        ]
    )
