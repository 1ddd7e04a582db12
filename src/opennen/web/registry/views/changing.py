"""Forms that change a case: person, identity, tumours, events; and what happens when two people save."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from opennen.adapters.knowledge_files import knowledge
from opennen.cases.model import Case
from opennen.cases.origins import EVENT_TYPES
from opennen.cases.read import case_from_json
from opennen.kernel.finding import Refused
from opennen.web.registry import actions
from opennen.web.registry.forms import event_form, identity_form, language, person_form, tumour_form, typed
from opennen.web.registry.models import CaseRevision
from opennen.web.registry.presenters.changes import change_rows, field_changes
from opennen.web.registry.presenters.words import EVENT_WORDS
from opennen.web.registry.selectors import case_of, identity_of, may_edit, may_see_identity, revision_case, today
from opennen.web.registry.views.cases import visible_record

PLACES = {"event": "events", "tumour": "tumours"}


class Editing:
    """One form on one part of one case: from the version the person saw to the version that is kept."""

    def __init__(self, request, pk: int, kind: str, name: str | None) -> None:
        self.request, self.kind, self.name = request, kind, name
        self.record = visible_record(request, pk)
        if not may_edit(request.membership, self.record):
            raise PermissionDenied(_("You may read this case, but only its own centre changes it."))
        self.current = case_of(self.record)
        self.based_on = self._version()
        self.base = self.current if self.based_on == self.record.version else self._revision()

    def _version(self) -> int:
        sent = self.request.POST.get("version", "")
        return int(sent) if sent.isdecimal() else self.record.version

    def _revision(self) -> Case:
        try:
            return revision_case(self.record, self.based_on)
        except CaseRevision.DoesNotExist:
            raise Http404 from None

    def found(self, case: Case) -> dict[str, Any] | None:
        """The part's JSON in a state of the case; None when it is not there."""
        if self.kind == "person":
            return case.person.model_dump(mode="json", exclude_none=True)
        for one in getattr(case, PLACES[self.kind]):
            if one.id == self.name:
                return one.model_dump(mode="json", exclude_none=True)
        return None

    def with_part(self, part: dict[str, Any] | None) -> Case:
        """The base with this part put in, replaced, or (None) taken out. Raises Refused when that is no case."""
        data = self.base.model_dump(mode="json", exclude_none=True)
        if self.kind == "person":
            data["person"] = part
        else:
            listed = [one for one in data.get(PLACES[self.kind], []) if one["id"] != self.name]
            place = next(
                (number for number, one in enumerate(data.get(PLACES[self.kind], [])) if one["id"] == self.name),
                len(listed),
            )
            if part is not None:
                listed.insert(place, part)
            data[PLACES[self.kind]] = listed
        read = case_from_json(data, knowledge().vocabulary, today())
        return Case.model_validate(read.model_dump(mode="json", exclude={"identity"}, exclude_none=True))

    def prefix(self, case_data: Case) -> str:
        """Where findings about this part stand."""
        if self.kind == "person":
            return "$.person"
        listed = [one.id for one in getattr(case_data, PLACES[self.kind])]
        return f"$.{PLACES[self.kind]}[{listed.index(self.name) if self.name in listed else len(listed)}]"

    def chosen(self, part: dict[str, Any]) -> dict[str, Any]:
        """Where both changed a field and the person took the other's value, that one."""
        theirs = self.found(self.current) or {}
        for key, value in self.request.POST.items():
            if key.startswith("take-") and value == "theirs":
                name = key.removeprefix("take-")
                part.pop(name, None)
                if name in theirs:
                    part[name] = theirs[name]
        return part

    def save(self, part: dict[str, Any] | None, identity: dict[str, str] | None = None) -> actions.Saved:
        return actions.change_case(
            actor=self.request.membership,
            record_id=self.record.pk,
            based_on=self.based_on,
            case=self.with_part(part),
            identity=identity,
            why=self.request.POST.get("why", ""),
        )

    def clash(self, part: dict[str, Any] | None, changed: actions.ChangedMeanwhile) -> dict[str, Any]:
        """What the person is shown: the fields both changed, side by side, with who changed them and when."""
        base, theirs = self.found(self.base), self.found(self.current)
        key = (self.kind, self.name or "") if self.kind != "person" else ("case", "person")
        theirs_changed = list(field_changes(key, base, theirs, language()))
        mine_changed = {one.name: one for one in field_changes(key, base, part, language())}
        rows = [(one, mine_changed.get(one.name)) for one in theirs_changed]
        return {
            "by": self.record.updated_by,
            "at": self.record.updated_at,
            "removed": theirs is None,
            "rows": rows,
            "others": change_rows([one for one in changed.theirs if one.part != key], language()),
        }

    def page(
        self, form, title: str, status: int = 200, clash: dict[str, Any] | None = None, **more: Any
    ) -> HttpResponse:
        context = {
            "form": form,
            "record": self.record,
            "title": title,
            "clash": clash,
            "version": self.record.version if clash else self.based_on,
            "back": reverse("registry:case", args=[self.record.pk]),
            **more,
        }
        # The form shows a part of the patient's file: opening it is a read like any other.
        with transaction.atomic():
            actions.record_read(actor=self.request.membership, record=self.record, part=self.name or self.kind)
            return render(self.request, "registry/edit.html", context, status=status)

    def done(self, saved: actions.Saved, anchor: str = "") -> HttpResponse:
        if saved.theirs:
            titles = ", ".join(row.title for row in change_rows(saved.theirs, language()))
            who = self.record.updated_by.name if self.record.updated_by else "–"
            messages.warning(
                self.request,
                _("Saved. Meanwhile %(who)s had changed other parts, which are kept too: %(parts)s.")
                % {"who": who, "parts": titles},
            )
        else:
            messages.success(self.request, _("Saved."))
        return redirect(reverse("registry:case", args=[self.record.pk]) + anchor)


