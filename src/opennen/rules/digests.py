"""What a rule itself says, as text that can be signed: its entry in the file and the dates and places of its pack.

Comments, order of keys and the line it stands on are no part of it. Nor are the vocabulary and other rules it names:
who signs a rule signs what it says, not what every word of it means.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from opennen.rules.parse import KINDS
from opennen.vocabulary.document import document

FORMAT = "opennen-rule-1"
_PACK_KEYS = ("pack", "valid_from", "valid_until", "countries")  # what a rule takes over from its pack


def rule_texts(files: Mapping[str, str]) -> dict[str, str]:
    """This function will give each rule's own content as canonical JSON, by rule id; of files that were checked."""
    found = {}
    for name in sorted(files):
        parts = name.split("/")
        if parts[0] == "guidelines" and len(parts) == 4 and parts[2] == "rules" and name.endswith(".yaml"):
            pack = document(files[f"guidelines/{parts[1]}/pack.yaml"], name).value
            for entry in document(files[name], name).value["rules"]:
                found[_id_of(entry)] = _canonical(pack, entry)
    return found


def digest_of(text: str) -> str:
    """This function will give the SHA-256 of a rule's content, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def _id_of(entry: dict[str, Any]) -> str:
    return str(next(entry[kind] for kind in KINDS if kind in entry))


def _canonical(pack: dict[str, Any], entry: dict[str, Any]) -> str:
    content = {"format": FORMAT, "of_pack": {key: pack.get(key) for key in _PACK_KEYS}, "rule": entry}
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
