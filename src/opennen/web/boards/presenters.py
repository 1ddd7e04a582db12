"""Core values of the board in words: states, outcomes, availability, marks, and what the home page counts."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from opennen.board.outcome import OutcomeStatus
from opennen.board.recommendation import Deviation
from opennen.board.states import ItemState, MeetingState
from opennen.web.accounts.capabilities import DISCIPLINE_NAMES, Discipline

MEETING_WORDS = {
    MeetingState.PLANNED: pgettext_lazy("meeting", "planned"),
    MeetingState.OPEN: pgettext_lazy("meeting", "in session"),
    MeetingState.CLOSED: pgettext_lazy("meeting", "closed and signed"),
}
ITEM_WORDS = {
    ItemState.WAITING: pgettext_lazy("agenda item", "to discuss"),
    ItemState.DRAFTED: pgettext_lazy("agenda item", "drafted"),
    ItemState.DECIDED: pgettext_lazy("agenda item", "decided"),
    ItemState.CARRIED_OVER: pgettext_lazy("agenda item", "carried over"),
}
# Shape before colour: each state has its own sign.
ITEM_SIGNS = {
    ItemState.WAITING: "○",
    ItemState.DRAFTED: "◐",
    ItemState.DECIDED: "●",
    ItemState.CARRIED_OVER: "→",
}
OUTCOME_WORDS = {
    OutcomeStatus.ONGOING: pgettext_lazy("outcome", "ongoing"),
    OutcomeStatus.DONE: pgettext_lazy("outcome", "done"),
    OutcomeStatus.PARTLY_DONE: pgettext_lazy("outcome", "partly done"),
    OutcomeStatus.NOT_DONE: pgettext_lazy("outcome", "not done"),
}
DEVIATION_WORDS = {
    Deviation.UNSUPPORTED_OPTION: _("An option was chosen that no rule supports for this case."),
    Deviation.FREE_TEXT: _("A text stands instead of an option, although options are supported."),
    Deviation.NOTHING_CHOSEN: _("Options are supported and none was chosen."),
}
AVAILABILITY_WORDS = {
    "reimbursed": _("reimbursed"),
    "reimbursed_with_conditions": _("reimbursed under conditions"),
    "approved": _("approved"),
    "available": _("available"),
    "not_available": _("not available"),
    "not_reimbursed": _("not reimbursed"),
    "not_known": _("availability not known"),
}
MARK_WORDS = {
    "V": _("verified in the source"),
    "P": _("partly verified in the source"),
    "K": _("awaiting specialist sign-off"),
}
# Shown at once; the others open on demand.
ASKS_SHOWN = 3
FORWARD = ("supported", "to_consider", "open")


def discipline_words(code: str) -> str:
    """Return a discipline's name in the page's language; one no longer in the list shows its code."""
    return str(DISCIPLINE_NAMES[Discipline(code)]) if code in set(Discipline) else code


def options_in_groups(answer: dict, labels: Callable[[str], str]) -> dict[str, list[dict]]:
    """Return an assessment's options as shown: those to discuss, those excluded, those without indication.

    labels: gives a fact's name in the page's language.
    """
    options = [_with_words(one, labels) for one in answer["options"]]
    return {
        "forward": [one for one in options if one["status"] in FORWARD],
        "excluded": [one for one in options if one["status"] == "excluded"],
        "not_indicated": [one for one in options if one["status"] == "not_indicated"],
    }


def _with_words(option: dict, labels: Callable[[str], str]) -> dict:
    rows = [{**one, "words": AVAILABILITY_WORDS.get(one["state"], one["state"])} for one in option["availability"]]
    levels = dict.fromkeys(one["level"] for one in option["because"] if one["level"])
    reasons = [*option["because"], *option["excluded"], *option["cautions"], *option["to_check"]]
    citations = {
        (one["source"], one["place"]): {**one, "mark_words": MARK_WORDS[one["mark"]]}
        for reason in reasons
        for one in reason["sources"]
    }
    asked = [labels(fact) for fact in option["asks"][:ASKS_SHOWN]] if option["status"] == "open" else []
    more = " …" if len(option["asks"]) > ASKS_SHOWN else ""
    return {
        **option,
        "availability": rows,
        "available": " · ".join(dict.fromkeys(f"{one['country']} : {one['words']}" for one in rows)),
        "level": " · ".join(levels),
        "depends_on": ", ".join(asked) + more if asked else "",
        "citations": list(citations.values()),
    }


def agenda_lines(items, current=None) -> list[dict]:
    """Return an agenda for its list: number, item, state in words and shape, which one is shown."""
    return [
        {
            "number": number,
            "item": item,
            "sign": ITEM_SIGNS[ItemState(item.state)],
            "words": ITEM_WORDS[ItemState(item.state)],
            "is_current": current is not None and item.pk == current.pk,
        }
        for number, item in enumerate(items, start=1)
    ]


def neighbours(items, current) -> tuple:
    """Return the item before and the one after; None at either end."""
    order = [item.pk for item in items]
    place = order.index(current.pk)
    before = items[place - 1] if place else None
    after = items[place + 1] if place + 1 < len(items) else None
    return place + 1, before, after
