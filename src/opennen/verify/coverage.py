"""What nothing uses, and what no vignette tries."""

from collections.abc import Iterable, Iterator

from opennen.kernel.sources import Citation
from opennen.kernel.text import Text
from opennen.rules.model import OneOf, Option, Rule, Table, Task
from opennen.rules.packs import Knowledge
from opennen.verify.conditions import every_condition, leaves, rules_of
from opennen.verify.report import Fault, Report

FACT = Fault(
    "V271",
    Text("{} : aucune règle, tâche ou table ne se sert de ce fait.", "{}: no rule, task or table uses this fact."),
    Text("Le retirer, ou écrire la règle qui le demande.", "Remove it, or write the rule that asks for it."),
    "notice",
)
VALUE = Fault(
    "V272",
    Text(
        "{} : {} ne donne jamais cette valeur, et des règles l'attendent : {}.",
        "{}: {} never gives this value, and rules wait for it: {}.",
    ),
    Text("Ajouter la ligne qui la donne, ou la retirer des règles.", "Add the row that gives it, or take it out."),
    "notice",
)
SOURCE = Fault(
    "V273",
    Text("{} : aucune règle ne cite cette source.", "{}: no rule cites this source."),
    Text("La citer, ou retirer son fichier.", "Cite it, or remove its file."),
    "notice",
)
VIGNETTES = Fault(
    "V281",
    Text("{} : {} vignette(s), on en attend au moins {}.", "{}: {} vignette(s), at least {} are expected."),
    Text("Écrire d'abord celles des bornes.", "Write those at the borders first."),
    "notice",
)
UNNEEDED = Fault(
    "V291",
    Text(
        "{} accepte {}, mais il n'y a rien à accepter ({}).",
        "{} accepts {}, but there is nothing to accept ({}).",
    ),
    Text("Retirer l'acceptation.", "Remove the acceptance."),
    "warning",
)
WANTED = 6


def unused(report: Report) -> None:
    """This function will report V271 to V273: facts, outcomes and sources that nothing uses."""
    if report.changed is not None:
        return
    knowledge = report.knowledge
    mentioned = {leaf.fact for condition, _ in every_condition(knowledge) for leaf in leaves(condition)}  # type: ignore[union-attr]
    mentioned |= {table.gives for table in knowledge.tables}
    mentioned |= {fact for rule in knowledge.findings for fact in rule.facts}
    mentioned |= {task.repeat.since for task in knowledge.tasks if task.repeat is not None}
    for fact in knowledge.vocabulary.facts.values():
        if fact.id not in mentioned:
            report.add(FACT, fact.place, fact.id)
    _values(report)
    cited = (
        report.cited
        | {one.source for one in _citations(knowledge)}
        | {one for pack in knowledge.packs.values() for one in pack.sources}
    )
    for source in knowledge.sources:
        if source not in cited:
            report.add(SOURCE, f"sources/{source}.yaml", source)


def _values(report: Report) -> None:
    """A group may hold more codes than tables give; one that a rule names beside others is meant to come.

    Where none of them comes, the line itself is dead, and reported as such.
    """
    given: dict[str, set[str]] = {}
    for table in report.knowledge.tables:
        given.setdefault(table.gives, set()).update(row.outcome for row in table.rows)
    for rule_place, leaf in _named(report.knowledge):
        if leaf.fact in given and leaf.group is None and leaf.codes & given[leaf.fact]:
            for code in sorted(leaf.codes - given[leaf.fact]):
                report.add(VALUE, rule_place, code, leaf.fact, rule_place)


def _named(knowledge: Knowledge) -> Iterator[tuple[str, OneOf]]:
    for condition, place in every_condition(knowledge):
        yield from ((place, leaf) for leaf in leaves(condition) if isinstance(leaf, OneOf))


def _citations(knowledge: Knowledge) -> Iterator[Citation]:
    for rule in rules_of(knowledge):
        yield from _of_rule(rule)
    for row in knowledge.availability:
        yield from row.sources
    units = knowledge.vocabulary.units
    yield from (one for rule in units.analytes for one in rule.sources)
    yield from (one for rule in units.refused for one in rule.sources)


def _of_rule(rule: Rule) -> Iterable[Citation]:
    yield from rule.sources
    if isinstance(rule, Table):
        for row in rule.rows:
            yield from row.sources
            yield from (one for exception in row.exceptions for one in exception.sources)
            yield from row.provisionally.sources if row.provisionally is not None else ()
    elif isinstance(rule, Option):
        for indication in rule.indications:
            yield from indication.sources
            yield from (one for exception in indication.exceptions for one in exception.sources)
        for sources in [one.sources for one in (*rule.excluded, *rule.cautions)] + [one.sources for one in rule.checks]:
            yield from sources
    elif isinstance(rule, Task):
        yield from (one for exception in rule.exceptions for one in exception.sources)
        yield from rule.repeat.sources if rule.repeat is not None else ()


def untried(report: Report) -> None:
    """This function will report V281: tables, options and tasks with fewer vignettes than are expected."""
    tried: dict[str, int] = {}
    for vignette in report.knowledge.vignettes:
        for name in vignette.expect:
            tried[name] = tried.get(name, 0) + 1
    for rule in rules_of(report.knowledge):
        if isinstance(rule, Table | Option | Task) and report.concerns(rule):
            number = tried.get(rule.gives if isinstance(rule, Table) else rule.id, 0)
            if number < WANTED:
                report.add(VIGNETTES, rule.place, rule.id, str(number), str(WANTED))


def needless(report: Report) -> None:
    """This function will report V291: acceptances of findings that are not there (run it last)."""
    for rule, one in report.unneeded():
        report.add(UNNEEDED, rule.place, rule.id, one.code, one.because)
