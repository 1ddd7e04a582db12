"""Every seeded fault is found by its code and by no other; the same shapes done right raise nothing."""

import re
import sys
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from opennen.cases.facts import Known
from opennen.evaluate.evaluator import Evaluator
from opennen.evaluate.vignettes import value_of
from opennen.kernel.finding import Finding
from opennen.kernel.text import LANGUAGES
from opennen.kernel.truth import Truth
from opennen.rules.model import Condition, Option, Rule, Table, Task
from opennen.rules.packs import Knowledge, applicable
from opennen.verify.conditions import rules_of
from opennen.verify.findings import findings_of
from opennen.vocabulary.document import document

sys.path.insert(0, str(Path(__file__).parent))
from rule_sets import knowledge_with, names, read

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "finding-codes.md"
ANY_DAY = date(2000, 1, 1)
_FEW_VIGNETTES = "V281"  # every set here has few; it counts where it is the fault that was seeded
_OF_THE_PROGRAM = {"V101", "V102", "V900"}  # vignettes, tried elsewhere; and what must never happen


@lru_cache(maxsize=1)
def _always() -> frozenset[tuple[str, str]]:
    """What the base says by itself: notices about what its few rules do not use."""
    found = findings_of(knowledge_with({}))
    assert all(one.level == "notice" for one in found), [one.in_("en") for one in found]
    return frozenset((one.code, one.message.en) for one in found)


@lru_cache(maxsize=256)
def _raised(name: str) -> tuple[Knowledge, tuple[Finding, ...]]:
    written = read(name)
    known = knowledge_with(written)
    found = [one for one in findings_of(known) if (one.code, one.message.en) not in _always()]
    return known, tuple(one for one in found if one.code in (written.get("raises"), *_other_than_few(one)))


def _other_than_few(one: Finding) -> tuple[str, ...]:
    return (one.code,) if one.code != _FEW_VIGNETTES else ()


@pytest.mark.parametrize("name", names("bad"))
def test_a_fault_raises_its_code_and_no_other(name: str) -> None:
    _, raised = _raised(name)
    assert {one.code for one in raised} == {read(name)["raises"]}, [one.in_("en") for one in raised]
    for one in raised:
        assert one.place, one
        assert one.remedy, one
        assert one.message.fr != one.message.en
        assert all(one.in_(language) for language in LANGUAGES)


@pytest.mark.parametrize("name", names("good"))
def test_the_same_shape_done_right_raises_nothing(name: str) -> None:
    _, raised = _raised(name)
    assert raised == (), [one.in_("en") for one in raised]


@pytest.mark.parametrize("name", names("bad"))
def test_its_example_shows_the_fault(name: str) -> None:
    known, raised = _raised(name)
    for one in raised:
        if one.example:
            assert _SHOWS[one.code](one, _rule(one, known), _replayed(one, known), known), one.in_("en")
        else:
            says_why = "Can never hold" in one.message.en or one.code in _SAID_WITHOUT_A_CASE
            assert says_why, one.in_("en")


_SAID_WITHOUT_A_CASE = {"V205", "V206", "V207", "V241", "V261", "V262", "V271", "V272", "V273", "V281", "V291"}


def _replayed(one: Finding, known: Knowledge) -> Evaluator:
    """The example, read back from the line that can be copied into a vignette."""
    read_back = document(
        "{" + one.example + "}", "vignette"
    ).value  # as a vignette is read: `on` and NO are words there
    recorded = {fact: Known(value_of(fact, value, known)) for fact, value in read_back["facts"].items()}
    assert set(recorded) == {fact for fact, _ in one.shown_by}
    on, country = read_back.get("on", ANY_DAY), read_back.get("country")
    tables = applicable(known, on, country).tables_by_fact
    derived = {fact: rule for fact, rule in known.derived.items() if fact not in recorded}
    kept = {fact: rules for fact, rules in tables.items() if fact not in recorded}
    return Evaluator(recorded, derived, kept)


def _rule(one: Finding, known: Knowledge) -> Rule | None:
    named = re.split(r"[: ]", one.message.en.replace(" says ", ": "))[0]
    return next((rule for rule in rules_of(known) if rule.id == named), None)


