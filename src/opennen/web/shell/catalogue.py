"""Which messages the pages use: read from the sources, so that none stays untranslated."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation.template import templatize

# Function name → position of the message, and of its context.
_CALLS = {
    "_": (0, None),
    "gettext": (0, None),
    "gettext_lazy": (0, None),
    "gettext_noop": (0, None),
    "ngettext": (0, None),
    "ngettext_lazy": (0, None),
    "pgettext": (1, 0),
    "pgettext_lazy": (1, 0),
    "npgettext": (1, 0),
    "npgettext_lazy": (1, 0),
}
_MARKED = re.compile(
    r"\b(n?p?gettext)\(\s*(u?(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"))"
    r"(?:\s*,\s*(u?(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")))?|"
    r"\b_\(\s*(u?(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"))"
)

Message = tuple[str | None, str]


def messages_of(folder: Path) -> dict[Message, str]:
    """Return every (context, message) used below a folder, with the file that uses it."""
    found: dict[Message, str] = {}
    for path in sorted(folder.rglob("*.py")):
        if "migrations" not in path.parts:
            for message in _in_python(path.read_text(encoding="utf-8")):
                found.setdefault(message, str(path.relative_to(folder)))
    for path in sorted((*folder.rglob("*.html"), *folder.rglob("*.txt"))):
        if "templates" in path.parts:
            for message in _in_template(path.read_text(encoding="utf-8")):
                found.setdefault(message, str(path.relative_to(folder)))
    return found


def _in_python(source: str) -> Iterator[Message]:
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name not in _CALLS:
            continue
        message_at, context_at = _CALLS[name]
        message = _text(node, message_at)
        if message:
            yield (_text(node, context_at) if context_at is not None else None), message


def _text(call: ast.Call, position: int) -> str | None:
    if position >= len(call.args):
        return None
    node = call.args[position]
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _in_template(source: str) -> Iterator[Message]:
    # Django's own extraction turns a template into lines of gettext calls, blocks included.
    for match in _MARKED.finditer(templatize(source)):
        function, first, second, short = match.groups()
        if short or function in ("gettext", "ngettext"):
            yield None, _unquoted(short or first)
        elif second:
            yield _unquoted(first), _unquoted(second)


def _unquoted(text: str) -> str:
    return str(ast.literal_eval(text.removeprefix("u")))
