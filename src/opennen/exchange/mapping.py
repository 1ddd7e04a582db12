"""A registry's mapping file to typed fields: every name resolves, every code exists, or it is refused with its line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import Field as Shaped

from opennen.cases.origins import EVENT_TYPES
from opennen.exchange.fields import Field, field_named, value_set_named
from opennen.kernel.finding import Finding, Refused
from opennen.kernel.sources import Citation
from opennen.kernel.text import Text
from opennen.vocabulary.document import Document, document, model_from
from opennen.vocabulary.model import ValueSet, Vocabulary
from opennen.vocabulary.shapes import CitationShape, Shape, WordsShape

Kind = Literal["text", "code", "codes", "number", "date", "yes_no"]
RegistryMark = Literal["V", "P", "U"]


class CodeShape(Shape):
    """One code of the registry's own list, and which of our codes (or groups of codes) give it."""

    code: str
    labels: WordsShape
    given_by: list[str] = Shaped(default=[], alias="is")
    mark: RegistryMark = "V"


class FieldShape(Shape):
    """One column."""

    name: str = Shaped(pattern=r"^[A-Za-z][A-Za-z0-9_]*$")
    labels: WordsShape
    source: str = Shaped(alias="from")
    type: Kind
    unit: str | None = None
    values: str | None = None
    codes: list[CodeShape] = []
    required: bool = False
    mark: RegistryMark = "V"
    note: WordsShape | None = None
    absent: dict[Literal["not_recorded", "unknown", "not_applicable"], str] = {}


class PartShape(Shape):
    """A table of its own with one row per event of a type."""

    part: str = Shaped(pattern=r"^[a-z_]+$")
    labels: WordsShape
    each: str
    planned: bool = False
    fields: list[FieldShape] = Shaped(min_length=1)


class RegistryShape(Shape):
    """registries/<name>/mapping.yaml"""

    registry: str = Shaped(pattern=r"^[a-z0-9-]+$")
    version: str
    title: WordsShape
    about: WordsShape
    sources: list[CitationShape] = Shaped(min_length=1)
    dates: Literal["iso", "day_first"] = "iso"
    identity: bool = False
    absent: dict[Literal["not_recorded", "unknown", "not_applicable"], str] = {}
    fields: list[FieldShape] = Shaped(min_length=1)
    parts: list[PartShape] = []


class MorphologyShape(Shape):
    """One line of the proposals: conditions that must all hold; the first line that holds is proposed."""

    code: str = Shaped(pattern=r"^\d{4}/\d$")
    entity: list[str]
    grade: list[str] = []
    site: list[str] = []
    cell_type: list[str] = []
    syndrome: list[str] = []
    sources: list[CitationShape] = Shaped(min_length=1)


class TopographyShape(Shape):
    """One proposed topography."""

    site: str
    code: str = Shaped(pattern=r"^C\d{2}\.\d$")
    sources: list[CitationShape] = Shaped(min_length=1)


class ProposalsShape(Shape):
    """registries/icd-o-3.2/proposals.yaml"""

    topography: list[TopographyShape]
    morphology: list[MorphologyShape]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a registry's table."""

    name: str
    labels: Text
    source: str
    read: Field
    type: Kind
    unit: str | None
    values: ValueSet | None
    codes: tuple[tuple[str, Text, frozenset[str], RegistryMark], ...]
    required: bool
    mark: RegistryMark
    note: Text | None
    absent: dict[str, str]

    def code_for(self, ours: str) -> str | None:
        """This function will give the registry's code for one of ours; None when its list has none for it."""
        if not self.codes:
            return ours
        return next((code for code, _, given_by, _ in self.codes if ours in given_by), None)


