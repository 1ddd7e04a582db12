"""The only reads over several tables of boards, filtered by what the actor may see."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from opennen.adapters.knowledge_files import knowledge
from opennen.board.quorum import Presence, QuorumAnswer, quorum_of
from opennen.board.recommendation import Action, Recommendation
from opennen.board.record import trimmed
from opennen.board.states import ItemState, MeetingState
from opennen.cases.model import Case
from opennen.evaluate.assessment import Assessment
from opennen.evaluate.render import label
from opennen.evaluate.report import as_json
from opennen.web.accounts.capabilities import Capability
from opennen.web.accounts.models import Membership
from opennen.web.boards.models import AgendaItem, Board, DecisionRecord, Meeting, RecommendedAction
from opennen.web.registry.models import CaseRecord
from opennen.web.registry.selectors import assessed, visible
from opennen.web.registry.signatures import signatures

# Steps of an explanation shown and kept; the whole tree stands on the case's page.
WHY_DEPTH = 2


def boards_of(actor: Membership) -> QuerySet[Board]:
    """Return the boards of the actor's centre."""
    return Board.objects.filter(centre=actor.centre).order_by("name")


def meetings_of(actor: Membership) -> QuerySet[Meeting]:
    """Return the meetings a person may see, with how many cases are on each agenda."""
    actor.check_may(Capability.SEE_MEETINGS)
    return (
        Meeting.objects.select_related("board", "closed_by")
        .filter(board__centre=actor.centre)
        .annotate(cases=Count("items"), lacking=Count("items", filter=Q(items__case__open_questions__gt=0)))
    )


def meetings_to_ask(actor: Membership, today: date) -> QuerySet[Meeting]:
    """Return the meetings a case can still be put on: not closed; referrers see their dates and nothing else."""
    actor.check_may(Capability.ASK_FOR_BOARD)
    open_or_planned = Q(state=MeetingState.OPEN.value) | Q(state=MeetingState.PLANNED.value, held_on__gte=today)
    return Meeting.objects.select_related("board").filter(open_or_planned, board__centre=actor.centre)


def items_of(actor: Membership) -> QuerySet[AgendaItem]:
    """Return the agenda items a person may see: of their centre's meetings, else of the cases they may see."""
    items = AgendaItem.objects.select_related(
        "meeting__board", "case__centre", "requested_by__user", "changed_by"
    ).prefetch_related("actions")
    if actor.may(Capability.SEE_MEETINGS):
        return items.filter(meeting__board__centre=actor.centre, case__in=visible(actor))
    return items.filter(case__in=visible(actor))


def records_of(actor: Membership) -> QuerySet[DecisionRecord]:
    """Return the signed records of the cases a person may see."""
    return DecisionRecord.objects.select_related(
        "item__meeting__board", "case", "signed_by__user", "item__requested_by__user"
    ).filter(case__in=visible(actor))


def open_actions(actor: Membership) -> QuerySet[RecommendedAction]:
    """Return signed recommendations nothing has settled, earliest due first, of the cases a person may see."""
    return (
        RecommendedAction.objects.select_related("item__meeting__board", "item__case")
        .filter(
            item__state=ItemState.DECIDED.value, is_withdrawn=False, is_settled=False, item__case__in=visible(actor)
        )
        .order_by(F("due_on").asc(nulls_last=True), "pk")
    )


def settled_actions(actor: Membership) -> QuerySet[RecommendedAction]:
    """Return signed recommendations that an outcome settled, of the cases a person may see."""
    return (
        RecommendedAction.objects.select_related("item__meeting__board", "item__case")
        .prefetch_related("outcomes__recorded_by__user")
        .filter(item__state=ItemState.DECIDED.value, is_settled=True, item__case__in=visible(actor))
        .order_by("-item__meeting__held_on", "pk")
    )


def recently_changed(actor: Membership, limit: int) -> list[CaseRecord]:
    """Return the cases a person may see that changed last."""
    return list(visible(actor).select_related("updated_by").order_by("-updated_at")[:limit])


def content_of(record: DecisionRecord) -> dict[str, Any]:
    """Return what a record says."""
    return json.loads(record.content)


def answer_of(content: dict[str, Any], language: str) -> dict[str, Any]:
    """Return the assessment a record keeps, in a language it was signed in; else in the record's own."""
    return content["assessments"].get(language) or content["assessments"][content["language"]]


def latest_answer(item: AgendaItem, record: DecisionRecord | None, language: str) -> dict[str, Any]:
    """Return the assessment an item stands on: the signed one, else today's."""
    return answer_of(content_of(record), language) if record else sheet_of(item, language).answer


def title_of(option: str, language: str) -> str:
    """Return an option's title in a language; nothing for one the knowledge does not have (any more)."""
    found = next((one for one in knowledge().options if one.id == option), None)
    return found.title.in_(language) if found else ""


def presence_of(meeting: Meeting) -> tuple[Presence, ...]:
    """Return who is recorded as present."""
    return tuple(Presence(one.name, one.discipline) for one in meeting.attendance.all())


def quorum_answer(meeting: Meeting) -> QuorumAnswer:
    """Return what lacks for the board's quorum."""
    return quorum_of(meeting.board.quorum, presence_of(meeting))


def recommendation_of(item: AgendaItem, language: str = "en") -> Recommendation:
    """Return an item's recommendation as the core reads it; awaited facts are said in words."""
    actions = tuple(Action(one.text, one.option, one.due_on) for one in item.actions.all() if not one.is_withdrawn)
    awaited = ", ".join(
        text for text in (*(fact_label(one, language) for one in item.awaited_facts), item.awaited) if text
    )
    return Recommendation(actions, awaited, item.deviation_reason, item.discussion)


def fact_label(fact: str, language: str) -> str:
    """Return a fact's name; one the knowledge does not have (any more) shows its id."""
    return label(fact, knowledge(), language) if fact in knowledge().vocabulary.facts else fact


@dataclass(frozen=True)
class Sheet:
    """A case as discussed: the case, its assessment on the day, and the same as documented JSON in a language."""

    case: Case
    assessment: Assessment
    answer: dict

    @property
    def statuses(self) -> dict[str, str]:
        return {one.option.id: one.status for one in self.assessment.options}


def sheet_of(item: AgendaItem, language: str) -> Sheet:
    """Return the case of an item assessed as of the meeting's day (today at the latest), in the centre's country."""
    on = min(item.meeting.held_on, timezone.localdate())
    found = assessed(item.case, on=on)
    wanted = item.tumour or found.assessments[0].tumour
    assessment = next((one for one in found.assessments if one.tumour == wanted), found.assessments[0])
    answer = trimmed(as_json(assessment, found.case, knowledge(), language, signatures(knowledge())), WHY_DEPTH)
    return Sheet(found.case, assessment, answer)


def previous_decisions(item: AgendaItem) -> QuerySet[DecisionRecord]:
    """Return the signed records of the item's case from earlier meetings, newest first."""
    return (
        DecisionRecord.objects.select_related("item__meeting__board")
        .prefetch_related("item__actions__outcomes")
        .filter(case=item.case)
        .exclude(item=item)
        .order_by("-signed_at", "-version")
    )


def carried_to(item: AgendaItem) -> AgendaItem | None:
    """Return the item on the later meeting this one was carried over to, if it was."""
    try:
        return item.carried_to
    except ObjectDoesNotExist:
        return None
