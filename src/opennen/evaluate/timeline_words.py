"""How a fact is read, in words: by its timeline expression, its structured origin, its rule, or tables."""

from collections.abc import Iterable

from opennen.cases.fields import fields_of_type
from opennen.cases.origins import Filter, Origin, origins_of
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
    Parts,
    Picked,
    Quantified,
    Under,
    Window,
    Within,
)
from opennen.evaluate import render, words
from opennen.evaluate.timeline_labels import CHOICES, EVENTS, FEMININE, FIELDS, HET_WORDS, NEUTER
from opennen.kernel.text import Text
from opennen.kernel.truth import Truth
from opennen.rules.packs import Knowledge
from opennen.vocabulary.model import Fact

_LISTED = 6  # codes named of a group before "and … more"
_OPERATORS = {"<": "<", "<=": "≤", ">": ">", ">=": "≥", "==": "=", "!=": "≠"}
_ONE = {"fr": ("l'un", "l'une"), "de": ("einer", "eine"), "en": ("one", "one"), "nl": ("een", "een")}
_ANY = {"fr": ("aucun", "aucune"), "de": ("keiner", "keine"), "en": ("none", "none"), "nl": ("geen", "geen")}
_ALL = {"fr": ("tous les", "toutes les"), "de": ("alle", "alle"), "en": ("all", "all"), "nl": ("alle", "alle")}
_LATEST = {
    "fr": ("le dernier", "la dernière"), "de": ("der letzte", "die letzte"), "en": ("the latest", "the latest"),
    "nl": ("de laatste", "de laatste"),
}  # fmt: skip
_FIRST = {
    "fr": ("le premier", "la première"), "de": ("der erste", "die erste"), "en": ("the first", "the first"),
    "nl": ("de eerste", "de eerste"),
}  # fmt: skip
_NEUTER = {"der letzte": "das letzte", "der erste": "das erste", "einer": "eines", "keiner": "keines"}
_SOME = Text("au moins {one} des {events}", "at least {one} of the {events}", "minstens {one} van de {events}",
             "mindestens {one} der {events}")  # fmt: skip
_NONE = Text("{one} des {events}", "{one} of the {events}", "{one} van de {events}", "{one} der {events}")
_OF = Text("{of}, dans {event}", "{of}, in {event}", "{of}, in {event}", "{of}, in: {event}")
_WHERE = Text(" [{}]", " [{}]", " [{}]", " [{}]")
_LAST_DAYS = Text(
    " dans les {} {} précédents", " within the last {} {}", " in de laatste {} {}", " in den letzten {} {}n"
)
_WITHIN = {
    "before": Text(" dans les {} {} avant {}", " within {} {} before {}", " binnen {} {} vóór {}",
                   " innerhalb von {} {}n vor: {}"),
    "after": Text(" dans les {} {} après {}", " within {} {} after {}", " binnen {} {} na {}",
                  " innerhalb von {} {}n nach: {}"),
}  # fmt: skip
_BESIDE = {
    "before": Text(" avant {}", " before {}", " vóór {}", " vor: {}"),
    "after": Text(" après {}", " after {}", " na {}", " nach: {}"),
    "since": Text(" depuis {}", " since {}", " sinds {}", " seit: {}"),
}
_UNDER = Text(" sous {}", " under {}", " onder {}", " unter {}")
_COMPLETE = Text(
    " (si la liste des traitements est dite complète)", " (if the list of treatments is said to be whole)",
    " (als de behandelingslijst volledig heet)", " (falls die Behandlungsliste als vollständig gilt)",
)  # fmt: skip
_AGAINST = Text("{} (non seulement si : {})", "{} (no only if: {})", "{} (nee alleen bij: {})", "{} (nein nur bei: {})")
_MORE = Text("et {} autres", "and {} more", "en {} andere", "und {} weitere")
_HIGHEST = Text("{}, valeur la plus haute des {}", "{}, highest of the {}", "{}, hoogste van de {}",
                "{}, höchster Wert der {}")  # fmt: skip
_LOWEST = Text("{}, valeur la plus basse des {}", "{}, lowest of the {}", "{}, laagste van de {}",
               "{}, niedrigster Wert der {}")  # fmt: skip
