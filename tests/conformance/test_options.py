"""The treatment options: every line can hold, products say whether they can be had on a day."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from opennen.adapters.knowledge_files import knowledge
from opennen.cases.facts import Known
from opennen.cases.model import Case
from opennen.evaluate.assessment import Assessment, assess
from opennen.evaluate.evaluator import Evaluator
from opennen.evaluate.vignettes import value_of
from opennen.kernel.truth import Truth
from opennen.rules.model import Option
from opennen.rules.packs import applicable

TODAY = date(2026, 11, 24)
OPTIONS = {one.id: one for one in knowledge().options}


def stated() -> Iterator[tuple[Evaluator, date, str | None, dict[str, Any]]]:
    """Every vignette as an evaluator, with the day and country it is asked for."""
    known = knowledge()
    for one in known.vignettes:
        recorded = {name: Known(value_of(name, value, known)) for name, value in one.facts.items()}
        on = one.on or TODAY
        tables = applicable(known, on, one.country).tables_by_fact
        derived = {fact: rule for fact, rule in known.derived.items() if fact not in recorded}
        given = {fact: rules for fact, rules in tables.items() if fact not in recorded}
        yield Evaluator(recorded, derived, given), on, one.country, one.expect


VIGNETTES = tuple(stated())


@pytest.mark.parametrize("option", OPTIONS.values(), ids=list(OPTIONS))
def test_every_line_of_an_option_holds_in_some_vignette(option: Option) -> None:
    never = []
    for one in option.indications:
        met = (e for e, on, country, _ in VIGNETTES if one.validity.holds(on, country) and holds(e, one.when))
        if next(met, None) is None:
            never.append(f"indication {one.id}")
    for kind, reasons in (("excluded", option.excluded), ("caution", option.cautions)):
        silent = [one for one in reasons if not any(holds(e, one.when) for e, *_ in VIGNETTES)]
        never += [f"{kind}: {one.because.en}" for one in silent]
    assert not never


def holds(evaluator: Evaluator, condition: Any) -> bool:
    return evaluator.why(condition).truth is Truth.YES


@pytest.mark.parametrize("option", OPTIONS.values(), ids=list(OPTIONS))
def test_every_option_is_answered_in_at_least_five_vignettes(option: Option) -> None:
    answers = [expect[option.id] for *_, expect in VIGNETTES if option.id in expect]
    assert len(answers) >= 5
    assert len(set(answers)) >= 3


@pytest.mark.parametrize("option", OPTIONS.values(), ids=list(OPTIONS))
def test_a_case_with_nothing_recorded_supports_no_option(option: Option) -> None:
    nothing = Evaluator({}, knowledge().derived, applicable(knowledge(), TODAY, "BE").tables_by_fact)
    assert not any(holds(nothing, one.when) for one in (*option.indications, *option.excluded))


MARKETED = {"lutathera", "lanreotide", "octreotide_lar", "everolimus", "sunitinib", "cabozantinib", "telotristat"}


def test_every_product_with_a_label_says_its_state_in_belgium_and_europe() -> None:
    rows = {(row.product, row.country) for row in knowledge().availability}
    assert {(one, country) for one in MARKETED for country in ("BE", "EU")} <= rows
    assert ("streptozocin", "BE") in rows


def pancreas(on: date, country: str) -> Assessment:
    case = Case.model_validate(
        {
            "id": "c",
            "person": {"age_years": 60},
            "tumours": [{"id": "t1", "site": "pancreas"}],
            "events": [
                {
                    "id": "s",
                    "type": "specimen",
                    "origin": "primary",
                    "differentiation": "well",
                    "ki67": {"value": 8},
                    "mitoses": {"value": 1, "per": "2mm2"},
                },
                {"id": "x", "type": "extent", "metastases": ["liver"], "resectable": False},
            ],
        }
    )
    return assess(case, knowledge(), on, country)


def states(on: date, country: str, option: str) -> list[str]:
    answer = next(one for one in pancreas(on, country).options if one.option.id == option)
    return [row.state for row in answer.availability if row.country == country]


@pytest.mark.parametrize(
    ("option", "on", "country", "state"),
    [
        ("options.prrt_lu177_oxodotreotide", date(2020, 6, 1), "BE", ["not_reimbursed"]),
        ("options.prrt_lu177_oxodotreotide", TODAY, "BE", ["not_known"]),
        ("options.prrt_lu177_oxodotreotide", date(2020, 6, 1), "FR", ["reimbursed", "not_reimbursed"]),
        ("options.telotristat", date(2018, 6, 1), "BE", []),
        ("options.telotristat", date(2020, 6, 1), "BE", ["reimbursed_with_conditions"]),
        ("options.streptozocin_5fu", date(2020, 6, 1), "BE", ["not_available"]),
        ("options.streptozocin_5fu", TODAY, "BE", ["not_known"]),
        ("options.prrt_lu177_oxodotreotide", date(2020, 6, 1), "US", ["approved"]),
    ],
)
def test_availability_is_that_of_the_day_and_the_country(option: str, on: date, country: str, state: list[str]) -> None:
    assert states(on, country, option) == state


def test_european_approvals_are_shown_in_europe_only() -> None:
    assert shown(TODAY, "BE") >= {"BE", "EU"}
    assert shown(TODAY, "US") == {"US"}


def shown(on: date, country: str) -> set[str]:
    return {row.country for one in pancreas(on, country).options for row in one.availability}
