"""One rule on its own: what it needs, each needed fact opened to its definition, and what depends on it."""

from dataclasses import dataclass
from functools import lru_cache

from django.utils.safestring import SafeString

from opennen.evaluate import render
from opennen.rules.model import Rule, Table, facts_in
from opennen.rules.packs import Knowledge
from opennen.rules.references import facts_of, references
from opennen.web.guidelines.presenters.addresses import Addresses
from opennen.web.guidelines.presenters.origins import origin_rows
from opennen.web.guidelines.presenters.rules import Card, card
from opennen.web.guidelines.presenters.statements import SHORT, Writer
from opennen.web.guidelines.presenters.vocabulary import Link, fact_links, rule_links


@dataclass(frozen=True)
class Needed:
    """One fact the rule needs: where it comes from, a derived one by its definition, a classified one by its tables."""

    link: Link
    question: str
    origin: tuple[tuple[str, str], ...]
    definition: SafeString | str
    tables: tuple[Link, ...]
    through: bool  # needed by the definition of another, not by the rule itself


@dataclass(frozen=True)
class RulePage:
    """One rule, whole. `given` is the fact a table gives; those below it depend on that fact."""

    card: Card
    needs: tuple[Needed, ...]
    lists: tuple[tuple[str, str], ...]
    given: Link | None
    dependents: tuple[Link, ...]
    further: tuple[Link, ...]
    vignettes: tuple[Link, ...]


@lru_cache(maxsize=1024)
def rule_page(rule_id: str, knowledge: Knowledge, language: str, addresses: Addresses) -> RulePage:
    """Return one rule; raises KeyError when this version has no such rule."""
    rule = references(knowledge).rules[rule_id]
    write = Writer(knowledge, language, addresses, "needs")
    needs = tuple(_needed(one, through, write) for one, through in _needs(rule, knowledge).items())
    given = rule.gives if isinstance(rule, Table) else ""
    return RulePage(
        card=card(rule_id, knowledge, language, addresses, level=3),
        needs=needs,
        lists=tuple((letter, listed) for listed, letter in write.lists.items()),
        given=fact_links((given,), knowledge, language, addresses)[0] if given else None,
        dependents=_dependents(given, knowledge, language, addresses),
        further=fact_links(references(knowledge).through(given), knowledge, language, addresses) if given else (),
        vignettes=_vignettes(rule, knowledge, language, addresses),
    )


def _needs(rule: Rule, knowledge: Knowledge) -> dict[str, bool]:
    """The facts of the rule, then those its derived facts are made of (True), each once."""
    found = dict.fromkeys(facts_of(rule), False)
    waiting = list(found)
    while waiting:
        one = waiting.pop(0)
        for further in _made_of(one, knowledge):
            if further not in found:
                found[further] = True
                waiting.append(further)
    return found


def _made_of(fact: str, knowledge: Knowledge) -> list[str]:
    return sorted(facts_in(knowledge.derived[fact])) if fact in knowledge.derived else []


def _needed(fact_id: str, through: bool, write: Writer) -> Needed:
    knowledge, language = write.knowledge, write.language
    fact = knowledge.vocabulary.facts[fact_id]
    tables = [table.id for table in references(knowledge).given_by.get(fact_id, ())]
    return Needed(
        link=Link(write.addresses.fact(fact_id), render.label(fact_id, knowledge, language), fact_id),
        question=fact.question.in_(language) if fact.question else "",
        origin=tuple(row for row in origin_rows(fact, knowledge, language) if len(row[1]) <= SHORT),
        definition=write.condition(knowledge.derived[fact_id]) if fact_id in knowledge.derived else "",
        tables=rule_links(tables, knowledge, language, write.addresses),
        through=through,
    )


def _dependents(given: str, knowledge: Knowledge, language: str, addresses: Addresses) -> tuple[Link, ...]:
    rules = references(knowledge).rules_by_fact.get(given, ())
    return rule_links([one.id for one in rules], knowledge, language, addresses)


def _vignettes(rule: Rule, knowledge: Knowledge, language: str, addresses: Addresses) -> tuple[Link, ...]:
    """The vignettes of the rule's pack that expect an answer of it, or of the fact it gives."""
    wanted = {rule.id, rule.gives} if isinstance(rule, Table) else {rule.id}
    of_pack = [one for one in knowledge.vignettes if one.pack == rule.pack]
    return tuple(
        Link(addresses.vignette(rule.pack, number), one.name.in_(language), str(number))
        for number, one in enumerate(of_pack, 1)
        if wanted & set(one.expect)
    )
