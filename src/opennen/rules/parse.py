"""Rule files to rules, every problem reported with its file and line."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from opennen.kernel.finding import Finding, Refused
from opennen.kernel.sources import Citation, Validity
from opennen.kernel.text import Text
from opennen.rules import shapes
from opennen.rules.check import condition_from
from opennen.rules.model import (
    Acceptance,
    Check,
    Compare,
    Condition,
    Criterion,
    DataFinding,
    Every,
    Indication,
    Not,
    Option,
    Override,
    Provisional,
    Reason,
    Repeat,
    Row,
    Rule,
    Table,
    Task,
    unless,
)
from opennen.vocabulary.document import Document, document, model_from
from opennen.vocabulary.model import Vocabulary
from opennen.vocabulary.refusals import refusal
from opennen.vocabulary.shapes import CitationShape

KINDS = ("table", "option", "finding", "task", "criterion")
OTHERWISE = "otherwise"
Path = tuple[str | int, ...]


@dataclass(slots=True)
class _Reader:
    """Reads one rule file: keeps its place, gathers findings instead of stopping at the first."""

    read: Document
    vocabulary: Vocabulary
    pack: str
    validity: Validity
    countries: dict[str, frozenset[str]]
    findings: list[Finding] = field(default_factory=list)

    def condition(self, text: str, path: Path) -> Condition | None:
        try:
            return condition_from(text, self.vocabulary, self.read.place(path))
        except Refused as refused:
            self.findings.extend(refused.findings)
            return None

    def refuse(self, code: str, path: Path, fr: str, en: str) -> None:
        self.findings.append(refusal(code, Text(fr=fr, en=en), self.read.place(path), self.read.shown(path)))

    def valid(self, since: date | None, until: date | None, countries: list[str], path: Path) -> Validity:
        if since is not None and until is not None and since >= until:
            self.refuse("R110", path, "valid_until précède valid_from", "valid_until is not after valid_from")
        codes = (
            frozenset().union(*(self.countries.get(one, frozenset({one})) for one in countries))
            or self.validity.countries
        )
        return Validity(since or self.validity.valid_from, until or self.validity.valid_until, codes)

    def common(self, shape: Any, identity: str, path: Path) -> dict[str, Any]:
        validity = self.valid(shape.valid_from, shape.valid_until, shape.countries, path)
        note = shape.note if isinstance(shape.note, str) else shape.note.en
        return {
            "id": identity,
            "pack": self.pack,
            "place": self.read.place(path),
            "validity": validity,
            "sources": _citations(shape.sources),
            "note": note,
            "evidence": shape.evidence,
            "accepts": self.accepted(shape.accepts, (*path, "accepts")),
        }

    def accepted(self, shapes_: list[shapes.AcceptanceShape], path: Path) -> tuple[Acceptance, ...]:
        read = []
        for number, shape in enumerate(shapes_):
            when = self.condition(shape.when, (*path, number, "when")) if shape.when is not None else None
            read.append(Acceptance(shape.code, shape.because.text(), when))
        return tuple(read)

    def exceptions(self, shapes_: list[shapes.OverrideShape], path: Path) -> tuple[Override, ...]:
        read = []
        for number, shape in enumerate(shapes_):
            when = self.condition(shape.when, (*path, number, "when"))
            if when is not None:
                read.append(Override(shape.id, when, shape.because.text(), _citations(shape.sources)))
        return tuple(read)


def _citations(shapes_: list[CitationShape]) -> tuple[Citation, ...]:
    return tuple(shape.citation() for shape in shapes_)


def rules_from_text(
    text: str,
    name: str,
    vocabulary: Vocabulary,
    pack: str,
    validity: Validity,
    countries: dict[str, frozenset[str]],
) -> list[Rule]:
    """This function will read one rule file.

    `countries` names groups of countries (EU). Raises Refused: R00x shape, R10x conditions, R11x rules.
    """
    read = document(text, name)
    reader = _Reader(read, vocabulary, pack, validity, countries)
    entries = read.value.get("rules") if isinstance(read.value, dict) and set(read.value) == {"rules"} else None
    if not isinstance(entries, list):
        message = Text(fr="le fichier doit contenir « rules: »", en="the file must hold “rules:” alone")
        raise Refused([refusal("R111", message, read.place(), read.shown())])
    rules = [
        rule for number, entry in enumerate(entries) if (rule := _rule(reader, entry, ("rules", number))) is not None
    ]
    if reader.findings:
        raise Refused(reader.findings)
    return rules


def _rule(reader: _Reader, entry: Any, path: Path) -> Rule | None:
    kinds = [kind for kind in KINDS if isinstance(entry, dict) and kind in entry]
    if len(kinds) != 1:
        reader.refuse(
            "R112", path, f"une règle est l'une de : {', '.join(KINDS)}", f"a rule is one of: {', '.join(KINDS)}"
        )
        return None
    try:
        return _READERS[kinds[0]](reader, entry, path)
    except Refused as refused:
        reader.findings.extend(refused.findings)
        return None


def _table(reader: _Reader, entry: Any, path: Path) -> Table | None:
    shape = model_from(reader.read, shapes.TableShape, entry, path)
    gives = reader.vocabulary.facts.get(shape.gives)
    if gives is None or gives.values is None or gives.is_recorded:
        message = f"{shape.gives} is not a coded fact that tables may give"
        reader.refuse("R113", path, f"{shape.gives} n'est pas un fait codé que donnent les tables", message)
        return None
    allowed = reader.vocabulary.sets[gives.values].values
    for number, row in enumerate(shape.rows):
        if row.outcome not in allowed:
            where = (*path, "rows", number)
            reader.refuse(
                "R114", where, f"{shape.gives} ne peut valoir {row.outcome}", f"{shape.gives} cannot be {row.outcome}"
            )
    if shape.otherwise is not None and shape.otherwise not in allowed:
        reader.refuse(
            "R114",
            path,
            f"{shape.gives} ne peut valoir {shape.otherwise}",
            f"{shape.gives} cannot be {shape.otherwise}",
        )
    applies = reader.condition(shape.applies, (*path, "applies")) if shape.applies else None
    rows = [_row(reader, row, (*path, "rows", number)) for number, row in enumerate(shape.rows)]
    if any(row is None for row in rows):
        return None
    kept = _with_overrides(reader, shape.rows, [row for row in rows if row is not None], path)
    if shape.otherwise is not None:
        kept = (*kept, _otherwise(shape.otherwise, kept, reader.read.place((*path, "otherwise"))))
    return Table(
        **reader.common(shape, shape.table, path),
        gives=shape.gives,
        title=shape.title.text(),
        rows=kept,
        applies=applies,
        otherwise=shape.otherwise,
    )


def _row(reader: _Reader, shape: shapes.RowShape, path: Path) -> Row | None:
    when = reader.condition(shape.when, (*path, "when"))
    provisional = None
    if shape.provisionally is not None:
        until = reader.condition(shape.provisionally.when, (*path, "provisionally", "when"))
        if until is None:
            return None
        provisional = Provisional(until, shape.provisionally.because.text(), _citations(shape.provisionally.sources))
    exceptions = reader.exceptions(shape.unless, (*path, "unless"))
    if when is None:
        return None
    return Row(
        outcome=shape.outcome,
        when=unless(when, exceptions),
        place=reader.read.place(path),
        provisionally=provisional,
        says=shape.says.text() if shape.says else None,
        sources=_citations(shape.sources),
        id=shape.row or shape.outcome,
        stated=when,
        exceptions=exceptions,
    )


def _otherwise(outcome: str, rows: tuple[Row, ...], place: str) -> Row:
    """The last row of a table that says what holds when no other row does: open while any of them is."""
    return Row(outcome, Every(tuple(Not(row.when) for row in rows)), place, id=OTHERWISE)


def _with_overrides(reader: _Reader, shapes_: list[shapes.RowShape], rows: list[Row], path: Path) -> tuple[Row, ...]:
    """Each row beside the more specific rows that beat it."""
    named: dict[str, Row] = {}
    for number, row in enumerate(rows):
        if shapes_[number].row is not None and row.id in named:
            where = (*path, "rows", number)
            reader.refuse("R116", where, f"ligne « {row.id} » nommée deux fois", f"row “{row.id}” is named twice")
        named.setdefault(row.id, row)
    beaten: dict[str, list[Override]] = {}
    for number, (shape, row) in enumerate(zip(shapes_, rows, strict=True)):
        for name in shape.overrides:
            if name not in named or name == row.id or name in _beaten_by(name, row.id, shapes_):
                where = (*path, "rows", number, "overrides")
                fr, en = f"{row.id} ne peut l'emporter sur {name}", f"{row.id} cannot override {name}"
                reader.refuse("R117", where, fr, en)
                continue
            because = row.says or Text(fr=f"la ligne {row.id} l'emporte", en=f"row {row.id} overrides it")
            beaten.setdefault(name, []).append(Override(row.id, row.when, because, row.sources, by=row.id))
    return tuple(_beaten(row, tuple(beaten.get(row.id, ()))) for row in rows)


def _beaten_by(general: str, specific: str, shapes_: list[shapes.RowShape]) -> set[str]:
    """The general row itself, when it claims (through others) to override the specific one: a circle."""
    above = {shape.row or shape.outcome: shape.overrides for shape in shapes_}
    reached, waiting = set[str](), [general]
    while waiting:
        for one in above.get(waiting.pop(), ()):
            if one not in reached:
                reached.add(one)
                waiting.append(one)
    return {general} if specific in reached else set()


def _beaten(row: Row, more: tuple[Override, ...]) -> Row:
    if not more:
        return row
    assert row.stated is not None
    exceptions = (*row.exceptions, *more)
    return replace(row, when=unless(row.stated, exceptions), exceptions=exceptions)


def _reasons(reader: _Reader, reasons: list[shapes.ReasonShape], path: Path) -> tuple[Reason, ...]:
    read = []
    for number, shape in enumerate(reasons):
        when = reader.condition(shape.when, (*path, number, "when"))
        if when is not None:
            read.append(Reason(when, shape.because.text(), _citations(shape.sources)))
    return tuple(read)


def _indication(reader: _Reader, shape: shapes.IndicationShape, path: Path) -> Indication | None:
    when = reader.condition(shape.when, (*path, "when"))
    exceptions = reader.exceptions(shape.unless, (*path, "unless"))
    if when is None:
        return None
    return Indication(
        id=shape.id,
        when=unless(when, exceptions),
        basis=shape.basis,
        says=shape.says.text(),
        sources=_citations(shape.sources),
        validity=reader.valid(shape.valid_from, shape.valid_until, shape.countries, path),
        level=shape.level,
        stated=when,
        exceptions=exceptions,
        is_about_missing_facts=shape.about_missing_facts,
    )


def _option(reader: _Reader, entry: Any, path: Path) -> Option | None:
    shape = model_from(reader.read, shapes.OptionShape, entry, path)
    if shape.treatment not in reader.vocabulary.sets["treatment"].values:
        reader.refuse("R115", path, f"traitement inconnu : {shape.treatment}", f"unknown treatment: {shape.treatment}")
    indications = [_indication(reader, one, (*path, "indications", n)) for n, one in enumerate(shape.indications)]
    return Option(
        **reader.common(shape, shape.option, path),
        treatment=shape.treatment,
        kind=shape.kind,
        title=shape.title.text(),
        indications=tuple(one for one in indications if one is not None),
        excluded=_reasons(reader, shape.excluded, (*path, "excluded")),
        cautions=_reasons(reader, shape.cautions, (*path, "cautions")),
        checks=tuple(Check(one.text.text(), _citations(one.sources)) for one in shape.checks),
        products=tuple(shape.products),
        not_with=tuple(shape.not_with),
    )


def _finding(reader: _Reader, entry: Any, path: Path) -> DataFinding | None:
    shape = model_from(reader.read, shapes.FindingShape, entry, path)
    for fact in shape.facts:
        if fact not in reader.vocabulary.facts:
            reader.refuse("R102", (*path, "facts"), f"fait inconnu : {fact}", f"unknown fact: {fact}")
    when = reader.condition(shape.when, (*path, "when"))
    if when is None:
        return None
    return DataFinding(
        **reader.common(shape, shape.finding, path),
        when=when,
        level=shape.level,
        message=shape.message.text(),
        remedy=shape.remedy.text() if shape.remedy else None,
        facts=tuple(shape.facts),
    )


def _task(reader: _Reader, entry: Any, path: Path) -> Task | None:
    shape = model_from(reader.read, shapes.TaskShape, entry, path)
    when = reader.condition(shape.when, (*path, "when"))
    done = reader.condition(shape.done, (*path, "done")) if shape.done else None
    repeat = _repeat(reader, shape.repeat, (*path, "repeat")) if shape.repeat else None
    exceptions = reader.exceptions(shape.unless, (*path, "unless"))
    if when is None:
        return None
    return Task(
        **reader.common(shape, shape.task, path),
        topic=shape.topic,
        title=shape.title.text(),
        when=unless(when, exceptions),
        done=done if done is not None or repeat is None else _done_until(reader, repeat, (*path, "repeat")),
        because=shape.because.text(),
        repeat=repeat,
        stated=when,
        exceptions=exceptions,
        is_about_missing_facts=shape.about_missing_facts,
    )


def _repeat(reader: _Reader, shape: shapes.RepeatShape, path: Path) -> Repeat | None:
    count, unit = shape.every.split()
    fact = reader.vocabulary.facts.get(shape.since)
    if fact is None or fact.unit is None or reader.vocabulary.units.factor(unit, fact.unit) is None:
        fr = f"{shape.since} ne compte pas de temps : prendre un fait en jours, semaines ou mois"
        reader.refuse("R118", path, fr, f"{shape.since} does not count time: take a fact in days, weeks or months")
        return None
    return Repeat(int(count), unit, shape.since, _citations(shape.sources))


def _done_until(reader: _Reader, repeat: Repeat, path: Path) -> Condition | None:
    """Done while the time since it was last done is shorter than the interval."""
    found = reader.condition(f"{repeat.since} < {repeat.count} {repeat.unit}", path)
    assert found is None or isinstance(found, Compare)
    return found


def _criterion(reader: _Reader, entry: Any, path: Path) -> Criterion | None:
    shape = model_from(reader.read, shapes.CriterionShape, entry, path)
    when = reader.condition(shape.when, (*path, "when"))
    if when is None:
        return None
    title = shape.title.text()
    return Criterion(**reader.common(shape, shape.criterion, path), kind=shape.kind, title=title, when=when)


_READERS: dict[str, Callable[[_Reader, Any, Path], Rule | None]] = {
    "table": _table,
    "option": _option,
    "finding": _finding,
    "task": _task,
    "criterion": _criterion,
}
