"""Conditions, cells and citations as HTML: facts lead to the vocabulary, citations to their source."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from opennen.evaluate import words
from opennen.evaluate.decision_table import Cell
from opennen.evaluate.statement import Statement, statement
from opennen.kernel.sources import Citation
from opennen.rules.model import Condition
from opennen.rules.packs import Knowledge
from opennen.web.guidelines.presenters.addresses import Addresses

LONG = 6  # more values than this are set apart in a lettered list below the rule
SHORT = 90  # letters that still read well in one line


@dataclass
class Writer:
    """Writes the parts of one rule; the long lists it met stand in `lists` by their words."""

    knowledge: Knowledge
    language: str
    addresses: Addresses
    anchor: str = ""  # what the anchors of its lists begin with
    lists: dict[str, str] = field(default_factory=dict)

    def condition(self, node: Condition) -> SafeString:
        """Return a condition as a line, or as a nested list when it is too long for one."""
        return self._statement(statement(node, self.knowledge, self.language))

    def _statement(self, one: Statement) -> SafeString:
        if one.joint == "leaf":
            return self._leaf(one)
        if one.joint == "not":
            return format_html("{} {}", _("not:"), self._within(one.parts[0]))
        if one.joint == "at_least":
            heading = _("at least %(count)s of these:") % {"count": one.count}
            return format_html('{}<ul class="terms terms--counted">{}</ul>', heading, self._items(one))
        joint = format_html('<b class="joint">{}</b>', self._joint(one))
        if self._is_short(one):
            return format_html_join(format_html(" {} ", joint), "{}", ((self._within(part),) for part in one.parts))
        return format_html('<ul class="terms">{}</ul>', self._items(one, format_html("{} ", joint)))

    def _items(self, one: Statement, joint: str = "") -> SafeString:
        items = ((joint if number else "", self._item(part)) for number, part in enumerate(one.parts))
        return format_html_join("", "<li>{}{}</li>", items)

    def _item(self, one: Statement) -> SafeString:
        """A part that is a list of its own says first how its own parts are joined."""
        if one.joint in ("every", "some") and not self._is_short(one):
            heading = _("one of these:") if one.joint == "some" else _("all of these:")
            return format_html("{} {}", heading, self._statement(one))
        return self._within(one)

    def _within(self, one: Statement) -> SafeString:
        inner = self._statement(one)
        return format_html("({})", inner) if one.joint in ("every", "some") and self._is_short(one) else inner

    def _joint(self, one: Statement) -> str:
        return (words.AND if one.joint == "every" else words.OR).in_(self.language)

    def _is_short(self, one: Statement) -> bool:
        flat = all(part.joint == "leaf" and len(part.codes) <= LONG for part in one.parts)
        return flat and len(one.text) <= SHORT

    def _leaf(self, one: Statement) -> SafeString:
        before, label, after = one.text.partition(one.label) if one.label else ("", "", one.text)
        name = self.fact(one.fact, label) if one.fact and label else conditional_escape(label)
        return format_html("{}{}{}", before, name, self._shortened(after, one.codes))

    def fact(self, fact: str, label: str) -> SafeString:
        """Return a fact's label as a link to its page."""
        return format_html('<a class="fact" href="{}">{}</a>', self.addresses.fact(fact), label)

    def cell(self, cell: Cell) -> SafeString:
        """Return the words of one cell of a table."""
        return self._shortened(cell.text, cell.codes)

    def _shortened(self, text: str, codes: tuple[str, ...]) -> SafeString:
        listed = ", ".join(codes)
        if len(codes) <= LONG or listed not in text:
            return conditional_escape(text)
        letter = self.lists.setdefault(listed, _letter(len(self.lists)))
        before, _listed, after = text.partition(listed)
        name = _("list %(letter)s") % {"letter": letter}
        return format_html('{}<a href="#{}-list-{}">{}</a>{}', before, self.anchor, letter, name, after)

    def citations(self, many: Iterable[Citation]) -> SafeString:
        """Return citations: the source, the place in it, and the mark."""
        return format_html_join(" · ", "{}", ((self._citation(one),) for one in many))

    def _citation(self, one: Citation) -> SafeString:
        place = format_html(", {}", one.place) if one.place else ""
        note = format_html(' <span class="citation__note">({})</span>', one.note) if one.note else ""
        link = format_html('<a href="{}">{}</a>', self.addresses.source(one.source), one.source)
        return format_html('<span class="citation">{}{} {}{}</span>', link, place, self.mark(one.mark.value), note)

    def mark(self, mark: str) -> SafeString:
        """Return a mark with its meaning."""
        title = words.MARK[mark].in_(self.language)
        return format_html('<abbr class="mark mark--{}" title="{}">{}</abbr>', mark, title, mark)


def _letter(number: int) -> str:
    """A, B … Z, AA: no rule comes near the end, but none may break there."""
    return chr(ord("A") + number) if number < 26 else _letter(number // 26 - 1) + _letter(number % 26)