_TIES = {
    "highest": Text("le même jour, la plus haute", "of one day, the highest", "op één dag de hoogste",
                    "am selben Tag der höchste"),
    "lowest": Text("le même jour, la plus basse", "of one day, the lowest", "op één dag de laagste",
                   "am selben Tag der niedrigste"),
    "conflict": Text("le même jour, toutes restent possibles", "of one day, all stay possible",
                     "op één dag blijven alle mogelijk", "am selben Tag bleiben alle möglich"),
}  # fmt: skip
_COUNT = Text("nombre de {}", "number of {}", "aantal {}", "Zahl der {}")
_SINCE = Text("{unit} depuis {start}", "{unit} since {start}", "{unit} sinds {start}", "{unit} seit: {start}")
_FROM_TO = Text("{unit} entre {start} et {end}", "{unit} from {start} to {end}",
                "{unit} van {start} tot {end}", "{unit} von: {start}, bis: {end}")  # fmt: skip
_DAY = Text("jour : {}", "day of {}", "datum van {}", "Tag: {}")
_STOP = Text("la fin de : {}", "the end of {}", "het einde van {}", "das Ende von: {}")
_DIAGNOSIS = Text("le diagnostic", "the diagnosis", "de diagnose", "die Diagnose")
_BIRTH = Text("la naissance", "the birth", "de geboorte", "die Geburt")
_PERSON = Text("{}, de la personne", "{}, of the person", "{}, van de persoon", "{}, der Person")
_TUMOUR = Text("{}, de la tumeur", "{}, of the tumour", "{}, van de tumor", "{}, des Tumors")
_FOCUS = Text("{}, du prélèvement qui est classé", "{}, of the specimen that is classified",
              "{}, van het geclassificeerde weefselstaal", "{}, der klassifizierten Gewebeprobe")  # fmt: skip
_NO_IF = Text("non si, plus récent : {}", "no if, more recently: {}", "nee als, recenter: {}", "nein, wenn zuletzt: {}")
_YES_NO = Text("{} (oui : {} ; non : {})", "{} (yes: {}; no: {})", "{} (ja: {}; nee: {})", "{} (ja: {}; nein: {})")
_BY_RULE = Text("déduit : {}", "derived: {}", "afgeleid: {}", "abgeleitet: {}")
_BY_TABLES = Text("donné par les tables : {}", "given by the tables: {}", "gegeven door de tabellen: {}",
                  "aus den Tabellen: {}")  # fmt: skip


def origin_in_words(fact: Fact, knowledge: Knowledge, language: str) -> str:
    """This function will say how a fact is read: from which events, by which rule, or by which tables."""
    said = _Words(knowledge, language)
    if fact.rule is not None:
        return said.fill(_BY_RULE, render.condition(knowledge.derived[fact.id], knowledge, language))
    origin = origins_of(knowledge.vocabulary)[0].get(fact.id)
    if origin is None:
        titles = [one.title.in_(language) for one in knowledge.tables if one.gives == fact.id]
        return said.fill(_BY_TABLES, ", ".join(titles))
    return said.expression(origin.timeline) if origin.timeline is not None else said.origin(origin)


