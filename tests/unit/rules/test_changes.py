"""The change history of a pack."""

from datetime import date

import pytest

from opennen.adapters.knowledge_files import knowledge
from opennen.adapters.pack_changes import changes_of, history_findings
from opennen.kernel.finding import Refused
from opennen.rules.changes import changes_from_text


def test_each_change_has_its_day_and_both_languages():
    first = "# Changes\n\n## 2026-01-02\n\n- fr: Ancien.\n- en: Old.\n"
    text = first + "\n## 2026-03-04\n\n- fr: Un\n  long.\n- en: A long one.\n"
    newest, oldest = changes_from_text(text, "CHANGES.md")
    assert (newest.on, newest.says.fr, newest.says.en) == (date(2026, 3, 4), "Un long.", "A long one.")
    assert (oldest.on, oldest.says.en) == (date(2026, 1, 2), "Old.")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("## soon\n- fr: Un.\n- en: One.\n", "line 1"),
        ("## 2026-01-02\n- fr: Un.\n- fr: Deux.\n- en: Two.\n", "line 3"),
        ("## 2026-01-02\n- en: One.\n", "line 2"),
        ("## 2026-01-02\n- fr: Un.\n", "CHANGES.md"),
        ("- fr: Un.\n- en: One.\n", "line 2"),
        ("## 2026-01-02\nWords.\n", "line 2"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(text, line):
    with pytest.raises(Refused) as refused:
        changes_from_text(text, "CHANGES.md")
    (finding, *_) = refused.value.findings
    assert finding.code == "R130"
    assert line in finding.place
    assert finding.remedy is not None


@pytest.mark.parametrize("pack", sorted(knowledge().packs))
def test_every_pack_tells_its_history(pack):
    assert changes_of(pack)


def test_every_bad_history_is_found_and_a_good_one_is_not(tmp_path):
    for pack, text in {"good": "## 2026-01-02\n- fr: Un.\n- en: One.\n", "bad": "## soon\n"}.items():
        (tmp_path / "guidelines" / pack).mkdir(parents=True)
        (tmp_path / "guidelines" / pack / "CHANGES.md").write_text(text, encoding="utf-8")
    found = list(history_findings(["good", "bad", "none"], tmp_path))
    assert [(one.code, one.place) for one in found] == [("R130", "guidelines/bad/CHANGES.md, line 1")]
