"""The knowledge as pages, in force or as of an archived version (?version=…)."""

from functools import wraps
from typing import NamedTuple

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET

from opennen.adapters.knowledge_files import knowledge
from opennen.adapters.pack_changes import changes_of
from opennen.kernel.finding import Refused
from opennen.rules.packs import Knowledge
from opennen.web.accounts.capabilities import Capability
from opennen.web.guidelines.presenters.addresses import Addresses
from opennen.web.guidelines.presenters.findings import finding_rows
from opennen.web.guidelines.presenters.packs import pack_page, pack_rows
from opennen.web.guidelines.presenters.rule_page import rule_page
from opennen.web.guidelines.presenters.signed import signed, signed_count
from opennen.web.guidelines.presenters.sources import source_page, source_rows
from opennen.web.guidelines.presenters.vignettes import explained, vignette_row, vignette_rows
from opennen.web.guidelines.presenters.vocabulary import fact_page, fact_topics
from opennen.web.guidelines.selectors import UnknownVersion, knowledge_as_of, versions
from opennen.web.registry.forms import language
from opennen.web.registry.selectors import today
from opennen.web.registry.signatures import signatures


class Asked(NamedTuple):
    """What every presenter needs: the knowledge, the language, and where its links lead."""

    known: Knowledge
    words: str
    to: Addresses


def _of_a_version(view):
    """Give a page the knowledge it speaks of: refuses who may not read; 404 for a version nobody used here."""

    @require_GET
    @wraps(view)
    def page(request, **names):
        request.membership.check_may(Capability.SEE_GUIDELINES)
        version = request.GET.get("version", "")
        try:
            known = knowledge_as_of(version)
        except UnknownVersion as error:
            raise Http404 from error
        except Refused as refused:
            findings = finding_rows(refused.findings, language())
            context = {"version": version, "findings": findings}
            return render(request, "guidelines/unreadable.html", context, status=410)
        asked = Asked(known, language(), Addresses(version if known is not knowledge() else ""))
        return view(request, asked, **names)

    return page


def _page(request, template: str, asked: Asked, **context):
    """Draw a page that says of which version it speaks."""
    shared = {"version": asked.known.version, "is_archived": bool(asked.to.version), "to": asked.to}
    return render(request, f"guidelines/{template}", {**shared, **context})


@_of_a_version
def packs(request, asked: Asked):
    by_rule = signatures(asked.known)
    packs = [(row, signed_count(row.rules, by_rule)) for row in pack_rows(*asked)]
    return _page(request, "packs.html", asked, packs=packs)


@_of_a_version
def pack(request, asked: Asked, name: str):
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
        history=_history(name, asked.words),
    )


def _history(pack: str, words: str) -> dict:
    """The changes of a pack; a history that cannot be read says why, and hides no rule."""
    try:
        return {"changes": [(one.on, one.says.in_(words)) for one in changes_of(pack)]}
    except Refused as refused:
        return {"findings": finding_rows(refused.findings, words)}


@_of_a_version
def rule(request, asked: Asked, name: str):
    try:
        page = rule_page(name, *asked)
    except KeyError as error:
        raise Http404 from error
    title, back = asked.known.packs[page.card.pack].title.in_(asked.words), asked.to.pack(page.card.pack)
    who = signed(name, signatures(asked.known), asked.known, asked.words)
    may_sign = request.membership.may(Capability.SIGN_RULES) and not asked.to.version
    return _page(request, "rule.html", asked, page=page, pack_title=title, back=back, signed=who, may_sign=may_sign)


@_of_a_version
def facts(request, asked: Asked):
    return _page(request, "facts.html", asked, topics=fact_topics(*asked))


@_of_a_version
def fact(request, asked: Asked, name: str):
    if name not in asked.known.vocabulary.facts:
        raise Http404
    return _page(request, "fact.html", asked, page=fact_page(name, *asked))


@_of_a_version
def sources(request, asked: Asked):
    return _page(request, "sources.html", asked, sources=source_rows(*asked))


@_of_a_version
def source(request, asked: Asked, name: str):
    if name not in asked.known.sources:
        raise Http404
    return _page(request, "source.html", asked, page=source_page(name, *asked))


@_of_a_version
def vignettes(request, asked: Asked, name: str):
    if name not in asked.known.packs:
        raise Http404
    rows = vignette_rows(name, *asked, today())
    title = asked.known.packs[name].title.in_(asked.words)
    differing = sum(not one.agrees for one in rows)
    return _page(
        request, "vignettes.html", asked, rows=rows, title=title, back=asked.to.pack(name), differing=differing
    )


@_of_a_version
def vignette(request, asked: Asked, name: str, number: int):
    try:
        row = vignette_row(number, name, *asked, today())
    except KeyError as error:
        raise Http404 from error
    answers = explained(number, name, *asked, today())
    return _page(request, "vignette.html", asked, row=row, answers=answers, back=asked.to.vignettes(name))


@_of_a_version
def kept(request, asked: Asked):
    """Every version that ever answered here."""
    return _page(request, "versions.html", asked, versions=versions())
