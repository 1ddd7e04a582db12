"""A hospital's own changes: in force as a whole or not at all, noticed at once, never able to stop the program."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from opennen.adapters import knowledge_files
from opennen.adapters.knowledge_files import in_use, knowledge, one_knowledge, shipped_texts
from opennen.adapters.knowledge_overlay import STAMP, Overlay, overlay_folder, read_overlay, text_digest, write_overlay
from opennen.adapters.pack_changes import changes_of

FILE = "guidelines/workup-2026/rules/biochemistry.yaml"
CHANGES = "guidelines/workup-2026/CHANGES.md"


@pytest.fixture(autouse=True)
def _a_data_directory_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("OPENNEN_DATA_DIR", str(tmp_path))
    yield
    monkeypatch.setattr(knowledge_files, "_read", None)


def changed(said: str, shipped: str | None = None) -> Overlay:
    text = shipped_texts()[FILE]
    digest = text_digest(text) if shipped is None else shipped
    return Overlay({FILE: text.replace('en: "5-HIAA"', f'en: "{said}"')}, {FILE: digest})


def title() -> str:
    return next(one.title.en for one in knowledge().tasks if one.id == "workup.five_hiaa")


def test_without_changes_the_shipped_knowledge_is_in_use() -> None:
    assert read_overlay() == Overlay()
    assert title() == "5-HIAA"
    assert in_use().findings == ()


def test_what_is_put_in_force_is_noticed_at_once_and_again() -> None:
    before = knowledge()
    for said in ("First", "Second"):
        write_overlay(changed(said))
        assert title() == said
        assert knowledge() is knowledge()
        assert in_use().findings == ()
    assert knowledge().version != before.version
    write_overlay(Overlay())
    assert title() == "5-HIAA"
    assert knowledge().version == before.version


def test_writing_what_is_in_force_changes_nothing() -> None:
    write_overlay(changed("Same"))
    used, when = in_use(), (overlay_folder() / STAMP).stat().st_mtime_ns
    write_overlay(changed("Same"))
    assert in_use() is used
    assert (overlay_folder() / STAMP).stat().st_mtime_ns == when


def test_a_page_keeps_the_knowledge_it_began_with() -> None:
    with one_knowledge() as held:
        write_overlay(changed("Later"))
        assert in_use() is held
        assert title() == "5-HIAA"
    assert title() == "Later"


def test_broken_rules_are_replaced_by_the_shipped_ones_and_it_is_said() -> None:
    write_overlay(Overlay({FILE: "rules:\n  - task: [\n"}, {FILE: ""}))
    assert title() == "5-HIAA"
    assert [one.code for one in in_use().findings] == ["R831", "R001"]


@pytest.mark.parametrize(
    "said", ["{", '{"folder": "../../etc"}', "[]", '{"folder": "' + "0" * 32 + '", "shipped": {"a": ""}}']
)
def test_files_that_are_not_whole_are_replaced_by_the_shipped_ones(said: str) -> None:
    overlay_folder().mkdir()
    (overlay_folder() / STAMP).write_text(said, encoding="utf-8")
    assert title() == "5-HIAA"
    assert [one.code for one in in_use().findings] == ["R831"]


def test_a_shipped_file_that_changed_since_is_a_warning_and_the_own_change_stands() -> None:
    write_overlay(changed("Own", shipped=text_digest("what was shipped then")))
    assert title() == "Own"
    assert [(one.code, one.level, one.place) for one in in_use().findings] == [("R832", "warning", FILE)]


def test_the_history_of_a_pack_has_the_own_changes_too() -> None:
    shipped = changes_of("workup-2026")
    write_overlay(Overlay({CHANGES: "## 2026-11-26\n\n- fr: Deux.\n- en: Two.\n"}, {CHANGES: ""}))
    assert [one.on for one in changes_of("workup-2026")] == [date(2026, 11, 26), *(one.on for one in shipped)]
    assert in_use().findings == ()


def test_asking_costs_next_to_nothing() -> None:
    import timeit

    knowledge()
    assert min(timeit.repeat(knowledge, number=1000, repeat=5)) < 0.05  # 50 µs each is ten times what it takes
    assert not overlay_folder().exists()
