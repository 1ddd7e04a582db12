"""Tables of boards. What was signed is in `DecisionRecord`, which the database itself refuses to change."""

from django.db import models
from django.utils import timezone

from opennen.board.outcome import OutcomeStatus
from opennen.board.quorum import Quorum
from opennen.board.states import ItemState, MeetingState
from opennen.web.accounts.models import Centre, Membership, User
from opennen.web.registry.models import CaseRecord


def _choices(states) -> list[tuple[str, str]]:
    return [(state.value, state.value) for state in states]


class Board(models.Model):
    """A board of a centre. Which disciplines it expects and how many people it needs is data, not code."""

    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="boards")
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=5, default="fr")
    disciplines = models.JSONField(default=list)
    quorum_people = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["centre", "name"], name="board_name_once_per_centre")]

    def __str__(self) -> str:
        return self.name

    @property
    def quorum(self) -> Quorum:
        return Quorum(tuple(self.disciplines), self.quorum_people)


class Meeting(models.Model):
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="meetings")
    held_on = models.DateField(db_index=True)
    starts_at = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=_choices(MeetingState), default=MeetingState.PLANNED.value)
    without_quorum_because = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["held_on", "starts_at", "pk"]

    def __str__(self) -> str:
        return f"{self.board} {self.held_on}"


class Attendance(models.Model):
    """One person present. The licence number stands where a country's form asks for it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendance")
    member = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    discipline = models.CharField(max_length=20)
    licence = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["discipline", "name"]
        constraints = [models.UniqueConstraint(fields=["meeting", "name", "discipline"], name="person_present_once")]

    def __str__(self) -> str:
        return self.name


class AgendaItem(models.Model):
    """A case on an agenda, with its question, and the draft of its recommendation until the meeting closes."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    case = models.ForeignKey(CaseRecord, on_delete=models.PROTECT, related_name="agenda_items")
    tumour = models.CharField(max_length=40, blank=True)
    question = models.TextField()
    requested_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(default=timezone.now)
    is_urgent = models.BooleanField(default=False)
    position = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=12, choices=_choices(ItemState), default=ItemState.WAITING.value)
    discussion = models.TextField(blank=True)
    awaited_facts = models.JSONField(default=list)
    awaited = models.TextField(blank=True)
    deviation_reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    carried_from = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="carried_to")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "case", "tumour"], name="case_once_per_agenda")]

    def __str__(self) -> str:
        return f"{self.case} · {self.meeting}"


class RecommendedAction(models.Model):
    """One thing recommended; open until an outcome settles it. Withdrawn when an amendment no longer has it."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="actions")
    position = models.PositiveSmallIntegerField(default=0)
    option = models.CharField(max_length=120, blank=True)
    text = models.TextField()
    status_then = models.CharField(max_length=20, blank=True)
    due_on = models.DateField(null=True, blank=True, db_index=True)
    is_withdrawn = models.BooleanField(default=False)
    # The latest outcome's, so lists need one table; ActionOutcome keeps them all.
    outcome = models.CharField(max_length=12, choices=_choices(OutcomeStatus), blank=True)
    is_settled = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


class ActionOutcome(models.Model):
    """One thing somebody recorded about an action: added, never changed."""

    action = models.ForeignKey(RecommendedAction, on_delete=models.PROTECT, related_name="outcomes")
    status = models.CharField(max_length=12, choices=_choices(OutcomeStatus))
    reason = models.CharField(max_length=40, blank=True)
    note = models.TextField(blank=True)
    happened_on = models.DateField()
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-recorded_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.action_id} {self.status}"


class DecisionRecord(models.Model):
    """What was signed, as bytes (`content` is canonical JSON). Triggers refuse every change and every removal."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="records")
    case = models.ForeignKey(CaseRecord, on_delete=models.PROTECT, related_name="decisions")
    version = models.PositiveIntegerField()
    reason = models.TextField(blank=True)
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    signature = models.CharField(max_length=120)
    public_key = models.CharField(max_length=60)
    signed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ["item", "version"]
        constraints = [models.UniqueConstraint(fields=["item", "version"], name="record_version_once")]

    def __str__(self) -> str:
        return f"{self.item_id} v{self.version}"
