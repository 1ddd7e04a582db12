"""The nodes of a condition and the rules that hold them; all immutable."""

from dataclasses import dataclass
from typing import TypeAlias

from opennen.kernel.sources import Citation, Validity
from opennen.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Every:
    """All parts hold (and)."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one part holds (or)."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Condition"


@dataclass(frozen=True, slots=True)
class Holds:
    """A yes/no fact is yes."""

    fact: str


@dataclass(frozen=True, slots=True)
class Compare:
    """A number compared with a bound, which is in the fact's own unit; `written` is as the rule has it."""

    fact: str
    operator: str
    bound: float
    written: str


@dataclass(frozen=True, slots=True)
class OneOf:
    """A coded fact is one of some codes; `group` is the name the rule used, if it used a group."""

    fact: str
    codes: frozenset[str]
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """Something is recorded for a fact. The only node that asks about missing data."""

    fact: str


Condition: TypeAlias = Every | Some | Not | Holds | Compare | OneOf | Recorded


@dataclass(frozen=True, slots=True)
class Provisional:
    """An answer that stands until a missing fact is known."""

    when: Condition
    because: Text
    sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: the outcome it gives and when."""

    outcome: str
    when: Condition
    place: str
    provisionally: Provisional | None = None
    says: Text | None = None
    sources: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What every rule carries."""

    id: str
    pack: str
    place: str
    validity: Validity
    sources: tuple[Citation, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Rule):
    """Rows to a coded fact; at most one row may be yes."""

    gives: str
    title: Text
    rows: tuple[Row, ...]
    applies: Condition | None = None
    otherwise: str | None = None


@dataclass(frozen=True, slots=True)
class Indication:
    """One reason for which an option may be discussed, with the strength its source gives it."""

    id: str
    when: Condition
    basis: str  # label | guideline | trial (supported) · expert | off_label (to consider)
    says: Text
    sources: tuple[Citation, ...]
    validity: Validity
    level: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """A contra-indication or a caution."""

    when: Condition
    because: Text
    sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """Something always to verify before a treatment starts."""

    text: Text
    sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Option(Rule):
    """A treatment, when it may be discussed, when it may not, and what to mind."""

    treatment: str
    kind: str
    title: Text
    indications: tuple[Indication, ...]
    excluded: tuple[Reason, ...] = ()
    cautions: tuple[Reason, ...] = ()
    checks: tuple[Check, ...] = ()
    products: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Rule):
    """Work-up or follow-up that is due when a condition holds, until another does."""

    topic: str  # workup | follow_up
    title: Text
    when: Condition
    done: Condition | None
    because: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class DataFinding(Rule):
    """A contradiction or an implausible record; its id is the finding's code."""

    when: Condition
    level: str
    message: Text
    remedy: Text | None
    facts: tuple[str, ...]


def facts_in(condition: Condition) -> frozenset[str]:
    """This function will name every fact a condition mentions."""
    match condition:
        case Every(parts) | Some(parts):
            return frozenset().union(*(facts_in(part) for part in parts))
        case Not(part):
            return facts_in(part)
        case Holds(fact) | Compare(fact) | OneOf(fact) | Recorded(fact):
            return frozenset({fact})
