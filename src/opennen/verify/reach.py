"""Lines that can never decide anything: rows, indications, exclusions, tasks, findings, criteria, derived facts."""

from collections.abc import Sequence

from opennen.kernel.text import Text
from opennen.rules.model import Condition, Indication, Option, Row, Rule, Table, Task, facts_in
from opennen.rules.parse import OTHERWISE
from opennen.verify.conditions import rules_of
from opennen.verify.prover import Claim, both, not_yes, yes
from opennen.verify.regimes import Regime
from opennen.verify.report import Fault, Report
from opennen.verify.tables import facts_of, within

_CORRECT = Text("Corriger la condition, ou retirer la ligne.", "Correct the condition, or remove the line.")


def _never(code: str, fr: str, en: str, remedy: Text = _CORRECT, level: str = "error") -> Fault:
    return Fault(code, Text(fr + " {}", en + " {}"), remedy, level)


ROW = _never("V203", "{} : la ligne {} n'est vraie pour aucun cas.", "{}: row {} is true of no case.")
TABLE = _never("V204", "{} : la table ne s'applique à aucun cas.", "{}: the table applies to no case.")
OTHERWISE_DEAD = Fault(
    "V205",
    Text(
        "{} : `otherwise` ne sert jamais, les lignes répondent à tous les cas.",
        "{}: `otherwise` is never used, the rows answer every case.",
    ),
    Text("Retirer `otherwise`.", "Remove `otherwise`."),
    "warning",
)
PROVISIONAL = Fault(
    "V206",
    Text(
        "{} : la réponse provisoire de la ligne {} ne peut jamais servir.",
        "{}: the provisional answer of row {} can never be used.",
    ),
    Text(
        "Elle doit être vraie quand il manque un fait et que la ligne est encore ouverte.",
        "It must hold while a fact is missing and the row is still open.",
    ),
)
OUT_OF_FORCE = Fault(
    "V207",
    Text("{} n'est en vigueur aucun jour, dans aucun pays.", "{} is in force on no day, in no country."),
    Text("Corriger les dates ou les pays, aussi ceux du pack.", "Correct the dates or countries, the pack's too."),
)
INDICATION = _never("V211", "{} : l'indication {} n'est vraie pour aucun cas.", "{}: indication {} is true of no case.")
EXCLUSION = _never(
    "V212",
    "{} : une contre-indication ou précaution n'est vraie pour aucun cas.",
    "{}: a contra-indication or caution is true of no case.",
)
ALWAYS_EXCLUDED = Fault(
    "V213",
    Text(
        "{} : chaque cas qui remplit l'indication {} est exclu.",
        "{}: every case that meets indication {} is excluded.",
    ),
    Text("Corriger l'indication ou la contre-indication.", "Correct the indication or the contra-indication."),
)
TASK = _never("V231", "{} : la tâche n'est due dans aucun cas.", "{}: the task is due in no case.")
DONE = Fault(
    "V232",
    Text("{} : la tâche est faite dans chaque cas où elle est due.", "{}: the task is done in every case it is due."),
    Text("Corriger `done`.", "Correct `done`."),
)
FINDING = _never("V233", "{} : le constat n'est vrai pour aucun cas.", "{}: the finding is true of no case.")
CRITERION = _never("V234", "{} : le critère n'est rempli par aucun cas.", "{}: the criterion is met by no case.")
DERIVED = _never("V235", "{} : le fait dérivé n'est vrai pour aucun cas.", "{}: the derived fact is true of no case.")


def dead(report: Report) -> None:
    """This function will report every line that can never decide: V203 to V207, V211 to V213, V231 to V235."""
    for rule in rules_of(report.knowledge):
        if not report.concerns(rule):
            continue
        if not report.regimes(rule):
            report.add(OUT_OF_FORCE, rule.place, rule.id)
        elif isinstance(rule, Table):
            _table(report, rule)
        elif isinstance(rule, Option):
            _option(report, rule)
        elif isinstance(rule, Task):
            _task(report, rule)
        else:
            fault = FINDING if rule in report.knowledge.findings else CRITERION
            _is_dead(report, fault, rule, rule.place, rule.when)  # type: ignore[attr-defined]
    if report.changed is None:
        for fact, condition in report.knowledge.derived.items():
            _derived(report, fact, condition)


