"""Names, types and units of a timeline expression: a raw tree to checked nodes, or findings that say what to write."""

from difflib import get_close_matches
from typing import NoReturn

from opennen.cases.fields import EVENT_TYPES, OWN_UNIT, PARTS, fields_of_type, pattern_of
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
    FieldKind,
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
    shared,
)
from opennen.cases.timeline_grammar import Raw, RawAmount, RawOperand, Unreadable, raw_expression
from opennen.kernel.finding import Finding, Refused
from opennen.kernel.text import Text
from opennen.vocabulary.model import Fact, FactType, Vocabulary

_WRITE = "some imaging within 12 months under ssa: response == pd"
_LONGEST = {"days": 36525, "weeks": 5218, "months": 1200, "years": 100}  # a century, in each unit
_GIVES = {Quantified: FactType.YES_NO, Counted: FactType.NUMBER, Elapsed: FactType.NUMBER, DayOf: FactType.DATE}
_HOLDS = {
    FieldKind.CODE: FactType.CODE,
    FieldKind.YES_NO: FactType.YES_NO,
    FieldKind.NUMBER: FactType.NUMBER,
    FieldKind.DATE: FactType.DATE,
}


def expression_from(text: str, fact: Fact, vocabulary: Vocabulary) -> Expression:
    """This function will read the timeline expression of a fact into checked nodes.

    Raises Refused with file and line: R018 unreadable, R019 no such event type or part, R020 no such field, R021 a
    value the field cannot have, R022 unit missing or of another kind, R023 not what the fact holds, R024 a
    word that says nothing here.
    """
    try:
        raw = raw_expression(text)
    except Unreadable as error:
        message = Text(
            fr=f"{fact.id} : expression illisible à la colonne {error.column}",
            en=f"{fact.id}: this expression cannot be read at column {error.column}",
        )
        remedy = Text(fr=f"Écrire par exemple : {_WRITE}", en=f"Write for instance: {_WRITE}")
        raise Refused([Finding("R018", message, fact.place, example=error.context, remedy=remedy)]) from error
    return _Checker(fact, vocabulary, " ".join(text.split())).expression(raw)


def _named(raw: RawOperand) -> str:
    assert isinstance(raw, str)
    return raw


def _raw(operand: RawOperand) -> Raw:
    assert isinstance(operand, Raw)
    return operand


