"""The knowledge as pages: packs and their rules, sources and the rules that cite them."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET

from opennen.adapters.knowledge_files import knowledge
from opennen.web.accounts.capabilities import Capability
from opennen.web.registry.forms import language
from opennen.web.registry.presenters.sources import citing, pack_rows, source_rows


@require_GET
def packs(request):
    request.membership.check_may(Capability.SEE_GUIDELINES)
    context = {"packs": pack_rows(language()), "sources": source_rows(language()), "version": knowledge().version}
    return render(request, "registry/knowledge.html", context)


@require_GET
def source(request, name: str):
    found = knowledge().sources.get(name)
    if found is None:
        raise Http404
    note = found.note.in_(language()) if found.note else ""
    context = {"source": found, "note": note, "rules": citing(name, language())}
    return render(request, "registry/source.html", context)
