"""The manual of the rule language is the specification: every example on the page is run."""

import re
from pathlib import Path

import pytest

from opennen.adapters.knowledge_files import knowledge
from opennen.cases.facts import Known
from opennen.evaluate.evaluator import Evaluator
from opennen.evaluate.vignettes import value_of
from opennen.kernel.finding import Refused
from opennen.rules.check import condition_from

PAGE = Path(__file__).parents[2] / "docs" / "rule-language.md"


def _blocks(kind: str) -> list[list[str]]:
    found = re.findall(rf"^```{kind}\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return [block.strip("\n").splitlines() for block in found]


EXAMPLES = [(block[0], line) for block in _blocks("example") for line in block[1:]]
REFUSED = [line.rsplit(maxsplit=1) for block in _blocks("refused") for line in block]


@pytest.mark.parametrize(("condition", "line"), EXAMPLES, ids=[f"{one} | {line.strip()}" for one, line in EXAMPLES])
def test_the_example_answers_as_the_page_says(condition: str, line: str) -> None:
    recorded, _, answer = line.partition("->")
    facts = {}
    for part in filter(None, (one.strip() for one in recorded.split(","))):
        name, _, value = (piece.strip() for piece in part.partition("="))
        facts[name] = Known(value_of(name, {"yes": True, "no": False}.get(value, value), knowledge()))
    node = condition_from(condition, knowledge().vocabulary, "page")
    assert Evaluator(facts, {}, {}).why(node).truth.value == answer.strip()


@pytest.mark.parametrize(("condition", "code"), REFUSED)
def test_the_page_says_with_which_code_a_condition_is_refused(condition: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        condition_from(condition.strip(), knowledge().vocabulary, "page")
    assert [one.code for one in refused.value.findings] == [code]


def test_the_page_has_an_example_of_every_node() -> None:
    text = " ".join(condition for condition, _ in EXAMPLES)
    for construct in (" and ", " or ", "not ", " in {", " in midgut", "is known", "is missing", "==", "!=", "<="):
        assert construct in text, construct
    for construct in ("at least ", "2020-01-01"):
        assert construct in text, construct
