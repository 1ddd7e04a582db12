"""Every page as of a version that was in force before: what a decision stood on stays readable."""

import pytest

from opennen.adapters.knowledge_archive import packed
from opennen.adapters.knowledge_files import in_use
from opennen.rules.knowledge import version_of
from opennen.web.registry.models import KnowledgeVersion

pytestmark = pytest.mark.django_db
GRADE = "guidelines/who-2019-digestive/rules/grade.yaml"


@pytest.fixture
def earlier() -> str:
    """Keep a version in which the border between G1 and G2 is another."""
    texts = dict(in_use().texts)
    texts[GRADE] = texts[GRADE].replace("ki67_percent < 3 %", "ki67_percent < 2 %")
    version = version_of(texts)
    KnowledgeVersion.objects.create(version=version, packed=packed(texts), size=1)
    return version


def test_a_page_of_an_earlier_version_reads_as_it_was_and_says_so(read, earlier):
    page = read(f"/guidelines/packs/who-2019-digestive/?version={earlier}", "en")
    assert "<td>< 2 %</td>" in page
    assert f"This is the knowledge of version {earlier}" in page
    assert "<td>< 2 %</td>" not in read("/guidelines/packs/who-2019-digestive/", "en")


@pytest.mark.parametrize(
    "address",
    ["", "rules/who-2019-digestive.grade/", "sources/", "vocabulary/", "packs/who-2019-digestive/vignettes/1/"],
)
def test_its_links_stay_within_the_version(read, earlier, address):
    page = read(f"/guidelines/{address}?version={earlier}")
    assert page.count(f"?version={earlier}") > 2


def test_a_vignette_that_no_longer_agrees_shows_both_answers(read, earlier):
    page = read(f"/guidelines/packs/who-2019-digestive/vignettes/?version={earlier}", "en")
    assert "answered differently" in page
    assert "expected:" in page


def test_the_versions_that_answered_here_are_listed(read, earlier):
    page = read("/guidelines/versions/", "en")
    assert f'href="/guidelines/?version={earlier}"' in page


def test_a_kept_version_that_cannot_be_read_says_why(read):
    KnowledgeVersion.objects.create(version="0123456789abcdef", packed=packed(in_use().texts), size=1)
    page = read("/guidelines/?version=0123456789abcdef", "en", status=410)
    assert "R801" in page
