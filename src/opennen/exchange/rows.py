"""A case's rows for one registry, and what was lost on the way in both directions."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from opennen.cases.events import AnyEvent, Treatment
from opennen.cases.model import Case, Identity
from opennen.evaluate.assessment import Assessment
from opennen.exchange.answers import Answer, Plain, State
from opennen.exchange.losses import Loss, not_taken
from opennen.exchange.mapping import Column, Registry
from opennen.exchange.subject import Subject
from opennen.kernel.dates import PartialDate
from opennen.kernel.finding import Finding, Refused
from opennen.kernel.text import Text
from opennen.rules.packs import Knowledge

Cell = str | float | int
_JOIN = "|"


@dataclass(frozen=True, slots=True)
class Row:
    """One row; an empty cell is the empty text."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class RegistryTable:
    """A table of its own beside the main one: treatments, markers, specimens."""

    name: str
    labels: Text
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class RegistryRows:
    """What one registry gets of one tumour: one main row, further tables, and the loss report."""

    registry: str
    registry_version: str
    case_id: str
    tumour: str
    on: str
    knowledge_version: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    parts: tuple[RegistryTable, ...]
    losses: tuple[Loss, ...]

    def value(self, column: str) -> Cell:
        """This function will give one cell of the main row; raises ValueError for a column that does not exist."""
        return self.rows[0].cells[self.columns.index(column)]


def rows_for(
    case: Case, assessment: Assessment, knowledge: Knowledge, registry: Registry, identity: Identity | None = None
) -> RegistryRows:
    """This function will map one assessed tumour to a registry's rows.

    identity: only for a registry that is a statutory channel; anything else raises Refused (R204).
    What is not recorded stays empty; "unknown" is written only when the record says so.
    """
    if identity is not None and not registry.identity:
        message = Text(fr="ce registre ne reçoit pas d'identité", en="this registry does not get identity")
        raise Refused([Finding("R204", message, registry.id)])
    tumour = next(one for one in case.tumours if one.id == assessment.tumour)
    subject = Subject(case, tumour, assessment, knowledge, identity, registry.proposals)
    losses: list[Loss] = []
    main = Row(tuple(_cell(column, subject, registry, losses) for column in registry.columns))
    parts = []
    for part in registry.parts:
        rows = []
        for number, event in enumerate(_events(subject, part.each), start=1):
            about = replace(subject, event=event, number=number)
            about.taken = subject.taken
            rows.append(Row(tuple(_cell(column, about, registry, losses, event) for column in part.columns)))
        parts.append(RegistryTable(part.name, part.labels, tuple(one.name for one in part.columns), tuple(rows)))
    return RegistryRows(
        registry=registry.id,
        registry_version=registry.version,
        case_id=case.id,
        tumour=tumour.id,
        on=assessment.on.isoformat(),
        knowledge_version=assessment.knowledge_version,
        columns=tuple(one.name for one in registry.columns),
        rows=(main,),
        parts=tuple(parts),
        losses=(*losses, *not_taken(subject)),
    )


def _events(subject: Subject, each: str) -> Iterable[AnyEvent]:
    """Planned treatments were not given: no registry counts them."""
    return (one for one in subject.events if one.type == each and not (isinstance(one, Treatment) and one.planned))


def _cell(
    column: Column, subject: Subject, registry: Registry, losses: list[Loss], event: AnyEvent | None = None
) -> Cell:
    answer = column.read(subject)
    events = (event.id,) if event is not None else ()
    if answer.state is not State.GIVEN:
        # A part's empty cells are ordinary (no dose, no stop date); the main row's are what the registry asked.
        if event is None or answer.state is State.WITHHELD:
            losses.append(_lacking(column, answer, events))
        return column.absent.get(answer.state.value, "")
    cells = []
    for value in answer.values:
        cell = _written(column, value, registry)
        if cell is None:
            losses.append(Loss("no_code", column.name, column.labels, _shown(column, value), events))
        else:
            cells.append(cell)
    if answer.proposed and cells:
        losses.append(Loss("proposed", column.name, column.labels, None, events, detail=str(cells[0])))
    if not cells:
        return ""
    return cells[0] if len(cells) == 1 else _JOIN.join(str(one) for one in cells)


def _lacking(column: Column, answer: Answer, events: tuple[str, ...]) -> Loss:
    return Loss(answer.state.value, column.name, column.labels, answer.because, events, required=column.required)


def _written(column: Column, value: Plain, registry: Registry) -> Cell | None:
    if isinstance(value, PartialDate):
        return _day(value, registry.dates)
    if isinstance(value, bool):
        value = "yes" if value else "no"
    if column.codes:
        return column.code_for(str(value))
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _day(value: PartialDate, form: str) -> str:
    """Partial dates stay partial (export rule 7)."""
    if form == "iso":
        return str(value)
    return "-".join(f"{part:02d}" for part in (value.day, value.month) if part is not None) + (
        f"-{value.year}" if value.month else str(value.year)
    )


def _shown(column: Column, value: Plain) -> Text:
    text = column.values.values.get(str(value)) if column.values else None
    return text or Text(fr=str(value), en=str(value))
