"""The main menu: each app above names its entries in its AppConfig (`navigation`), the shell puts them in order."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.urls import reverse
from django.utils.functional import Promise


@dataclass(frozen=True)
class Entry:
    """One entry: words, name of the page, place (small first), and the capability without which it is not shown."""

    words: str | Promise
    url_name: str
    order: int
    capability: str = ""


@dataclass(frozen=True)
class Link:
    """An entry for one request."""

    words: str | Promise
    href: str
    is_current: bool


def links(membership, path: str) -> Iterator[Link]:
    """Yield the entries a person may use; the one whose address begins the current path longest is current."""
    if membership is None:
        return
    entries = [entry for config in apps.get_app_configs() for entry in getattr(config, "navigation", ())]
    shown = [entry for entry in entries if not entry.capability or membership.may(entry.capability)]
    addresses = {entry.url_name: reverse(entry.url_name) for entry in shown}
    current = max((a for a in addresses.values() if path.startswith(a)), key=len, default=None)
    for entry in sorted(shown, key=lambda entry: entry.order):
        address = addresses[entry.url_name]
        # "/" begins every path, so it is current only on itself.
        yield Link(entry.words, address, address == current and (address != "/" or path == "/"))