def _is_dead(
    report: Report,
    fault: Fault,
    rule: Rule,
    place: str,
    condition: Condition,
    *said: str,
    regimes: Sequence[Regime] = (),
) -> bool:
    """Whether a condition is never yes; then it is reported with the parts that cannot hold together."""
    chosen = regimes or report.regimes(rule)
    if not report.never(fault.code, rule, chosen, yes(condition)):
        return False
    why, found = report.clash(chosen, condition)
    report.add(fault, place, rule.id, *said, why, found=found)
    return True


def _table(report: Report, table: Table) -> None:
    if table.applies is not None and _is_dead(report, TABLE, table, table.place, table.applies):
        return
    for row in table.rows:
        if row.id == OTHERWISE:
            never = report.never(OTHERWISE_DEAD.code, table, report.regimes(table), yes(within(table, row.when)))
            if never:
                report.add(OTHERWISE_DEAD, row.place, table.id)
            continue
        # A row that only its exceptions kill is theirs to report.
        stated = within(table, row.stated if row.stated is not None else row.when)
        if not _is_dead(report, ROW, table, row.place, stated, row.id):
            _provisional(report, table, row)


def _provisional(report: Report, table: Table, row: Row) -> None:
    waiting = row.provisionally
    if waiting is None:
        return
    regimes = report.regimes(table)
    claim = Claim(
        lambda regime: [
            next(
                one.stands
                for one in regime.questions.table(table.gives).rows
                if one.table.id == table.id and one.row is row
            )
        ],
        lambda evaluator, _: evaluator.table(table.gives).provisional is waiting,
        facts_of(table),
    )
    if report.never(PROVISIONAL.code, table, regimes, claim):
        report.add(PROVISIONAL, row.place, table.id, row.id)


def _option(report: Report, option: Option) -> None:
    for one in option.indications:
        _indication(report, option, one)
    for reason in (*option.excluded, *option.cautions):
        _is_dead(report, EXCLUSION, option, option.place, reason.when)


def _indication(report: Report, option: Option, one: Indication) -> None:
    chosen = tuple(
        regime
        for regime in report.regimes(option, key=lambda regime: regime.holds(one.validity))
        if regime.holds(one.validity)
    )
    if not chosen:
        report.add(OUT_OF_FORCE, option.place, f"{option.id} · {one.id}")
        return
    stated = one.stated if one.stated is not None else one.when
    is_dead = _is_dead(report, INDICATION, option, option.place, stated, one.id, regimes=chosen)
    if not is_dead and report.prover.is_possible(chosen, yes(one.when)):
        claim = both(yes(one.when), not_yes(*(reason.when for reason in option.excluded)))
        if report.never(ALWAYS_EXCLUDED.code, option, chosen, claim):
            about = frozenset[str]().union(facts_in(one.when), *(facts_in(reason.when) for reason in option.excluded))
            found = report.prover.example(chosen, yes(one.when, about=about))
            report.add(ALWAYS_EXCLUDED, option.place, option.id, one.id, found=found)


def _task(report: Report, task: Task) -> None:
    stated = task.stated if task.stated is not None else task.when
    regimes = report.regimes(task)
    if _is_dead(report, TASK, task, task.place, stated) or task.done is None:
        return
    if report.prover.is_possible(regimes, yes(task.when)) and report.never(
        DONE.code, task, regimes, both(yes(task.when), not_yes(task.done))
    ):
        found = report.prover.example(regimes, yes(task.when, about=facts_in(task.when) | facts_in(task.done)))
        report.add(DONE, task.place, task.id, found=found)


def _derived(report: Report, fact: str, condition: Condition) -> None:
    regimes = report.regimes()
    if not report.prover.is_possible(regimes, yes(condition)):
        why, found = report.clash(regimes, condition)
        report.add(DERIVED, report.knowledge.vocabulary.facts[fact].place, fact, why, found=found)
