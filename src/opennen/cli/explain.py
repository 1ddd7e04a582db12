"""`opennen explain`: why one rule answers what it answers for a case."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from difflib import get_close_matches

from opennen.adapters.knowledge_files import knowledge
from opennen.cli import phrases
from opennen.cli.reading import assessed, read_case
from opennen.cli.sheet import citations, explained
from opennen.evaluate import render, words
from opennen.evaluate.answer import OptionAnswer, TaskAnswer
from opennen.evaluate.assessment import Assessment
from opennen.evaluate.evaluator import Evaluator
from opennen.kernel.finding import Finding, Refused
from opennen.kernel.text import Text
from opennen.rules.model import DataFinding, Table
from opennen.rules.packs import Knowledge, applicable


def run(arguments: Namespace) -> int:
    """This function will print the whole explanation of a rule; raises Refused (R208) when there is no such rule."""
    case = read_case(arguments.case)
    found = assessed(case, arguments)
    lines = list(_explained(arguments.rule, found, knowledge(), arguments.lang))
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


def _explained(name: str, found: Assessment, known: Knowledge, language: str) -> Iterator[str]:
    force = applicable(known, found.on, found.country)
    evaluator = Evaluator(found.facts, known.derived, force.tables_by_fact)
    options = {one.option.id: one for one in found.options}
    tasks = {one.task.id: one for one in (*found.workup, *found.follow_up)}
    findings = {one.id: one for one in force.findings}
    tables = {one.id: one for many in force.tables_by_fact.values() for one in many}
    if name in options:
        return _option(options[name], known, language)
    if name in tasks:
        return _task(tasks[name], known, language)
    if name in findings:
        return _finding(findings[name], evaluator, known, language)
    if name in tables:
        return _table(tables[name], evaluator, known, language)
    if name in known.vocabulary.facts:
        return _fact(name, found, evaluator, known, language)
    names = [*options, *tasks, *findings, *tables, *known.vocabulary.facts]
    near = get_close_matches(name, names, n=4, cutoff=0.4) or names[:8]
    remedy = Text(fr=f"Par exemple : {', '.join(near)}", en=f"For instance: {', '.join(near)}")
    message = Text(fr=f"aucune règle ni aucun fait {name}", en=f"no rule or fact {name}")
    raise Refused([Finding("R208", message, remedy=remedy)])


def _option(one: OptionAnswer, known: Knowledge, language: str) -> Iterator[str]:
    yield f"{one.option.title.in_(language)}  [{one.option.id}, {one.option.place}]"
    yield phrases.ANSWERS.in_(language).format(words.STATUS[one.status].in_(language))
    for answer in one.indications:
        yield f"{phrases.INDICATION.in_(language)} · {answer.indication.says.in_(language)}"
        yield from explained(render.why(answer.why, known, language), language, "  ")
        yield from citations(answer.indication.sources, known, language, "    ")
    for title, reasons in ((phrases.CONTRA, one.excluded), (phrases.CAUTION, one.cautions)):
        for reason in reasons:
            yield f"{title.in_(language)} · {reason.reason.because.in_(language)}"
            yield from explained(render.why(reason.why, known, language), language, "  ")
            yield from citations(reason.reason.sources, known, language, "    ")


def _task(one: TaskAnswer, known: Knowledge, language: str) -> Iterator[str]:
    yield f"{one.task.title.in_(language)}  [{one.task.id}, {one.task.place}]"
    yield phrases.ANSWERS.in_(language).format(words.TASK_STATE[one.state].in_(language))
    yield from explained(render.why(one.why, known, language), language, "  ")
    if one.done is not None:
        yield phrases.DONE_WHEN.in_(language)
        yield from explained(render.why(one.done, known, language), language, "  ")
    yield from citations(one.task.sources, known, language, "    ")


def _finding(rule: DataFinding, evaluator: Evaluator, known: Knowledge, language: str) -> Iterator[str]:
    why = evaluator.why(rule.when)
    yield f"{rule.id} · {rule.message.in_(language)}  [{rule.place}]"
    yield phrases.ANSWERS.in_(language).format(words.TRUTH[why.truth].in_(language))
    yield from explained(render.why(why, known, language), language, "  ")
    yield from citations(rule.sources, known, language, "    ")


def _table(table: Table, evaluator: Evaluator, known: Knowledge, language: str) -> Iterator[str]:
    answer = evaluator.table(table.gives)
    yield f"{table.title.in_(language)}  [{table.id}, {table.place}]"
    yield phrases.ANSWERS.in_(language).format(render.outcome(answer, known, language))
    if table.applies is not None:
        yield phrases.APPLIES.in_(language)
        yield from explained(render.why(evaluator.why(table.applies), known, language), language, "  ")
    for row in table.rows:
        yield f"{known.vocabulary.sets[known.vocabulary.facts[table.gives].values or ''].label(row.outcome, language)}"
        yield from explained(render.why(evaluator.why(row.when), known, language), language, "  ")
    yield from citations(table.sources, known, language, "    ")


def _fact(name: str, found: Assessment, evaluator: Evaluator, known: Knowledge, language: str) -> Iterator[str]:
    label, colon = render.label(name, known, language), phrases.COLON.in_(language)
    if not known.vocabulary.facts[name].is_recorded and name not in known.derived:
        answer = evaluator.table(name)
        yield f"{label}{colon} {render.outcome(answer, known, language)}"
        for line in render.table_why(answer, known, language):
            yield from explained(line, language, "  ")
    elif name in known.derived:
        why = evaluator.derived_fact(name)
        yield f"{label}{colon} {words.TRUTH[why.truth].in_(language)}"
        yield from explained(render.why(why, known, language), language, "  ")
    else:
        value = found.facts.get(name)
        events = f"  [{', '.join(one.event for one in value.evidence)}]" if value and value.evidence else ""
        yield f"{label}{colon} {render.value(name, value, known, language)}{events}"
