"""A timeline to facts on a date, each with the events it came from. What no event says is simply not there."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from opennen.cases.amounts import Amount
from opennen.cases.computed import computed, mitoses_per_2mm2
from opennen.cases.counted import Counted, Tally
from opennen.cases.events import AnyEvent, Specimen, Treatment
from opennen.cases.facts import Evidence, Known, Value
from opennen.cases.model import Case, Tumour
from opennen.cases.order import events_in_order, overlaps
from opennen.cases.origins import COMPUTED, Filter, Origin
from opennen.cases.selecting import Selecting
from opennen.kernel.dates import months_between
from opennen.kernel.quantity import Interval, exactly, interval_of_day
from opennen.kernel.truth import Truth, truth_of
from opennen.vocabulary.model import Fact, FactType, Vocabulary

_MONTHS_A_YEAR = 12


class Timeline:
    """One case seen on one day for one tumour: its events in order, ready to be read many times."""

    def __init__(
        self, case: Case, tumour: Tumour, on: date, vocabulary: Vocabulary, origins: dict[str, Origin]
    ) -> None:
        self.case, self.tumour, self.on = case, tumour, on
        self.vocabulary, self.origins = vocabulary, origins
        self.events = events_in_order(case, on, tumour.id)
        self.by_type: dict[str, list[AnyEvent]] = {}
        for event in self.events:
            if not (isinstance(event, Treatment) and event.planned):
                self.by_type.setdefault(event.type, []).append(event)
        self.place = {event.id: number for number, event in enumerate(self.events)}
        self.treatments = [one for one in self.by_type.get("treatment", []) if isinstance(one, Treatment)]
        self.selecting = Selecting(case, tumour, on, self.by_type, self.place, vocabulary)

    def facts(self, focus: Specimen | None) -> dict[str, Known]:
        """This function will read every recorded fact; pathology is read from the specimen in focus."""
        found = {}
        facts, present = self.vocabulary.facts, self.by_type.keys()
        for name, origin in self.origins.items():
            if origin.is_silent_without_events and present.isdisjoint(origin.events):
                continue
            known = self.fact(facts[name], origin, focus)
            if known is not None:
                found[name] = known
        return found

    def focused(self, facts: dict[str, Known], focus: Specimen) -> dict[str, Known]:
        """This function will read again, for another specimen, only the facts that depend on which one is in focus."""
        found = dict(facts)
        for name, origin in self.origins.items():
            if origin.pick == "focus":
                known = self.fact(self.vocabulary.facts[name], origin, focus)
                found.pop(name, None)
                if known is not None:
                    found[name] = known
        return found

    def fact(self, fact: Fact, origin: Origin, focus: Specimen | None) -> Known | None:
        """This function will read one fact; None when no event says anything about it."""
        if origin.timeline is not None:
            return self.selecting.known(origin.timeline, fact)
        if origin.person is not None:
            return _as_known(self._person(origin.person), fact, ())
        if origin.tumour is not None:
            return _as_known(getattr(self.tumour, origin.tumour), fact, ())
        if origin.exists:
            return self._exists(origin)
        if origin.count:
            return self._count(origin)
        return self._value(fact, origin, focus)

    def _person(self, field: str) -> Any:
        person = self.case.person
        if field == "age_years" and person.birth_date is not None:
            born = person.birth_date
            youngest, oldest = months_between(born.latest, self.on), months_between(born.earliest, self.on)
            return Interval(max(0, youngest // _MONTHS_A_YEAR), max(0, oldest // _MONTHS_A_YEAR))
        return getattr(person, field)

    def _matching(self, origin: Origin, where: tuple[Filter, ...]) -> list[AnyEvent]:
        if len(origin.events) == 1:
            events: Iterable[AnyEvent] = self.by_type.get(origin.events[0], ())
        else:
            events = (event for event in self.events if event.type in origin.events)
        found = []
        for event in events:
            for one in where:
                if getattr(event, one.field, None) not in one.values:
                    break
            else:
                found.append(event)
        return found

    def _exists(self, origin: Origin) -> Known | None:
        found = self._matching(origin, origin.where)
        absent = self._matching(origin, origin.absent_where) if origin.absent_where is not None else []
        if found or absent:  # both in order: the last one of all answers
            is_found = bool(found) and (not absent or self.place[found[-1].id] >= self.place[absent[-1].id])
            return Known(Truth.YES if is_found else Truth.NO, _evidence(found if is_found else absent))
        if origin.no_if_complete and self.case.treatments_complete:
            return Known(Truth.NO)
        return None

    def _count(self, origin: Origin) -> Known | None:
        found = self._matching(origin, origin.where)
        if "treatment" in origin.events and not self.case.treatments_complete:
            return Known(Interval(len(found), float("inf")), _evidence(found)) if found else None
        return Known(exactly(len(found)), _evidence(found))

    def _value(self, fact: Fact, origin: Origin, focus: Specimen | None) -> Known | None:
        if origin.pick == "focus":
            candidates: list[AnyEvent] = [focus] if focus is not None else []
        else:
            candidates = self._matching(origin, origin.where)
        if origin.during is not None:
            candidates = [event for event in candidates if self._is_during(event, origin.during)]
        found: list[tuple[AnyEvent, Known]] = []
        for event in candidates:
            known = self._read(fact, origin, event)
            if known is not None:
                found.append((event, known))
        if not found:
            return None
        return _picked([known for _, known in found], origin.pick)

    def _is_during(self, event: AnyEvent, during: tuple[Filter, ...]) -> bool:
        """Named in `under`, else by dates. Without either nothing is assumed."""
        named = getattr(event, "under", ())
        for treatment in self.treatments:
            if not all(getattr(treatment, one.field, None) in one.values for one in during):
                continue
            if named:
                if treatment.id in named:
                    return True
                continue
            if overlaps(treatment.date, treatment.stop, event.date) is True:
                return True
        return False

    def _read(self, fact: Fact, origin: Origin, event: AnyEvent) -> Known | None:
        path = origin.value or ""
        assumed = None
        raw = self._raw(path, event, fact)
        if (
            path == "mitoses_per_2mm2"
            and isinstance(event, Specimen)
            and mitoses_per_2mm2(event, self.vocabulary.units)[1]
        ):
            assumed = "field_area"
        text = getattr(raw, "text", None) or ""
        evidence = (Evidence(event.id, event.type, event.date, text),)
        if raw is None:
            return None
        if origin.contains is not None:
            return Known(Truth.YES if origin.contains & set(raw) else Truth.NO, evidence)
        if origin.yes is not None:
            if raw in origin.yes:
                return Known(Truth.YES, evidence)
            return Known(Truth.NO, evidence) if origin.no is not None and raw in origin.no else None
        return _as_known(raw, fact, evidence, assumed)

    def _raw(self, path: str, event: AnyEvent, fact: Fact) -> Any:
        if path in COMPUTED:
            return computed(path, event, fact, self.vocabulary, self.on)
        raw: Any = event
        for step in path.split("."):
            raw = getattr(raw, step, None)
        return raw

    def tallies(self, facts: Mapping[str, Known]) -> dict[str, Tally]:
        """This function will give the counts behind the facts that have one, from the event each was read from."""
        found = {}
        for name, origin in self.origins.items():
            known = facts.get(name)
            if origin.counted is None or known is None or len(known.evidence) != 1:
                continue
            event = self.events[self.place[known.evidence[0].event]]
            tally = self._tally(origin.counted, event, self.vocabulary.facts[name])
            if tally is not None:
                found[name] = tally
        return found

    def _tally(self, counted: Counted, event: AnyEvent, fact: Fact) -> Tally | None:
        if counted.unless is not None and self._raw(counted.unless, event, fact) is Truth.YES:
            return None
        number, size = (_as_number(self._raw(path, event, fact)) for path in (counted.number, counted.size))
        if number is None or not size or (counted.kind == "share" and number > size):
            return None
        return Tally(number, size, counted)


def _as_number(raw: Any) -> float | None:
    if isinstance(raw, Interval):
        return raw.low if raw.is_exact else None
    return float(raw) if isinstance(raw, int | float) else None


def _evidence(events: Iterable[AnyEvent]) -> tuple[Evidence, ...]:
    return tuple(Evidence(event.id, event.type, event.date) for event in events)


def _as_known(raw: Any, fact: Fact, evidence: tuple[Evidence, ...], assumed: str | None = None) -> Known | None:
    if isinstance(raw, Amount):
        raw = raw.interval
    if raw is None:
        return None
    value: Value
    if fact.type is FactType.YES_NO:
        value = raw if isinstance(raw, Truth) else truth_of(bool(raw))
    elif fact.type is FactType.DATE:
        value = raw if isinstance(raw, Interval) else interval_of_day(raw)
    elif fact.type is FactType.CODE:
        value = frozenset({str(raw)})
    else:
        number = raw if isinstance(raw, Interval) else exactly(float(raw))
        low, high = fact.range or (number.low, number.high)
        try:
            value = number.within(low, high)
        except ValueError:  # outside the plausible range: the reader reports it, no rule may use it
            return None
    return Known(value, evidence, assumed)


def _picked(found: list[Known], pick: str) -> Known:
    """The one that counts. Among equals in `highest` and `lowest` the latest; `any` is yes when one is."""
    if pick in ("highest", "lowest") and all(isinstance(one.value, Interval) for one in found):
        ends = [
            (one.value.high if pick == "highest" else -one.value.low, number)
            for number, one in enumerate(found)
            if isinstance(one.value, Interval)
        ]
        return found[max(ends)[1]]
    if pick == "any":
        return next((one for one in reversed(found) if one.value is Truth.YES), found[-1])
    return found[0] if pick == "first" else found[-1]
