"""What every table that belongs to an authority has in common.

The database fences (row-level security, composite keys, grants) are made from these
classes by `kinfold.platform.fences`; a model that inherits one is fenced, and nothing
else has to be remembered.
"""

from __future__ import annotations

import os
import time
import uuid
from typing import Any

from django.db import models


def time_ordered_uuid() -> uuid.UUID:
    """A version 7 UUID: 48 bits of milliseconds, then chance.

    New rows stand beside each other in the index, which random ones do not, and the
    value cannot be guessed. Source: RFC 9562, 5.7 (in Python itself from 3.14).
    """
    milliseconds = time.time_ns() // 1_000_000
    raw = bytearray(milliseconds.to_bytes(6, "big") + os.urandom(10))
    raw[6] = raw[6] & 0x0F | 0x70
    raw[8] = raw[8] & 0x3F | 0x80
    return uuid.UUID(bytes=bytes(raw))


class FencedKey(models.ForeignKey):  # type: ignore[type-arg]
    """A key between two tables of one authority.

    Foreign keys are checked without row-level security, so a plain one would let a row
    of one authority hang on another's. The fences make this one composite,
    `(authority_id, x_id)`, in place of Django's own constraint, and give it an index
    that starts with the authority.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["db_constraint"] = False
        kwargs["db_index"] = False
        kwargs.setdefault("on_delete", models.PROTECT)
        kwargs.setdefault("related_name", "+")
        super().__init__(*args, **kwargs)


class AuthorityOwned(models.Model):
    """A row of one authority. No other authority can read, count or reach it."""

    id = models.UUIDField(primary_key=True, default=time_ordered_uuid, editable=False)
    authority = models.ForeignKey(
        "platform.Authority",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,  # every index of ours starts with it
    )

    class Meta:
        abstract = True


class AppendOnly(AuthorityOwned):
    """A row that the application may write and read, and never change or delete.

    The database gives the application no right to do either.
    """

    class Meta:
        abstract = True
