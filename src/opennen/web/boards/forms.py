"""Forms of the boards pages. What was typed stays; the core says what may be signed."""

from dataclasses import dataclass

from django import forms
from django.forms import BoundField
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from opennen.board.outcome import NEEDS_REASON, Outcome, OutcomeStatus
from opennen.board.quorum import Presence
from opennen.board.recommendation import SUPPORTED, Action, Recommendation
from opennen.web.accounts.capabilities import DISCIPLINE_NAMES
from opennen.web.boards.models import Board, Meeting
from opennen.web.boards.presenters import OUTCOME_WORDS

DISCIPLINES = [(one.value, words) for one, words in DISCIPLINE_NAMES.items()]
FREE_TEXTS = 3
GUESTS = 3
DAY_FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d/%m/%y"]


class DayField(forms.DateField):
    """A whole date: the browser's own calendar, and what people type where there is none."""

    def __init__(self, **options) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, input_formats=DAY_FORMATS, **options)


class BoardForm(forms.ModelForm):
    disciplines = forms.MultipleChoiceField(
        label=_("Disciplines that have to be present"),
        choices=DISCIPLINES,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = Board
        fields = ("name", "language", "disciplines", "quorum_people")
        labels = {
            "name": _("Name of the board"),
            "language": _("Language of its records"),
            "quorum_people": _("Least number of people present"),
        }
        widgets = {"language": forms.Select(choices=[("fr", "Français"), ("en", "English")])}


class MeetingForm(forms.ModelForm):
    held_on = DayField(label=pgettext_lazy("meeting", "Date"))

    class Meta:
        model = Meeting
        fields = ("board", "held_on", "starts_at", "place")
        labels = {"board": _("Board"), "starts_at": pgettext_lazy("meeting", "Time"), "place": _("Place")}
        widgets = {"starts_at": forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "input-short"})}

    def __init__(self, *args, boards, **options) -> None:
        super().__init__(*args, **options)
        self.fields["board"] = forms.ModelChoiceField(label=_("Board"), queryset=boards, empty_label=None)


class MeetingChoice(forms.ModelChoiceField):
    def label_from_instance(self, meeting: Meeting) -> str:
        at = f" {meeting.starts_at:%H:%M}" if meeting.starts_at else ""
        return f"{meeting.board} · {meeting.held_on:%d/%m/%Y}{at}"


