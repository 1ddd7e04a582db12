"""The JSON Schema of an assessment."""

from typing import Any

from opennen.evaluate.answer import STATUSES
from opennen.evaluate.report import FORMAT

_TEXT = {"type": "string"}
_TEXT_OR_NULL = {"type": ["string", "null"]}
_TEXTS = {"type": "array", "items": _TEXT}
_ANY_LIST = {"type": "array", "items": {"type": "object"}}
_LINES = {"type": "array", "items": {"$ref": "#/$defs/line"}}


def _object(properties: dict[str, Any], required: list[str] | None = None, **more: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": required or list(properties), **more}


def _reason(**properties: Any) -> dict[str, Any]:
    """Of an indication, a contra-indication or a caution: what decided it, and its whole explanation."""
    return {**properties, "decided_by": _LINES, "why": {"$ref": "#/$defs/line"}, "sources": _ANY_LIST}


def _line() -> dict[str, Any]:
    """One line of an explanation: the condition, its truth, the value beside what was asked, its events, its parts."""
    event = {"event": _TEXT, "type": _TEXT, "date": _TEXT_OR_NULL, "says": _TEXT}
    found = {
        "text": _TEXT,
        "truth": {"enum": ["yes", "no", "unknown"]},
        "reads": _TEXT,
        "value": _TEXT,
        "says": _TEXT,
        "sources": _ANY_LIST,
        "events": {"type": "array", "items": _object(event)},
        "parts": _LINES,
    }
    return _object(found, ["text", "truth"], additionalProperties=False)


def _table() -> dict[str, Any]:
    found = {
        "rule": _TEXT_OR_NULL,
        "outcome": _TEXT_OR_NULL,
        "conflict": {"type": "boolean"},
        "decided_by": _LINES,
        "because": _LINES,
        "sources": _ANY_LIST,
    }
    return _object(found)


def _probabilities() -> dict[str, Any]:
    number, numbers = {"type": "number"}, {"type": "array", "items": {"type": "number"}}
    chance = {"type": "number", "minimum": 0, "maximum": 1 + 1e-9}
    more = {"answer": {"enum": ["nothing", "enough", "too_much", "never"]}, "size": number, "text": _TEXT}
    reading = {
        "fact": _TEXT,
        "label": _TEXT,
        "unit": _TEXT_OR_NULL,
        "kind": {"enum": ["share", "density"]},
        "number": number,
        "size": number,
        "point": number,
        "low": number,
        "high": number,
        "assumed": _TEXT_OR_NULL,
        "ends_text": _TEXTS,
        "borders": numbers,
        "borders_text": _TEXTS,
        "more": _object(more),
        "text": _TEXT,
    }
    share = {"outcome": _TEXT, "label": _TEXT, "probability": chance, "provisional": chance}
    outcome = {
        "shares": {"type": "array", "items": _object(share)},
        "undecided": chance,
        "not_applicable": chance,
        "text": _TEXT,
    }
    uncounted = {"fact": _TEXT, "recorded": {"type": "boolean"}, "text": _TEXT}
    found = {
        "level": number,
        "method": _TEXT,
        "near_border": {"type": "boolean"},
        "text": _TEXT,
        "chances_text": _TEXT,
        "facts": {"type": "array", "items": _object(reading)},
        "outcomes": {"type": "object", "additionalProperties": _object(outcome)},
        "not_counted": {"type": "array", "items": _object(uncounted)},
        "assumes": _TEXT,
        "sources": _ANY_LIST,
    }
    return _object(found, additionalProperties=False)


def assessment_schema() -> dict[str, Any]:
    """This function will give the JSON Schema that `opennen assess --json` keeps to."""
    signed = {"signed": {"type": "boolean"}, "signatures": _ANY_LIST, "signed_text": _TEXT}
    classified = {
        "family": _TEXT_OR_NULL,
        "entity": _TEXT_OR_NULL,
        "grade": _TEXT_OR_NULL,
        "system": _TEXT_OR_NULL,
        "label": _TEXT,
        "provisional": {"type": "boolean"},
        "possible": {"type": "object", "additionalProperties": _TEXTS},
        "missing": _TEXTS,
        "reason": _TEXT_OR_NULL,
        "specimen": _TEXT_OR_NULL,
        "date": _TEXT_OR_NULL,
        "why": {"type": "object", "additionalProperties": {"$ref": "#/$defs/table"}},
        "probabilities": {"anyOf": [{"type": "null"}, {"$ref": "#/$defs/probabilities"}]},
    }
    option = {
        "id": _TEXT,
        "treatment": _TEXT,
        "title": _TEXT,
        "status": {"enum": list(STATUSES)},
        "status_text": _TEXT,
        "because": {"type": "array", "items": _object(_reason(indication=_TEXT, says=_TEXT, basis=_TEXT))},
        "excluded": {"type": "array", "items": _object(_reason(text=_TEXT))},
        "cautions": {"type": "array", "items": _object(_reason(text=_TEXT))},
        "to_check": _ANY_LIST,
        "asks": _TEXTS,
        "availability": _ANY_LIST,
        "sources": _TEXTS,
        **signed,
    }
    task = {
        "id": _TEXT,
        "title": _TEXT,
        "state": {"enum": ["due", "done", "open"]},
        "next_due": {"type": ["array", "null"], "items": {"type": "string", "format": "date"}},
        "next_text": _TEXT,
        "because": _TEXT,
        "decided_by": _LINES,
        "why": {"$ref": "#/$defs/line"},
        "asks": _TEXTS,
        "sources": _ANY_LIST,
        **signed,
    }
    finding = {
        "code": _TEXT,
        "level": {"enum": ["error", "warning", "notice"]},
        "place": _TEXT_OR_NULL,
        "message": _TEXT,
        "remedy": _TEXT_OR_NULL,
        "facts": _TEXTS,
    }
    one_class = {"$ref": "#/$defs/classified"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "OpenNEN assessment",
        "$defs": {
            "line": _line(),
            "table": _table(),
            "classified": _object(classified),
            "probabilities": _probabilities(),
            "task": _object(task),
            "option": _object(option),
        },
        **_object(
            {
                "format": {"const": FORMAT},
                "case": _TEXT,
                "tumour": _TEXT,
                "on": {"type": "string", "format": "date"},
                "country": _TEXT_OR_NULL,
                "language": {"enum": ["fr", "en", "nl", "de"]},
                "headline": _TEXT,
                "classification": _object(
                    {
                        **classified,
                        "current": one_class,
                        "course": {"type": "array", "items": one_class},
                    }
                ),
                "stage": {"type": ["object", "null"]},
                "syndromes": _ANY_LIST,
                "workup": {"type": "array", "items": {"$ref": "#/$defs/task"}},
                "options": {"type": "array", "items": {"$ref": "#/$defs/option"}},
                "follow_up": {"type": "array", "items": {"$ref": "#/$defs/task"}},
                "ask_next": {
                    "type": "array",
                    "items": _object(
                        {
                            "fact": _TEXT,
                            "question": _TEXT,
                            "bears_on": _TEXTS,  # the open answers it can change, by rule id
                            "settles": _TEXTS,  # those for which one of its values leaves nothing else to ask
                            "exact": {"type": "boolean"},  # false: named because an answer was too large to work out
                        }
                    ),
                },
                "findings": {"type": "array", "items": _object(finding)},
                "facts": {"type": "object"},
                "knowledge_version": _TEXT,
            },
            additionalProperties=False,
        ),
    }
