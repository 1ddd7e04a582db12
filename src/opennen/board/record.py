"""The record of a decision as bytes that can be signed: canonical JSON and its digest."""

import hashlib
import json
from typing import Any

# Since 2 the case's document stands in the record; of a record of format 1 the case's versions keep it.
FORMAT = "opennen-decision-2"


def canonical(content: dict[str, Any]) -> bytes:
    """This function will give the one byte sequence of a JSON object: sorted keys, UTF-8, no spaces, no NaN.

    Raises ValueError for a number that is not finite.
    """
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def digest(content: bytes) -> str:
    """This function will give the SHA-256 of a record's bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def amended(content: dict[str, Any], recommendation: dict[str, Any], version: int, reason: str) -> dict[str, Any]:
    """This function will give a record's next version: same facts and answer, another recommendation, and why.

    The digest of the version it replaces is named in it, so a chain of versions cannot be re-ordered.
    """
    replaces = digest(canonical(content))
    return {
        **content,
        "version": version,
        "recommendation": recommendation,
        "amendment": {"reason": reason, "replaces_sha256": replaces},
    }


def trimmed(answer: dict[str, Any], depth: int) -> dict[str, Any]:
    """This function will give an assessment's JSON with explanations cut below a depth; nothing else is changed.

    Every condition opens the rules of the facts it names, so a whole tree repeats itself and fills megabytes. What is
    cut follows from the facts and the knowledge version, which are kept. A node that was cut says `"cut": true`.
    """
    return {key: _trimmed(value, depth) for key, value in answer.items()}


def _trimmed(value: Any, depth: int) -> Any:
    if isinstance(value, list):
        return [_trimmed(one, depth) for one in value]
    if not isinstance(value, dict):
        return value
    if "truth" in value and "text" in value:
        return _node(value, depth)
    return {key: _trimmed(one, depth) for key, one in value.items()}


def _node(line: dict[str, Any], depth: int) -> dict[str, Any]:
    kept = {key: value for key, value in line.items() if key != "parts"}
    if not line.get("parts"):
        return kept
    if depth == 0:
        return {**kept, "cut": True}
    return {**kept, "parts": [_node(part, depth - 1) for part in line["parts"]]}
