"""Holes and contradictions of tables: cases that no row answers, and cases that two rows answer otherwise."""

from collections.abc import Iterator
from itertools import combinations

from opennen.evaluate.evaluator import Evaluator
from opennen.kernel.text import Text
from opennen.kernel.truth import Truth
from opennen.rules.model import Condition, Every, Table, facts_in
from opennen.verify.prover import Claim, both, yes
from opennen.verify.rails import RowRails
from opennen.verify.regimes import Regime, distinct
from opennen.verify.report import Fault, Report
from opennen.verify.solver import Formula, any_true, opposite

GAP = Fault(
    "V201",
    Text(
        "{} : trou, aucune ligne ne répond à un cas possible où la table s'applique.",
        "{}: gap, no row answers a possible case to which the table applies.",
    ),
    Text(
        "Combler le trou par une ligne, restreindre `applies`, ou écrire `otherwise`.",
        "Close the gap with a row, narrow `applies`, or write `otherwise`.",
    ),
)
OVERLAP = Fault(
    "V202",
    Text(
        "{} : les lignes {} et {} répondent toutes deux oui à un même cas, avec des résultats différents.",
        "{}: rows {} and {} both answer yes to one case, with different outcomes.",
    ),
    Text(
        "Séparer leurs conditions, ou dire laquelle l'emporte : `overrides`.",
        "Part their conditions, or say which one wins: `overrides`.",
    ),
)
CONTRADICTION = Fault(
    "V221",
    Text(
        "{} et {} sont en vigueur ensemble et donnent à {} deux valeurs différentes pour un même cas : {} et {}.",
        "{} and {} are in force together and give {} two different values for one case: {} and {}.",
    ),
    Text(
        "Limiter l'une des tables par ses dates, ses pays ou `applies`.",
        "Limit one of the tables by its dates, its countries or `applies`.",
    ),
)


def gaps(report: Report) -> None:
    """This function will report V201: cases to which a table applies and that no row answers."""
    for table in report.knowledge.tables:
        if table.otherwise is None and report.concerns(table):
            found = report.example(GAP.code, [table], report.regimes(table), _gap(table), must_be_complete=True)
            if found is not None:
                report.add(GAP, table.place, table.id, found=found)


def _gap(table: Table) -> Claim:
    """The table applies, and no row of any table that gives the same fact can hold.

    Facts that other tables give are answered, or do not apply: a hole is reported once, where it is.
    """
    applies: tuple[Condition, ...] = () if table.applies is None else (table.applies,)

    def formulas(regime: Regime) -> list[Formula]:
        questions = regime.questions
        closed = [opposite(one) for one in questions.table(table.gives).possible.values()]
        return [*(questions.rails(one).yes for one in applies), *closed, *_upstream_is_sound(table, regime)]

    def shown(evaluator: Evaluator, _: Regime) -> bool:
        answered = all(evaluator.why(one).truth is Truth.YES for one in applies)
        return answered and not evaluator.table(table.gives).possible

    return Claim(formulas, shown, facts_of(table))


def _upstream_is_sound(table: Table, regime: Regime) -> Iterator[Formula]:
    questions = regime.questions
    for fact in sorted(facts_of(table)):
        for above in questions.tables.get(fact, ()):
            answered = any_true(list(questions.table(fact).answered.values()))
            elsewhere = [] if above.applies is None else [opposite(questions.rails(above.applies).yes)]
            yield any_true([answered, *elsewhere])


def facts_of(table: Table) -> frozenset[str]:
    """This function will name the facts that a table itself mentions."""
    mentioned = [table.applies] if table.applies is not None else []
    mentioned += [row.when for row in table.rows]
    return frozenset[str]().union(*(facts_in(one) for one in mentioned))


def overlaps(report: Report) -> None:
    """This function will report V202 and V221: two rows that are yes for one case and do not give the same outcome."""
    facts = dict.fromkeys(table.gives for table in report.knowledge.tables)
    for fact in facts:
        seen: set[tuple[str, str, str, str]] = set()
        for regime in distinct(report.prover.regimes):
            if fact in regime.questions.tables and report.prover.is_possible([regime], _conflict(fact)):
                _pairs(report, fact, regime, seen)


def _conflict(fact: str) -> Claim:
    return Claim(
        lambda regime: [regime.questions.table(fact).conflict],
        lambda evaluator, _: evaluator.table(fact).conflict,
    )


def _pairs(report: Report, fact: str, regime: Regime, seen: set[tuple[str, str, str, str]]) -> None:
    for one, other in combinations(regime.questions.table(fact).rows, 2):
        key = (one.table.id, one.row.id, other.table.id, other.row.id)
        is_concerned = report.concerns(one.table) or report.concerns(other.table)
        if one.row.outcome == other.row.outcome or key in seen or not is_concerned:
            continue
        fault = OVERLAP if one.table.pack == other.table.pack else CONTRADICTION
        rules = {one.table.id: one.table, other.table.id: other.table}.values()
        found = report.example(fault.code, rules, [regime], _both(one, other))
        if found is None:
            continue
        seen.add(key)
        if fault is OVERLAP:
            report.add(fault, other.row.place, other.table.id, one.row.id, other.row.id, found=found)
        else:
            label = report.knowledge.vocabulary.facts[fact].labels
            outcomes = (one.row.outcome, other.row.outcome)
            report.add(fault, other.row.place, one.table.id, other.table.id, label, *outcomes, found=found)


def _both(one: RowRails, other: RowRails) -> Claim:
    claim = both(yes(within(one.table, one.row.when)), yes(within(other.table, other.row.when)))
    return Claim(claim.formulas, claim.shown, facts_of(one.table) | facts_of(other.table))


def within(table: Table, condition: Condition) -> Condition:
    """This function will give a condition as it holds inside what a table applies to."""
    return condition if table.applies is None else Every((table.applies, condition))
