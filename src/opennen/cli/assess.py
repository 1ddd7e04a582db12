"""`opennen assess`: the assessment of one case as text for a clinician, or as the documented JSON."""

import json
import sys
from argparse import Namespace
from collections.abc import Iterator

from opennen.adapters.knowledge_files import knowledge
from opennen.cli import phrases
from opennen.cli.reading import assessed, read_case
from opennen.cli.sheet import citations, explained
from opennen.evaluate import render, why_words, words
from opennen.evaluate.answer import STATUSES, OptionAnswer, TaskAnswer
from opennen.evaluate.assessment import Assessment
from opennen.evaluate.chances_words import chances_json
from opennen.evaluate.report import as_json
from opennen.kernel.text import Text
from opennen.rules.packs import Knowledge

_SHAPES = {"supported": "◆", "to_consider": "◈", "open": "◇", "not_indicated": "–", "excluded": "✕"}


def run(arguments: Namespace) -> int:
    """This function will print the assessment of a case."""
    case = read_case(arguments.case)
    found = assessed(case, arguments)
    if arguments.json:
        sys.stdout.write(json.dumps(as_json(found, case, knowledge(), arguments.lang), ensure_ascii=False, indent=1))
        sys.stdout.write("\n")
        return 0
    lines = [render.headline(found, case, knowledge(), arguments.lang)]
    lines += _sections(found, knowledge(), arguments.lang)
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


def _sections(found: Assessment, known: Knowledge, language: str) -> Iterator[str]:
    country = found.country or phrases.NO_COUNTRY.in_(language)
    yield phrases.AS_OF.in_(language).format(day=found.on.isoformat(), country=country)
    yield from _titled(phrases.CLASSIFICATION, _classification(found, known, language), language)
    yield from _titled(phrases.FINDINGS, _findings(found, language), language)
    yield from _titled(phrases.ASKS, _asks(found, known, language), language)
    for status in STATUSES:
        options = [one for one in found.options if one.status == status]
        if options:
            yield ""
            yield f"{phrases.OPTIONS.in_(language)} · {_SHAPES[status]} {words.STATUS[status].in_(language)}"
            for one in options:
                yield from _option(one, known, language)
    tasks = [one for one in (*found.workup, *found.follow_up) if one.state in ("due", "open")]
    yield from _titled(phrases.TASKS, [line for one in tasks for line in _task(one, language)], language)
    yield ""
    yield phrases.SIGNATURES.in_(language) + " " + phrases.DECIDES_NOTHING.in_(language)
    yield phrases.VERSION.in_(language).format(version=found.knowledge_version)


def _titled(title: Text, lines: list[str], language: str) -> Iterator[str]:
    if lines:
        yield ""
        yield title.in_(language)
        yield from lines


def _classification(found: Assessment, known: Knowledge, language: str) -> list[str]:
    shown, colon = found.classification, phrases.COLON.in_(language)
    lines = [f"  {phrases.NOW.in_(language)}{colon} {render.classified(shown.current, known, language)}"]
    if shown.diagnosis.specimen != shown.current.specimen:
        lines.append(
            f"  {words.AT_DIAGNOSIS.in_(language)}{colon} {render.classified(shown.diagnosis, known, language)}"
        )
    probabilities = chances_json(shown.current.uncertainty, known, language)
    if probabilities is not None and probabilities["text"]:
        lines.append(f"    ~ {probabilities['text']}")
    for table in (shown.current.family, shown.current.entity, shown.current.grade):
        if table.provisional is not None:
            lines.append(f"    ! {table.provisional.because.in_(language)}")
        if table.outcome is not None:
            for line in why_words.table_why(table, known, language):
                lines += explained(line, language, "    ", depth=0)
            sources = (table.row.sources if table.row else ()) or (table.table.sources if table.table else ())
            lines += citations(sources, known, language, "      ")
    if found.stage is not None:
        group = found.stage.group or ""
        tnm = " ".join(one for one in (found.stage.t, found.stage.n, found.stage.m) if one)
        edition = phrases.EDITION.in_(language).format(found.stage.edition or phrases.NOT_STATED.in_(language))
        written = " ".join(one for one in (tnm, group) if one) or found.stage.text or ""
        lines.append(f"  {phrases.STAGE.in_(language)}{colon} {written} ({edition})")
    return lines


def _findings(found: Assessment, language: str) -> list[str]:
    lines = []
    for one in found.findings:
        lines.append(f"  {one.code} {one.message.in_(language)}" + (f" [{one.place}]" if one.place else ""))
        if one.remedy is not None:
            lines.append(f"       → {one.remedy.in_(language)}")
    return lines


def _asks(found: Assessment, known: Knowledge, language: str) -> list[str]:
    lines = []
    for one in found.ask_next:
        fact = known.vocabulary.facts[one.fact]
        lines.append(f"  ? {(fact.question or fact.labels).in_(language)}  ({one.fact}, {len(one.bears_on)})")
    return lines


def _option(one: OptionAnswer, known: Knowledge, language: str) -> Iterator[str]:
    colon = phrases.COLON.in_(language)
    yield f"  {_SHAPES[one.status]} {one.option.title.in_(language)}  [{one.option.id}]"
    for answer in one.exclusions:
        yield f"      ✕ {answer.reason.because.in_(language)}"
        yield from citations(answer.reason.sources, known, language, "        ")
    if one.status in ("supported", "to_consider", "open"):
        for met in one.deciding:
            level = f", {met.indication.level}" if met.indication.level else ""
            basis = words.BASIS[met.indication.basis].in_(language)
            yield f"      {met.indication.says.in_(language)} ({basis}{level})"
            yield from citations(met.indication.sources, known, language, "        ")
        for warning in one.warnings:
            yield f"      ! {warning.reason.because.in_(language)}"
        for open_ in one.unverified:
            yield f"      □ {phrases.TO_CHECK.in_(language)}{colon} {open_.reason.because.in_(language)}"
        for check in one.to_check:
            yield f"      □ {check.text.in_(language)}"
    if one.asks:
        asked = ", ".join(render.label(fact, known, language) for fact in one.asks)
        yield f"      ? {phrases.DEPENDS.in_(language)}{colon} {asked}"
    if one.status in ("supported", "to_consider", "open"):
        for row in one.availability:
            state = words.AVAILABILITY[row.state].in_(language)
            yield f"      ⌂ {row.country}{colon} {state} · {row.says.in_(language)}"


def _task(one: TaskAnswer, language: str) -> list[str]:
    state = words.TASK_STATE[one.state].in_(language)
    colon = phrases.COLON.in_(language)
    return [f"  · {one.task.title.in_(language)} ({state}){colon} {one.task.because.in_(language)}"]
