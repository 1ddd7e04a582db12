"""What a timeline expression means for one case on one day: three-valued, with the events that decided.

Nothing recorded is never a no. An event whose date or membership is uncertain and that could be the one asked for makes
the value everything it could be, never a guess.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from math import inf
from typing import Any, TypeAlias

from opennen.cases.ask_event import holds, number
from opennen.cases.days import Days, days_of, elapsed, later_by, may_be_first, may_be_last, span
from opennen.cases.events import AnyEvent, Treatment
from opennen.cases.facts import Evidence, Known, Value
from opennen.cases.model import Case, Tumour
from opennen.cases.order import is_under
from opennen.cases.selection import (
    Beside,
    Chosen,
    Counted,
    DayOf,
    Elapsed,
    Events,
    Expression,
    FieldKind,
    FieldOf,
    HasCode,
    Moment,
    OfEvent,
    Parts,
    Picked,
    Quantified,
    Under,
    Window,
    Within,
)
from opennen.cases.values import highest, hull, lowest, union
from opennen.kernel.dates import PartialDate, day_number
from opennen.kernel.quantity import Interval, interval_of_day
from opennen.kernel.truth import Truth, all_of, any_of, negated
from opennen.vocabulary.model import Fact, FactType, Vocabulary

Member: TypeAlias = tuple[AnyEvent, Any, Truth]
"""An event, what is asked about (itself, or one part of it), and whether it is among those meant (never NO)."""

Found: TypeAlias = tuple[float, float, Sequence[AnyEvent]]
"""The first and the last day a moment can be, and the events it was read from."""

_EXTREMES = {"highest": highest, "lowest": lowest}


class Selecting:
    """Answers timeline expressions for one case on one day."""

    def __init__(
        self,
        case: Case,
        tumour: Tumour,
        on: date,
        by_type: Mapping[str, Sequence[AnyEvent]],
        place: Mapping[str, int],
        vocabulary: Vocabulary,
    ) -> None:
        """by_type: the events known on the day, in order, planned treatments left out. place: of each in that order."""
        self.case, self.tumour, self.on = case, tumour, day_number(on)
        self.by_type, self.place, self.vocabulary = by_type, place, vocabulary
        self.treatments = [one for one in by_type.get("treatment", ()) if isinstance(one, Treatment)]
        self._on = on
        self._members: dict[int, tuple[Events, list[Member]]] = {}
        self._moments: dict[int, tuple[Moment, Found | None]] = {}  # the node is kept, so that its id stays its own

    @cached_property
    def days(self) -> dict[str, Days]:
        """The days every event can be of."""
        return days_of(self.case.events, self._on)

    def known(self, expression: Expression, fact: Fact) -> Known | None:
        """This function will answer an expression; None when what is recorded does not tell."""
        match expression:
            case Quantified():
                return self._quantified(expression)
            case Picked():
                return self._picked(expression, fact)
            case Counted(over):
                return _within(self._count(over), fact)
            case Elapsed():
                return _within(self._elapsed(expression), fact)
            case DayOf(moment):
                found = self._moment(moment)
                days = None if found is None or found[0] == -inf else Interval(found[0], found[1])
                return None if found is None or days is None else Known(days, _evidence(found[2]))

    # -- which events -------------------------------------------------------------------------------------------------

    def members(self, over: Events) -> list[Member]:
        """This function will list the events that are, or could be, among those meant, in order."""
        if id(over) not in self._members:
            self._members[id(over)] = over, self._listed(over)
        return self._members[id(over)][1]

    def _listed(self, over: Events) -> list[Member]:
        found: Iterable[AnyEvent]
        if len(over.types) == 1:
            found = self.by_type.get(over.types[0], ())
        else:
            several = [event for one in over.types for event in self.by_type.get(one, ())]
            found = sorted(several, key=lambda event: self.place[event.id])
        where = over.where
        if isinstance(where, HasCode) and where.against is None:  # most expressions; leaves nearly nothing to ask
            name, codes = where.field.name, where.codes
            found = [event for event in found if (code := getattr(event, name)) is None or code in codes]
        listed = [(event, event, self._belongs(event, over)) for event in found]
        return [one for one in listed if one[2] is not Truth.NO]

    def _holds(self, condition: OfEvent, event: AnyEvent, asked: Any, *, is_whole: bool = False) -> Truth:
        def inside(window: Window) -> Truth:
            return self._inside(event, window, is_whole=is_whole)

        return holds(condition, asked, self.vocabulary, inside)

    def _belongs(self, event: AnyEvent, over: Events) -> Truth:
        answer = Truth.YES if over.where is None else self._holds(over.where, event, event, is_whole=over.complete)
        for window in over.windows:
            if answer is Truth.NO:
                return answer
            answer = all_of((answer, self._inside(event, window, is_whole=over.complete)))
        return answer

    def _inside(self, event: AnyEvent, window: Window, *, is_whole: bool) -> Truth:
        match window:
            case Within(count, unit, side, moment):
                found = (self.on, self.on, ()) if moment is None else self._moment(moment)
                if found is None:
                    return Truth.UNKNOWN
                days = self.days[event.id]
                return _within_of(
                    (days.first, days.last), (found[0], found[1]), side, lambda day: later_by(day, count, unit)
                )
            case Beside(side, moment):
                found = self._moment(moment)
                days = self.days[event.id]
                return Truth.UNKNOWN if found is None else _BESIDE[side](days.first, days.last, found[0], found[1])
            case Under():
                return self._is_under(event, window, is_whole=is_whole)

    def _is_under(self, event: AnyEvent, under: Under, *, is_whole: bool) -> Truth:
        """As the event names its treatments, else by dates. That none is listed is a no only in a whole list."""
        named = getattr(event, "under", ())
        meant = [one for one in self.treatments if one.kind in under.codes]
        if named:
            return Truth.YES if any(one.id in named for one in meant) else Truth.NO
        if not meant:
            return Truth.NO if is_whole and self.case.treatments_complete else Truth.UNKNOWN
        return any_of([is_under(one, self.days[one.id], self.days[event.id]) for one in meant])

    def _groups(self, over: Events | Parts) -> list[list[Member]] | None:
        """The members; one list for each event that could be the one whose parts are meant. None: no such event."""
        if isinstance(over, Events):
            return [self.members(over)]
        if isinstance(over.of, Events):
            return [[part for event, _, truth in self.members(over.of) for part in self._parts(event, over, truth)]]
        chosen = self._chosen(over.of)
        return None if chosen is None else [list(self._parts(event, over, Truth.YES)) for event in chosen]

    def _parts(self, event: AnyEvent, over: Parts, truth: Truth) -> Iterable[Member]:
        for part in getattr(event, over.list_field):
            inside = truth if over.where is None else all_of((truth, self._holds(over.where, event, part)))
            if inside is not Truth.NO:
                yield event, part, inside

    def _chosen(self, chosen: Chosen, *, by_day: bool = False) -> list[AnyEvent] | None:
        """Every event that could be the latest (first) of those meant; None when perhaps there is none."""
        return self._could_be(chosen.pick, self.members(chosen.among), by_day=by_day)

    def _could_be(self, pick: str, members: Sequence[Member], *, by_day: bool) -> list[AnyEvent] | None:
        certain = [self.days[event.id] for event, _, truth in members if truth is Truth.YES]
        if not certain:
            return None
        days = [self.days[event.id] for event, _, _ in members]
        choose = may_be_last if pick == "latest" else may_be_first
        kept = choose(days, certain, by_day=by_day)
        return [event for (event, _, _), is_kept in zip(members, kept, strict=True) if is_kept]

    # -- days ---------------------------------------------------------------------------------------------------------

    def _moment(self, moment: Moment) -> Found | None:
        """The days it can be and the events behind it; worked out once, not for every event."""
        if id(moment) not in self._moments:
            self._moments[id(moment)] = moment, self._found(moment)
        return self._moments[id(moment)][1]

    def _found(self, moment: Moment) -> Found | None:
        if moment.of is None:
            day = self.tumour.diagnosed_on if moment.at == "diagnosis" else self.case.person.birth_date
            found = self._past(day)
            return None if found is None else (*found, ())
        members = self.members(moment.of.among)
        chosen = self._could_be(moment.of.pick, members, by_day=False)
        if chosen is None:
            return None
        if moment.at == "stop":
            return self._stop(chosen)
        certain = [self.days[event.id] for event, _, truth in members if truth is Truth.YES]
        among = [self.days[event.id] for event in chosen]
        if moment.of.pick == "latest":
            return max(one.first for one in certain), max(one.last for one in among), chosen
        return min(one.first for one in among), min(one.last for one in certain), chosen

    def _stop(self, chosen: Sequence[AnyEvent]) -> Found | None:
        ends = [self._past(one.stop) if isinstance(one, Treatment) else None for one in chosen]
        known = [end for end in ends if end is not None]
        if len(known) < len(ends):
            return None
        return min(end[0] for end in known), max(end[1] for end in known), chosen

    def _past(self, day: PartialDate | None) -> tuple[float, float] | None:
        """The days a date can mean up to the day of assessment; None when there is none."""
        if day is None:
            return None
        first, last = span(day)
        return None if first > self.on else (first, min(last, self.on))

    def _elapsed(self, expression: Elapsed) -> Known | None:
        start = self._moment(expression.start)
        end = (self.on, self.on, ()) if expression.end is None else self._moment(expression.end)
        if start is None or end is None:
            return None
        shortest, longest = elapsed(start[1], end[0], expression.unit), elapsed(start[0], end[1], expression.unit)
        newest_first = [*reversed(start[2]), *reversed(end[2])]
        return Known(Interval(shortest, longest), _evidence(newest_first))

    # -- answers ------------------------------------------------------------------------------------------------------

    def _quantified(self, asked: Quantified) -> Known | None:
        groups = self._groups(asked.over)
        if groups is None:
            return None
        has, is_whole = asked.has, isinstance(asked.over, Events) and asked.over.complete
        answers: list[Truth] = []
        deciding: list[Member] = []
        for members in groups:
            told = [(one, self._has(has, one, is_whole=is_whole)) for one in members]
            answer, decided = (
                _every(told) if asked.quantifier == "every" else _some(told, is_whole=self._is_whole(asked))
            )
            answers.append(negated(answer) if asked.quantifier == "no" else answer)
            deciding += decided
        truth = answers[0] if len(set(answers)) == 1 else Truth.UNKNOWN
        return None if truth is Truth.UNKNOWN else Known(truth, self._evidence(deciding, asked.over))

    def _has(self, has: OfEvent | None, member: Member, *, is_whole: bool) -> Truth:
        return Truth.YES if has is None else self._holds(has, member[0], member[1], is_whole=is_whole)

    def _is_whole(self, asked: Quantified) -> bool:
        over = asked.over
        return (
            isinstance(over, Events)
            and over.complete
            and over.types == ("treatment",)
            and self.case.treatments_complete
        )

    def _count(self, over: Events | Parts) -> Known | None:
        groups = self._groups(over)
        if groups is None:
            return None
        low = min(sum(truth is Truth.YES for _, _, truth in members) for members in groups)
        is_whole = isinstance(over, Events) and over.complete and self.case.treatments_complete
        high = max(len(members) for members in groups) if is_whole else inf
        return Known(Interval(low, high), self._evidence([one for members in groups for one in members], over))

    def _picked(self, asked: Picked, fact: Fact) -> Known | None:
        groups = self._groups(asked.over)
        if groups is None:
            return None
        if asked.pick in _EXTREMES:
            found = hull([self._extreme(asked, members) for members in groups])
            evidence = self._evidence([one for members in groups for one in members], asked.over)
            return None if found is None else _within(Known(found, evidence), fact)
        (members,) = groups
        chosen = self._could_be(asked.pick, members, by_day=asked.ties != "listed")
        if chosen is None:
            return None
        value: Value | None = self._tied(asked, chosen, members)
        if value is None:
            value = union([self._value(asked, event) for event in chosen])
        certain = {event.id for event in chosen}
        evidence = self._evidence([one for one in members if one[0].id in certain], asked.over)
        return None if value is None else _within(Known(value, evidence), fact)

    def _extreme(self, asked: Picked, members: Sequence[Member]) -> Interval | None:
        read = [(self._value(asked, part), truth is Truth.YES) for _, part, truth in members]
        values = [(one if isinstance(one, Interval) else None, certain) for one, certain in read]
        return _EXTREMES[asked.pick](values)

    def _tied(self, asked: Picked, chosen: Sequence[AnyEvent], members: Sequence[Member]) -> Value | None:
        """The highest or lowest of those that are certainly meant and certainly of one and the same day."""
        if asked.ties not in _EXTREMES:
            return None
        certain = {event.id for event, _, truth in members if truth is Truth.YES}
        days = {self.days[event.id].first for event in chosen if self.days[event.id].is_exact}
        if len(days) != 1 or not all(event.id in certain and self.days[event.id].is_exact for event in chosen):
            return None
        read = [self._value(asked, event) for event in chosen]
        return _EXTREMES[asked.ties]([(one if isinstance(one, Interval) else None, True) for one in read])

    def _value(self, asked: Picked, event: Any) -> Value | None:
        field = asked.value
        if not isinstance(field, FieldOf):
            truth = self._holds(field, event, event)
            return None if truth is Truth.UNKNOWN else truth
        if field.kind is FieldKind.NUMBER:
            return number(field, event, asked.unit or "1", self.vocabulary)
        raw = getattr(event, field.name)
        if raw is None:
            return None
        return interval_of_day(raw) if field.kind is FieldKind.DATE else frozenset({str(raw)})

    def _evidence(self, members: Sequence[Member], over: Events | Parts) -> tuple[Evidence, ...]:
        """The events that decided, newest first, and after them the treatments and events a window was read from."""
        events = {event.id: event for event, _, _ in reversed(members)}
        among = over if isinstance(over, Events) else over.of if isinstance(over.of, Events) else over.of.among
        for window in among.windows:
            for one in list(events.values()):
                events.update({other.id: other for other in self._behind(one, window)})
        parts = {
            event.id: [one.id for of, one, _ in members if of.id == event.id and hasattr(one, "organ")]
            for event in events.values()
            if isinstance(over, Parts) and over.part == "lesion"
        }
        return _evidence(events.values(), parts)

    def _behind(self, event: AnyEvent, window: Window) -> Iterable[AnyEvent]:
        if isinstance(window, Under):
            named = getattr(event, "under", ())
            meant = [one for one in self.treatments if one.kind in window.codes]
            if named:
                return [one for one in meant if one.id in named]
            days = self.days
            return [one for one in meant if is_under(one, days[one.id], days[event.id]) is Truth.YES]
        found = self._moment(window.moment) if window.moment is not None else None
        return found[2] if found is not None else ()


def _within_of(
    event: tuple[float, float], moment: tuple[float, float], side: str, later: Callable[[float], float]
) -> Truth:
    """Not after the moment, and so long later not before it; or the other way round."""
    first, second = (event, moment) if side == "before" else (moment, event)
    in_order = _not_after(*first, *second)
    return all_of((in_order, _not_after(*second, later(first[0]), later(first[1]))))


def _not_after(first: float, last: float, other_first: float, other_last: float) -> Truth:
    if last <= other_first:
        return Truth.YES
    return Truth.NO if first > other_last else Truth.UNKNOWN


_BESIDE: dict[str, Callable[[float, float, float, float], Truth]] = {
    "since": lambda first, last, low, high: _not_after(low, high, first, last),
    "after": lambda first, last, low, high: negated(_not_after(first, last, low, high)),
    "before": lambda first, last, low, high: negated(_not_after(low, high, first, last)),
}


def _some(told: Sequence[tuple[Member, Truth]], *, is_whole: bool) -> tuple[Truth, list[Member]]:
    yes = [one for one, has in told if has is Truth.YES and one[2] is Truth.YES]
    if yes:
        return Truth.YES, yes
    is_there_one = is_whole or any(one[2] is Truth.YES for one, _ in told)
    if is_there_one and all(has is Truth.NO for _, has in told):
        return Truth.NO, [one for one, _ in told]
    return Truth.UNKNOWN, []


def _every(told: Sequence[tuple[Member, Truth]]) -> tuple[Truth, list[Member]]:
    no = [one for one, has in told if has is Truth.NO and one[2] is Truth.YES]
    if no:
        return Truth.NO, no
    if any(one[2] is Truth.YES for one, _ in told) and all(has is Truth.YES for _, has in told):
        return Truth.YES, [one for one, _ in told]
    return Truth.UNKNOWN, []


def _evidence(events: Iterable[AnyEvent], parts: Mapping[str, Sequence[str]] | None = None) -> tuple[Evidence, ...]:
    named = parts or {}
    return tuple(Evidence(event.id, event.type, event.date, ", ".join(named.get(event.id, ()))) for event in events)


def _within(known: Known | None, fact: Fact) -> Known | None:
    """A number within the fact's range; None when it is outside, or when it can be anything the fact can be."""
    if known is None or fact.type is not FactType.NUMBER or not isinstance(known.value, Interval):
        return known
    low, high = fact.range or (known.value.low, known.value.high)
    try:
        value = known.value.within(low, high)
    except ValueError:
        return None
    is_anything = not value.is_exact and (value.low, value.high) == (low, high)
    return None if is_anything else Known(value, known.evidence, known.assumed)
