"""Signing a record with the installation's key, and checking a signature years later."""

import hashlib
from base64 import b64decode, b64encode

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

# Bound into the seed, so the same secret used elsewhere would give another key.
PURPOSE = b"opennen decision record 1:"


def _private_key(secret: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(PURPOSE + secret.encode()).digest())


def public_key(secret: str) -> str:
    """This function will give the public key (base64) that belongs to the installation's secret."""
    return b64encode(_private_key(secret).public_key().public_bytes_raw()).decode()


def signature(content: bytes, secret: str) -> str:
    """This function will sign bytes with Ed25519; returns the signature in base64."""
    return b64encode(_private_key(secret).sign(content)).decode()


def is_signed(content: bytes, signed: str, key: str) -> bool:
    """This function will say whether a signature (base64) of these bytes was made by the owner of a public key."""
    try:
        Ed25519PublicKey.from_public_bytes(b64decode(key, validate=True)).verify(
            b64decode(signed, validate=True), content
        )
    except (InvalidSignature, ValueError):
        return False
    return True
