"""Two settings over the registry: the counts are those of each case, only for cases the person may see."""

from datetime import date

import pytest

from opennen.adapters.case_files import read_case_file
from opennen.adapters.knowledge_files import knowledge, knowledge_folder
from opennen.evaluate.compare import differences
from opennen.web.accounts.capabilities import Role
from opennen.web.audit.models import AuditEvent
from opennen.web.registry import actions
from opennen.web.registry.comparing import Impact, Place, impact
from opennen.web.registry.models import CaseRecord
from opennen.web.registry.selectors import case_of, country_of, today, visible
from opennen.web.reports.selectors import compared

pytestmark = pytest.mark.django_db
ASKED = "before-on=2015-01-01&before-country=&before-version=&after-on=&after-country=&after-version="


@pytest.fixture
def coordinator(person):
    return person(Role.COORDINATOR)


@pytest.fixture
def cases(coordinator):
    """Keep six of the demonstration cases."""
    for path in sorted((knowledge_folder() / "demo" / "cases").glob("C0[1-6].json")):
        ((_place, case, identity),) = read_case_file(path.read_bytes(), today())
        actions.create_case(actor=coordinator, case=case, identity=identity)
    return CaseRecord.objects.order_by("pk")


@pytest.fixture
def places():
    return Place(knowledge(), date(2015, 1, 1)), Place(knowledge(), date(2026, 11, 25))


def test_the_counts_are_the_differences_of_each_case(cases, places):
    found = impact(cases, *places)
    wanted: dict = {}
    for record in cases:
        case = case_of(record)
        sides = [one.setting(country_of(case, record)) for one in places]
        for one in differences(case, None, *sides):
            wanted.setdefault((one.question, one.before, one.after), []).append(record.pk)
    assert found.cells == wanted
    assert found.looked_at == len(cases) == found.changed
    assert any("who-2019-digestive.grade" in rules for rules in found.rules.values())


def test_in_parts_it_gives_the_same_as_at_once(cases, places):
    so_far = Impact()
    while so_far.looked_at < cases.count():
        before = so_far.looked_at
        so_far = impact(cases, *places, so_far=so_far, seconds=0)
        assert so_far.looked_at == before + 1
    assert so_far == impact(cases, *places)


def test_it_is_kept_until_a_case_changes(cases, places, coordinator):
    first = compared(coordinator, *places, seconds=0)
    assert (first.impact.looked_at, first.is_done) == (1, False)
    assert compared(coordinator, *places, seconds=60).is_done
    assert compared(coordinator, *places, seconds=0).is_done
    cases.filter(pk=cases[0].pk).update(updated_at=cases[0].updated_at.replace(year=2030))
    assert not compared(coordinator, *places, seconds=0).is_done


def test_the_page_lists_what_differs_and_the_cases_of_each_cell(cases, coordinator, signed_in):
    client = signed_in(coordinator, "en")
    text = client.get(f"/reports/compare/?{ASKED}").content.decode()
    while "of 6 cases looked at" in text:
        text = client.get(f"/reports/compare/?{ASKED}").content.decode()
    assert "of 6 cases you may see." in text
    assert "no rule in force" in text
    assert "Fewer than 5 cases may point to a person" in text
    listed = client.get(f"/reports/compare/cases/?{ASKED}&cell=0").content.decode()
    assert "C03" in listed or "C01" in listed
    assert client.get(f"/reports/compare/cases/?{ASKED}&cell=999").status_code == 404
    assert AuditEvent.objects.filter(action="report.compare").exists()


def test_two_sides_that_are_the_same_are_not_compared(cases, coordinator, signed_in):
    text = signed_in(coordinator, "fr").get("/reports/compare/").content.decode()
    assert "Les deux côtés sont les mêmes" in text


def test_a_country_that_is_none_is_refused_beside_its_field(cases, coordinator, signed_in):
    asked = ASKED.replace("before-country=", "before-country=1")
    assert "field__error" in signed_in(coordinator).get(f"/reports/compare/?{asked}").content.decode()


def test_a_stranger_counts_only_their_own_cases(cases, person, other_centre, signed_in, places):
    stranger = person(Role.COORDINATOR, "stranger", other_centre)
    assert compared(stranger, *places).total == 0
    assert impact(visible(stranger), *places).cells == {}
    assert "C01" not in signed_in(stranger).get(f"/reports/compare/?{ASKED}").content.decode()


@pytest.mark.parametrize(("language", "words"), [("fr", "réponses diffèrent"), ("en", "answers differ")])
def test_one_case_is_compared_side_by_side(cases, coordinator, signed_in, language, words):
    text = signed_in(coordinator, language).get(f"/cases/{cases[0].pk}/compare/?{ASKED}").content.decode()
    assert words in text
    assert "who-2019-digestive.grade" in text


def test_a_stranger_finds_no_comparison_of_a_case(cases, person, other_centre, signed_in):
    stranger = person(Role.COORDINATOR, "stranger", other_centre)
    assert signed_in(stranger).get(f"/cases/{cases[0].pk}/compare/").status_code == 404
