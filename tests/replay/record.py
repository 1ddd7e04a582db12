"""Records decisions for tests/replay: `python tests/replay/record.py`. For a new knowledge version only.

What stands in the folder is never recorded again to make a test pass: an old decision that answers differently is what
the test is there to show. A new version of the knowledge gets files of its own beside the old ones.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

from opennen.adapters.case_files import read_case_file
from opennen.adapters.knowledge_archive import packed
from opennen.adapters.knowledge_files import in_use, knowledge, knowledge_folder
from opennen.evaluate.assessment import assess
from opennen.evaluate.report import as_json

FOLDER = Path(__file__).parent
# Day and country of each case's board: rules, availability and ages of several years and countries.
BOARDS = {
    "C01": ("2026-03-12", "BE"),
    "C03": ("2020-03-12", "BE"),
    "C05": ("2026-11-25", "FR"),
    "C07": ("2024-06-01", "NL"),
    "C09": ("2026-11-25", "BE"),
    "C12": ("2026-11-25", "GB"),
    "C14": ("2026-11-25", "BE"),
    "C16": ("2026-11-25", "FR"),
    "C19": ("2026-11-25", "US"),
    "C22": ("2026-11-25", "BE"),
    "C24": ("2026-11-25", "BE"),
}
# Wording and explanations, which may be improved and are not compared.
WORDING = {
    *("why", "sources", "text", "says", "status_text", "headline", "label", "title", "question", "message", "remedy"),
    *("reason", "cautions", "excluded", "to_check", "basis", "checked_on", "events", "assumed", "treatment"),
    *("bears_on", "signed", "signatures", "signed_text"),
}


def main() -> None:
    """Write the archive of the knowledge in use, and the decisions on the demonstration's cases."""
    version = knowledge().version
    (FOLDER / f"knowledge-{version}.bin").write_bytes(packed(in_use().texts))
    decisions = [decision for name, (on, country) in BOARDS.items() for decision in _decided(name, on, country)]
    lines = [json.dumps(one, ensure_ascii=False, sort_keys=True, separators=(",", ":")) for one in decisions]
    text = "[\n" + ",\n".join(lines) + "\n]\n"
    (FOLDER / f"decisions-{version}.json").write_text(text, encoding="utf-8")


def _decided(name: str, on: str, country: str) -> list[dict[str, Any]]:
    path = knowledge_folder() / "demo" / "cases" / f"{name}.json"
    ((_place, case, _identity),) = read_case_file(path.read_bytes(), date.fromisoformat(on))
    document = case.model_dump(mode="json", exclude_none=True)
    return [
        {
            "case": document,
            "report": _without_wording(
                as_json(assess(case, knowledge(), date.fromisoformat(on), country, one.id), case, knowledge(), "en")
            ),
        }
        for one in case.tumours
    ]


def _without_wording(value: Any, path: tuple[str, ...] = ()) -> Any:
    if isinstance(value, list):
        return [_without_wording(one, path) for one in value]
    if not isinstance(value, dict):
        return value
    named = path in (("facts",), ("classification", "possible"))
    return {key: _without_wording(one, (*path, key)) for key, one in value.items() if named or key not in WORDING}


if __name__ == "__main__":
    main()
