"""How one event is chained to the one before: canonical JSON, SHA-256. No database here."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any


def canonical(content: dict[str, Any]) -> bytes:
    """Return the one byte sequence that stands for a JSON object, whatever wrote it."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def moment(at: datetime) -> str:
    """Return a time as it enters the hash: UTC, microseconds always written."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def link(
    *,
    number: int,
    at: datetime,
    actor_id: int | None,
    centre_id: int | None,
    action: str,
    object_type: str,
    object_id: str,
    case_id: str,
    details: dict[str, Any],
    previous_hash: str,
) -> str:
    """Return the hash of an event, which the next one repeats."""
    content = {
        "number": number,
        "at": moment(at),
        "actor": actor_id,
        "centre": centre_id,
        "action": action,
        "object_type": object_type,
        "object_id": object_id,
        "case": case_id,
        "details": details,
        "previous": previous_hash,
    }
    return hashlib.sha256(canonical(content)).hexdigest()
