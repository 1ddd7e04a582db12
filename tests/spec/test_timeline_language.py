"""The manual of the timeline language is its specification: every example on the page is run."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from opennen.adapters.knowledge_files import knowledge
from opennen.cases.facts import Known
from opennen.cases.model import Case
from opennen.cases.origins import Origin
from opennen.cases.projection import Timeline
from opennen.cases.timeline_check import expression_from
from opennen.kernel.dates import day_of
from opennen.kernel.finding import Refused
from opennen.kernel.quantity import Interval
from opennen.kernel.text import Text
from opennen.kernel.truth import Truth
from opennen.vocabulary.model import Fact, FactType

PAGE = Path(__file__).parents[2] / "docs" / "timeline-language.md"
ON = date(2026, 6, 1)
HIGH = 100_000
LISTS = {"metastases", "under", "confounders"}
NUMBERS = {"krenning", "value", "cycles", "line", "upper_limit"}


def _fact(kind: str) -> Fact:
    type_, _, more = kind.partition(" ")
    known = FactType(type_)
    unit = more if known is FactType.NUMBER else None
    values = more if known is FactType.CODE else None
    return Fact("asked", known, Text("f", "f"), unit, (0, HIGH) if unit else None, values, place="page, line 1")


def _case(recorded: str) -> Case:
    events: list[dict[str, Any]] = []
    tumour: dict[str, Any] = {"id": "t"}
    case: dict[str, Any] = {"id": "c", "tumours": [tumour], "events": events}
    for part in filter(None, (one.strip() for one in recorded.split(";"))):
        if part == "whole":
            case["treatments_complete"] = True
        elif part.startswith("diagnosis"):
            tumour["diagnosed_on"] = part.split()[1]
        else:
            events.append(_event(part, f"e{len(events)}"))
    return Case.model_validate(case)


def _event(text: str, name: str) -> dict[str, Any]:
    named = re.fullmatch(r"(?:(\w+): )?(\w+) (\S+)((?: \w+=\S+)*)", text)
    assert named is not None, text
    event: dict[str, Any] = {"id": named[1] or name, "type": named[2]}
    if named[3] != "-":
        event["date"] = named[3]
    for field in named[4].split():
        key, _, value = field.partition("=")
        event[key] = _read(key, value)
    return event


def _read(key: str, value: str) -> Any:
    if key == "lesions":
        return [_lesion(one) for one in value.split(",")]
    if key in LISTS:
        return [] if value == "none" else value.split(",")
    if key in NUMBERS:
        return float(value) if "." in value or key in ("value", "upper_limit") else int(value)
    if key == "size_mm":
        return {"value": float(value)}
    return {"yes": True, "no": False}.get(value, value)


def _lesion(text: str) -> dict[str, Any]:
    name, target, uptake = text.split("/")
    lesion: dict[str, Any] = {"id": name}
    if target:
        lesion["target"] = target == "target"
    return lesion | ({"sstr_uptake": uptake} if uptake else {})


def _shown(known: Known | None, fact: Fact) -> str:
    if known is None:
        return "?"
    if isinstance(known.value, Truth):
        return known.value.value
    if isinstance(known.value, frozenset):
        return " or ".join(sorted(known.value))
    return _interval(known.value, is_date=fact.type is FactType.DATE)


def _interval(value: Interval, *, is_date: bool) -> str:
    low, high = (str(day_of(end)) if is_date else f"{end:g}" for end in (value.low, value.high))
    if low == high:
        return low
    return f"{low} or more" if value.high == HIGH else f"{low} to {high}"


def _blocks() -> list[tuple[str, str, str]]:
    found = re.findall(r"^```timeline (.+?)\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    examples = []
    for kind, block in found:
        expression, *lines = block.strip("\n").splitlines()
        examples += [(kind, expression, line) for line in lines]
    return examples


EXAMPLES = _blocks()
REFUSED = [
    (re.split(r"\s{2,}", line.strip()))
    for line in re.findall(r"```timeline-refused\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)[0]
    .strip()
    .splitlines()
]


@pytest.mark.parametrize(("kind", "text", "line"), EXAMPLES, ids=[f"{one} | {line}" for _, one, line in EXAMPLES])
def test_the_example_answers_as_the_page_says(kind: str, text: str, line: str) -> None:
    recorded, _, expected = line.partition("->")
    fact, case = _fact(kind), _case(recorded)
    origin = Origin(timeline=expression_from(text, fact, knowledge().vocabulary))
    known = Timeline(case, case.tumours[0], ON, knowledge().vocabulary, {}).fact(fact, origin, None)
    assert _shown(known, fact) == expected.strip()


@pytest.mark.parametrize(("kind", "text", "code"), REFUSED)
def test_the_page_says_with_which_code_an_expression_is_refused(kind: str, text: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        expression_from(text, _fact(kind), knowledge().vocabulary)
    (finding,) = refused.value.findings
    assert finding.code == code
    assert finding.place == "page, line 1"
    assert finding.example
    assert finding.remedy is not None


def test_the_page_has_an_example_of_every_construct() -> None:
    text = "\n".join(expression for _, expression, _ in EXAMPLES)
    for construct in (
        "some ", "every ", "no ", "latest ", "first ", "highest ", "lowest ", "count ", " since ", " from ", "day of ",
        " where ", "within ", " before ", " after ", " under ", "stop of ", "diagnosis", "lesion", ", complete",
        " in ", " has ", "==", "against", "ties highest", "ties conflict",
    ):  # fmt: skip
        assert construct in text, construct
