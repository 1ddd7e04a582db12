"""The case page says what decided; the whole explanation is fetched when somebody opens it."""

import pytest

from opennen.adapters.case_files import read_case_file
from opennen.adapters.knowledge_files import knowledge_folder
from opennen.web.accounts.capabilities import Role
from opennen.web.audit.models import AuditEvent
from opennen.web.registry import actions
from opennen.web.registry.selectors import today

pytestmark = pytest.mark.django_db
HEAVIEST = 150_000  # bytes; the whole explanations of all rules made it 500 kB


@pytest.fixture
def heavy(coordinator):
    content = (knowledge_folder() / "demo" / "cases" / "C01.json").read_bytes()
    ((_place, case, identity),) = read_case_file(content, today())
    return actions.create_case(actor=coordinator, case=case, identity=identity)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_of_a_long_case_is_light_and_says_what_decided(language, signed_in, coordinator, heavy):
    page = signed_in(coordinator, language).get(f"/cases/{heavy.pk}/")
    assert len(page.content) < HEAVIEST
    assert "Ki-67 3 % ≥ 3 %" in page.content.decode()
    assert f'href="/cases/{heavy.pk}/why/tumour_grade/"' in page.content.decode()


def test_the_whole_explanation_is_a_part_for_the_page_and_a_page_without_a_script(signed_in, coordinator, heavy):
    client = signed_in(coordinator, "en")
    address = f"/cases/{heavy.pk}/why/options.everolimus/"
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    page = client.get(address).content.decode()
    assert "<html" not in part
    assert "<html" in page
    for text in (part, page):
        assert "RADIANT-3" in text
        assert "all of:" in text
        assert f"/cases/{heavy.pk}/#event-" in text


def test_every_answer_on_the_page_can_be_opened(signed_in, coordinator, heavy):
    client = signed_in(coordinator)
    text = client.get(f"/cases/{heavy.pk}/").content.decode()
    addresses = {part.split('"')[0] for part in text.split('hx-get="')[1:]}
    assert len(addresses) > 30
    for address in sorted(addresses)[::6]:
        assert client.get(address).status_code == 200, address


def test_as_of_another_day_the_explanation_is_of_that_day(signed_in, coordinator, heavy):
    text = signed_in(coordinator).get(f"/cases/{heavy.pk}/?on=2020-06-01&country=FR").content.decode()
    assert "why/tumour_grade/?on=2020-06-01&amp;country=FR" in text


def test_it_is_a_read_of_the_file_and_tells_which_rule(signed_in, coordinator, heavy):
    signed_in(coordinator).get(f"/cases/{heavy.pk}/why/tumour_grade/")
    event = AuditEvent.objects.filter(action="case.read").latest("pk")
    assert event.details["rule"] == "tumour_grade"


def test_a_stranger_and_an_unknown_rule_find_no_such_page(signed_in, coordinator, heavy, person, other_centre):
    stranger = person(Role.COORDINATOR, "stranger", other_centre)
    assert signed_in(stranger).get(f"/cases/{heavy.pk}/why/tumour_grade/").status_code == 404
    assert signed_in(coordinator).get(f"/cases/{heavy.pk}/why/no_such_rule/").status_code == 404
    assert signed_in(coordinator).get(f"/cases/{heavy.pk}/why/tumour_grade/?tumour=t9").status_code == 404
