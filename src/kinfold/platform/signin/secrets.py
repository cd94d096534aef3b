"""Encrypting small things at rest: kept posts and the secrets of second factors."""

from __future__ import annotations

import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_NONCE_BYTES = 12


class Unreadable(Exception):
    """The key has changed, or somebody changed the bytes or moved them elsewhere."""


def seal(plain: bytes, *, purpose: str, bound_to: str) -> bytes:
    """Encrypt for one purpose and one owner; opens only with both the same."""
    nonce = os.urandom(_NONCE_BYTES)
    cipher = _cipher(settings.SECRET_KEY, purpose)
    return nonce + cipher.encrypt(nonce, plain, bound_to.encode())


def unseal(sealed: bytes, *, purpose: str, bound_to: str) -> bytes:
    """What was sealed, under today's secret key or one it replaced.

    Raises:
        Unreadable: none of the keys opens it for this purpose and owner.
    """
    nonce, body = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            return _cipher(secret, purpose).decrypt(nonce, body, bound_to.encode())
        except (InvalidTag, ValueError):
            continue
    raise Unreadable(f"A sealed {purpose} could not be opened")


@lru_cache(maxsize=16)
def _cipher(secret: str, purpose: str) -> AESGCM:
    kdf = HKDF(
        hashes.SHA256(), length=32, salt=None, info=f"kinfold {purpose}".encode()
    )
    return AESGCM(kdf.derive(secret.encode()))
