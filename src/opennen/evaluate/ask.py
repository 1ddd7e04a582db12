"""What is left to know: the recorded facts that could still change an answer, read off its explanation."""

from collections.abc import Iterable, Mapping

from opennen.cases.facts import Known
from opennen.evaluate.answer import Ask, TableAnswer, Why
from opennen.kernel.quantity import Interval
from opennen.kernel.truth import Truth
from opennen.rules.model import Compare, Every, Holds, OneOf, Recorded, Some


def asked(why: Why) -> tuple[str, ...]:
    """This function will name the recorded facts that an answer still depends on, in the order its rule mentions them.

    A fact that is not named cannot change the answer. For a decided answer these are only the facts whose absence it
    leans on (`is missing`); for an UNKNOWN one, those of every part that is not yet settled.
    """
    found: dict[str, None] = {}
    _walk(why, found)
    return tuple(found)


def asked_by_table(answer: TableAnswer) -> tuple[str, ...]:
    """This function will name the recorded facts that could still change a table's answer (also a provisional one)."""
    found: dict[str, None] = {}
    _walk_table(answer, found)
    return tuple(found)


def _walk(why: Why, found: dict[str, None]) -> None:
    condition = why.condition
    if isinstance(condition, Recorded):
        if why.truth is Truth.NO:
            found[condition.fact] = None
        return
    if why.parts:
        for part in _relevant(why):
            _walk(part, found)
        return
    if why.table is not None:
        if why.truth is Truth.UNKNOWN or _leans(why):
            _walk_table(why.table, found)
    elif why.because is not None:
        _walk(why.because, found)
    elif why.truth is Truth.UNKNOWN:
        assert isinstance(condition, Holds | Compare | OneOf)
        found[condition.fact] = None


def _relevant(why: Why) -> Iterable[Why]:
    """The parts that can still move the answer: a settled one cannot, unless it leans on absence."""
    if why.truth is Truth.UNKNOWN and isinstance(why.condition, Every | Some):
        neutral = Truth.YES if isinstance(why.condition, Every) else Truth.NO
        return [part for part in why.parts if part.truth is Truth.UNKNOWN or (part.truth is neutral and _leans(part))]
    if isinstance(why.condition, Every | Some):
        return [part for part in why.parts if _leans(part)]
    return why.parts


def _leans(why: Why) -> bool:
    """Whether a settled answer rests on something being missing, or on a provisional answer."""
    if isinstance(why.condition, Recorded):
        return why.truth is Truth.NO
    if why.table is not None:
        return why.table.is_provisional or any(_leans(part) for part in _parts_of(why.table))
    if why.because is not None:
        return _leans(why.because)
    return any(_leans(part) for part in why.parts)


def _parts_of(answer: TableAnswer) -> Iterable[Why]:
    for row in answer.rows:
        yield row.why
        if row.until is not None and row.why.truth is Truth.UNKNOWN:
            yield row.until
    yield from answer.elsewhere


def _walk_table(answer: TableAnswer, found: dict[str, None]) -> None:
    for part in _parts_of(answer):
        if part.truth is Truth.UNKNOWN or _leans(part):
            _walk(part, found)


def ranked(asks: Mapping[str, Iterable[str]], recorded: Mapping[str, Known]) -> tuple[Ask, ...]:
    """This function will order missing facts by how many open answers each bears on, then by name.

    asks: by open answer (a rule id or fact), the facts it asks for. A fact that is known exactly is left out.
    """
    bears: dict[str, list[str]] = {}
    for answer, facts in asks.items():
        for fact in facts:
            bears.setdefault(fact, []).append(answer)
    open_ = {fact: answers for fact, answers in bears.items() if not _is_settled(recorded.get(fact))}
    return tuple(
        Ask(fact, tuple(answers)) for fact, answers in sorted(open_.items(), key=lambda one: (-len(one[1]), one[0]))
    )


def _is_settled(known: Known | None) -> bool:
    return known is not None and (not isinstance(known.value, Interval) or known.value.is_exact)
