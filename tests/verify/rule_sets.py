"""Reads the rule sets of good/ and bad/: what one writes, on the knowledge of base.yaml, the dull parts filled in."""

from pathlib import Path
from typing import Any

import yaml

from opennen.rules.knowledge import knowledge_from
from opennen.rules.packs import Knowledge

HERE = Path(__file__).parent
_WORDS = {"fr": "un texte", "en": "a text", "nl": "een tekst", "de": "ein Text"}
_CITED = [{"source": "paper"}]


def read(name: str) -> dict[str, Any]:
    """One rule set as it is written."""
    found: dict[str, Any] = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    return found


def names(folder: str) -> list[str]:
    """Every rule set of a folder."""
    return sorted(f"{folder}/{path.name}" for path in (HERE / folder).glob("*.yaml"))


def knowledge_with(written: dict[str, Any]) -> Knowledge:
    """The base with a rule set on it: `rules` in pack one, `others` in pack two, and whole `files` besides."""
    files: dict[str, Any] = {**read("base.yaml"), **written.get("files", {})}
    for pack, key in (("one", "rules"), ("two", "others")):
        if key in written:
            files[f"guidelines/{pack}/rules/set.yaml"] = {"rules": [_filled(rule) for rule in written[key]]}
    for pack, more in written.get("packs", {}).items():
        files[f"guidelines/{pack}/pack.yaml"] = {**files[f"guidelines/{pack}/pack.yaml"], **more}
    return knowledge_from({name: yaml.safe_dump(text, allow_unicode=True) for name, text in files.items()})


def _filled(rule: dict[str, Any]) -> dict[str, Any]:
    """A rule with titles, reasons and sources where it has none."""
    said = {"level": "notice", "message": _WORDS} if "finding" in rule else {"title": _WORDS}
    filled = {**said, **rule}
    if "option" in rule:
        filled = {"treatment": "drug", "kind": "systemic", **filled}
        filled["indications"] = [
            {"id": f"i{number}", "basis": "guideline", "says": _WORDS, "sources": _CITED, **one}
            for number, one in enumerate(rule["indications"])
        ]
        for key in ("excluded", "cautions"):
            filled[key] = [{"because": _WORDS, "sources": _CITED, **one} for one in rule.get(key, [])]
    elif "task" in rule:
        filled = {"topic": "workup", "because": _WORDS, **filled}
    for part in (filled, *filled.get("rows", []), *filled.get("indications", [])):
        if "unless" in part:
            part["unless"] = [{"because": _WORDS, **one} for one in part["unless"]]
        if "provisionally" in part:
            part["provisionally"] = {"because": _WORDS, **part["provisionally"]}
        if "accepts" in part:
            part["accepts"] = [{"because": _WORDS, **one} for one in part["accepts"]]
    return {"sources": _CITED, **filled}
