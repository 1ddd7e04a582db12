"""The knowledge as pages, in force or as of an archived version (?version=…)."""

from typing import NamedTuple

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET

from opennen.adapters.knowledge_files import knowledge
from opennen.adapters.pack_changes import changes_of
from opennen.rules.packs import Knowledge
from opennen.web.accounts.capabilities import Capability
from opennen.web.guidelines.presenters.addresses import Addresses
from opennen.web.guidelines.presenters.packs import pack_page, pack_rows
from opennen.web.guidelines.presenters.rule_page import rule_page
from opennen.web.guidelines.presenters.signed import signed, signed_count
from opennen.web.guidelines.presenters.sources import source_page, source_rows
from opennen.web.guidelines.presenters.vignettes import explained, vignette_row, vignette_rows
from opennen.web.guidelines.presenters.vocabulary import fact_page, fact_topics
from opennen.web.guidelines.selectors import UnknownVersion, knowledge_as_of
from opennen.web.registry.forms import language
from opennen.web.registry.selectors import today
from opennen.web.registry.signatures import signatures


class Asked(NamedTuple):
    """What every presenter needs: the knowledge, the language, and where its links lead."""

    known: Knowledge
    words: str
    to: Addresses


def _asked(request) -> Asked:
    """The knowledge, language and addresses of this request; refuses who may not read, 404 for an unknown version."""
    request.membership.check_may(Capability.SEE_GUIDELINES)
    version = request.GET.get("version", "")
    try:
        known = knowledge_as_of(version)
    except UnknownVersion as error:
        raise Http404 from error
    return Asked(known, language(), Addresses(version if known is not knowledge() else ""))


def _page(request, template: str, asked: Asked, **context):
    """Draw a page that says of which version it speaks."""
    shared = {"version": asked.known.version, "is_archived": bool(asked.to.version), "to": asked.to}
    return render(request, f"guidelines/{template}", {**shared, **context})


@require_GET
def packs(request):
    asked = _asked(request)
    by_rule = signatures(asked.known)
    packs = [(row, signed_count(row.rules, by_rule)) for row in pack_rows(*asked)]
    return _page(request, "packs.html", asked, packs=packs)


@require_GET
def pack(request, name: str):
    asked = _asked(request)
    if name not in asked.known.packs:
        raise Http404
    page, by_rule = pack_page(name, *asked), signatures(asked.known)
    return _page(
        request,
        "pack.html",
        asked,
        page=page,
        sections=[
            (one, [(card, signed(card.id, by_rule, asked.known, asked.words)) for card in one.cards])
            for one in page.sections
        ],
        signed_count=signed_count(page.row.rules, by_rule),
        changes=[(one.on, one.says.in_(asked.words)) for one in changes_of(name)],
    )


@require_GET
def rule(request, name: str):
    asked = _asked(request)
    try:
        page = rule_page(name, *asked)
    except KeyError as error:
        raise Http404 from error
    title, back = asked.known.packs[page.card.pack].title.in_(asked.words), asked.to.pack(page.card.pack)
    who = signed(name, signatures(asked.known), asked.known, asked.words)
    may_sign = request.membership.may(Capability.SIGN_RULES) and not asked.to.version
    return _page(request, "rule.html", asked, page=page, pack_title=title, back=back, signed=who, may_sign=may_sign)


@require_GET
def facts(request):
    asked = _asked(request)
    return _page(request, "facts.html", asked, topics=fact_topics(*asked))


@require_GET
def fact(request, name: str):
    asked = _asked(request)
    if name not in asked.known.vocabulary.facts:
        raise Http404
    return _page(request, "fact.html", asked, page=fact_page(name, *asked))


@require_GET
def sources(request):
    asked = _asked(request)
    return _page(request, "sources.html", asked, sources=source_rows(*asked))


@require_GET
def source(request, name: str):
    asked = _asked(request)
    if name not in asked.known.sources:
        raise Http404
    return _page(request, "source.html", asked, page=source_page(name, *asked))


@require_GET
def vignettes(request, name: str):
    asked = _asked(request)
    if name not in asked.known.packs:
        raise Http404
    rows = vignette_rows(name, *asked, today())
    title = asked.known.packs[name].title.in_(asked.words)
    differing = sum(not one.agrees for one in rows)
    return _page(
        request, "vignettes.html", asked, rows=rows, title=title, back=asked.to.pack(name), differing=differing
    )


@require_GET
def vignette(request, name: str, number: int):
    asked = _asked(request)
    try:
        row = vignette_row(number, name, *asked, today())
    except KeyError as error:
        raise Http404 from error
    answers = explained(number, name, *asked, today())
    return _page(request, "vignette.html", asked, row=row, answers=answers, back=asked.to.vignettes(name))
