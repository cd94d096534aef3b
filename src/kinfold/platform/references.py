"""A short reference that somebody can read out, and that finds the log line."""

from __future__ import annotations

import secrets

# without letters and digits that are taken for one another when read out
_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8


def new_reference() -> str:
    """Eight characters by chance; says nothing about anybody."""
    return "".join(secrets.choice(_LETTERS) for _ in range(LENGTH))
