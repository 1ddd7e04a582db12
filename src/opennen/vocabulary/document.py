"""Knowledge files as text to plain values, with the line each value stands on.

YAML 1.1 reads `NO` as False, `12:30` as 750 and lets a repeated key win silently. Here only null, true, false,
integers, decimals and full ISO dates are typed; everything else is text, and a repeated key is a finding.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from opennen.kernel.finding import Finding, Refused
from opennen.kernel.text import Text
from opennen.vocabulary.refusals import refusal

_Model = TypeVar("_Model", bound=BaseModel)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"-?(0|[1-9]\d*)")
_DECIMAL = re.compile(r"-?(0|[1-9]\d*)\.\d+")
_SHOWN = 120  # signs of a line that a finding repeats
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_SAID_IN_FRENCH = {
    "extra_forbidden": "clé inconnue",
    "missing": "cette clé manque",
    "string_type": "un texte est attendu",
    "list_type": "une liste est attendue",
    "dict_type": "des clés et valeurs sont attendues",
    "model_type": "des clés et valeurs sont attendues",
    "bool_type": "true ou false est attendu",
    "float_type": "un nombre est attendu",
    "int_type": "un nombre entier est attendu",
    "date_type": "une date est attendue (2020-01-31)",
}
_WORDS = {"null": None, "~": None, "": None, "true": True, "false": False}


@dataclass(slots=True)
class Document:
    """One knowledge file: its values and, by path, the line of each."""

    name: str
    value: Any
    lines: dict[tuple[str | int, ...], int] = field(default_factory=dict)
    text: tuple[str, ...] = ()

    def line(self, path: Iterable[str | int] = ()) -> int:
        """This function will give the line of a path, or of its nearest parent, counted from 1."""
        steps = tuple(path)
        while steps and steps not in self.lines:
            steps = steps[:-1]
        return self.lines.get(steps, 1)

    def shown(self, path: Iterable[str | int] = ()) -> str:
        """This function will give the words of the file on the line of a path, as an example of what is wrong."""
        return shown_line(self.text, self.line(path))

    def place(self, path: Iterable[str | int] = ()) -> str:
        """This function will say where a path stands: file and line of it or of its nearest parent."""
        return f"{self.name}, line {self.line(path)}"


def shown_line(lines: Sequence[str], number: int) -> str:
    """This function will give one line of a file, or the nearest before it that is not empty; at most 120 signs."""
    before = (line.strip() for line in reversed(lines[:number]))
    return next((line for line in before if line), "(empty file)")[:_SHOWN]


def document(text: str, name: str) -> Document:
    """This function will read one YAML text; raises Refused (R001 not YAML, R002 repeated key) with file and line."""
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        problem = str(getattr(error, "problem", error))
        message = Text(fr=f"ce n'est pas du YAML : {problem}", en=f"this is not YAML: {problem}")
        example = shown_line(text.splitlines(), line)
        raise Refused([refusal("R001", message, f"{name}, line {line}", example)]) from error
    read = Document(name, None, text=tuple(text.splitlines()))
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
    fr = _SAID_IN_FRENCH.get(problem["type"], f"autre forme attendue ({problem['msg']})")
    message = Text(fr=f"{where} : {fr}", en=f"{where}: {problem['msg']}")
    return refusal("R003", message, read.place(steps), read.shown(steps))


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
            line = key_node.start_mark.line + 1
            message = Text(fr=f"« {key} » est donné deux fois", en=f"“{key}” is given twice")
            place = f"{read.name}, line {line}"
            findings.append(refusal("R002", message, place, shown_line(read.text, line)))
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
