"""Names, types and units: a raw condition to nodes whose every name exists and every number has its unit."""

from difflib import get_close_matches
from functools import lru_cache

from opennen.kernel.finding import Refused
from opennen.kernel.quantity import compared, exactly
from opennen.kernel.text import Text
from opennen.kernel.truth import Truth
from opennen.rules.grammar import Amount, Raw, RawOperand, raw_condition
from opennen.rules.model import AtLeast, Compare, Condition, Every, Holds, Not, OneOf, Recorded, Some
from opennen.vocabulary.model import Fact, FactType, Vocabulary
from opennen.vocabulary.refusals import refusal

_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}


def condition_from(text: str, vocabulary: Vocabulary, place: str) -> Condition:
    """This function will read a condition's text into checked nodes.

    Raises Refused with file and line: R101 unreadable, R102 unknown fact, R103 wrong type, R104 missing unit,
    R105 unit of another dimension, R106 unknown value, R107 threshold outside the fact's range, R108 a count that
    cannot be reached.
    """
    return _Checker(vocabulary, place, text).node(raw_condition(text, place))


@lru_cache(maxsize=65_536)
def _same(node: Condition) -> Condition:
    """Equal conditions are one object, so that whoever answers them can do so once."""
    return node


class _Checker:
    def __init__(self, vocabulary: Vocabulary, place: str, text: str) -> None:
        self.vocabulary = vocabulary
        self.place = place
        self.text = text

    def refuse(self, code: str, fr: str, en: str, remedy: Text | None = None) -> Refused:
        return Refused([refusal(code, Text(fr=fr, en=en), self.place, " ".join(self.text.split()), remedy)])

    def fact(self, name: RawOperand, wanted: FactType | None = None) -> Fact:
        assert isinstance(name, str)
        fact = self.vocabulary.facts.get(name)
        if fact is None:
            near = get_close_matches(name, self.vocabulary.facts, n=1)
            remedy = Text(fr=f"Vouliez-vous dire {near[0]} ?", en=f"Did you mean {near[0]}?") if near else None
            raise self.refuse("R102", f"fait inconnu : {name}", f"unknown fact: {name}", remedy)
        if wanted is not None and fact.type is not wanted:
            kind = fact.type.value
            raise self.refuse(
                "R103", f"{name} est de type {kind}", f"{name} is a {kind} fact; this use needs {wanted.value}"
            )
        return fact

    def node(self, raw: RawOperand) -> Condition:
        assert isinstance(raw, Raw)
        return _same(_NODES[raw.kind](self, raw.operands))

    def every(self, operands: tuple[RawOperand, ...]) -> Condition:
        return Every(tuple(self.node(one) for one in operands))

    def some(self, operands: tuple[RawOperand, ...]) -> Condition:
        return Some(tuple(self.node(one) for one in operands))

    def at_least(self, operands: tuple[RawOperand, ...]) -> Condition:
        written, *parts = operands
        count = float(str(written))
        if count != int(count) or not 1 <= count <= len(parts):
            fr = f"« at least {written} » de {len(parts)} conditions"
            remedy = Text(
                fr=f"Écrire un nombre entier de 1 à {len(parts)}.", en=f"Write a number from 1 to {len(parts)}."
            )
            raise self.refuse("R108", fr, f"“at least {written}” of {len(parts)} conditions", remedy)
        return AtLeast(int(count), tuple(self.node(one) for one in parts))

    def negation(self, operands: tuple[RawOperand, ...]) -> Condition:
        return Not(self.node(operands[0]))

    def holds(self, operands: tuple[RawOperand, ...]) -> Condition:
        return Holds(self.fact(operands[0], FactType.YES_NO).id)

    def known(self, operands: tuple[RawOperand, ...]) -> Condition:
        return Recorded(self.fact(operands[0]).id)

    def missing(self, operands: tuple[RawOperand, ...]) -> Condition:
        return Not(Recorded(self.fact(operands[0]).id))

    def compare(self, operands: tuple[RawOperand, ...]) -> Condition:
        name, operator, operand = operands
        assert isinstance(operator, str)
        if isinstance(operand, Amount):
            return self.amount(name, operator, operand)
        if operator not in ("==", "!="):
            raise self.refuse("R103", f"{operator} demande un nombre", f"{operator} needs a number on its right")
        fact = self.fact(name, FactType.CODE)
        equal = OneOf(fact.id, self.codes(fact, operand))
        return equal if operator == "==" else Not(equal)

    def between(self, operands: tuple[RawOperand, ...]) -> Condition:
        low, first, name, second, high = operands
        assert isinstance(low, Amount)
        assert isinstance(high, Amount)
        assert isinstance(first, str)
        assert isinstance(second, str)
        return Every((self.amount(name, _MIRRORED[first], low), self.amount(name, second, high)))

    def in_set(self, operands: tuple[RawOperand, ...]) -> Condition:
        fact = self.fact(operands[0], FactType.CODE)
        return OneOf(fact.id, frozenset().union(*(self.codes(fact, one) for one in operands[1:])))

    def in_group(self, operands: tuple[RawOperand, ...]) -> Condition:
        fact = self.fact(operands[0], FactType.CODE)
        return OneOf(fact.id, self.codes(fact, operands[1]), group=str(operands[1]))

    def codes(self, fact: Fact, name: RawOperand) -> frozenset[str]:
        found = self.vocabulary.codes_of(fact, str(name))
        if found is None:
            values = self.vocabulary.sets[fact.values or ""]
            near = get_close_matches(str(name), [*values.values, *values.groups], n=1)
            remedy = Text(fr=f"Vouliez-vous dire {near[0]} ?", en=f"Did you mean {near[0]}?") if near else None
            raise self.refuse("R106", f"{fact.id} ne peut valoir {name}", f"{fact.id} cannot be {name}", remedy)
        return found

    def amount(self, name: RawOperand, operator: str, amount: Amount) -> Compare:
        if amount.day is None:
            return self.number(self.fact(name, FactType.NUMBER), operator, amount)
        return Compare(self.fact(name, FactType.DATE).id, operator, amount.number, amount.day)

    def number(self, fact: Fact, operator: str, amount: Amount) -> Compare:
        unit, own = amount.unit, fact.unit or "1"
        if unit is None and own != "1":
            remedy = Text(fr=f"Écrire {amount.number:g} {own}.", en=f"Write {amount.number:g} {own}.")
            raise self.refuse("R104", f"{fact.id} : unité absente", f"{fact.id}: the number has no unit", remedy)
        factor = 1.0 if unit is None else self.vocabulary.units.factor(unit, own)
        if factor is None:
            raise self.refuse("R105", f"{fact.id} est en {own}, pas en {unit}", f"{fact.id} is in {own}, not in {unit}")
        bound = amount.number * factor
        low, high = fact.range or (bound, bound)
        if compared(exactly(bound), ">=", low) is Truth.NO or compared(exactly(bound), "<=", high) is Truth.NO:
            raise self.refuse(
                "R107",
                f"{fact.id} va de {low:g} à {high:g} {own} ; {bound:g} n'est jamais atteint",
                f"{fact.id} lies between {low:g} and {high:g} {own}; {bound:g} is never reached",
            )
        return Compare(fact.id, operator, bound, f"{amount.number:g} {unit or ''}".strip())


_NODES = {
    "every": _Checker.every,
    "at_least": _Checker.at_least,
    "some": _Checker.some,
    "negation": _Checker.negation,
    "holds": _Checker.holds,
    "known": _Checker.known,
    "missing": _Checker.missing,
    "compare": _Checker.compare,
    "between": _Checker.between,
    "in_set": _Checker.in_set,
    "in_group": _Checker.in_group,
}
