"""What differs between two states of a case, and how two people's changes go together."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import ValidationError

from opennen.cases.model import Case

Part = tuple[str, str]  # ("event", id) | ("tumour", id) | ("case", field)
_LISTS = {"events": "event", "tumours": "tumour"}


@dataclass(frozen=True, slots=True)
class Change:
    """One part of a case that differs; before and after are its JSON values (None = not there)."""

    part: Part
    kind: Literal["added", "changed", "removed"]
    before: Any
    after: Any

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that differ, for a changed event or tumour."""
        if not (isinstance(self.before, dict) and isinstance(self.after, dict)):
            return ()
        names = [*self.before, *(name for name in self.after if name not in self.before)]
        return tuple(name for name in names if self.before.get(name) != self.after.get(name))


@dataclass(frozen=True, slots=True)
class Conflict:
    """One part that both changed, differently. Nothing is chosen for them."""

    part: Part
    base: Any
    mine: Any
    theirs: Any


@dataclass(frozen=True, slots=True)
class Merge:
    """Two people's work put together; `case` is None while conflicts are open."""

    case: Case | None
    conflicts: tuple[Conflict, ...]
    theirs: tuple[Change, ...]


def _parts(case: Case) -> dict[Part, Any]:
    data = case.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    found: dict[Part, Any] = {}
    for field, value in data.items():
        if field in _LISTS:
            for whole, item in zip(getattr(case, field), value, strict=True):
                kept = {"type": whole.type, **item} if field == "events" else item
                found[_LISTS[field], whole.id] = {"id": whole.id, **kept}
        elif field != "identity":
            found["case", field] = value
    return found


def changes(before: Case, after: Case) -> tuple[Change, ...]:
    """This function will list the events, tumours and other fields that were added, changed or removed."""
    return tuple(_changes(_parts(before), _parts(after)))


def _changes(old: dict[Part, Any], new: dict[Part, Any]) -> Iterator[Change]:
    for part in [*old, *(one for one in new if one not in old)]:
        first, second = old.get(part), new.get(part)
        if first == second:
            continue
        kind: Literal["added", "changed", "removed"] = (
            "added" if first is None else "removed" if second is None else "changed"
        )
        yield Change(part, kind, first, second)


def merged(base: Case, mine: Case, theirs: Case) -> Merge:
    """This function will put two changes of a case together: what one touched is taken, the rest conflicts.

    The order of events is theirs, with mine added after the event that preceded it. Raises nothing: a combination that
    is no valid case any more (an event refers to one the other removed) is reported as a conflict of those parts.
    """
    old, my, their = _parts(base), _parts(mine), _parts(theirs)
    my_changes = {one.part: one for one in _changes(old, my)}
    their_changes = {one.part: one for one in _changes(old, their)}
    both = [part for part in my_changes if part in their_changes and my.get(part) != their.get(part)]
    conflicts = tuple(Conflict(part, old.get(part), my.get(part), their.get(part)) for part in both)
    listed = tuple(their_changes.values())
    if conflicts:
        return Merge(None, conflicts, listed)
    result = dict(their)
    for part, change in my_changes.items():
        if change.kind == "removed":
            result.pop(part, None)
        else:
            result[part] = change.after
    try:
        return Merge(_assembled(result, mine, theirs), (), listed)
    except ValidationError:
        every = tuple(Conflict(part, old.get(part), my.get(part), their.get(part)) for part in my_changes)
        return Merge(None, every, listed)


def _assembled(parts: dict[Part, Any], mine: Case, theirs: Case) -> Case:
    data: dict[str, Any] = {field: value for (kind, field), value in parts.items() if kind == "case"}
    for field, kind in _LISTS.items():
        order = [one.id for one in getattr(theirs, field)]
        previous: str | None = None
        for one in getattr(mine, field):
            if one.id not in order:
                order.insert(order.index(previous) + 1 if previous in order else len(order), one.id)
            previous = one.id
        data[field] = [parts[kind, name] for name in order if (kind, name) in parts]
    return Case.model_validate({"id": theirs.id, **data})