class _Words:
    def __init__(self, knowledge: Knowledge, language: str) -> None:
        self.sets, self.language = knowledge.vocabulary.sets, language
        self.short = language[:2] if language[:2] in _ONE else "en"
        self.colon = " : " if self.short == "fr" else ": "

    def fill(self, pattern: Text, *given: str) -> str:
        return pattern.in_(self.language).format(*given)

    def gendered(self, forms: dict[str, tuple[str, str]], name: str) -> str:
        is_feminine = name in FEMININE.get(self.short, ())
        form = forms[self.short][is_feminine]
        if self.short == "de" and name in NEUTER:
            return _NEUTER.get(form, form)
        return f"het {form[3:]}" if self.short == "nl" and form.startswith("de ") and name in HET_WORDS else form

    def events(self, names: Iterable[str]) -> str:
        joint = f" {words.OR.in_(self.language)} "
        return joint.join(EVENTS[name].in_(self.language) for name in names)

    # -- expressions ------------------------------------------------------------------------------------------------

    def expression(self, expression: Expression) -> str:
        match expression:
            case Quantified(quantifier, over, has):
                asked = self.quantifier(quantifier, over)
                return asked if has is None else asked + self.colon + self.condition(has)
            case Picked():
                return self.picked(expression)
            case Counted(over):
                return self.fill(_COUNT, self.over(over))
            case Elapsed(unit, start, None):
                return self.duration(_SINCE, unit, start)
            case Elapsed(unit, start, end):
                return self.duration(_FROM_TO, unit, start, end)
            case DayOf(moment):
                return self.fill(_DAY, self.moment(moment))

    def quantifier(self, quantifier: str, over: Events | Parts) -> str:
        name = over.part if isinstance(over, Parts) else over.types[0]
        if quantifier == "every":
            return f"{self.gendered(_ALL, name)} {self.over(over)}"
        forms, pattern = (_ONE, _SOME) if quantifier == "some" else (_ANY, _NONE)
        return pattern.in_(self.language).format(one=self.gendered(forms, name), events=self.over(over))

    def picked(self, asked: Picked) -> str:
        value = self.field(asked.value) if isinstance(asked.value, FieldOf) else self.condition(asked.value)
        ties = f" ({_TIES[asked.ties].in_(self.language)})" if asked.ties in _TIES else ""
        if asked.pick in ("highest", "lowest"):
            return self.fill(_HIGHEST if asked.pick == "highest" else _LOWEST, value, self.over(asked.over)) + ties
        assert isinstance(asked.over, Events)
        return f"{self.chosen(Chosen(asked.pick, asked.over))}{ties}{self.colon}{value}"

    def duration(self, pattern: Text, unit: str, start: Moment, end: Moment | None = None) -> str:
        last = "" if end is None else self.moment(end)
        named = words.UNITS[unit].in_(self.language)
        return pattern.in_(self.language).format(unit=named, start=self.moment(start), end=last)

    def over(self, over: Events | Parts) -> str:
        if isinstance(over, Events):
            complete = _COMPLETE.in_(self.language) if over.complete else ""
            return self.events(over.types) + self.limits(over.where, over.windows) + complete
        of = self.chosen(over.of) if isinstance(over.of, Chosen) else self.over(over.of)
        parts = self.events((over.part,)) + self.limits(over.where, ())
        return _OF.in_(self.language).format(of=parts, event=of)

    def limits(self, where: OfEvent | None, windows: tuple[Window, ...]) -> str:
        condition = "" if where is None else self.fill(_WHERE, self.condition(where))
        return condition + "".join(self.window(one) for one in windows)

    def chosen(self, chosen: Chosen) -> str:
        name = self.gendered(_LATEST if chosen.pick == "latest" else _FIRST, chosen.among.types[0])
        return _NONE.in_(self.language).format(one=name, events=self.over(chosen.among))

    def moment(self, moment: Moment) -> str:
        if moment.of is None:
            return (_DIAGNOSIS if moment.at == "diagnosis" else _BIRTH).in_(self.language)
        event = self.chosen(moment.of)
        return self.fill(_STOP, event) if moment.at == "stop" else event

    def window(self, window: Window) -> str:
        match window:
            case Within(count, unit, _, None):
                return self.fill(_LAST_DAYS, f"{count:g}", self.unit(unit)).replace("nn", "n")
            case Within(count, unit, side, moment):
                assert moment is not None
                return self.fill(_WITHIN[side], f"{count:g}", self.unit(unit), self.moment(moment)).replace("nn ", "n ")
            case Beside(side, moment):
                return self.fill(_BESIDE[side], self.moment(moment))
            case Under(codes):
                return self.fill(_UNDER, self.codes("treatment", codes))

    def unit(self, unit: str) -> str:
        return words.UNITS[unit].in_(self.language)

    # -- what is asked of an event ----------------------------------------------------------------------------------

    def condition(self, condition: OfEvent) -> str:
        match condition:
            case Both(parts) | Either(parts):
                joint = (words.AND if isinstance(condition, Both) else words.OR).in_(self.language)
                return f" {joint} ".join(self.bracketed(one) for one in parts)
            case Opposite(part):
                return self.fill(words.NOT, self.bracketed(part))
            case HasCode(field, codes, _, against):
                said = self.field(field) + self.colon + self.codes(field.value_set, codes)
                return said if against is None else self.fill(_AGAINST, said, self.codes(field.value_set, against))
            case Lists(field, codes):
                return self.field(field) + self.colon + self.codes(field.value_set, codes)
            case Measures(field, operator, bound, unit):
                shown = "" if unit == "1" else f" {unit}"
                return f"{self.field(field)} {_OPERATORS[operator]} {render.number(bound, self.language)}{shown}"
            case IsSo(field):
                return self.field(field)
            case _:
                return self.window(condition).strip()

    def bracketed(self, condition: OfEvent) -> str:
        text = self.condition(condition)
        return f"({text})" if isinstance(condition, Both | Either) else text

    def field(self, field: FieldOf) -> str:
        return self.named(field.name, field.value_set)

    def named(self, name: str, value_set: str | None = None) -> str:
        own = FIELDS.get(name)
        if own is not None:
            return own.in_(self.language)
        return self.sets[value_set].labels.in_(self.language) if value_set in self.sets else name

    def codes(self, value_set: str | None, codes: Iterable[object]) -> str:
        values = self.sets.get(value_set or "")
        group = values.group_of(frozenset(map(str, codes))) if values is not None else None
        if group is not None:
            return group.in_(self.language)
        known = (
            [code for code in values.values if code in set(codes)] if values is not None else sorted(map(str, codes))
        )
        named = [self.code(value_set, code) for code in known]
        more = len(named) - _LISTED
        if more <= 1:
            return ", ".join(named)
        return f"{', '.join(named[:_LISTED])} {self.fill(_MORE, str(more))}"

    def code(self, value_set: str | None, code: object) -> str:
        if isinstance(code, bool) or code in ("True", "False"):
            return words.TRUTH[Truth.YES if code in (True, "True") else Truth.NO].in_(self.language)
        values = self.sets.get(value_set or "")
        if values is not None:
            return values.label(str(code), self.language)
        return CHOICES[str(code)].in_(self.language) if str(code) in CHOICES else str(code)

    # -- structured origins -----------------------------------------------------------------------------------------

    def origin(self, origin: Origin) -> str:
        if origin.person is not None:
            return self.fill(_PERSON, self.named(origin.person))
        if origin.tumour is not None:
            return self.fill(_TUMOUR, self.named(origin.tumour))
        listed = self.events(origin.events) + self.filters(origin.where, origin.events)
        treatments = [code for one in origin.during or () for code in one.values]
        during = self.fill(_UNDER, self.codes("treatment", treatments)) if treatments else ""
        if origin.exists:
            return self.exists(origin, listed)
        if origin.count:
            return self.fill(_COUNT, listed + during)
        value = self.value(origin)
        if origin.pick == "focus":
            return self.fill(_FOCUS, value)
        if origin.pick in ("highest", "lowest"):
            return self.fill(_HIGHEST if origin.pick == "highest" else _LOWEST, value, listed + during)
        forms = {"latest": _LATEST, "first": _FIRST}.get(origin.pick, _ONE)
        one = _NONE.in_(self.language).format(one=self.gendered(forms, origin.events[0]), events=listed + during)
        return f"{one}{self.colon}{value}"

    def exists(self, origin: Origin, listed: str) -> str:
        name = self.gendered(_ONE, origin.events[0])
        said = _SOME.in_(self.language).format(one=name, events=listed)
        if origin.absent_where is not None:
            absent = self.events(origin.events) + self.filters(origin.absent_where, origin.events)
            said += f" ({self.fill(_NO_IF, absent)})"
        return said + (_COMPLETE.in_(self.language) if origin.no_if_complete else "")

    def value(self, origin: Origin) -> str:
        path = origin.value or ""
        value_set = self.set_of(path, origin.events)
        named = self.named(path, value_set)
        if origin.contains is not None:
            return named + self.colon + self.codes(value_set, origin.contains)
        if origin.yes is not None:
            return self.fill(_YES_NO, named, self.codes(value_set, origin.yes), self.codes(value_set, origin.no or ()))
        return named

    def filters(self, filters: Iterable[Filter], types: tuple[str, ...]) -> str:
        joint = f" {words.AND.in_(self.language)} "
        said = []
        for one in filters:
            value_set = self.set_of(one.field, types)
            said.append(self.named(one.field, value_set) + self.colon + self.codes(value_set, one.values))
        return f" [{joint.join(said)}]" if said else ""

    def set_of(self, field: str, types: tuple[str, ...]) -> str | None:
        for one in types:
            found = fields_of_type(one).get(field)
            if found is not None:
                return found.value_set
        return None
