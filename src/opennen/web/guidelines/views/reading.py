"""The knowledge as pages."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from opennen.adapters.knowledge_files import knowledge
from opennen.web.accounts.capabilities import Capability


@require_GET
def packs(request):
    request.membership.check_may(Capability.SEE_GUIDELINES)
    return render(request, "guidelines/packs.html", {"packs": knowledge().packs.values()})
