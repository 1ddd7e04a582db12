"""A classification table as people print it: one line per alternative, one column per fact, ranges in the cells."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf, isinf

from opennen.evaluate import render, words
from opennen.evaluate.statement import AND_RECORDED, code_labels
from opennen.kernel.quantity import exactly
from opennen.kernel.text import Text
from opennen.kernel.truth import Truth
from opennen.rules.alternatives import Alternative, Literal, alternatives
from opennen.rules.model import Compare, Condition, Holds, OneOf, Recorded, Row, Table
from opennen.rules.packs import Knowledge
from opennen.rules.parse import OTHERWISE
from opennen.vocabulary.model import FactType

COLUMNS = 8
BUT = Text("sauf {}", "not {}", "niet {}", "nicht {}")
OPEN = Text("pas encore connu", "not known yet", "nog niet bekend", "noch nicht bekannt")
PRESENT = Text("renseigné", "recorded", "vermeld", "dokumentiert")


@dataclass(frozen=True, slots=True)
class Cell:
    """What a fact must be; no words = any value. `codes` as in a Statement."""

    text: str = ""
    codes: tuple[str, ...] = ()
    but: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One alternative. One that keeps open is never yes: it says that the outcome stays possible meanwhile."""

    cells: tuple[Cell, ...]
    keeps_open: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """One row of the rule as stated, without its exceptions: its lines, and those of its provisional answer.

    `provisional` is None when there is none, or when it does not fit these columns. The row `otherwise` has no lines.
    """

    row: Row
    lines: tuple[Line, ...]
    provisional: tuple[Line, ...] | None = None


@dataclass(frozen=True, slots=True)
class DecisionTable:
    """The facts in the order in which the rule first mentions them, and the outcomes in the rule's order."""

    facts: tuple[str, ...]
    outcomes: tuple[Outcome, ...]


def decision_table(table: Table, knowledge: Knowledge, language: str) -> DecisionTable | None:
    """This function will lay a table out in columns; None when it compares too many facts for that.

    Provisional answers are left out of the columns when only they would make them too many.
    """
    when = [_spread(row.stated or row.when) if row.id != OTHERWISE else () for row in table.rows]
    until = [_spread(row.provisionally.when) if row.provisionally else () for row in table.rows]
    facts = _columns([*when, *until])
    if facts is None:
        facts, until = _columns(when), [None] * len(until)
    if facts is None:
        return None
    columns = facts

    def lines(many: tuple[Alternative, ...] | None) -> tuple[Line, ...]:
        return tuple(_merged([_line(one, columns, knowledge, language) for one in many or ()], language))

    return DecisionTable(
        columns,
        tuple(
            Outcome(row, lines(yes), lines(meanwhile) if row.provisionally and meanwhile else None)
            for row, yes, meanwhile in zip(table.rows, when, until, strict=True)
        ),
    )


def _columns(spread: Sequence[tuple[Alternative, ...] | None]) -> tuple[str, ...] | None:
    facts = dict.fromkeys(one.fact for many in spread for alternative in many or () for one in alternative)
    return None if None in spread or len(facts) > COLUMNS else tuple(facts)


def _spread(condition: Condition) -> tuple[Alternative, ...] | None:
    """The alternatives in words a cell can hold; None when they do not fit."""
    found = alternatives(condition)
    if found is None or any(_is_two_ranges(one) for many in found for one in many):
        return None
    return found


def _is_two_ranges(one: Literal) -> bool:
    """Any number but one: below it or above it, which a cell cannot show."""
    return isinstance(one.node, Compare) and one.node.operator == ("!=" if one.holds else "==")


def _line(alternative: Alternative, facts: tuple[str, ...], knowledge: Knowledge, language: str) -> Line:
    cells, keeps_open = [], False
    for fact in facts:
        said = [one for one in alternative if one.fact == fact]
        cell = _cell(fact, said, knowledge, language) if said else Cell()
        keeps_open = keeps_open or cell is None
        cells.append(cell or Cell(OPEN.in_(language)))
    return Line(tuple(cells), keeps_open)


