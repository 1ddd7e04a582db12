"""Packed knowledge comes back as it was, and what is not the version it says is refused."""

import lzma

import pytest

from opennen.adapters import knowledge_archive
from opennen.adapters.knowledge_archive import FORMAT, packed, unpacked
from opennen.adapters.knowledge_files import in_use, knowledge_checked
from opennen.kernel.finding import Refused
from opennen.rules.knowledge import counted, version_of

TEXTS = {"sources/a.yaml": "source: a\n", "vocabulary/é.yaml": "b: 1\n", "demo/x.yaml": "never\n", "CHANGES.md": "no\n"}


def refused(content: bytes, version: str) -> str:
    with pytest.raises(Refused) as raised:
        unpacked(content, version)
    assert [one.code for one in raised.value.findings] == ["R801"]
    return raised.value.findings[0].example


def test_what_makes_up_the_version_comes_back_and_nothing_else() -> None:
    assert unpacked(packed(TEXTS), version_of(TEXTS)) == counted(TEXTS) == dict(list(TEXTS.items())[:2])


def test_the_same_texts_give_the_same_bytes_in_any_order() -> None:
    assert packed(TEXTS) == packed(dict(reversed(TEXTS.items())))


def test_the_shipped_knowledge_is_read_from_its_archive_with_the_same_version() -> None:
    used = in_use()
    again = knowledge_checked(unpacked(packed(used.texts), used.knowledge.version))
    assert again.version == used.knowledge.version
    assert again.options == used.knowledge.options
    assert again.tables == used.knowledge.tables


def test_another_version_is_refused_and_both_are_named() -> None:
    assert refused(packed(TEXTS), "0123456789abcdef") == version_of(TEXTS)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"something else",
        FORMAT,
        FORMAT + b"not compressed",
        packed(TEXTS)[:-1],
        packed(TEXTS) + b"more",
        FORMAT + lzma.compress(b"[1, 2]"),
        FORMAT + lzma.compress(b'{"sources/a.yaml": 1}'),
        FORMAT + lzma.compress(b"{}"),
        FORMAT + lzma.compress(b'{"demo/a.yaml": "a"}'),
        FORMAT + lzma.compress(b"\xff"),
    ],
)
def test_damaged_bytes_are_refused(content: bytes) -> None:
    refused(content, version_of(TEXTS))


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(knowledge_archive, "MOST_BYTES", 1000)
    refused(packed({"sources/a.yaml": "x" * 2000}), version_of({"sources/a.yaml": "x" * 2000}))
