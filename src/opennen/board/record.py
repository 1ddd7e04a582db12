"""The record of a decision as bytes that can be signed: canonical JSON and its digest."""

import hashlib
import json
from typing import Any

FORMAT = "opennen-decision-1"


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
