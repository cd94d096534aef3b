"""The secret part of a link: 136 bits by chance, behind the authority it belongs to.

The authority stands in it so that the row can be looked for behind that authority's
fence: no table is open to strangers. Without the rest there is nothing to find.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import secrets
from typing import Final
from uuid import UUID

SECRET_BYTES: Final = 17  # with the authority's 16 they make 44 letters and no padding
LENGTH: Final = 44
CODE_DIGITS: Final = 6


def new_token(authority_id: UUID) -> str:
    raw = authority_id.bytes + secrets.token_bytes(SECRET_BYTES)
    return base64.urlsafe_b64encode(raw).decode()


def authority_of(token: str) -> UUID | None:
    """The authority that a token names; None when it is no token."""
    if len(token) != LENGTH or not token.isascii() or "=" in token:
        return None
    try:
        raw = base64.b64decode(token, altchars=b"-_", validate=True)
    except binascii.Error:
        return None
    return UUID(bytes=raw[:16])


def hashed(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_code() -> str:
    """A code to be said aloud, "407 153"."""
    digits = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
    return f"{digits[:3]} {digits[3:]}"
