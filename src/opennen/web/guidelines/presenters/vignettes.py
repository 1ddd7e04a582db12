"""Vignettes: facts in words, what is expected, and what the evaluator answers today."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from opennen.evaluate import render, why_words, words
from opennen.evaluate.answer import OptionAnswer, TableAnswer, TaskAnswer, Why
from opennen.evaluate.vignettes import Answer, FindingAnswer, replay
from opennen.evaluate.why_words import WhyLine
from opennen.kernel.truth import Truth
from opennen.rules.model import DataFinding, Option, Task
from opennen.rules.packs import Knowledge
from opennen.rules.references import references
from opennen.web.guidelines.presenters.addresses import Addresses
from opennen.web.guidelines.presenters.rules import title_of
from opennen.web.guidelines.presenters.words import places


@dataclass(frozen=True)
class AnswerRow:
    """One expected answer beside the one that is given."""

    title: str
    href: str
    expected: str
    found: str
    agrees: bool


@dataclass(frozen=True)
class VignetteRow:
    """One vignette in a list. `number` counts from one within its pack."""

    number: int
    href: str
    name: str
    facts: tuple[tuple[str, str, str], ...]  # label, value, address
    country: str
    on: date | None
    answers: tuple[AnswerRow, ...]
    unknown: tuple[str, ...]
    agrees: bool


@dataclass(frozen=True)
class Explained:
    """One answer with its full why, under headings where it has several."""

    row: AnswerRow
    whys: tuple[tuple[str, bool, SafeString], ...]  # heading, whether it stands open, the explanation


@lru_cache(maxsize=128)
def vignette_rows(
    pack: str, knowledge: Knowledge, language: str, addresses: Addresses, today: date
) -> tuple[VignetteRow, ...]:
    """Return every vignette of a pack, answered on its own day, else today."""
    of_pack = [one for one in knowledge.vignettes if one.pack == pack]
    return tuple(_row(number, pack, knowledge, language, addresses, today) for number in range(1, len(of_pack) + 1))


def vignette_row(
    number: int, pack: str, knowledge: Knowledge, language: str, addresses: Addresses, today: date
) -> VignetteRow:
    """Return one vignette; raises KeyError when the pack has no such number."""
    rows = vignette_rows(pack, knowledge, language, addresses, today)
    if not 1 <= number <= len(rows):
        raise KeyError(number)
    return rows[number - 1]


def _replayed(number: int, pack: str, knowledge: Knowledge, today: date):
    return replay([one for one in knowledge.vignettes if one.pack == pack][number - 1], knowledge, today)


def _row(number: int, pack: str, knowledge: Knowledge, language: str, addresses: Addresses, today: date) -> VignetteRow:
    replayed = _replayed(number, pack, knowledge, today)
    one = replayed.vignette
    answers = tuple(_answer(answer, knowledge, language, addresses) for answer in replayed.answers)
    return VignetteRow(
        number=number,
        href=addresses.vignette(pack, number),
        name=one.name.in_(language),
        facts=tuple(
            (
                render.label(fact, knowledge, language),
                render.value(fact, known, knowledge, language),
                addresses.fact(fact),
            )
            for fact, known in replayed.recorded.items()
        ),
        country=places(frozenset({one.country}), knowledge, language) if one.country else "",
        on=one.on,
        answers=answers,
        unknown=replayed.unknown,
        agrees=not replayed.unknown and all(answer.agrees for answer in answers),
    )


def _answer(answer: Answer, knowledge: Knowledge, language: str, addresses: Addresses) -> AnswerRow:
    rule = references(knowledge).rules.get(answer.name)
    if rule is not None:
        title, href = title_of(rule, language), addresses.rule(answer.name)
    else:
        title, href = render.label(answer.name, knowledge, language), addresses.fact(answer.name)
    return AnswerRow(
        title=title,
        href=href,
        expected=_words(answer, answer.expected, knowledge, language),
        found=_words(answer, answer.found, knowledge, language),
        agrees=answer.agrees,
    )


def _words(answer: Answer, said: Any, knowledge: Knowledge, language: str) -> str:
    """An answer in words: of an option its status, of a task its state, of a finding whether it is said."""
    rule = references(knowledge).rules.get(answer.name)
    if isinstance(rule, Option):
        return words.STATUS[said].in_(language) if said in words.STATUS else str(said)
    if isinstance(rule, Task):
        return words.TASK_STATE[said].in_(language) if said in words.TASK_STATE else str(said)
    if isinstance(rule, DataFinding):
        return _("said") if said in (True, Truth.YES) else _("not said")
    if isinstance(said, bool):
        said = Truth.YES if said else Truth.NO
    if isinstance(said, Truth):
        return words.TRUTH[said].in_(language)
    if said is None or said == "unknown":
        return pgettext("answer", "unknown")
    fact = knowledge.vocabulary.facts[answer.name]
    return knowledge.vocabulary.sets[fact.values].label(said, language) if fact.values else str(said)


# --- why ---------------------------------------------------------------------------------------


@lru_cache(maxsize=512)
def explained(
    number: int, pack: str, knowledge: Knowledge, language: str, addresses: Addresses, today: date
) -> tuple[Explained, ...]:
    """Return each answer of a vignette with its full why."""
    answers = _replayed(number, pack, knowledge, today).answers
    return tuple(
        Explained(_answer(one, knowledge, language, addresses), tuple(_whys(one, knowledge, language)))
        for one in answers
    )


def _whys(answer: Answer, knowledge: Knowledge, language: str) -> Iterator[tuple[str, bool, SafeString]]:
    def lines(why: Why) -> SafeString:
        return _tree((why_words.why(why, knowledge, language),), language)

    match answer.result:
        case TableAnswer() as table:
            yield "", True, _tree(why_words.table_why(table, knowledge, language), language)
        case Why() as why:
            yield "", True, lines(why)
        case FindingAnswer(why=why):
            yield "", True, lines(why)
        case TaskAnswer(why=why, done=done):
            yield _("Due when"), True, lines(why)
            if done is not None:
                yield _("Done when"), True, lines(done)
        case OptionAnswer(indications=indications, excluded=excluded, cautions=cautions):
            for one in indications:
                yield one.indication.says.in_(language), one.why.truth is Truth.YES, lines(one.why)
            for reason in (*excluded, *cautions):
                yield reason.reason.because.in_(language), reason.why.truth is Truth.YES, lines(reason.why)


def _tree(lines: tuple[WhyLine, ...], language: str) -> SafeString:
    """An explanation as nested lists, written here since a template that includes itself takes a tenth of a second."""
    return format_html(
        '<ul class="tree">{}</ul>', format_html_join("", "{}", ((_item(one, language),) for one in lines))
    )


def _item(line: WhyLine, language: str) -> SafeString:
    value = format_html(' <span class="tree__value">= {}</span>', line.value) if line.value else ""
    return format_html(
        '<li><span class="truth truth--{}">{}</span>{} <span class="tag">{}</span>{}</li>',
        line.truth.value,
        line.text,
        value,
        words.TRUTH[line.truth].in_(language),
        _below(line, language) if line.parts else "",
    )


def _below(line: WhyLine, language: str) -> SafeString:
    """The parts of a condition stand open; how a fact that it names was worked out opens on demand."""
    inner = _tree(line.parts, language)
    if not line.value:
        return inner
    return format_html('<details class="why"><summary>{}</summary>{}</details>', _("How it was worked out"), inner)
