"""A timeline expression in words: which events a fact looks at, what it asks of them, and which one counts."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opennen.cases.selection import (
    Beside,
    Both,
    Chosen,
    Counted,
    DayOf,
    Either,
    Elapsed,
    Events,
    Expression,
    FieldOf,
    HasCode,
    IsSo,
    Lists,
    Measures,
    Moment,
    OfEvent,
    Opposite,
    Over,
    Parts,
    Picked,
    Quantified,
    Under,
    Window,
    Within,
)
from opennen.evaluate import render, words
from opennen.rules.packs import Knowledge
from opennen.web.registry.presenters.words import EVENT_WORDS, FIELD_WORDS

PART_WORDS = {
    "lesion": gettext_lazy("lesion"),
    "stain": gettext_lazy("stain"),
    "component": gettext_lazy("component"),
}
PICK_WORDS = {
    "latest": gettext_lazy("the latest %(events)s"),
    "first": gettext_lazy("the first %(events)s"),
    "highest": gettext_lazy("the highest of %(events)s"),
    "lowest": gettext_lazy("the lowest of %(events)s"),
}
QUANTIFIERS = {
    "some": gettext_lazy("whether one of these holds it: %(events)s"),
    "every": gettext_lazy("whether all of these hold it: %(events)s"),
    "no": gettext_lazy("whether none of these holds it: %(events)s"),
}
SIDES = {
    "before": gettext_lazy("before %(moment)s"),
    "after": gettext_lazy("after %(moment)s"),
    "since": gettext_lazy("since %(moment)s"),
}
TIES = {
    "highest": gettext_lazy("of several on one day the highest"),
    "lowest": gettext_lazy("of several on one day the lowest"),
    "conflict": gettext_lazy("several on one day that differ leave it open"),
}
UNITS = {
    "days": gettext_lazy("days"),
    "weeks": gettext_lazy("weeks"),
    "months": gettext_lazy("months"),
    "years": gettext_lazy("years"),
}


class NoWords(LookupError):
    """This expression has a part that has no words here; it is shown as it is written."""


class TimelineWords:
    """Writes expressions in one language."""

    def __init__(self, knowledge: Knowledge, language: str) -> None:
        self.knowledge = knowledge
        self.language = language

    def expression(self, node: Expression) -> str:
        """Return a whole expression; raises NoWords."""
        match node:
            case Quantified(quantifier, over, None) if quantifier == "some":
                return _("whether there is: %(events)s") % {"events": self.over(over)}
            case Quantified(quantifier, over, None) if quantifier == "no":
                return _("whether there is none: %(events)s") % {"events": self.over(over)}
            case Quantified(quantifier, over, has) if quantifier in QUANTIFIERS and has is not None:
                return f"{QUANTIFIERS[quantifier] % {'events': self.over(over)}} · {self.of_event(has)}"
            case Picked(pick, over, value):
                return self._picked(pick, over, value, node.ties)
            case Counted(over):
                return _("how many there are: %(events)s") % {"events": self.over(over)}
            case Elapsed(unit, start, end):
                until = self.moment(end) if end is not None else _("the day of assessment")
                return _("%(unit)s from %(start)s to %(end)s") % {
                    "unit": UNITS.get(unit, unit),
                    "start": self.moment(start),
                    "end": until,
                }
            case DayOf(moment):
                return _("the day of %(moment)s") % {"moment": self.moment(moment)}
            case _:
                raise NoWords(type(node).__name__)

    def _picked(self, pick: str, over: Over, value: FieldOf | OfEvent, ties: str) -> str:
        asked = self._field(value) if isinstance(value, FieldOf) else self.of_event(value)
        said = f"{PICK_WORDS[pick] % {'events': self.over(over)}} · {asked}"
        return f"{said} ({TIES[ties]})" if ties in TIES else said

    def over(self, node: Over) -> str:
        """Return the events, or the parts of events, that are looked at."""
        match node:
            case Events(types, where, windows, complete):
                said = [" / ".join(str(EVENT_WORDS.get(one, one)) for one in types)]
                said += [self.of_event(where)] if where is not None else []
                said += [self.window(one) for one in windows]
                said += [_("none when the list is stated to be complete")] if complete else []
                return ", ".join(said)
            case Parts(part, where=where, of=of):
                name = str(PART_WORDS.get(part, part))
                named = f"{name} ({self.of_event(where)})" if where is not None else name
                inside = self.chosen(of) if isinstance(of, Chosen) else self.over(of)
                return _("%(part)s of %(events)s") % {"part": named, "events": inside}
            case _:
                raise NoWords(type(node).__name__)

    def chosen(self, node: Chosen) -> str:
        """Return one event out of several."""
        return str(PICK_WORDS[node.pick] % {"events": self.over(node.among)})

    def moment(self, node: Moment) -> str:
        """Return a day: of an event, of the end of a treatment, of diagnosis or birth."""
        if node.at == "diagnosis":
            return _("the diagnosis")
        if node.at == "birth":
            return _("birth")
        if node.of is None:
            raise NoWords(node.at)
        return (
            _("the end of %(event)s") % {"event": self.chosen(node.of)} if node.at == "stop" else self.chosen(node.of)
        )

    def window(self, node: Window) -> str:
        """Return when an event must have been."""
        match node:
            case Within(count, unit, side, moment):
                name = self.moment(moment) if moment is not None else _("the day of assessment")
                length = f"{render.number(count, self.language)} {UNITS.get(unit, unit)}"
                return _("at most %(length)s %(side)s") % {"length": length, "side": SIDES[side] % {"moment": name}}
            case Beside(side, moment):
                return str(SIDES[side] % {"moment": self.moment(moment)})
            case Under(codes):
                return _("under %(treatments)s") % {"treatments": self._labels("treatment", codes)}
            case _:
                raise NoWords(type(node).__name__)

    def of_event(self, node: OfEvent) -> str:
        """Return what is asked of one event."""
        match node:
            case Both(parts):
                return f" {words.AND.in_(self.language)} ".join(self.of_event(one) for one in parts)
            case Either(parts):
                return f"({f' {words.OR.in_(self.language)} '.join(self.of_event(one) for one in parts)})"
            case Opposite(part):
                return words.NOT.in_(self.language).format(self.of_event(part))
            case HasCode(field, codes) | Lists(field, codes):
                return f"{self._field(field)} : {self._labels(field.value_set, codes)}"
            case Measures(field, operator, bound, unit):
                sign = {"<=": "≤", ">=": "≥", "==": "=", "!=": "≠"}.get(operator, operator)
                return f"{self._field(field)} {sign} {render.number(bound, self.language)} {render.unit_words(unit)}"
            case IsSo(field):
                return self._field(field)
            case _:
                raise NoWords(type(node).__name__)

    def _field(self, field: FieldOf) -> str:
        return " · ".join(str(FIELD_WORDS.get(one, one)) for one in field.name.split("."))

    def _labels(self, value_set: str | None, codes: Iterable[str]) -> str:
        values = self.knowledge.vocabulary.sets.get(value_set or "")
        return ", ".join(sorted(values.label(one, self.language) if values else one for one in codes))
