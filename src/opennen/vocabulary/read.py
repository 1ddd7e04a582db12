"""Vocabulary files to typed objects, with every problem reported at once."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from opennen.kernel.finding import Finding, Refused
from opennen.kernel.text import Text
from opennen.vocabulary.document import Document, document, model_from
from opennen.vocabulary.model import AnalyteFactor, Fact, FactType, RefusedUnit, Units, ValueSet, Vocabulary
from opennen.vocabulary.refusals import refusal
from opennen.vocabulary.shapes import FactShape, FactsShape, UnitsShape, ValueSetShape

Files = Iterable[tuple[str, str]]  # (name, text)
_Read = TypeVar("_Read")


def vocabulary_from(value_files: Files, fact_files: Files, units_file: tuple[str, str]) -> Vocabulary:
    """This function will read the whole vocabulary; raises Refused with all findings (R00x shape, R01x content)."""
    findings: list[Finding] = []
    sets = {one.id: one for one in _each(value_files, _value_set, findings)}
    facts: dict[str, Fact] = {}
    for batch in _each(fact_files, _facts, findings):
        for fact in batch:
            if fact.id in facts:
                findings.append(
                    _problem(
                        "R012",
                        fact.place,
                        f"{fact.id} : fait défini deux fois",
                        f"{fact.id}: fact defined twice",
                        f"{facts[fact.id].place}: {fact.id}",
                    )
                )
            facts[fact.id] = fact
    units = next(iter(_each([units_file], _units, findings)), None)
    if units is not None:
        for fact in facts.values():
            findings.extend(_check_fact(fact, sets, units))
    if findings or units is None:
        raise Refused(findings)
    return Vocabulary(sets, facts, units)


def _each(files: Files, read: Callable[[Document], _Read], findings: list[Finding]) -> list[_Read]:
    results = []
    for name, text in files:
        try:
            results.append(read(document(text, name)))
        except Refused as refused:
            findings.extend(refused.findings)
    return results


def _problem(code: str, place: str, fr: str, en: str, example: str) -> Finding:
    return refusal(code, Text(fr=fr, en=en), place, example)


def _value_set(read: Document) -> ValueSet:
    shape = model_from(read, ValueSetShape)
    findings: list[Finding] = []

    def members(names: list[str], seen: tuple[str, ...], group: str) -> frozenset[str]:
        found: set[str] = set()
        for name in names:
            if name in shape.values:
                found.add(name)
            elif name in shape.groups and name not in seen:
                found |= members(shape.groups[name], (*seen, name), group)
            else:
                place = read.place(("groups", group))
                findings.append(
                    _problem(
                        "R011",
                        place,
                        f"{name} n'est pas une valeur de {shape.set}",
                        f"{name} is no value of {shape.set}",
                        read.shown(("groups", group)),
                    )
                )
        return frozenset(found)

    groups = {name: members(codes, (name,), name) for name, codes in shape.groups.items()}
    for name in set(shape.group_labels) - set(groups):
        path = ("group_labels", name)
        fr, en = f"{shape.set} n'a pas de groupe {name}", f"{shape.set} has no group {name}"
        findings.append(_problem("R011", read.place(path), fr, en, read.shown(path)))
    if findings:
        raise Refused(findings)
    values = {code: value.text() for code, value in shape.values.items()}
    codes = {code: value.codes for code, value in shape.values.items() if value.codes}
    short = {code: value.short.text() for code, value in shape.values.items() if value.short}
    named = {name: words.text() for name, words in shape.group_labels.items()}
    return ValueSet(shape.set, shape.labels.text(), values, groups, codes, short, named)


def _facts(read: Document) -> list[Fact]:
    shape = model_from(read, FactsShape)
    return [_fact(name, one, read.place(("facts", name))) for name, one in shape.facts.items()]


def _fact(name: str, shape: FactShape, place: str) -> Fact:
    origin = dict(shape.origin) if shape.origin else None
    rule = origin.pop("rule", None) if origin else None
    return Fact(
        id=name,
        type=FactType(shape.type),
        labels=shape.labels.text(),
        unit=shape.unit,
        range=shape.range,
        values=shape.values,
        question=shape.question.text() if shape.question else None,
        origin=origin or None,
        rule=rule,
        place=place,
    )


def _check_fact(fact: Fact, sets: dict[str, ValueSet], units: Units) -> Iterable[Finding]:
    written = f"{fact.id}: {{type: {fact.type.value}, "
    if fact.type is FactType.NUMBER and (fact.unit is None or units.canonical(fact.unit) is None):
        fr, en = f"{fact.id} : unité absente ou inconnue", f"{fact.id}: unit missing or not in units.yaml"
        yield _problem("R013", fact.place, fr, en, f"{written}unit: {fact.unit}}}")
    if fact.type is FactType.NUMBER and fact.range is None:
        fr, en = f"{fact.id} : intervalle plausible absent", f"{fact.id}: plausible range missing"
        yield _problem("R014", fact.place, fr, en, f"{written}unit: {fact.unit}}}")
    if fact.type is FactType.CODE and fact.values not in sets:
        fr, en = f"{fact.id} : liste de valeurs inconnue", f"{fact.id}: unknown value set {fact.values}"
        yield _problem("R015", fact.place, fr, en, f"{written}values: {fact.values}}}")
    if fact.rule is not None and (fact.type is not FactType.YES_NO or fact.origin):
        fr, en = f"{fact.id} : une règle donne un oui/non", f"{fact.id}: a rule gives a yes_no fact, alone"
        yield _problem("R016", fact.place, fr, en, f"{written}from: {{rule: {fact.rule}}}}}")


def _units(read: Document) -> Units:
    shape = model_from(read, UnitsShape)
    return Units(
        dimensions={name: one.dimension for name, one in shape.units.items()},
        factors={name: one.factor for name, one in shape.units.items()},
        aliases={alias: name for name, one in shape.units.items() for alias in one.aliases},
        analytes=tuple(
            AnalyteFactor(one.analyte, one.origin, one.to, one.factor, tuple(c.citation() for c in one.sources))
            for one in shape.analytes
        ),
        refused=tuple(
            RefusedUnit(one.analyte, one.unit, one.likely, one.because.text(), tuple(c.citation() for c in one.sources))
            for one in shape.refused_units
        ),
        assumed_field_area_mm2=shape.mitoses.assumed_field_area_mm2,
    )