class _Checker:
    def __init__(self, fact: Fact, vocabulary: Vocabulary, text: str) -> None:
        self.fact, self.vocabulary, self.text = fact, vocabulary, text

    def refuse(self, code: str, what: Text, remedy: Text) -> NoReturn:
        message = Text(fr=f"{self.fact.id} : {what.fr}", en=f"{self.fact.id}: {what.en}")
        raise Refused([Finding(code, message, self.fact.place, example=self.text, remedy=remedy)])

    def near(self, name: str, among: list[str]) -> Text:
        close = get_close_matches(name, among, n=1)
        if close:
            return Text(fr=f"Vouliez-vous dire {close[0]} ?", en=f"Did you mean {close[0]}?")
        listed = ", ".join(sorted(among)[:12])
        return Text(fr=f"Écrire l'un de : {listed}", en=f"Write one of: {listed}")

    # -- the whole expression ---------------------------------------------------------------------------------------

    def expression(self, raw: Raw) -> Expression:
        found = self._expression(raw)
        gives = self._gives(found)
        if gives is not self.fact.type:
            what = Text(
                fr=f"l'expression donne un {gives.value}, le fait est un {self.fact.type.value}",
                en=f"the expression gives a {gives.value}, the fact is a {self.fact.type.value}",
            )
            remedy = Text(
                fr=f"Donner au fait « type: {gives.value} », ou changer l'expression.",
                en=f"Give the fact “type: {gives.value}”, or change the expression.",
            )
            self.refuse("R023", what, remedy)
        return found

    def _gives(self, found: Expression) -> FactType:
        if isinstance(found, Picked):
            return _HOLDS[found.value.kind] if isinstance(found.value, FieldOf) else FactType.YES_NO
        return _GIVES[type(found)]

    def _expression(self, raw: Raw) -> Expression:
        operands = raw.operands
        match raw.kind:
            case "quantified":
                return self.quantified(_named(operands[0]), self.over(_raw(operands[1])), operands[2:])
            case "picked":
                return self.picked(_named(operands[0]), self.over(_raw(operands[1])), operands[2:])
            case "counted":
                self.unit_of_fact("1", Text(fr="un nombre d'événements", en="a count of events"))
                return Counted(self.over(_raw(operands[0])))
            case "since":
                self.unit_of_fact(_named(operands[0]), Text(fr="une durée", en="a duration"))
                return Elapsed(_named(operands[0]), self.moment(_raw(operands[1])))
            case "from_to":
                self.unit_of_fact(_named(operands[0]), Text(fr="une durée", en="a duration"))
                return Elapsed(_named(operands[0]), self.moment(_raw(operands[1])), self.moment(_raw(operands[2])))
            case _:
                return DayOf(self.moment(_raw(operands[0])))

    def unit_of_fact(self, unit: str, what: Text) -> None:
        if self.fact.type is FactType.NUMBER and self.vocabulary.units.canonical(self.fact.unit or "1") != unit:
            says = Text(
                fr=f"{what.fr} en « {unit} » pour un fait en « {self.fact.unit} »",
                en=f"{what.en} in “{unit}” for a fact in “{self.fact.unit}”",
            )
            remedy = Text(fr=f"Écrire pour le fait : unit: {unit}", en=f"Write for the fact: unit: {unit}")
            self.refuse("R022", says, remedy)

    def quantified(self, quantifier: str, over: Over, rest: tuple[RawOperand, ...]) -> Quantified:
        has = self.condition(_raw(rest[0]), over) if rest else None
        if quantifier == "every" and has is None:
            what = Text(fr="« every » ne dit pas quoi", en="“every” does not say what")
            remedy = Text(fr="Ajouter deux-points et la propriété.", en="Add a colon and the property.")
            self.refuse("R024", what, remedy)
        if quantifier == "every" and isinstance(over, Events) and over.complete and over.types == ("treatment",):
            self.no_completeness()
        return Quantified(quantifier, over, has)

    def picked(self, pick: str, over: Over, rest: tuple[RawOperand, ...]) -> Picked:
        asked, *more = rest
        ties = _named(_raw(more[0]).operands[0]) if more else "listed"
        value, unit = self.value(_raw(asked), over)
        is_number = isinstance(value, FieldOf) and value.kind is FieldKind.NUMBER
        if (pick in ("highest", "lowest") or ties in ("highest", "lowest")) and not is_number:
            what = Text(fr=f"« {pick} … ties {ties} » demande un nombre", en=f"“{pick} … ties {ties}” needs a number")
            remedy = Text(
                fr="Choisir latest ou first, et ties conflict.", en="Choose latest or first, and ties conflict."
            )
            self.refuse("R024", what, remedy)
        if isinstance(over, Parts) and pick in ("latest", "first"):
            what = Text(fr=f"« {pick} » : {over.part} n'a pas de date", en=f"“{pick}”: a {over.part} has no date")
            remedy = Text(fr="Choisir highest ou lowest.", en="Choose highest or lowest.")
            self.refuse("R024", what, remedy)
        return Picked(pick, over, value, unit, ties)

    # -- which events -----------------------------------------------------------------------------------------------

    def over(self, raw: Raw) -> Over:
        return self.parts(raw) if raw.kind == "parts" else self.events(raw)

    def types(self, raw: Raw, allowed: list[str]) -> tuple[str, ...]:
        names = tuple(_named(one) for one in raw.operands)
        for name in names:
            if name not in allowed:
                what = Text(fr=f"pas d'événement « {name} »", en=f"there is no event “{name}”")
                self.refuse("R019", what, self.near(name, allowed))
        return names

    def parts(self, raw: Raw) -> Parts:
        mine, outer = (_raw(one) for one in raw.operands)
        (part,) = self.types(_raw(mine.operands[0]), list(PARTS))[:1]
        holder, list_field, _ = PARTS[part]
        where = None
        for one in mine.operands[1:]:
            if _raw(one).kind != "where":
                what = Text(fr=f"{part} n'a pas de date", en=f"a {part} has no date")
                self.refuse("R024", what, Text(fr="Écrire la fenêtre après of.", en="Write the window after of."))
            where = self.condition_on(_raw(_raw(one).operands[0]), (part,))
        of = self.chosen(outer) if outer.kind == "chosen" else self.events(outer)
        types = of.among.types if isinstance(of, Chosen) else of.types
        if types != (holder,):
            what = Text(fr=f"{part} appartient à {holder}", en=f"a {part} belongs to {holder}")
            self.refuse("R019", what, Text(fr=f"Écrire : of {holder}", en=f"Write: of {holder}"))
        return Parts(part, list_field, where, of)

    def events(self, raw: Raw, *, may_be_complete: bool = True) -> Events:
        types = self.types(_raw(raw.operands[0]), list(EVENT_TYPES))
        where: list[OfEvent] = []
        windows: list[Window] = []
        complete = False
        for one in raw.operands[1:]:
            filtered = _raw(one)
            if filtered.kind == "where":
                where.append(self.condition_on(_raw(filtered.operands[0]), types))
            elif filtered.kind == "complete":
                complete = True
            else:
                windows.append(self.window(filtered))
        is_of_treatments = types == ("treatment",) or any(isinstance(one, Under) for one in windows)
        if complete and not (is_of_treatments and may_be_complete):
            self.no_completeness()
        whole = where[0] if len(where) == 1 else Both(tuple(where)) if where else None
        return shared(Events(types, whole, tuple(windows), complete))

    def no_completeness(self) -> NoReturn:
        what = Text(fr="« complete » ne dit rien ici", en="“complete” says nothing here")
        remedy = Text(
            fr="L'écrire avec some, no ou count de treatment, ou avec under.",
            en="Write it with some, no or count of treatment, or with under.",
        )
        self.refuse("R024", what, remedy)

    def chosen(self, raw: Raw) -> Chosen:
        return shared(Chosen(_named(raw.operands[0]), self.events(_raw(raw.operands[1]), may_be_complete=False)))

    def moment(self, raw: Raw) -> Moment:
        if raw.kind in ("diagnosis", "birth"):
            return shared(Moment(None, raw.kind))
        chosen = self.chosen(_raw(raw.operands[0]))
        if raw.kind == "moment":
            return shared(Moment(chosen))
        if chosen.among.types != ("treatment",):
            what = Text(fr="seul un traitement a une fin", en="only a treatment has an end")
            self.refuse("R019", what, Text(fr="Écrire : stop of … treatment", en="Write: stop of … treatment"))
        return shared(Moment(chosen, "stop"))

    def window(self, raw: Raw) -> Window:
        operands = raw.operands
        match raw.kind:
            case "within":
                return Within(self.length(operands[0], operands[1]), _named(operands[1]))
            case "within_of":
                side, moment = _named(operands[2]), self.moment(_raw(operands[3]))
                return Within(self.length(operands[0], operands[1]), _named(operands[1]), side, moment)
            case "beside":
                return Beside(_named(operands[0]), self.moment(_raw(operands[1])))
            case _:
                field = fields_of_type("treatment")["kind"]
                return Under(self.codes(field, _named(operands[0]), "treatment")[0], _named(operands[0]))

    def length(self, written: RawOperand, unit: RawOperand) -> float:
        count, most = float(_named(written)), _LONGEST[_named(unit)]
        if not 0 <= count <= most or count != int(count):
            what = Text(fr=f"une durée de {written} {unit}", en=f"a duration of {written} {unit}")
            remedy = Text(fr=f"Écrire un nombre entier, de 0 à {most}.", en=f"Write a whole number, 0 to {most}.")
            self.refuse("R021", what, remedy)
        return count

    # -- what is asked of an event ----------------------------------------------------------------------------------

    def condition(self, raw: Raw, over: Over) -> OfEvent:
        return self.condition_on(raw, (over.part,) if isinstance(over, Parts) else over.types)

    def condition_on(self, raw: Raw, types: tuple[str, ...]) -> OfEvent:
        operands = raw.operands
        match raw.kind:
            case "all":
                return Both(tuple(self.condition_on(_raw(one), types) for one in operands))
            case "any":
                return Either(tuple(self.condition_on(_raw(one), types) for one in operands))
            case "negation":
                return Opposite(self.condition_on(_raw(operands[0]), types))
            case "bare":
                return IsSo(self.field(_named(operands[0]), types, FieldKind.YES_NO))
            case "measures":
                return self.measures(operands, types)
            case "lists":
                field = self.field(_named(operands[0]), types, FieldKind.CODES)
                codes, group = self.several(field, operands[1], types[0])
                return Lists(field, codes, group)
            case "equals" | "within_group" | "within_set":
                return self.coded(raw, types)
            case _:
                return self.window_on(raw, types)

    def window_on(self, raw: Raw, types: tuple[str, ...]) -> Window:
        if types[0] in PARTS:
            what = Text(fr=f"{types[0]} n'a pas de date", en=f"a {types[0]} has no date")
            self.refuse("R024", what, Text(fr="Écrire la fenêtre après of.", en="Write the window after of."))
        return self.window(raw)

    def coded(self, raw: Raw, types: tuple[str, ...]) -> OfEvent:
        field = self.field(_named(raw.operands[0]), types, FieldKind.CODE)
        if raw.kind == "equals":
            operator, name = _named(raw.operands[1]), _named(raw.operands[2])
            if operator not in ("==", "!="):
                what = Text(fr=f"{operator} demande un nombre", en=f"{operator} needs a number")
                self.refuse("R023", what, Text(fr="Écrire == ou !=.", en="Write == or !=."))
            codes, group = self.codes(field, name, types[0])
            equal = self.opposed(HasCode(field, codes, group), raw.operands[3:], types[0])
            return equal if operator == "==" else Opposite(equal)
        codes, group = self.several(field, raw.operands[1], types[0])
        return self.opposed(HasCode(field, codes, group), raw.operands[2:], types[0])

    def opposed(self, asked: HasCode, rest: tuple[RawOperand, ...], holder: str) -> HasCode:
        """The codes that alone make it no, where they are written."""
        if not rest:
            return asked
        against, group = self.several(asked.field, _raw(rest[0]).operands[0], holder)
        if against & asked.codes:
            both = ", ".join(sorted(against & asked.codes))
            what = Text(fr=f"{both} dit à la fois oui et non", en=f"{both} says both yes and no")
            self.refuse("R021", what, Text(fr="L'écrire d'un seul côté.", en="Write it on one side only."))
        return HasCode(asked.field, asked.codes, asked.group, against, group)

    def several(self, field: FieldOf, operand: RawOperand, holder: str) -> tuple[frozenset[str], str | None]:
        if isinstance(operand, Raw):
            return frozenset().union(*(self.codes(field, _named(one), holder)[0] for one in operand.operands)), None
        return self.codes(field, _named(operand), holder)

    def codes(self, field: FieldOf, name: str, holder: str) -> tuple[frozenset[str], str | None]:
        values = self.vocabulary.sets.get(field.value_set or "")
        if values is not None and name in values.groups:
            return values.groups[name], name
        known = values.values if values is not None else field.choices
        pattern = pattern_of(EVENT_TYPES[holder], field.name) if known is None and field.value_set is None else None
        if (known is not None and name not in known) or (pattern is not None and not pattern.match(name)):
            what = Text(fr=f"{field.name} ne peut valoir {name}", en=f"{field.name} cannot be {name}")
            groups = [*values.groups] if values is not None else []
            self.refuse(
                "R021", what, self.near(name, [*(known or ()), *groups] or [pattern.pattern if pattern else ""])
            )
        return frozenset({name}), None

    def field(self, name: str, types: tuple[str, ...], kind: FieldKind | None = None) -> FieldOf:
        for one in types:
            if name not in fields_of_type(one):
                what = Text(fr=f"{one} n'a pas de champ « {name} »", en=f"{one} has no field “{name}”")
                self.refuse("R020", what, self.near(name, list(fields_of_type(one))))
        field = fields_of_type(types[0])[name]
        if kind is not None and field.kind is not kind:
            forms = {
                FieldKind.CODE: f"{name} == code",
                FieldKind.CODES: f"{name} has code",
                FieldKind.YES_NO: name,
                FieldKind.NUMBER: f"{name} >= 1 {'unit' if field.unit == OWN_UNIT else field.unit or ''}",
                FieldKind.DATE: "since, before, after, within",
            }
            what = Text(
                fr=f"{name} ne se demande pas ainsi : c'est un {field.kind.value}",
                en=f"{name} cannot be asked like this: it is a {field.kind.value}",
            )
            remedy = Text(fr=f"Écrire : {forms[field.kind]}", en=f"Write: {forms[field.kind]}")
            self.refuse("R023", what, remedy)
        return field

    def measures(self, operands: tuple[RawOperand, ...], types: tuple[str, ...]) -> Measures:
        name, operator, amount = operands
        field = self.field(_named(name), types, FieldKind.NUMBER)
        assert isinstance(amount, RawAmount)
        if field.unit == OWN_UNIT:
            unit = self.known_unit(field, amount.unit)
            return Measures(field, _named(operator), amount.number, unit)
        own = field.unit or "1"
        if amount.unit is None and own != "1":
            what = Text(fr=f"{field.name} : unité absente", en=f"{field.name}: the number has no unit")
            write = f"{amount.number:g} {own}"
            self.refuse("R022", what, Text(fr=f"Écrire {write}.", en=f"Write {write}."))
        factor = 1.0 if amount.unit is None else self.vocabulary.units.factor(amount.unit, own)
        if factor is None:
            what = Text(
                fr=f"{field.name} est en {own}, pas en {amount.unit}",
                en=f"{field.name} is in {own}, not in {amount.unit}",
            )
            self.refuse("R022", what, Text(fr=f"Écrire le nombre en {own}.", en=f"Write the number in {own}."))
        bound = amount.number * factor
        low, high = field.bounds or (bound, bound)
        if not low <= bound <= high:
            named = "" if own == "1" else f" {own}"
            what = Text(
                fr=f"{field.name} va de {low:g} à {high:g}{named} ; {bound:g} n'est jamais atteint",
                en=f"{field.name} lies between {low:g} and {high:g}{named}; {bound:g} is never reached",
            )
            remedy = Text(fr="Corriger le nombre ou son unité.", en="Correct the number or its unit.")
            self.refuse("R021", what, remedy)
        return Measures(field, _named(operator), bound, own)

    def known_unit(self, field: FieldOf, unit: str | None) -> str:
        if unit is None or self.vocabulary.units.canonical(unit) is None:
            what = Text(
                fr=f"{field.name} : unité absente ou inconnue",
                en=f"{field.name}: unit missing or unknown",
            )
            remedy = Text(
                fr="Écrire une unité de units.yaml, par exemple 100 µg/L.",
                en="Write a unit of units.yaml, for instance 100 µg/L.",
            )
            self.refuse("R022", what, remedy)
        return self.vocabulary.units.canonical(unit) or unit

    def value(self, raw: Raw, over: Over) -> tuple[FieldOf | OfEvent, str | None]:
        """A field whose value is taken, for a fact that is not yes or no; else a condition that is answered."""
        types = (over.part,) if isinstance(over, Parts) else over.types
        in_unit = raw.kind == "within_group" and self.fact.type is FactType.NUMBER
        if raw.kind != "bare" and not in_unit:
            return self.condition_on(raw, types), None
        field = self.field(_named(raw.operands[0]), types)
        if field.kind is FieldKind.CODES:
            self.field(field.name, types, FieldKind.CODE)
        if field.kind is FieldKind.YES_NO:
            return IsSo(field), None
        if field.kind is FieldKind.CODE and self.fact.type is FactType.CODE and field.value_set != self.fact.values:
            what = Text(
                fr=f"{field.name} vient de {field.value_set}, le fait de {self.fact.values}",
                en=f"{field.name} is of {field.value_set}, the fact of {self.fact.values}",
            )
            write = f"values: {field.value_set}"
            self.refuse("R023", what, Text(fr=f"Écrire pour le fait : {write}", en=f"Write for the fact: {write}"))
        if field.kind is not FieldKind.NUMBER or self.fact.type is not FactType.NUMBER:
            return field, None
        return field, self.unit_taken(field, _named(raw.operands[1]) if in_unit else None)

    def unit_taken(self, field: FieldOf, written: str | None) -> str:
        """The unit a value is taken in: the fact's own, which must be written where results come in several."""
        own = field.unit if field.unit != OWN_UNIT else None
        unit = self.known_unit(field, written if written is not None else own)
        units = self.vocabulary.units
        if units.canonical(self.fact.unit or "1") != unit or (own is not None and units.factor(own, unit) is None):
            what = Text(
                fr=f"{field.name} en « {unit} » pour un fait en « {self.fact.unit} »",
                en=f"{field.name} in “{unit}” for a fact in “{self.fact.unit}”",
            )
            remedy = Text(
                fr=f"Écrire : {field.name} in {self.fact.unit}", en=f"Write: {field.name} in {self.fact.unit}"
            )
            self.refuse("R022", what, remedy)
        return unit
