"""All knowledge files to one checked Knowledge: names resolve, sources exist, nothing derives from itself."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from opennen.kernel.finding import Finding, Refused
from opennen.kernel.sources import Validity
from opennen.kernel.text import Text
from opennen.rules import shapes
from opennen.rules.check import condition_from
from opennen.rules.measurement import PLACE, measurement_from
from opennen.rules.model import Condition, Criterion, DataFinding, Option, Rule, Table, Task, facts_in
from opennen.rules.packs import Availability, Impossible, Knowledge, Pack, Source, Vignette
from opennen.rules.parse import rules_from_text
from opennen.vocabulary.document import document, model_from
from opennen.vocabulary.model import Vocabulary
from opennen.vocabulary.read import vocabulary_from
from opennen.vocabulary.refusals import refusal

_Read = TypeVar("_Read")
Tree = Mapping[str, str]  # file name relative to knowledge/ -> text


def knowledge_from(files: Tree) -> Knowledge:
    """This function will read every knowledge file; raises Refused with all findings of all files at once."""
    vocabulary = vocabulary_from(
        _under(files, "vocabulary/values/"),
        _under(files, "vocabulary/facts/"),
        ("vocabulary/units.yaml", files.get("vocabulary/units.yaml", "")),
    )
    findings: list[Finding] = []
    country_groups = dict(vocabulary.sets["country"].groups) if "country" in vocabulary.sets else {}
    packs = {pack.id: pack for pack in _collect(files, "guidelines/", "/pack.yaml", _pack(country_groups), findings)}
    rules = _rules(files, vocabulary, packs, country_groups, findings)
    knowledge = Knowledge(
        vocabulary=vocabulary,
        packs=packs,
        sources={one.id: one for one in _collect(files, "sources/", ".yaml", _source, findings)},
        tables=tuple(rule for rule in rules if isinstance(rule, Table)),
        options=tuple(rule for rule in rules if isinstance(rule, Option)),
        tasks=tuple(rule for rule in rules if isinstance(rule, Task)),
        findings=tuple(rule for rule in rules if isinstance(rule, DataFinding)),
        criteria=tuple(rule for rule in rules if isinstance(rule, Criterion)),
        availability=tuple(
            row for rows in _collect(files, "availability/", ".yaml", _availability, findings) for row in rows
        ),
        derived=_derived(vocabulary, findings),
        vignettes=tuple(
            one for many in _collect(files, "guidelines/", ".yaml", _vignettes, findings, "/cases/") for one in many
        ),
        version=version_of(files),
        country_groups=country_groups,
        measurement=next(iter(_collect(files, "reference/", PLACE, measurement_from, findings)), None),
        impossible=_impossible(files, vocabulary, findings),
    )
    if not findings:  # a file that could not be read would be missed by every check that follows
        findings.extend(_check(knowledge, rules))
    if findings:
        raise Refused(findings)
    return knowledge


def _under(files: Tree, folder: str) -> list[tuple[str, str]]:
    return [(name, files[name]) for name in sorted(files) if name.startswith(folder) and name.endswith(".yaml")]


def counted(files: Tree) -> dict[str, str]:
    """This function will keep the files an answer can depend on, by name: those that make up the version."""
    return {
        name: files[name]
        for name in sorted(files)
        if name.endswith(".yaml") and not name.startswith(("demo/", "registries/"))
    }


def version_of(files: Tree) -> str:
    """This function will name the content of the knowledge: the same texts under the same names, the same version."""
    digest = hashlib.sha256()
    for name, text in counted(files).items():
        digest.update(name.encode() + b"\0" + text.encode() + b"\0")
    return digest.hexdigest()[:16]


def _collect(
    files: Tree,
    folder: str,
    ending: str,
    read: Callable[[str, str], _Read],
    findings: list[Finding],
    containing: str = "",
) -> list[_Read]:
    results = []
    for name, text in _under(files, folder):
        if name.endswith(ending) and containing in name:
            try:
                results.append(read(name, text))
            except Refused as refused:
                findings.extend(refused.findings)
    return results


def _pack(groups: dict[str, frozenset[str]]) -> Callable[[str, str], Pack]:
    def read(name: str, text: str) -> Pack:
        shape = model_from(document(text, name), shapes.PackShape)
        countries = frozenset().union(*(groups.get(one, frozenset({one})) for one in shape.countries))
        validity = Validity(shape.valid_from, shape.valid_until, countries)
        about = shape.about.text() if shape.about else None
        return Pack(
            shape.pack, shape.title.text(), shape.society, shape.published, validity, tuple(shape.sources), about
        )

    return read


def _source(name: str, text: str) -> Source:
    shape = model_from(document(text, name), shapes.SourceShape)
    urls = (shape.url,) if isinstance(shape.url, str) else tuple(shape.url)
    published = "" if shape.published is None else str(shape.published)
    note = shape.note.text() if shape.note else None
    urls = tuple(url for url in urls if url)
    return Source(shape.source, shape.title, shape.authors, shape.society, published, urls, shape.read, note)


def _availability(name: str, text: str) -> list[Availability]:
    shape = model_from(document(text, name), shapes.AvailabilityFileShape)
    return [
        Availability(
            row.product,
            row.country,
            row.indication.text(),
            row.state,
            Validity(row.valid_from, row.valid_until),
            row.checked_on,
            row.says.text(),
            tuple(one.citation() for one in row.sources),
        )
        for row in shape.rows
    ]


def _vignettes(name: str, text: str) -> list[Vignette]:
    read = document(text, name)
    shape = model_from(read, shapes.VignettesShape)
    pack = name.split("/")[1]
    return [
        Vignette(pack, one.name.text(), one.facts, one.expect, one.country, one.on, read.place(("vignettes", number)))
        for number, one in enumerate(shape.vignettes)
    ]


def _rules(
    files: Tree,
    vocabulary: Vocabulary,
    packs: dict[str, Pack],
    groups: dict[str, frozenset[str]],
    findings: list[Finding],
) -> list[Rule]:
    rules: list[Rule] = []
    for name, text in _under(files, "guidelines/"):
        parts = name.split("/")
        if len(parts) < 4 or parts[2] != "rules":
            continue
        pack = packs.get(parts[1])
        if pack is None:
            fr, en = f"pas de pack.yaml valide pour {parts[1]}", f"no valid pack.yaml for {parts[1]}"
            findings.append(_problem("R120", name, fr, en, f"guidelines/{parts[1]}/pack.yaml"))
            continue
        try:
            rules.extend(rules_from_text(text, name, vocabulary, pack.id, pack.validity, groups))
        except Refused as refused:
            findings.extend(refused.findings)
    return rules


def _derived(vocabulary: Vocabulary, findings: list[Finding]) -> dict[str, Condition]:
    derived = {}
    for fact in vocabulary.facts.values():
        if fact.rule is not None:
            try:
                derived[fact.id] = condition_from(fact.rule, vocabulary, fact.place)
            except Refused as refused:
                findings.extend(refused.findings)
    return derived


def _impossible(files: Tree, vocabulary: Vocabulary, findings: list[Finding]) -> tuple[Impossible, ...]:
    name = "vocabulary/constraints.yaml"
    if name not in files:
        return ()
    read = document(files[name], name)
    found = []
    for number, one in enumerate(model_from(read, shapes.ConstraintsShape).impossible):
        place = read.place(("impossible", number))
        try:
            found.append(Impossible(condition_from(one.when, vocabulary, place), one.because.text(), place))
        except Refused as refused:
            findings.extend(refused.findings)
    return tuple(found)


def _problem(code: str, place: str, fr: str, en: str, example: str) -> Finding:
    return refusal(code, Text(fr=fr, en=en), place, example)


def _check(knowledge: Knowledge, rules: list[Rule]) -> Iterable[Finding]:
    seen: dict[str, str] = {}
    for rule in rules:
        if rule.id in seen:
            yield _problem(
                "R121",
                rule.place,
                f"{rule.id} existe déjà : {seen[rule.id]}",
                f"{rule.id} exists already: {seen[rule.id]}",
                f"{seen[rule.id]}: {rule.id}",
            )
        seen[rule.id] = rule.place
        for citation in _citations_of(rule):
            if citation not in knowledge.sources:
                fr, en = f"source absente : {citation}", f"no file for source {citation}"
                yield _problem("R122", rule.place, fr, en, f"{rule.id}: {{source: {citation}}}")
    yield from _rivals(knowledge)
    for fact in knowledge.vocabulary.facts.values():
        given = any(table.gives == fact.id for table in knowledge.tables)
        if not fact.is_recorded and fact.rule is None and not given:
            yield _problem(
                "R123",
                fact.place,
                f"{fact.id} : ni événement, ni règle, ni table",
                f"{fact.id}: no event, rule or table gives it",
                f"{fact.id}: {{type: {fact.type.value}}}",
            )
    for one in knowledge.measurement.sources if knowledge.measurement else ():
        if one.source not in knowledge.sources:
            fr, en = f"source absente : {one.source}", f"no file for source {one.source}"
            yield _problem("R122", PLACE, fr, en, f"sources: [{{source: {one.source}}}]")
    yield from _circles(knowledge)


def _rivals(knowledge: Knowledge) -> Iterable[Finding]:
    known = {option.id for option in knowledge.options}
    for option in knowledge.options:
        for other in option.not_with:
            if other == option.id or other not in known:
                fr, en = f"pas d'option {other}", f"there is no option {other}"
                yield _problem("R119", option.place, fr, en, f"{option.id}: not_with: [{other}]")


def _citations_of(rule: Rule) -> set[str]:
    found = {one.source for one in rule.sources}
    if isinstance(rule, Table):
        for row in rule.rows:
            found |= {one.source for one in row.sources}
            found |= {one.source for exception in row.exceptions for one in exception.sources}
            found |= {one.source for one in row.provisionally.sources} if row.provisionally else set()
    if isinstance(rule, Option):
        cited = [one.sources for one in rule.indications] + [one.sources for one in rule.checks]
        cited += [one.sources for one in rule.excluded] + [one.sources for one in rule.cautions]
        cited += [exception.sources for one in rule.indications for exception in one.exceptions]
        found |= {one.source for sources in cited for one in sources}
    if isinstance(rule, Task):
        found |= {one.source for exception in rule.exceptions for one in exception.sources}
        found |= {one.source for one in rule.repeat.sources} if rule.repeat else set()
    return found


def _circles(knowledge: Knowledge) -> Iterable[Finding]:
    needs = {fact: facts_in(condition) for fact, condition in knowledge.derived.items()}
    for table in knowledge.tables:
        conditions = [row.when for row in table.rows] + [
            row.provisionally.when for row in table.rows if row.provisionally
        ]
        conditions += [table.applies] if table.applies else []
        mentioned = frozenset().union(*(facts_in(one) for one in conditions))
        needs[table.gives] = needs.get(table.gives, frozenset()) | mentioned
    for fact in needs:
        reached: set[str] = set()
        waiting = list(needs[fact])
        while waiting:
            one = waiting.pop()
            if one not in reached:
                reached.add(one)
                waiting.extend(needs.get(one, ()))
        if fact in reached:
            place = knowledge.vocabulary.facts[fact].place
            circle = " -> ".join([fact, *sorted(reached - {fact}), fact])
            yield _problem("R124", place, f"{fact} dépend de lui-même", f"{fact} depends on itself", circle)