def _answer(editing: Editing, form, title: str, identity=None, **more: Any) -> HttpResponse:
    """Save a form that was sent, or show what stands in the way; what was typed stays."""
    if editing.request.method != "POST":
        return editing.page(form, title, **more)
    if not form.is_valid() or (identity is not None and not identity.is_valid()):
        return editing.page(form, title, 400, identity=identity, **more)
    part = editing.chosen(_named(editing, form.part()))
    try:
        saved = editing.save(part, identity.part() if identity is not None else None)
    except Refused as refused:
        form.take_findings(refused.findings, editing.prefix(editing.base))
        return editing.page(form, title, 400, identity=identity, **more)
    except actions.ChangedMeanwhile as changed:
        return editing.page(form, title, 409, editing.clash(part, changed), identity=identity, **more)
    return editing.done(saved, "#events" if editing.kind == "event" else "")


def _named(editing: Editing, part: dict[str, Any]) -> dict[str, Any]:
    return {"id": editing.name, **part} if editing.kind in PLACES else part


def person(request, pk: int):
    editing = Editing(request, pk, "person", None)
    form = person_form(request.POST or None, editing.found(editing.base))
    identity = None
    if may_see_identity(request.membership, editing.record):
        identity = identity_form(request.POST or None, identity_of(editing.record))
    return (
        _answer(editing, form, _("Person"), identity=identity)
        if request.method == "POST"
        else editing.page(form, _("Person"), identity=identity)
    )


@require_POST
def treatments_complete(request, pk: int):
    """Say that every treatment so far is listed, or take that back: then one not listed was not given."""
    editing = Editing(request, pk, "person", None)
    complete = request.POST.get("complete") == "yes"
    try:
        saved = actions.change_case(
            actor=request.membership,
            record_id=editing.record.pk,
            based_on=editing.based_on,
            case=editing.base.model_copy(update={"treatments_complete": complete}),
            identity=None,
            why="",
        )
    except actions.ChangedMeanwhile:
        messages.warning(request, _("Somebody changed this at the same time. Look at the case, then say it again."))
        return redirect(reverse("registry:case", args=[pk]) + "#events")
    return editing.done(saved, "#events")


def tumour(request, pk: int, name: str):
    editing = Editing(request, pk, "tumour", name)
    before = editing.found(editing.base) or editing.found(editing.current)
    if before is None:
        raise Http404
    return _answer(editing, tumour_form(request.POST or None, before), _("Tumour"))


def new_tumour(request, pk: int):
    editing = Editing(request, pk, "tumour", None)
    editing.name = _next_id("t", [one.id for one in editing.current.tumours])
    return _answer(editing, tumour_form(request.POST or None, {"id": editing.name}), _("Another tumour"))


def event(request, pk: int, name: str):
    editing = Editing(request, pk, "event", name)
    before = editing.found(editing.base) or editing.found(editing.current)
    if before is None and request.POST.get("type") in EVENT_TYPES:
        before = {"id": name, "type": request.POST["type"]}  # somebody removed it; saving puts it back
    if before is None:
        raise Http404
    form = event_form(request.POST or None, before["type"], editing.base, before)
    return _answer(
        editing, form, str(EVENT_WORDS[before["type"]]), removable=True, event_name=name, event_type=before["type"]
    )


def new_event(request, pk: int, kind: str):
    if kind not in EVENT_TYPES:
        raise Http404
    editing = Editing(request, pk, "event", None)
    editing.name = _next_id("e", [one.id for one in (*editing.base.events, *editing.current.events)])
    form = event_form(request.POST or None, kind, editing.base)
    if request.method != "POST":
        for key, value in request.GET.items():
            if key in form.fields:
                form.fields[key].initial = value
    return _answer(editing, form, str(EVENT_WORDS[kind]))


@require_POST
def remove_event(request, pk: int, name: str):
    editing = Editing(request, pk, "event", name)
    if editing.found(editing.base) is None:
        return redirect("registry:case", pk)
    try:
        saved = editing.save(None)
    except Refused as refused:
        for finding in refused.findings:
            messages.error(request, finding.message.in_(language()))
        return redirect("registry:event", pk, name)
    except actions.ChangedMeanwhile:
        messages.error(request, _("This event was changed by somebody else just now. Look at it before you remove it."))
        return redirect("registry:event", pk, name)
    return editing.done(saved, "#events")


def _next_id(letter: str, used: list[str]) -> str:
    number = len(used) + 1
    while f"{letter}{number}" in used:
        number += 1
    return f"{letter}{number}"


@require_GET
def understood(request):
    """Say back what was typed: a fragment beside the field."""
    from django.core.exceptions import ValidationError as NotUnderstood

    readers = {"day": typed.day, "amount": typed.amount}
    kind, text = request.GET.get("kind", ""), next((v for k, v in request.GET.items() if k != "kind"), "").strip()
    if kind not in readers or not text:
        return HttpResponse("")
    try:
        found = readers[kind](text)
        said = typed.in_words(found, language())
    except NotUnderstood as error:
        return HttpResponse(error.messages[0])
    return HttpResponse(_("Understood: %(said)s") % {"said": said})
