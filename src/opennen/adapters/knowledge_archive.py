"""The texts of one knowledge version as a few bytes, and back: what an answer stood on stays readable for ever."""

import json
import lzma
from collections.abc import Mapping

from opennen.kernel.finding import Finding, Refused
from opennen.kernel.text import Text
from opennen.rules.knowledge import counted, version_of

FORMAT = b"opennen-knowledge-1\n"
MOST_BYTES = 64 * 1024 * 1024  # a hundred times what is shipped; more is no knowledge but an attack on the memory
_MEMORY = 128 * 1024 * 1024


def packed(texts: Mapping[str, str]) -> bytes:
    """This function will pack the files that make up a version; the same texts give the same bytes."""
    content = json.dumps(counted(texts), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    return FORMAT + lzma.compress(content, format=lzma.FORMAT_XZ, preset=6)


def unpacked(content: bytes, version: str) -> dict[str, str]:
    """This function will give back the texts of a version; raises Refused (R801) for bytes that are another's."""
    try:
        texts = _texts(content)
    except (lzma.LZMAError, ValueError) as error:
        raise Refused([_not_this_version(version, str(error))]) from error
    if counted(texts) != texts or version_of(texts) != version:
        raise Refused([_not_this_version(version, version_of(texts))])
    return texts


def _texts(content: bytes) -> dict[str, str]:
    if not content.startswith(FORMAT):
        raise ValueError("the bytes do not begin as an archive does")
    reader = lzma.LZMADecompressor(format=lzma.FORMAT_XZ, memlimit=_MEMORY)
    read = reader.decompress(content[len(FORMAT) :], max_length=MOST_BYTES)
    if not reader.eof or reader.unused_data:
        raise ValueError("the bytes do not end as an archive does")
    texts = json.loads(read)
    if not isinstance(texts, dict) or not all(isinstance(text, str) for text in texts.values()):
        raise ValueError("an archive holds texts by file name")
    return texts


def _not_this_version(version: str, found: str) -> Finding:
    return Finding(
        "R801",
        Text(
            fr=f"L'archive de la version {version} ne contient pas cette version.",
            en=f"The archive of version {version} does not hold that version.",
        ),
        f"knowledge {version}",
        found,
        Text(fr="Restaurer la sauvegarde de la base de données.", en="Restore the backup of the database."),
    )
