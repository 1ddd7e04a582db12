"""A rule in words and tables. Its body is written once per version and language: knowledge never changes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from opennen.evaluate import render, words
from opennen.evaluate.assessment import SUPPORTING
from opennen.evaluate.decision_table import DecisionTable, Line, decision_table, in_cells
from opennen.kernel.sources import Validity
from opennen.rules.model import Criterion, DataFinding, Indication, Option, Override, Reason, Row, Rule, Table, Task
from opennen.rules.packs import Availability, Knowledge
from opennen.rules.parse import OTHERWISE
from opennen.rules.references import references
from opennen.web.guidelines.presenters.addresses import Addresses, anchor_of
from opennen.web.guidelines.presenters.statements import Writer
from opennen.web.guidelines.presenters.words import (
    KIND_WORDS,
    LEVEL_WORDS,
    OPTION_KINDS,
    interval_words,
    places,
)


@dataclass(frozen=True)
class Card:
    """One rule on a page. `body` holds everything but who signed it, which may change from one minute to the next."""

    id: str
    anchor: str
    kind: str
    kind_words: str
    group: str
    title: str
    pack: str
    href: str
    place: str
    note: str
    since: date | None
    until: date | None
    countries: str
    body: SafeString


@lru_cache(maxsize=4096)
def card(rule_id: str, knowledge: Knowledge, language: str, addresses: Addresses, level: int = 4) -> Card:
    """Return a rule ready for a page; raises KeyError when this version has no such rule.

    level: of the headings within it, one below the heading that stands over it.
    """
    rule = references(knowledge).rules[rule_id]
    kind = kind_of(rule)
    return Card(
        id=rule.id,
        anchor=anchor_of(rule.id),
        kind=kind,
        kind_words=str(KIND_WORDS[kind]),
        group=_group(rule),
        title=title_of(rule, language),
        pack=rule.pack,
        href=addresses.rule(rule.id),
        place=rule.place,
        note=rule.note,
        since=rule.validity.valid_from,
        until=rule.validity.valid_until,
        countries=places(rule.validity.countries, knowledge, language),
        body=_body(rule, Writer(knowledge, language, addresses, anchor_of(rule.id)), level),
    )


def kind_of(rule: Rule) -> str:
    """Return the kind of a rule as its file names it."""
    return {Table: "table", Option: "option", Task: "task", DataFinding: "finding", Criterion: "criterion"}[type(rule)]


def title_of(rule: Rule, language: str) -> str:
    """Return a rule's title, or a finding's message."""
    match rule:
        case Table(title=title) | Option(title=title) | Task(title=title) | Criterion(title=title):
            return title.in_(language)
        case DataFinding(message=message):
            return message.in_(language)
        case _:
            return rule.id


def _group(rule: Rule) -> str:
    """The heading under which a pack lists a rule."""
    match rule:
        case Option(kind=kind):
            return str(OPTION_KINDS[kind])
        case Task(topic=kind) | Criterion(kind=kind):
            return str(KIND_WORDS[kind])
        case _:
            return str(KIND_WORDS[f"{kind_of(rule)}s"])


def _body(rule: Rule, write: Writer, level: int) -> SafeString:
    match rule:
        case Table():
            context = _table(rule, write)
        case Option():
            context = _option(rule, write)
        case Task():
            context = _task(rule, write)
        case DataFinding():
            context = _finding(rule, write)
        case Criterion():
            context = {"when": write.condition(rule.when)}
        case _:
            raise TypeError(f"{type(rule).__name__} has no page")
    context["citations"] = write.citations(rule.sources)
    context["level"] = level
    context["evidence"] = rule.evidence
    context["anchor"] = anchor_of(rule.id)
    context["lists"] = [(letter, listed) for listed, letter in write.lists.items()]
    return render_to_string(f"guidelines/rules/{kind_of(rule)}.html", context)


# --- tables ------------------------------------------------------------------------------------


def _table(rule: Table, write: Writer) -> dict[str, Any]:
    laid_out = decision_table(rule, write.knowledge, write.language)
    values = write.knowledge.vocabulary.sets[write.knowledge.vocabulary.facts[rule.gives].values or ""]
    outcomes = list(_outcomes(rule, laid_out, write))
    return {
        "gives": write.fact(rule.gives, render.label(rule.gives, write.knowledge, write.language)),
        "applies": write.condition(rule.applies) if rule.applies is not None else "",
        "columns": [_column(fact, write) for fact in laid_out.facts] if laid_out else [],
        "outcomes": outcomes,
        "shows_certainty": any(not line["is_certain"] for one in outcomes for line in one["lines"]),
        "provisional": [one for one in outcomes if one["provisionally"] and one["provisionally"]["when"]],
        "otherwise": values.label(rule.otherwise, write.language) if rule.otherwise else "",
    }


def _column(fact: str, write: Writer) -> dict[str, Any]:
    unit = write.knowledge.vocabulary.facts[fact].unit or ""
    label = render.label(fact, write.knowledge, write.language)
    shown = render.unit_words(unit, write.language)
    stands_in_label = shown.strip("/") in label or in_cells(unit) or unit == "1"
    return {"label": write.fact(fact, label), "unit": "" if stands_in_label else shown}


def _outcomes(rule: Table, laid_out: DecisionTable | None, write: Writer) -> Iterator[dict[str, Any]]:
    values = write.knowledge.vocabulary.sets[write.knowledge.vocabulary.facts[rule.gives].values or ""]
    for number, row in enumerate(rule.rows, 1):
        if row.id == OTHERWISE:
            continue
        found = laid_out.outcomes[number - 1] if laid_out else None
        lines = [_line(one, write) for one in found.lines] if found else []
        meanwhile = [_line(one, write, is_provisional=True) for one in (found.provisional or ())] if found else []
        yield {
            "anchor": f"{anchor_of(rule.id)}-row-{number}",
            "part": f"row-{number}",
            "name": values.label(row.outcome, write.language),
            "short": values.short(row.outcome, write.language),
            "says": row.says.in_(write.language) if row.says else "",
            "citations": write.citations(row.sources),
            "place": row.place,
            "lines": [*lines, *meanwhile],
            "when": "" if laid_out else write.condition(row.stated or row.when),
            "unless": list(_exceptions(f"row-{number}", row.exceptions, write)),
            "provisionally": _provisionally(row, number, write, in_columns=bool(meanwhile)),
        }


def _exceptions(name: str, many: tuple[Override, ...], write: Writer) -> Iterator[dict[str, Any]]:
    """What withdraws a default, beside it; one that is a more specific row of the table is named, not repeated."""
    for one in many:
        yield {
            "part": f"{name}-unless-{one.id}",
            "because": one.because.in_(write.language),
            "by": one.by,
            "when": write.condition(one.when) if one.by is None else "",
            "citations": write.citations(one.sources) if one.by is None else "",
        }


def _line(line: Line, write: Writer, *, is_provisional: bool = False) -> dict[str, Any]:
    cells = [write.cell(cell) for cell in line.cells]
    certain = not (is_provisional or line.keeps_open)
    return {"cells": cells, "is_certain": certain, "is_provisional": is_provisional}


def _provisionally(row: Row, number: int, write: Writer, *, in_columns: bool) -> dict[str, Any] | None:
    if row.provisionally is None:
        return None
    return {
        "part": f"provisional-{number}",
        "because": row.provisionally.because.in_(write.language),
        "when": "" if in_columns else write.condition(row.provisionally.when),
        "citations": write.citations(row.provisionally.sources),
    }


# --- options -----------------------------------------------------------------------------------


def _option(rule: Option, write: Writer) -> dict[str, Any]:
    treatments = write.knowledge.vocabulary.sets["treatment"]
    return {
        "treatment": treatments.label(rule.treatment, write.language),
        "kind": OPTION_KINDS[rule.kind],
        "indications": [_indication(one, rule.validity, write) for one in rule.indications],
        "excluded": list(_reasons("excluded", rule.excluded, write)),
        "cautions": list(_reasons("caution", rule.cautions, write)),
        "checks": [
            {
                "part": f"check-{number}",
                "text": one.text.in_(write.language),
                "citations": write.citations(one.sources),
            }
            for number, one in enumerate(rule.checks, 1)
        ],
        "products": rule.products,
        "not_with": [_other(one, write) for one in rule.not_with],
        "availability": [
            availability(row, write) for row in write.knowledge.availability if row.product in rule.products
        ],
    }


def _other(option: str, write: Writer) -> dict[str, str]:
    rule = references(write.knowledge).rules[option]
    return {"href": write.addresses.rule(option), "title": title_of(rule, write.language)}


def _indication(one: Indication, of_rule: Validity, write: Writer) -> dict[str, Any]:
    return {
        "part": f"indication-{one.id}",
        "says": one.says.in_(write.language),
        "basis": words.BASIS[one.basis].in_(write.language),
        "status": "supported" if one.basis in SUPPORTING else "to_consider",
        "level": one.level,
        "when": write.condition(one.stated or one.when),
        "unless": list(_exceptions(f"indication-{one.id}", one.exceptions, write)),
        "citations": write.citations(one.sources),
        "since": one.validity.valid_from if one.validity.valid_from != of_rule.valid_from else None,
        "until": one.validity.valid_until if one.validity.valid_until != of_rule.valid_until else None,
        "countries": places(one.validity.countries, write.knowledge, write.language)
        if one.validity.countries != of_rule.countries
        else "",
    }


def _reasons(name: str, many: Iterable[Reason], write: Writer) -> Iterator[dict[str, Any]]:
    for number, one in enumerate(many, 1):
        yield {
            "part": f"{name}-{number}",
            "because": one.because.in_(write.language),
            "when": write.condition(one.when),
            "citations": write.citations(one.sources),
        }


def availability(row: Availability, write: Writer) -> dict[str, Any]:
    """Return where a product can be had, on whose word, and when somebody last looked."""
    return {
        "product": row.product,
        "country": places(frozenset({row.country}), write.knowledge, write.language),
        "state": words.AVAILABILITY[row.state].in_(write.language),
        "indication": row.indication.in_(write.language),
        "says": row.says.in_(write.language),
        "since": row.validity.valid_from,
        "until": row.validity.valid_until,
        "checked_on": row.checked_on,
        "citations": write.citations(row.sources),
    }


# --- tasks and findings ------------------------------------------------------------------------


def _task(rule: Task, write: Writer) -> dict[str, Any]:
    return {
        "because": rule.because.in_(write.language),
        "when": write.condition(rule.stated or rule.when),
        "unless": list(_exceptions("task", rule.exceptions, write)),
        "done": write.condition(rule.done) if rule.done is not None else "",
        "repeat": interval_words(rule.repeat.count, rule.repeat.unit) if rule.repeat else "",
        "repeat_citations": write.citations(rule.repeat.sources) if rule.repeat else "",
    }


def _finding(rule: DataFinding, write: Writer) -> dict[str, Any]:
    return {
        "level": LEVEL_WORDS[rule.level],
        "when": write.condition(rule.when),
        "remedy": rule.remedy.in_(write.language) if rule.remedy else "",
        "facts": [write.fact(fact, render.label(fact, write.knowledge, write.language)) for fact in rule.facts],
    }
