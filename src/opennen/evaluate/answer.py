"""What an evaluation gives: the truth, why, and what is left to know."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from opennen.cases.facts import Evidence, Known
from opennen.evaluate.chances import Uncertainty
from opennen.kernel.truth import Truth
from opennen.rules.model import Check, Condition, Indication, Option, Override, Provisional, Reason, Row, Table, Task
from opennen.rules.packs import Availability


@dataclass(frozen=True, slots=True)
class Why:
    """One node of an explanation: the condition, its truth, the value that decided a leaf, and its parts.

    `known` is the value found (None = nothing recorded). For a fact that is itself derived, `because` is the
    explanation of its rule, or `table` the answer of its table. `leans` says that the truth rests on something being
    missing, so that knowing it could change even a settled answer.
    """

    condition: Condition
    truth: Truth
    known: Known | None = None
    parts: tuple["Why", ...] = ()
    because: "Why | None" = None
    table: "TableAnswer | None" = None
    leans: bool = False


@dataclass(frozen=True, slots=True)
class RowAnswer:
    """One row of a table and its truth; `until` is that of its provisional condition, where it has one."""

    row: Row
    why: Why
    until: Why | None = None


@dataclass(frozen=True, slots=True)
class OverrideAnswer:
    """An exception beside its default, and its truth: YES = the default is overridden, UNKNOWN = it may be."""

    override: Override
    why: Why


@dataclass(frozen=True, slots=True)
class TableAnswer:
    """A table's answer: the outcome (None = not decided), the outcomes still possible, and the rows with their why.

    Nothing possible means that no row can hold any more: the question does not apply (a carcinoma has no NET grade).
    """

    fact: str
    outcome: str | None
    possible: frozenset[str]
    table: Table | None = None  # the table whose row answered, or whose rows are open; None when none applies
    row: Row | None = None
    provisional: Provisional | None = None
    conflict: bool = False
    rows: tuple[RowAnswer, ...] = ()
    elsewhere: tuple[Why, ...] = ()  # why the tables that do not apply do not
    leans: bool = False  # as in Why

    @property
    def is_provisional(self) -> bool:
        """Whether the outcome stands only until a missing fact is known."""
        return self.provisional is not None


@dataclass(frozen=True, slots=True)
class Ask:
    """A fact that could still change an answer, the open answers it bears on, and those it can settle by itself.

    share: the shares of its possible values that settle an answer, added over the answers. exact: False when it is
    named because an answer could not be worked out in full (`evaluate.ask.STEPS`); it may then change nothing.
    """

    fact: str
    bears_on: tuple[str, ...] = ()
    settles: tuple[str, ...] = ()
    share: float = 0.0
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Asked:
    """The facts an answer still depends on, in the order its rule mentions them, each with what it would settle.

    facts: to the share of the fact's possible values that leave nothing else to ask. exact: False when the answer
    depends on so much that more facts may be named than could change it (never fewer).
    """

    facts: Mapping[str, float] = field(default_factory=dict)
    exact: bool = True


NOTHING = Asked()

Status = Literal["supported", "to_consider", "open", "not_indicated", "excluded"]
STATUSES: tuple[Status, ...] = ("supported", "to_consider", "open", "not_indicated", "excluded")


@dataclass(frozen=True, slots=True)
class IndicationAnswer:
    """One indication of an option and its truth."""

    indication: Indication
    why: Why


@dataclass(frozen=True, slots=True)
class ReasonAnswer:
    """One contra-indication or caution and its truth."""

    reason: Reason
    why: Why


@dataclass(frozen=True, slots=True)
class OptionAnswer:
    """An option to discuss: its status and everything that led to it."""

    option: Option
    status: Status
    indications: tuple[IndicationAnswer, ...]
    excluded: tuple[ReasonAnswer, ...]
    cautions: tuple[ReasonAnswer, ...]
    asked: Asked = NOTHING
    availability: tuple[Availability, ...] = ()

    @property
    def asks(self) -> tuple[str, ...]:
        """The facts that could still change whether, and how, it may be discussed."""
        return tuple(self.asked.facts)

    @property
    def deciding(self) -> tuple[IndicationAnswer, ...]:
        """The indications that are met, strongest first; for an open option those that are still open."""
        wanted = Truth.YES if self.status in ("supported", "to_consider") else Truth.UNKNOWN
        found = [one for one in self.indications if one.why.truth is wanted]
        return tuple(sorted(found, key=lambda one: one.indication.basis in ("expert", "off_label")))

    @property
    def exclusions(self) -> tuple[ReasonAnswer, ...]:
        """The contra-indications that hold."""
        return tuple(one for one in self.excluded if one.why.truth is Truth.YES)

    @property
    def to_check(self) -> tuple[Check, ...]:
        """What always has to be verified before starting."""
        return self.option.checks

    @property
    def unverified(self) -> tuple[ReasonAnswer, ...]:
        """Contra-indications and cautions that cannot be answered yet."""
        return tuple(one for one in (*self.excluded, *self.cautions) if one.why.truth is Truth.UNKNOWN)

    @property
    def warnings(self) -> tuple[ReasonAnswer, ...]:
        """The cautions that hold."""
        return tuple(one for one in self.cautions if one.why.truth is Truth.YES)


TaskState = Literal["due", "done", "open", "not_needed"]


@dataclass(frozen=True, slots=True)
class TaskAnswer:
    """Work-up or follow-up: due, done, open (whether it is due depends on a missing fact) or not needed.

    next_due: the first and the last day on which a repeated task can be due again; None when it was never recorded.
    """

    task: Task
    state: TaskState
    why: Why
    done: Why | None
    asked: Asked = NOTHING
    next_due: tuple[date, date] | None = None

    @property
    def asks(self) -> tuple[str, ...]:
        """The facts that could still change whether it is called for."""
        return tuple(self.asked.facts)


@dataclass(frozen=True, slots=True)
class Classified:
    """One specimen's classification (specimen None = the case as a whole, without any specimen)."""

    specimen: str | None
    date: str | None
    origin: str | None
    system: TableAnswer
    family: TableAnswer
    entity: TableAnswer
    grade: TableAnswer
    ki67: Known | None = None
    mitoses: Known | None = None
    evidence: tuple[Evidence, ...] = ()
    asked: Asked = NOTHING
    uncertainty: Uncertainty | None = None  # None = nothing was counted

    @property
    def asks(self) -> tuple[str, ...]:
        """The facts that could still change the system, family, entity or grade, or whether one of them is final."""
        return tuple(self.asked.facts)


@dataclass(frozen=True, slots=True)
class Classification:
    """The tumour at diagnosis (the primary, as registries want it), as it is now, and every specimen in order."""

    diagnosis: Classified
    current: Classified
    course: tuple[Classified, ...] = field(default=())
