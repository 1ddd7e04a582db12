"""The nodes of a timeline expression: which events, what is asked of them, and how one is picked. Immutable.

docs/timeline-language.md shows each with a worked example; `selecting.py` is what they mean.
"""

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import TypeAlias, TypeVar

_Node = TypeVar("_Node")


class FieldKind(Enum):
    """What a recorded field holds."""

    CODE = "code"
    CODES = "codes"  # a list of codes
    YES_NO = "yes_no"
    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class FieldOf:
    """A field of an event (or of a part of one) with what it holds; a number also with its unit.

    `stops_at_nothing` marks a list that is empty when nobody filled it in: then empty says nothing.
    """

    name: str
    kind: FieldKind
    value_set: str | None = None
    unit: str | None = None
    is_computed: bool = False
    stops_at_nothing: bool = False
    choices: frozenset[str] | None = None
    bounds: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Both:
    """All parts hold of the event."""

    parts: tuple["OfEvent", ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one part holds of the event."""

    parts: tuple["OfEvent", ...]


@dataclass(frozen=True, slots=True)
class Opposite:
    """The part does not hold of the event."""

    part: "OfEvent"


@dataclass(frozen=True, slots=True)
class HasCode:
    """A coded field is one of some codes; `group` is the name the expression used, if it used a group.

    `against`: only these codes make it no; any other code (a mixed response) says neither.
    """

    field: FieldOf
    codes: frozenset[str]
    group: str | None = None
    against: frozenset[str] | None = None
    against_group: str | None = None


@dataclass(frozen=True, slots=True)
class Lists:
    """A list of codes holds one of some codes."""

    field: FieldOf
    codes: frozenset[str]
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Measures:
    """A number compared with a bound, in `unit`: the field's own, or the one a marker's result is converted to."""

    field: FieldOf
    operator: str
    bound: float
    unit: str


@dataclass(frozen=True, slots=True)
class IsSo:
    """A yes/no field is yes."""

    field: FieldOf


@dataclass(frozen=True, slots=True)
class Chosen:
    """One event out of several: the latest or the first."""

    pick: str
    among: "Events"


@dataclass(frozen=True, slots=True)
class Moment:
    """A day: that of a chosen event, the end of a treatment (`stop`), the diagnosis, the birth."""

    of: Chosen | None
    at: str = "date"  # date | stop | diagnosis | birth


@dataclass(frozen=True, slots=True)
class Within:
    """At most so long before the day of assessment, or before or after a moment."""

    count: float
    unit: str
    side: str = "before"
    moment: Moment | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """Before, after, or since (on that day or later) a moment."""

    side: str
    moment: Moment


@dataclass(frozen=True, slots=True)
class Under:
    """While one of some treatments was given: as the event names them, else by dates."""

    codes: frozenset[str]
    written: str


Window: TypeAlias = Within | Beside | Under
OfEvent: TypeAlias = Both | Either | Opposite | HasCode | Lists | Measures | IsSo | Window


@dataclass(frozen=True, slots=True)
class Events:
    """The events of some types for which a condition and every window hold.

    `complete`: when the case states that its list is whole, one not listed was not there.
    """

    types: tuple[str, ...]
    where: OfEvent | None = None
    windows: tuple[Window, ...] = ()
    complete: bool = False


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of events (lesions, stains, components) for which a condition holds."""

    part: str
    list_field: str
    where: OfEvent | None
    of: Chosen | Events


Over: TypeAlias = Events | Parts


@dataclass(frozen=True, slots=True)
class Quantified:
    """Whether some, every or none of the events has a property; without a property, whether there is one."""

    quantifier: str  # some | every | no
    over: Over
    has: OfEvent | None


@dataclass(frozen=True, slots=True)
class Picked:
    """A field, or a yes/no about it, of the latest, first, highest or lowest event."""

    pick: str
    over: Over
    value: FieldOf | OfEvent
    unit: str | None = None
    ties: str = "listed"  # listed | highest | lowest | conflict


@dataclass(frozen=True, slots=True)
class Counted:
    """How many events there are."""

    over: Over


@dataclass(frozen=True, slots=True)
class Elapsed:
    """The time from one moment to another, or to the day of assessment."""

    unit: str
    start: Moment
    end: Moment | None = None


@dataclass(frozen=True, slots=True)
class DayOf:
    """The day of a moment."""

    moment: Moment


Expression: TypeAlias = Quantified | Picked | Counted | Elapsed | DayOf


@lru_cache(maxsize=4096)
def _first_equal(node: object) -> object:
    return node


def shared(node: _Node) -> _Node:
    """This function will give the one node that stands for all equal ones, so that it is answered once for a case."""
    found = _first_equal(node)
    assert isinstance(found, type(node))
    return found


def types_needed(expression: Expression) -> tuple[str, ...]:
    """This function will name event types of which one must be recorded for an answer; empty when none need be."""
    match expression:
        case Quantified(_, over) | Picked(_, over) | Counted(over):
            return _types_of(over)
        case Elapsed(_, start, end):
            return _types_at(start) or (_types_at(end) if end is not None else ())
        case DayOf(moment):
            return _types_at(moment)


def _types_of(over: Over) -> tuple[str, ...]:
    if isinstance(over, Events):
        return () if over.complete else over.types
    return _types_of(over.of) if isinstance(over.of, Events) else over.of.among.types


def _types_at(moment: Moment) -> tuple[str, ...]:
    return moment.of.among.types if moment.of is not None else ()