def _cell(fact: str, said: list[Literal], knowledge: Knowledge, language: str) -> Cell | None:
    """The words of one cell; None when its statements exclude each other, so that only a missing fact keeps it open."""
    present = [one.holds for one in said if isinstance(one.node, Recorded)]
    others = [one for one in said if not isinstance(one.node, Recorded)]
    if False in present:
        return None if True in present or others else Cell(words.NOT_RECORDED.in_(language))
    if not others:
        return Cell(PRESENT.in_(language))
    cell = _WRITERS[type(others[0].node)](fact, others, knowledge, language)
    if cell is None or not present:
        return cell
    return Cell(AND_RECORDED.in_(language).format(cell.text), cell.codes, cell.but)


def _range(fact: str, said: list[Literal], knowledge: Knowledge, language: str) -> Cell | None:
    low, high = (-inf, True), (inf, True)  # the bound, and whether it is itself outside
    for one in said:
        assert isinstance(one.node, Compare)
        operator = one.node.operator if one.holds else _OPPOSITE[one.node.operator]
        if operator in (">", ">=", "=="):
            low = max(low, (one.node.bound, operator == ">"))
        if operator in ("<", "<=", "=="):
            high = min(high, (one.node.bound, operator != "<"))
    below = not high[1]
    if low[0] > high[0] or (low[0] == high[0] and (low[1] or below)):
        return None
    unit = knowledge.vocabulary.facts[fact].unit or ""
    sign = f" {unit}" if in_cells(unit) else ""
    first, last = (_bound(fact, end, knowledge, language) for end in (low[0], high[0]))
    if low[0] == high[0]:
        return Cell(first + sign)
    if low[0] == -inf:
        return Cell(f"{'<' if below else '≤'} {last}{sign}")
    if high[0] == inf:
        return Cell(f"{'>' if low[1] else '≥'} {first}{sign}")
    if not low[1] and not below:
        return Cell(f"{first}–{last}{sign}")
    joint = words.AND.in_(language)
    return Cell(f"{'>' if low[1] else '≥'} {first} {joint} {'<' if below else '≤'} {last}{sign}")


def _bound(fact: str, bound: float, knowledge: Knowledge, language: str) -> str:
    if isinf(bound):
        return ""
    if knowledge.vocabulary.facts[fact].type is FactType.DATE:
        return render.days(exactly(bound), language)
    return render.number(bound, language)


_OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}


def in_cells(unit: str) -> bool:
    """This function will say whether a unit is a sign (%) that stands with each number, not in the column's head."""
    return len(unit) == 1 and not unit.isdigit()


def _coded(fact: str, said: list[Literal], knowledge: Knowledge, language: str) -> Cell | None:
    allowed: frozenset[str] | None = None
    refused: frozenset[str] = frozenset()
    for one in said:
        assert isinstance(one.node, OneOf)
        if not one.holds:
            refused |= one.node.codes
        else:
            allowed = one.node.codes if allowed is None else allowed & one.node.codes
    codes = refused if allowed is None else allowed - refused
    if not codes:
        return None
    labels = code_labels(fact, codes, knowledge, language)
    text = ", ".join(labels)
    return Cell(text if allowed is not None else BUT.in_(language).format(text), labels, allowed is None)


def _answered(fact: str, said: list[Literal], knowledge: Knowledge, language: str) -> Cell | None:
    answers = {one.holds for one in said}
    return Cell(words.TRUTH[Truth.YES if True in answers else Truth.NO].in_(language)) if len(answers) == 1 else None


_Writer = Callable[[str, list[Literal], Knowledge, str], Cell | None]
_WRITERS: dict[type, _Writer] = {Compare: _range, OneOf: _coded, Holds: _answered}


def _merged(lines: list[Line], language: str) -> list[Line]:
    """Lines that differ in one cell say one thing with an `or`."""
    left: list[Line] = []
    for line in lines:
        for number, other in enumerate(left):
            differing = [
                place for place, (one, two) in enumerate(zip(other.cells, line.cells, strict=True)) if one != two
            ]
            if not differing:
                break
            if len(differing) == 1 and not line.keeps_open and not other.keeps_open:
                place = differing[0]
                joined = _joined(other.cells[place], line.cells[place], language)
                left[number] = Line((*other.cells[:place], joined, *other.cells[place + 1 :]))
                break
        else:
            left.append(line)
    return left


def _joined(one: Cell, two: Cell, language: str) -> Cell:
    if not one.text or not two.text:
        return Cell()  # one of the two asks nothing of the fact
    return Cell(f"{one.text} {words.OR.in_(language)} {two.text}", one.codes or two.codes, one.but or two.but)
