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
class AtLeast:
    """At least `count` of the parts hold."""

    count: int
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
    """A number (or a day) compared with a bound in the fact's own unit; `written` is as the rule has it."""

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


Condition: TypeAlias = Every | Some | AtLeast | Not | Holds | Compare | OneOf | Recorded


@dataclass(frozen=True, slots=True)
class Override:
    """An exception to a default, named next to it: while it holds, the default does not.

    `by` names the more specific row that wins; None for an exception that only withdraws.
    """

    id: str
    when: Condition
    because: Text
    sources: tuple[Citation, ...]
    by: str | None = None


def unless(stated: Condition, exceptions: tuple[Override, ...]) -> Condition:
    """This function will give a default as it holds beside its exceptions: stated, and none of them."""
    return Every((stated, *(Not(one.when) for one in exceptions))) if exceptions else stated


@dataclass(frozen=True, slots=True)
class Provisional:
    """An answer that stands until a missing fact is known."""

    when: Condition
    because: Text
    sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: the outcome it gives and when.

    `when` is what decides: the row as `stated`, unless one of its exceptions holds.
    """

    outcome: str
    when: Condition
    place: str
    provisionally: Provisional | None = None
    says: Text | None = None
    sources: tuple[Citation, ...] = ()
    id: str = ""
    stated: Condition | None = None
    exceptions: tuple[Override, ...] = ()


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A finding of verification that is meant, said in the rule itself: its code, why, for which cases (None = all)."""

    code: str
    because: Text
    when: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What every rule carries."""

    id: str
    pack: str
    place: str
    validity: Validity
    sources: tuple[Citation, ...]
    note: str = ""
    evidence: str = ""  # its level, as the source grades it
    accepts: tuple[Acceptance, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Rule):
    """Rows to a coded fact; at most one row may be yes. With `otherwise`, the last row is that one."""

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
    stated: Condition | None = None
    exceptions: tuple[Override, ...] = ()
    is_about_missing_facts: bool = False


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
    not_with: tuple[str, ...] = ()  # options that can never be supported beside this one


@dataclass(frozen=True, slots=True)
class Repeat:
    """How often a task comes back. `since` is the fact that counts the time since it was last done."""

    count: int
    unit: str  # days | weeks | months
    since: str
    sources: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Rule):
    """Work-up or follow-up that is due when a condition holds, until another does; with `repeat` it comes back."""

    topic: str  # workup | follow_up
    title: Text
    when: Condition
    done: Condition | None
    because: Text
    repeat: Repeat | None = None
    stated: Condition | None = None
    exceptions: tuple[Override, ...] = ()
    is_about_missing_facts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion(Rule):
    """One thing that includes a patient in a trial or a cohort, or excludes one."""

    kind: str  # inclusion | exclusion
    title: Text
    when: Condition


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
        case Every(parts) | Some(parts) | AtLeast(_, parts):
            return frozenset().union(*(facts_in(part) for part in parts))
        case Not(part):
            return facts_in(part)
        case Holds(fact) | Compare(fact) | OneOf(fact) | Recorded(fact):
            return frozenset({fact})