@dataclass(frozen=True, slots=True)
class Part:
    """A table with one row per event of a type."""

    name: str
    labels: Text
    each: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class MorphologyProposal:
    """A code and the conditions under which it is proposed."""

    code: str
    conditions: dict[str, frozenset[str]]
    syndromes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Proposals:
    """ICD-O codes that the knowledge gives; always marked as proposed where they are delivered."""

    topography: dict[str, str]
    morphology: tuple[MorphologyProposal, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Registry:
    """One registry's form or file: what it asks, in which codes, and who says so."""

    id: str
    version: str
    title: Text
    about: Text
    sources: tuple[Citation, ...]
    dates: str
    identity: bool
    columns: tuple[Column, ...]
    parts: tuple[Part, ...]
    proposals: Proposals


def registries_from(files: Mapping[str, str], vocabulary: Vocabulary, sources: Iterable[str]) -> dict[str, Registry]:
    """This function will read every mapping below registries/; raises Refused with all findings.

    R201 unknown field function, R202 unknown value set or code, R203 column given twice, R204 identity where the
    registry is no statutory channel, R205 unknown event type, R206 source without a file.
    """
    findings: list[Finding] = []
    proposals_text = files.get("registries/icd-o-3.2/proposals.yaml")
    proposals = _proposals(proposals_text, vocabulary, findings) if proposals_text else Proposals({}, ())
    known = frozenset(sources)
    found = {}
    for name in sorted(files):
        if name.startswith("registries/") and name.endswith("/mapping.yaml"):
            reader = _Reader(document(files[name], name), vocabulary, findings)
            registry = reader.registry(proposals, known)
            found[registry.id] = registry
    if findings:
        raise Refused(findings)
    return found


def _proposals(text: str, vocabulary: Vocabulary, findings: list[Finding]) -> Proposals:
    read = document(text, "registries/icd-o-3.2/proposals.yaml")
    shape = model_from(read, ProposalsShape)
    sets = {"entity": "tumour_entity", "grade": "tumour_grade", "site": "primary_site", "cell_type": "cell_type"}
    morphology = []
    for number, one in enumerate(shape.morphology):
        place = read.place(("morphology", number))
        conditions = {}
        for name, value_set in sets.items():
            wanted = getattr(one, name)
            if wanted:
                conditions[name] = _codes(wanted, vocabulary.sets[value_set], place, findings)
        syndromes = _codes(one.syndrome, vocabulary.sets["syndrome"], place, findings)
        morphology.append(MorphologyProposal(one.code, conditions, syndromes))
    topography: dict[str, str] = {}
    for number, row in enumerate(shape.topography):
        place = read.place(("topography", number))
        for site in sorted(_codes([row.site], vocabulary.sets["primary_site"], place, findings)):
            topography[site] = row.code
    return Proposals(topography, tuple(morphology))


def _codes(names: list[str], values: ValueSet, place: str, findings: list[Finding]) -> frozenset[str]:
    found: set[str] = set()
    for name in names:
        if name in values.values:
            found.add(name)
        elif name in values.groups:
            found |= values.groups[name]
        else:
            fr, en = f"« {name} » n'est pas un code de {values.id}", f"“{name}” is no code of {values.id}"
            findings.append(Finding("R202", Text(fr=fr, en=en), place))
    return frozenset(found)


class _Reader:
    def __init__(self, read: Document, vocabulary: Vocabulary, findings: list[Finding]) -> None:
        self.read, self.vocabulary, self.findings = read, vocabulary, findings
        self.shape = model_from(read, RegistryShape)

    def refuse(self, code: str, path: tuple[str | int, ...], fr: str, en: str) -> None:
        self.findings.append(Finding(code, Text(fr=fr, en=en), self.read.place(path)))

    def registry(self, proposals: Proposals, sources: frozenset[str]) -> Registry:
        shape = self.shape
        for cited in shape.sources:
            if cited.source not in sources:
                self.refuse("R206", ("sources",), f"source absente : {cited.source}", f"no file for {cited.source}")
        return Registry(
            id=shape.registry,
            version=shape.version,
            title=shape.title.text(),
            about=shape.about.text(),
            sources=tuple(one.citation() for one in shape.sources),
            dates=shape.dates,
            identity=shape.identity,
            columns=self.columns(shape.fields, ("fields",), None),
            parts=tuple(self.part(one, ("parts", number)) for number, one in enumerate(shape.parts)),
            proposals=proposals,
        )

    def part(self, shape: PartShape, path: tuple[str | int, ...]) -> Part:
        if shape.each not in EVENT_TYPES:
            self.refuse("R205", path, f"type d'événement inconnu : {shape.each}", f"unknown event type: {shape.each}")
            return Part(shape.part, shape.labels.text(), shape.each, ())
        return Part(
            shape.part, shape.labels.text(), shape.each, self.columns(shape.fields, (*path, "fields"), shape.each)
        )

    def columns(self, shapes: list[FieldShape], path: tuple[str | int, ...], each: str | None) -> tuple[Column, ...]:
        found: dict[str, Column] = {}
        for number, shape in enumerate(shapes):
            where = (*path, number)
            if shape.name in found:
                self.refuse("R203", where, f"{shape.name} est donné deux fois", f"{shape.name} is given twice")
            column = self.column(shape, where, each)
            if column is not None:
                found[shape.name] = column
        return tuple(found.values())

    def column(self, shape: FieldShape, path: tuple[str | int, ...], each: str | None) -> Column | None:
        read = field_named(shape.source, each)
        if read is None:
            self.refuse("R201", path, f"champ inconnu : {shape.source}", f"unknown field: {shape.source}")
            return None
        if shape.source.startswith("identity.") and not self.shape.identity:
            self.refuse(
                "R204", path, "l'identité n'est pas destinée à ce registre", "this registry may not get identity"
            )
            return None
        values = self.values(shape, path, each)
        return Column(
            name=shape.name,
            labels=shape.labels.text(),
            source=shape.source,
            read=read,
            type=shape.type,
            unit=shape.unit,
            values=values,
            codes=self.codes(shape, values, path),
            required=shape.required,
            mark=shape.mark,
            note=shape.note.text() if shape.note else None,
            absent={str(state): text for state, text in (*self.shape.absent.items(), *shape.absent.items())},
        )

    def values(self, shape: FieldShape, path: tuple[str | int, ...], each: str | None) -> ValueSet | None:
        named = shape.values or value_set_named(shape.source, each)
        if named is None:
            return None
        if named not in self.vocabulary.sets:
            self.refuse("R202", path, f"jeu de valeurs inconnu : {named}", f"unknown value set: {named}")
            return None
        return self.vocabulary.sets[named]

    def codes(
        self, shape: FieldShape, values: ValueSet | None, path: tuple[str | int, ...]
    ) -> tuple[tuple[str, Text, frozenset[str], RegistryMark], ...]:
        found: list[tuple[str, Text, frozenset[str], RegistryMark]] = []
        for number, one in enumerate(shape.codes):
            place = self.read.place((*path, "codes", number))
            ours = _codes(one.given_by, values, place, self.findings) if values else frozenset(one.given_by)
            found.append((one.code, one.labels.text(), ours, one.mark))
        return tuple(found)


def plain_documentation(registry: Registry) -> dict[str, Any]:
    """This function will say in plain values what a mapping is, for lists of registries."""
    return {"id": registry.id, "version": registry.version, "fr": registry.title.fr, "en": registry.title.en}