def _is(truth: Truth, condition: Condition, evaluator: Evaluator) -> bool:
    return evaluator.why(condition).truth is truth


def _gap(one: Finding, rule: Any, evaluator: Evaluator, known: Knowledge) -> bool:
    applies = rule.applies is None or _is(Truth.YES, rule.applies, evaluator)
    return applies and all(_is(Truth.NO, row.when, evaluator) for row in rule.rows)


def _conflict(one: Finding, rule: Any, evaluator: Evaluator, known: Knowledge) -> bool:
    return evaluator.table(rule.gives).conflict


def _named_line_is_not_yes(one: Finding, rule: Any, evaluator: Evaluator, known: Knowledge) -> bool:
    if one.code == "V204":
        lines = [rule.applies]
    elif isinstance(rule, Table):
        lines = [row.when for row in rule.rows if row.id in one.message.en]
    elif isinstance(rule, Option):
        lines = [part.when for part in rule.indications if part.id in one.message.en]
        lines += [part.when for part in (*rule.excluded, *rule.cautions)]
    else:
        lines = [rule.when] if rule is not None else list(known.derived.values())
    return any(not _is(Truth.YES, line, evaluator) for line in lines)


def _excepted(one: Finding, rule: Any, evaluator: Evaluator, known: Knowledge) -> bool:
    lines = rule.rows if isinstance(rule, Table) else rule.indications if isinstance(rule, Option) else [rule]
    return any(
        _is(Truth.YES, line.stated, evaluator) and not _is(Truth.YES, line.when, evaluator)
        for line in lines
        if line.exceptions
    )


def _without_exception(one: Finding, rule: Any, evaluator: Evaluator, known: Knowledge) -> bool:
    lines = rule.rows if isinstance(rule, Table) else rule.indications if isinstance(rule, Option) else [rule]
    every = [exception for line in lines for exception in line.exceptions]
    return bool(every) and not any(_is(Truth.YES, exception.when, evaluator) for exception in every)


def _excluded(one: Finding, rule: Any, evaluator: Evaluator, known: Knowledge) -> bool:
    met = any(_is(Truth.YES, part.when, evaluator) for part in rule.indications)
    return met and any(_is(Truth.YES, part.when, evaluator) for part in rule.excluded)


def _supported_named(one: Finding, rule: Any, evaluator: Evaluator, known: Knowledge) -> bool:
    named = [option for option in known.options if option.id in one.message.en]
    return len(named) > 1 and all(
        any(_is(Truth.YES, part.when, evaluator) for part in (*option.indications, *option.excluded))
        for option in named
    )


def _done(one: Finding, rule: Any, evaluator: Evaluator, known: Knowledge) -> bool:
    assert isinstance(rule, Task)
    assert rule.done is not None
    return _is(Truth.YES, rule.when, evaluator) and _is(Truth.YES, rule.done, evaluator)


def _recommends(one: Finding, rule: Any, evaluator: Evaluator, known: Knowledge) -> bool:
    if isinstance(rule, Table):
        return evaluator.table(rule.gives).outcome is not None
    lines = rule.indications if isinstance(rule, Option) else [rule] if rule is not None else []
    conditions = [line.when for line in lines] or list(known.derived.values())
    return any(_is(Truth.YES, condition, evaluator) for condition in conditions)


_Shows = Callable[[Finding, Any, Evaluator, Knowledge], bool]
_SHOWS: dict[str, _Shows] = {
    "V201": _gap,
    "V202": _conflict,
    "V221": _conflict,
    **dict.fromkeys(("V203", "V204", "V211", "V212", "V231", "V233", "V234", "V235"), _named_line_is_not_yes),
    "V213": _excluded,
    **dict.fromkeys(("V214", "V215", "V222"), _supported_named),
    "V232": _done,
    "V251": _without_exception,
    "V252": _excepted,
    "V301": _recommends,
    "V302": _recommends,
}


def test_every_code_has_a_seeded_fault() -> None:
    codes = set(re.findall(r"^### (V\d{3})$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)) - _OF_THE_PROGRAM
    assert {read(name)["raises"] for name in names("bad")} == codes


def test_there_are_at_least_forty_seeded_faults() -> None:
    assert len(names("bad")) >= 40
