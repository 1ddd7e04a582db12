"""Identifying text, sealed: nobody reads it without the installation's key, and a sealed text fits one record only."""

import hashlib
import hmac
import json
import os
import unicodedata
from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE_BYTES = 12


class SealBroken(ValueError):
    """A sealed text was changed, moved to another record, or sealed with another key."""


def _key(secret: str) -> bytes:
    return hashlib.sha256(b"opennen sealing\0" + secret.encode()).digest()


def sealed(values: dict[str, str], secret: str, record: str) -> str:
    """This function will encrypt values (AES-256-GCM) so that they open only as those of `record`."""
    nonce = os.urandom(_NONCE_BYTES)
    content = json.dumps(values, ensure_ascii=False, sort_keys=True).encode()
    return urlsafe_b64encode(nonce + AESGCM(_key(secret)).encrypt(nonce, content, record.encode())).decode()


def opened(seal: str, secret: str, record: str) -> dict[str, str]:
    """This function will decrypt what `sealed` made; raises SealBroken when it is not this record's, or not whole."""
    try:
        content = urlsafe_b64decode(seal)
        clear = AESGCM(_key(secret)).decrypt(content[:_NONCE_BYTES], content[_NONCE_BYTES:], record.encode())
    except (InvalidTag, ValueError) as error:
        raise SealBroken("the identity of this record cannot be opened: other key, other record, or changed") from error
    found: dict[str, str] = json.loads(clear)
    return found


def plain(text: str) -> str:
    """This function will fold text for searching: no accents, no case, single spaces, letters and digits only."""
    bare = "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one)).casefold()
    return " ".join("".join(one if one.isalnum() else " " for one in bare).split())


def search_key(word: str, secret: str) -> str:
    """This function will give the keyed hash (HMAC-SHA-256) by which a folded word is found without being stored."""
    return hmac.new(secret.encode(), plain(word).replace(" ", "").encode(), hashlib.sha256).hexdigest()
