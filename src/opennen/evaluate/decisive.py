"""The short form of an explanation: only what decided, and every unknown that keeps it open."""

from collections.abc import Iterable

from opennen.evaluate.answer import RowAnswer, TableAnswer, Why
from opennen.kernel.truth import Truth
from opennen.rules.model import AtLeast, Every, Not, Some


def decisive(why: Why) -> tuple[Why, ...]:
    """This function will give the leaves that decide: known alone, they give the same truth.

    Of several parts that would each be enough the first; of an unknown answer every part that is not settled (what asks
    whether something is recorded apart: hiding a fact would answer it otherwise). A negated leaf stays in its negation;
    derived facts and tables are leaves.
    """
    return tuple({one.condition: one for one in _leaves(why)}.values())


def decisive_of_row(one: RowAnswer) -> tuple[Why, ...]:
    """This function will give the leaves that decide a row; where it answers provisionally, first those it rests on."""
    rests = decisive(one.until) if _answers_provisionally(one) and one.until is not None else ()
    return tuple({leaf.condition: leaf for leaf in (*rests, *decisive(one.why))}.values())


def _answers_provisionally(one: RowAnswer) -> bool:
    return one.until is not None and one.until.truth is Truth.YES and one.why.truth is Truth.UNKNOWN


def decisive_of_table(answer: TableAnswer) -> tuple[Why, ...]:
    """This function will give the leaves that decide a table: of the row that answers, or of every row still open.

    When no row can hold, what excludes each.
    """
    rows = [one for one in answer.rows if answer.row is not None and one.row is answer.row]
    if answer.conflict:
        rows = [one for one in answer.rows if one.why.truth is Truth.YES]
    elif not rows:
        rows = [one for one in answer.rows if one.why.truth is Truth.UNKNOWN] or list(answer.rows)
    found = [leaf for one in rows for leaf in decisive_of_row(one)]
    if not rows:
        found = [leaf for why in answer.elsewhere for leaf in decisive(why)]
    return tuple({leaf.condition: leaf for leaf in found}.values())


def _leaves(why: Why) -> Iterable[Why]:
    if not why.parts:
        yield why
    elif isinstance(why.condition, Not):
        inner = why.parts[0]
        yield from _leaves(inner) if inner.parts else (why,)
    else:
        for part in _settling(why):
            yield from _leaves(part)


def _settling(why: Why) -> Iterable[Why]:
    if why.truth is Truth.UNKNOWN:
        return [part for part in why.parts if part.truth is Truth.UNKNOWN]
    same = [part for part in why.parts if part.truth is why.truth]
    match why.condition, why.truth:
        case (Some(), Truth.YES) | (Every(), Truth.NO):
            return same[:1]
        case AtLeast(count), Truth.YES:
            return same[:count]
        case AtLeast(count), Truth.NO:
            return same[: len(why.parts) - count + 1]
        case _:
            return why.parts
