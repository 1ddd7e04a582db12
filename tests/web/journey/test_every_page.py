"""Every page a coordinator or an administrator opens, in both languages, wide and narrow, is read by axe."""

import re

import pytest
from django.core.management import call_command

from opennen.web.accounts.models import User
from opennen.web.boards.models import AgendaItem, DecisionRecord, RecommendedAction
from opennen.web.registry.models import CaseRecord

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "demo-opennen-2026"
COMPARED = "before-on=2015-01-01&before-country=&before-version=&after-on=2026-01-01&after-country=FR&after-version="


def pages() -> list[str]:
    case = CaseRecord.objects.get(identifier="C03").pk
    event = CaseRecord.objects.get(pk=case).document["events"][0]["id"]
    item = AgendaItem.objects.filter(meeting__state="planned").first().pk
    meeting = AgendaItem.objects.get(pk=item).meeting_id
    return [
        "/",
        "/cases/",
        "/cases/new/",
        "/cases/import/",
        "/cases/export/",
        f"/cases/{case}/",
        f"/cases/{case}/?on=2020-06-01&country=FR",
        f"/cases/{case}/history/",
        f"/cases/{case}/why/options.everolimus/",
        f"/cases/{case}/what-if/?f.ki67_percent=25&ask=progressive",
        f"/cases/{case}/compare/?{COMPARED}",
        f"/reports/compare/?{COMPARED}",
        f"/cases/{case}/person/",
        f"/cases/{case}/invite/",
        f"/cases/{case}/board/",
        f"/cases/{case}/tumours/t1/",
        f"/cases/{case}/events/{event}/",
        *(f"/cases/{case}/events/new/{kind}/" for kind in ("specimen", "imaging", "marker", "treatment", "stage")),
        "/guidelines/",
        "/guidelines/packs/who-2019-digestive/",
        "/guidelines/packs/who-2021-thoracic/",
        "/guidelines/packs/workup-2026/",
        "/guidelines/packs/options-nec-2026/",
        "/guidelines/packs/record-quality-2026/vignettes/",
        "/guidelines/packs/who-2019-digestive/vignettes/1/",
        "/guidelines/rules/options.prrt_lu177_oxodotreotide/",
        "/guidelines/rules/who-2022-framework.system/",
        "/guidelines/vocabulary/",
        "/guidelines/vocabulary/ki67_percent/",
        "/guidelines/vocabulary/reported_entity/",
        "/guidelines/sources/",
        "/guidelines/versions/",
        "/guidelines/sources/liege-2021/",
        "/meetings/",
        "/meetings/new/",
        f"/meetings/{meeting}/",
        f"/meetings/{meeting}/attendance/",
        f"/items/{item}/",
        f"/decisions/{DecisionRecord.objects.first().pk}/",
        f"/decisions/{DecisionRecord.objects.first().pk}/replay/",
        "/guidelines/signatures/",
        "/guidelines/proposals/",
        "/guidelines/signatures/packs/who-2019-digestive/",
        "/guidelines/signatures/rules/workup.five_hiaa/",
        "/recommendations/",
        f"/recommendations/{RecommendedAction.objects.first().pk}/",
    ]


@pytest.mark.parametrize(("language", "width"), [("fr", 1280), ("en", 390)])
def test_every_page_is_accessible_and_fits(open_browser, accessible, language, width):
    call_command("demo", "--force", verbosity=0)
    User.objects.filter(email="coordination@example.org").update(language=language)
    page = open_browser(language, width)
    page.goto("/account/login/")
    page.fill("[name=login]", "coordination@example.org")
    page.fill("[name=password]", PASSWORD)
    page.click(".entrance__form button[type=submit]")
    page.wait_for_url(lambda address: "/account/login" not in address)
    for address in pages():
        answer = page.goto(address)
        assert answer.status == 200, address
        assert page.evaluate("document.documentElement.lang") == language, address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{address} is wider than the window"
        assert not re.search(r"\{[{%]", page.inner_text("body")), address
        accessible(page)
