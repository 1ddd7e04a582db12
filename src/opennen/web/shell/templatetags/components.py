"""Tags every template has without loading: status, marked keys, addresses that keep the query."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from opennen.web.shell import presenters

register = template.Library()


@register.inclusion_tag("shell/components/status.html")
def status(name: object) -> dict:
    """Draw a status: shape, word, colour."""
    return {"status": presenters.status(name)}


@register.simple_tag
def key(letter: str) -> SafeString:
    """Show the key of an action beside its words."""
    return format_html('<kbd class="key" aria-hidden="true">{}</kbd>', letter)


@register.simple_tag(takes_context=True)
def with_query(context, **changes) -> str:
    """Return the current query with some parameters changed, for pages of a list."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        query[name] = value
    return f"?{query.urlencode()}"


@register.filter
def has_error(field) -> bool:
    """Answer whether a field of a sent form was refused."""
    return bool(field.errors)
