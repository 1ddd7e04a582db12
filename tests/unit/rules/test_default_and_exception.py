"""Exceptions beside their default, rows that override others, tasks that come back, criteria, days and counts."""

from datetime import date

import pytest
from small_knowledge import FILES

from opennen.cases.facts import Evidence, Known
from opennen.evaluate.assessment import _option, _task
from opennen.evaluate.evaluator import Evaluator
from opennen.evaluate.vignettes import value_of
from opennen.kernel.dates import partial_date
from opennen.kernel.finding import Refused
from opennen.kernel.truth import Truth
from opennen.rules.knowledge import knowledge_from
from opennen.rules.packs import Knowledge, applicable

ON = date(2026, 1, 1)
TABLES, OPTIONS = "guidelines/small/rules/classification.yaml", "guidelines/small/rules/options.yaml"


def changed(name: str, old: str, new: str) -> Knowledge:
    assert old in FILES[name]
    return knowledge_from({**FILES, name: FILES[name].replace(old, new, 1)})


def evaluator(knowledge: Knowledge, **facts: object) -> Evaluator:
    recorded = {name: Known(value_of(name, value, knowledge)) for name, value in facts.items()}
    return Evaluator(recorded, knowledge.derived, applicable(knowledge, ON, "BE").tables_by_fact)


OVERRIDING = changed(
    TABLES,
    "      - {is: NET, when: differentiation == well}\n",
    "      - {row: default, is: NET, when: differentiation == well}\n"
    "      - {row: lung, is: NEC, when: differentiation == well and primary_site == lung, overrides: [default]}\n",
)


@pytest.mark.parametrize(
    ("facts", "outcome", "possible"),
    [
        ({"differentiation": "well", "primary_site": "ileum"}, "NET", {"NET"}),
        ({"differentiation": "well", "primary_site": "lung"}, "NEC", {"NEC"}),
        ({"differentiation": "well"}, None, {"NET", "NEC"}),
        ({"differentiation": "poor"}, "NEC", {"NEC"}),
    ],
)
def test_the_more_specific_row_wins_and_an_unknown_one_leaves_the_default_open(
    facts: dict[str, object], outcome: str | None, possible: set[str]
) -> None:
    answer = evaluator(OVERRIDING, **facts).table("tumour_family")
    assert (answer.outcome, set(answer.possible), answer.conflict) == (outcome, possible, False)


def test_the_override_stands_beside_the_default_and_names_what_beats_it() -> None:
    (table,) = [one for one in OVERRIDING.tables if one.gives == "tumour_family"]
    default = table.rows[0]
    assert [one.by for one in default.exceptions] == ["lung"]
    assert default.stated != default.when


UNLESS = changed(
    OPTIONS,
    "        when: tumour_grade in {G1, G2} and progressive\n",
    "        when: tumour_grade in {G1, G2} and progressive\n"
    "        unless:\n"
    "          - {id: old, when: age_years >= 80, because: {fr: Âge., en: Age.}, sources: [{source: paper}]}\n",
)


@pytest.mark.parametrize(
    ("age", "status"), [(79, "supported"), (80, "not_indicated"), (None, "open")], ids=["before", "from", "unknown"]
)
def test_an_exception_withdraws_its_indication_and_only_that(age: int | None, status: str) -> None:
    facts: dict[str, object] = {"primary_site": "ileum", "differentiation": "well", "ki67_percent": 2}
    facts |= {"mitoses_per_2mm2": 1, "progressive": True} | ({"age_years": age} if age is not None else {})
    (option,) = UNLESS.options
    assert _option(option, evaluator(UNLESS, **facts), UNLESS, ON, "BE").status == status


REPEATED = changed(
    OPTIONS,
    "    done: imaging_months_ago <= 6 months\n",
    "    repeat: {every: 12 months, since: imaging_months_ago}\n",
)


@pytest.mark.parametrize(
    ("months", "state"),
    [(11, "done"), (12, "due"), ("11-13", "due"), (None, "due")],
    ids=["11", "12", "11-13", "never"],
)
def test_a_repeated_task_is_done_only_while_its_interval_lasts(months: object, state: str) -> None:
    (task,) = REPEATED.tasks
    facts = {"differentiation": "well"} | ({"imaging_months_ago": months} if months is not None else {})
    assert _task(task, evaluator(REPEATED, **facts)).state == state


def test_the_next_day_follows_from_the_event_and_a_month_stays_a_month() -> None:
    (task,) = REPEATED.tasks
    found = evaluator(REPEATED, differentiation="well")
    months = value_of("imaging_months_ago", "0-1", REPEATED)
    found.recorded = {
        **found.recorded,
        "imaging_months_ago": Known(months, (Evidence("i1", "imaging", partial_date("2024-02")),)),
    }
    assert _task(task, found).next_due == (date(2025, 2, 1), date(2025, 2, 28))
    assert _task(task, evaluator(REPEATED, differentiation="well")).next_due is None


CRITERION = """
  - criterion: small.adult
    kind: inclusion
    title: {fr: Adulte, en: Adult}
    when: age_years >= 18
    sources: [{source: paper, mark: V}]
"""


def test_a_criterion_answers_yes_no_or_unknown() -> None:
    known = knowledge_from({**FILES, OPTIONS: FILES[OPTIONS] + CRITERION})
    (criterion,) = applicable(known, ON, None).criteria
    answers = [
        evaluator(known, **facts).why(criterion.when).truth for facts in ({"age_years": 18}, {"age_years": 17}, {})
    ]
    assert answers == [Truth.YES, Truth.NO, Truth.UNKNOWN]


OTHERWISE = changed(
    TABLES,
    "      - {is: NEC, when: differentiation == poor}\n",
    "    otherwise: NEC\n",
)


def test_otherwise_answers_only_when_no_row_can() -> None:
    assert evaluator(OTHERWISE, differentiation="poor").table("tumour_family").outcome == "NEC"
    unknown = evaluator(OTHERWISE).table("tumour_family")
    assert (unknown.outcome, set(unknown.possible)) == (None, {"NET", "NEC"})


NEC = "{is: NEC, when: differentiation == poor}"
NET = "{is: NET, when: differentiation == well}"


@pytest.mark.parametrize(
    ("name", "replaced", "code"),
    [
        (TABLES, {NEC: f"{NEC[:-1]}, overrides: [x]}}"}, "R117"),
        (TABLES, {NEC: f"{NEC[:-1]}, overrides: [NEC]}}"}, "R117"),
        (TABLES, {NEC: f"{NEC[:-1]}, overrides: [NET]}}", NET: f"{NET[:-1]}, overrides: [NEC]}}"}, "R117"),
        (TABLES, {NEC: f"{{row: a, {NEC[1:]}", NET: f"{{row: a, {NET[1:]}"}, "R116"),
        (OPTIONS, {"done: imaging_months_ago <= 6 months": "repeat: {every: 6 months, since: ki67_percent}"}, "R118"),
        (OPTIONS, {"kind: systemic": "kind: systemic\n    not_with: [options.nothing]"}, "R119"),
        (OPTIONS, {"age_years < 18": '"at least 3 of (age_years < 18, progressive)"'}, "R108"),
    ],
)
def test_what_cannot_be_is_refused_on_loading(name: str, replaced: dict[str, str], code: str) -> None:
    text = FILES[name]
    for old, new in replaced.items():
        assert old in text
        text = text.replace(old, new, 1)
    with pytest.raises(Refused) as caught:
        knowledge_from({**FILES, name: text})
    assert {one.code for one in caught.value.findings} == {code}
