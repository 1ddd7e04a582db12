"""Every field of a case with its path and, where it is coded, its value set."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from opennen.cases.origins import value_set_of

Path = tuple[str | int, ...]


def fields_of(model: BaseModel, path: Path = ()) -> Iterator[tuple[Path, Any, str | None]]:
    """This function will yield (path, value, value set or None) for every filled field, nested ones included."""
    for name in type(model).model_fields:
        value = getattr(model, name)
        if value is None:
            continue
        yield from _value(value, (*path, name), value_set_of(type(model), name))


def _value(value: Any, path: Path, value_set: str | None) -> Iterator[tuple[Path, Any, str | None]]:
    if isinstance(value, BaseModel):
        yield from fields_of(value, path)
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _value(item, (*path, number), value_set)
    else:
        yield path, value, value_set


def written(path: Path) -> str:
    """This function will write a path as people search for it in a file: $.events[3].ki67.value"""
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