class AskForm(forms.Form):
    """Ask a board to discuss a case."""

    field_order = ("meeting", "tumour", "question", "is_urgent")
    question = forms.CharField(
        label=_("Question to the board"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text=_("What do you want the board to answer? One sentence is enough."),
    )
    is_urgent = forms.BooleanField(
        label=_("Urgent: treatment starts before the meeting, discussed afterwards"), required=False
    )

    def __init__(self, *args, meetings, tumours=(), **options) -> None:
        super().__init__(*args, **options)
        self.fields["meeting"] = MeetingChoice(label=_("Meeting"), queryset=meetings, empty_label=None)
        if len(tumours) > 1:
            self.fields["tumour"] = forms.ChoiceField(label=_("Tumour"), choices=tumours)
        self.order_fields(self.field_order)


class QuestionForm(forms.Form):
    question = AskForm.base_fields["question"]
    is_urgent = AskForm.base_fields["is_urgent"]


@dataclass(frozen=True)
class ActionLine:
    """One line of the recommendation form: an option to tick or a text to write, and its due date."""

    option: dict | None
    chosen: BoundField
    due: BoundField


class RecommendationForm(forms.Form):
    """Options of the assessment, free texts, what is awaited, why it deviates. Built from the assessment's JSON."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, answer: dict, **options) -> None:
        super().__init__(*args, **options)
        self.options = answer["options"]
        for number, option in enumerate(self.options):
            self.fields[f"option_{number}"] = forms.BooleanField(label=option["title"], required=False)
            self.fields[f"due_{number}"] = DayField(label=_("Due by"), required=False)
        for number in range(FREE_TEXTS):
            self.fields[f"text_{number}"] = forms.CharField(
                label=_("In words"), required=False, max_length=1000, widget=forms.TextInput
            )
            self.fields[f"text_due_{number}"] = DayField(label=_("Due by"), required=False)
        self.fields["awaited_facts"] = forms.MultipleChoiceField(
            label=_("Wait for these data"),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            choices=[(one["fact"], one["question"]) for one in answer["ask_next"]],
        )
        self.fields["awaited"] = forms.CharField(
            label=_("Other data awaited"), required=False, max_length=1000, widget=forms.TextInput
        )
        self.fields["deviation_reason"] = forms.CharField(
            label=_("Reason for a deviation from what the rules support"),
            required=False,
            max_length=4000,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        self.fields["discussion"] = forms.CharField(
            label=_("Discussion and recommendation in words"),
            required=False,
            max_length=8000,
            widget=forms.Textarea(attrs={"rows": 3}),
        )

    def lines(self, *, forward: bool) -> list[ActionLine]:
        return [
            ActionLine(option, self[f"option_{number}"], self[f"due_{number}"])
            for number, option in enumerate(self.options)
            if (option["status"] in SUPPORTED) is forward
        ]

    @property
    def forward_lines(self) -> list[ActionLine]:
        return self.lines(forward=True)

    @property
    def other_lines(self) -> list[ActionLine]:
        return self.lines(forward=False)

    @property
    def has_other_chosen(self) -> bool:
        return any(line.chosen.value() for line in self.other_lines)

    @property
    def text_lines(self) -> list[ActionLine]:
        return [ActionLine(None, self[f"text_{n}"], self[f"text_due_{n}"]) for n in range(FREE_TEXTS)]

    def recommendation(self) -> Recommendation:
        """Return what was typed, as the core reads it."""
        said = self.cleaned_data
        actions = [
            Action(option["title"], option["id"], said[f"due_{number}"])
            for number, option in enumerate(self.options)
            if said[f"option_{number}"]
        ]
        actions += [
            Action(said[f"text_{n}"], "", said[f"text_due_{n}"]) for n in range(FREE_TEXTS) if said[f"text_{n}"]
        ]
        return Recommendation(tuple(actions), said["awaited"], said["deviation_reason"], said["discussion"])


class AmendmentForm(RecommendationForm):
    def __init__(self, *args, **options) -> None:
        super().__init__(*args, **options)
        self.fields["version"].required = False
        self.fields["reason"] = forms.CharField(
            label=_("Why the decision is amended"), max_length=4000, widget=forms.Textarea(attrs={"rows": 2})
        )
        self.fields["password"] = _password()


def initial_of(recommendation: Recommendation, answer: dict, *, version: int, awaited_facts, awaited: str) -> dict:
    """Return what a recommendation form shows at first."""
    chosen = {one.option: one for one in recommendation.actions if one.option}
    known = {option["id"] for option in answer["options"]}
    first: dict = {
        "version": version,
        "awaited": awaited,
        "awaited_facts": awaited_facts,
        "deviation_reason": recommendation.deviation_reason,
        "discussion": recommendation.discussion,
    }
    for number, option in enumerate(answer["options"]):
        if option["id"] in chosen:
            first |= {f"option_{number}": True, f"due_{number}": chosen[option["id"]].due_on}
    # An option a later knowledge no longer has stays readable, as words.
    texts = [one for one in recommendation.actions if not one.option or one.option not in known]
    for number, one in enumerate(texts[:FREE_TEXTS]):
        first |= {f"text_{number}": one.text, f"text_due_{number}": one.due_on}
    return first


class AttendanceForm(forms.Form):
    """Who of the centre is present, each with a licence number where wanted, and guests."""

    def __init__(self, *args, people, present, **options) -> None:
        super().__init__(*args, **options)
        self.people = list(people)
        by_member = {one.member_id: one for one in present if one.member_id}
        guests = [one for one in present if not one.member_id]
        for one in self.people:
            row = by_member.get(one.pk)
            self.fields[f"here_{one.pk}"] = forms.BooleanField(
                label=one.user.name, required=False, initial=row is not None
            )
            self.fields[f"licence_{one.pk}"] = forms.CharField(
                label=_("Licence number"), required=False, max_length=40, initial=row.licence if row else ""
            )
        for n in range(GUESTS):
            guest = guests[n] if n < len(guests) else None
            self.fields[f"guest_{n}"] = forms.CharField(
                label=_("Guest"), required=False, max_length=120, initial=guest.name if guest else ""
            )
            self.fields[f"guest_discipline_{n}"] = forms.ChoiceField(
                label=_("Discipline"), choices=DISCIPLINES, initial=guest.discipline if guest else "other"
            )
            self.fields[f"guest_licence_{n}"] = forms.CharField(
                label=_("Licence number"), required=False, max_length=40, initial=guest.licence if guest else ""
            )

    @property
    def member_rows(self):
        return [(one, self[f"here_{one.pk}"], self[f"licence_{one.pk}"]) for one in self.people]

    @property
    def guest_rows(self):
        names = ("guest", "guest_discipline", "guest_licence")
        return [tuple(self[f"{name}_{n}"] for name in names) for n in range(GUESTS)]

    def members(self) -> dict:
        said = self.cleaned_data
        return {one: said[f"licence_{one.pk}"] for one in self.people if said[f"here_{one.pk}"]}

    def guests(self) -> tuple[tuple[Presence, str], ...]:
        said = self.cleaned_data
        return tuple(
            (Presence(said[f"guest_{n}"], said[f"guest_discipline_{n}"]), said[f"guest_licence_{n}"])
            for n in range(GUESTS)
            if said[f"guest_{n}"]
        )


class CloseForm(forms.Form):
    without_quorum_because = forms.CharField(
        label=_("Why the meeting is closed without its quorum"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, later, needs_meeting: bool, needs_reason: bool, **options) -> None:
        super().__init__(*args, **options)
        if needs_meeting:
            self.fields["next_meeting"] = MeetingChoice(
                label=_("Carry undecided cases over to"), queryset=later, required=False, empty_label="–"
            )
        if not needs_reason:
            del self.fields["without_quorum_because"]
        self.fields["password"] = _password()


class OutcomeForm(forms.Form):
    status = forms.ChoiceField(
        label=_("What became of it?"),
        choices=[(one.value, words) for one, words in OUTCOME_WORDS.items()],
        widget=forms.RadioSelect,
    )
    happened_on = DayField(label=_("On"))
    note = forms.CharField(label=_("Note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, reasons, **options) -> None:
        super().__init__(*args, **options)
        language = get_language() or "fr"
        words = [(code, reasons.label(code, language)) for code in reasons.values]
        self.fields["reason"] = forms.ChoiceField(
            label=_("Why not, or not entirely?"),
            required=False,
            choices=[("", "–"), *words],
            help_text=_("Asked when it was partly done or not done."),
        )
        self.order_fields(("status", "happened_on", "reason", "note"))

    def outcome(self) -> Outcome:
        """Return what was typed, as the core reads it; a reason without need is not kept."""
        said = self.cleaned_data
        status = OutcomeStatus(said["status"])
        reason = said["reason"] if NEEDS_REASON[status] else ""
        return Outcome(status, said["happened_on"], reason, said["note"])


def _password() -> forms.CharField:
    return forms.CharField(
        label=_("Your password, to sign"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
