"""Knowledge files as text to plain values, with the line each value stands on.

YAML 1.1 reads `NO` as False, `12:30` as 750 and lets a repeated key win silently. Here only null, true, false,
integers, decimals and full ISO dates are typed; everything else is text, and a repeated key is a finding.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from opennen.kernel.finding import Finding, Refused
from opennen.kernel.text import Text

_Model = TypeVar("_Model", bound=BaseModel)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"-?(0|[1-9]\d*)")
_DECIMAL = re.compile(r"-?(0|[1-9]\d*)\.\d+")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_WORDS = {"null": None, "~": None, "": None, "true": True, "false": False}


@dataclass(slots=True)
class Document:
    """One knowledge file: its values and, by path, the line of each."""

    name: str
    value: Any
    lines: dict[tuple[str | int, ...], int] = field(default_factory=dict)

    def place(self, path: Iterable[str | int] = ()) -> str:
        """This function will say where a path stands: file and line of it or of its nearest parent."""
        steps = tuple(path)
        while steps and steps not in self.lines:
            steps = steps[:-1]
        return f"{self.name}, line {self.lines.get(steps, 1)}"


def document(text: str, name: str) -> Document:
    """This function will read one YAML text; raises Refused (R001 not YAML, R002 repeated key) with file and line."""
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{name}, line {mark.line + 1}" if mark else name
        problem = str(getattr(error, "problem", error))
        raise Refused(
            [_finding("R001", place, f"ce n'est pas du YAML : {problem}", f"this is not YAML: {problem}")]
        ) from error
    read = Document(name, None)
    findings: list[Finding] = []
    read.value = _value(root, (), read, findings) if root is not None else None
    if findings:
        raise Refused(findings)
    return read


def model_from(read: Document, model: type[_Model], value: Any = None, path: tuple[str | int, ...] = ()) -> _Model:
    """This function will check a document (or a part of it) against its shape; raises Refused (R003)."""
    try:
        return model.model_validate(read.value if value is None else value)
    except ValidationError as error:
        raise Refused([_misshapen(read, path, problem) for problem in error.errors()]) from error


def _misshapen(read: Document, path: tuple[str | int, ...], problem: Any) -> Finding:
    steps = path + tuple(problem["loc"])
    where = ".".join(str(step) for step in steps)
    return _finding("R003", read.place(steps), f"{where} : {problem['msg']}", f"{where}: {problem['msg']}")


def _finding(code: str, place: str, fr: str, en: str) -> Finding:
    return Finding(code, Text(fr=fr, en=en), place)


def _value(node: Node, path: tuple[str | int, ...], read: Document, findings: list[Finding]) -> Any:
    read.lines[path] = node.start_mark.line + 1
    if isinstance(node, ScalarNode):
        return node.value if node.style in ("'", '"', "|", ">") else _scalar(node.value)
    if isinstance(node, SequenceNode):
        return [_value(item, (*path, number), read, findings) for number, item in enumerate(node.value)]
    assert isinstance(node, MappingNode)
    values: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = key_node.value
        if key in values:
            place = f"{read.name}, line {key_node.start_mark.line + 1}"
            findings.append(_finding("R002", place, f"« {key} » est donné deux fois", f"“{key}” is given twice"))
        values[key] = _value(value_node, (*path, key), read, findings)
        read.lines[(*path, key)] = key_node.start_mark.line + 1
    return values


def _scalar(text: str) -> Any:
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    if _DATE.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    return text
