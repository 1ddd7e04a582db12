"""Status in word and shape: the six of the product, and availability beside them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class Status:
    """word: what is read; sign: the shape in running text and in print; name: the CSS class and the drawn shape."""

    name: str
    word: str | Promise
    sign: str


STATUSES = {
    status.name: status
    for status in (
        Status("supported", pgettext_lazy("option status", "supported"), "◆"),
        Status("to-consider", pgettext_lazy("option status", "to consider"), "◈"),
        Status("open", pgettext_lazy("option status", "open"), "◇"),
        Status("not-indicated", pgettext_lazy("option status", "not indicated"), "–"),
        Status("excluded", pgettext_lazy("option status", "excluded"), "✕"),
        Status("not-available", pgettext_lazy("availability", "not available"), "⊘"),
        Status("reimbursed", pgettext_lazy("availability", "reimbursed"), "●"),
        Status("available", pgettext_lazy("availability", "available"), "○"),
        Status("not-known", pgettext_lazy("availability", "not known"), "?"),
    )
}


def status(name: object) -> Status:
    """Return the status with this name, however the core writes it: `to consider`, `to_consider`, an Enum."""
    text = str(getattr(name, "value", name))
    return STATUSES[text.strip().lower().replace("_", "-").replace(" ", "-")]
