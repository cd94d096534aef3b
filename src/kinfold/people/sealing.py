"""Sealing a hidden address or a protected number, so that a copy of the database
alone does not show it.

AES-GCM with the row's own place as associated data: sealed words moved to another row
do not open. The key comes from KINFOLD_FIELD_KEY, or from the secret key without one.
See ADR 7.
"""

from __future__ import annotations

import os
from functools import lru_cache
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

VERSION = b"\x01"
NONCE_BYTES = 12
_PURPOSE = b"kinfold sealed field v1"


class CannotOpenSeal(Exception):
    """The words were sealed with another key, or belong to another row."""


@lru_cache(maxsize=4)
def _box(secret: str) -> AESGCM:
    derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE)
    return AESGCM(derive.derive(secret.encode()))


def _secrets() -> list[str]:
    own = str(getattr(settings, "KINFOLD_FIELD_KEY", ""))
    own = own or os.environ.get("KINFOLD_FIELD_KEY", "")
    return [key for key in (own, str(settings.SECRET_KEY)) if key]


def seal(words: str, *, table: str, row_id: UUID) -> bytes:
    """Words that only this row can open again."""
    nonce = os.urandom(NONCE_BYTES)
    place = f"{table}:{row_id}".encode()
    sealed = _box(_secrets()[0]).encrypt(nonce, words.encode(), place)
    return VERSION + nonce + sealed


def unseal(sealed: bytes | memoryview, *, table: str, row_id: UUID) -> str:
    """The words again.

    Raises:
        CannotOpenSeal: another key sealed them, or they were moved or changed.
    """
    raw = bytes(sealed)
    nonce, body = raw[1 : 1 + NONCE_BYTES], raw[1 + NONCE_BYTES :]
    place = f"{table}:{row_id}".encode()
    for secret in _secrets():
        try:
            return _box(secret).decrypt(nonce, body, place).decode()
        except (InvalidTag, ValueError):
            continue
    raise CannotOpenSeal(f"{table} {row_id} was sealed with another key")
