"""What boards show on a case's page: where it was discussed, and the way to an agenda."""

from django.utils.translation import gettext_lazy as _

from opennen.board.states import ItemState
from opennen.web.accounts.capabilities import Capability
from opennen.web.boards.presenters import ITEM_SIGNS, ITEM_WORDS
from opennen.web.boards.selectors import items_of
from opennen.web.registry.presenters.sections import Section, register


def register_all() -> None:
    """Put both parts into the case page; called once, when the app is ready."""
    register(Section("ask-board", _("Ask for a board"), "boards/case_top.html", _may_ask, order=10, place="top"))
    register(Section("boards", _("Boards"), "boards/case_section.html", _discussed, order=10))


def _may_ask(request, record) -> dict:
    actor = request.membership
    asks = actor.may(Capability.ASK_FOR_BOARD) and record.centre_id == actor.centre_id
    return {"may_ask": asks, "record": record}


def _discussed(request, record) -> dict:
    items = items_of(request.membership).filter(case=record).order_by("-meeting__held_on", "-pk")
    lines = [
        {
            "item": one,
            "sign": ITEM_SIGNS[ItemState(one.state)],
            "words": ITEM_WORDS[ItemState(one.state)],
            "actions": [action for action in one.actions.all() if not action.is_withdrawn],
        }
        for one in items
    ]
    return {**_may_ask(request, record), "items": lines}
