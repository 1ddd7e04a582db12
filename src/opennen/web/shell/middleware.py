"""Headers of every page, and the size a request may have."""

from django.conf import settings

from opennen.adapters.knowledge_files import one_knowledge
from opennen.web.shell.views import request_too_large

# What is read and thrown away, so that the browser reads our answer instead of "connection reset".
DRAINED_BYTES = 64_000_000
CHUNK_BYTES = 262_144


class PageHeaders:
    """Forbid every copy of a page: a patient's file must not stay in a browser or a proxy."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not request.path.startswith(settings.STATIC_URL):
            response.headers["Cache-Control"] = "no-store"
        response.headers["Permissions-Policy"] = settings.PERMISSIONS_POLICY
        return response


class OneKnowledge:
    """Answer a whole page by one knowledge, also while another is put in force."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        if getattr(request, "membership", None) is None:  # nothing clinical is shown to who is not signed in
            return self.get_response(request)
        with one_knowledge():
            return self.get_response(request)


class RequestSize:
    """Answer 413 before a request that is too large is parsed."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        if _length(request) <= settings.MAXIMUM_REQUEST_BYTES:
            return self.get_response(request)
        _drain(request.META.get("wsgi.input"), min(_length(request), DRAINED_BYTES))
        return request_too_large(request)


def _length(request) -> int:
    text = request.META.get("CONTENT_LENGTH") or "0"
    return int(text) if text.isdigit() else 0


def _drain(stream, left: int) -> None:
    while stream is not None and left > 0:
        chunk = stream.read(min(CHUNK_BYTES, left))
        if not chunk:
            return
        left -= len(chunk)
