"""What every table that belongs to an authority, or to a programme, has in common.

The database fences (row-level security, composite keys, grants) are made from these
classes by `kinfold.platform.fences`; a model that inherits one is fenced, and nothing
else has to be remembered.
"""

from __future__ import annotations

import os
import threading
import time
import uuid
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

_TICKS_A_SECOND = 4096 * 1000  # as fine as the 12 bits behind the milliseconds are


class _Ticks:
    """A clock of one process that never shows the same time twice."""

    def __init__(self) -> None:
        self._lock, self._last = threading.Lock(), 0

    def next(self) -> int:
        now = time.time_ns() * _TICKS_A_SECOND // 1_000_000_000
        with self._lock:
            # a clock that was set back further than that is right, and is followed
            is_behind = 0 <= self._last - now < _TICKS_A_SECOND
            self._last = self._last + 1 if is_behind else now
            return self._last


_ticks = _Ticks()


def time_ordered_uuid() -> uuid.UUID:
    """A version 7 UUID: milliseconds in 48 bits, 4096ths of one in 12, then chance.

    New rows stand beside each other in the index, which random ones do not, and the
    value cannot be guessed. What one process makes is in the order it was made, so
    the lines of a list that are saved at once come back as they were said.
    Source: RFC 9562, 5.7 and 6.2, method 3 (in Python itself from 3.14).
    """
    milliseconds, fraction = divmod(_ticks.next(), 4096)
    chance = int.from_bytes(os.urandom(8), "big") >> 2
    return uuid.UUID(
        int=milliseconds << 80 | 0x7 << 76 | fraction << 64 | 0b10 << 62 | chance
    )


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


class ProgrammeOwned(models.Model):
    """A row of a programme: for its members, and whoever works in its authorities.

    It holds no person's record. Nobody else can read, count or reach it (ADR 38). A
    `FencedKey` between two such tables stays inside their programme.
    """

    id = models.UUIDField(primary_key=True, default=time_ordered_uuid, editable=False)
    programme = models.ForeignKey(
        "platform.Programme",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,  # every index of ours starts with it
    )

    class Meta:
        abstract = True


class ProgrammeAppendOnly(ProgrammeOwned):
    """A row of a programme that is written and read, and never changed or deleted."""

    class Meta:
        abstract = True


class PlaceOwned(ProgrammeOwned):
    """A row between a programme and one authority in it: for that authority and the
    programme's members, and for no other authority."""

    authority = models.ForeignKey(
        "platform.Authority",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )

    class Meta:
        abstract = True


class PlaceAppendOnly(PlaceOwned):
    """A row between the two that is written and read, and never changed or deleted."""

    class Meta:
        abstract = True


class ProgrammeShelf(ProgrammeOwned):
    """A row for the whole programme, or for the people of one authority alone.

    `only_for` is that authority. A row that names it is read and written by nobody
    else, not by the programme's members either.
    """

    only_for = models.ForeignKey(
        "platform.Authority",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        db_index=False,
    )

    class Meta:
        abstract = True


class HandedOn(ProgrammeOwned):
    """What one authority hands to named others of its programme (ADR 40).

    The giver always sees it and alone may write it. Each of `recipients`, and the
    programme's members if it was handed to them too, sees it while it stands: not
    taken back, `until` not past in London, and both still in the programme, the giver
    in the stay in which it was handed on.
    """

    authority = models.ForeignKey(
        "platform.Authority",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    recipients = ArrayField(models.UUIDField(), default=list)
    to_programme = models.BooleanField(default=False)
    until = models.DateField(null=True)
    """The last day; none: for as long as both are in the programme."""
    withdrawn_on = models.DateField(null=True)

    class Meta:
        abstract = True


class HandedOnForGood(HandedOn):
    """What was handed on, and is never changed or deleted: it is not taken back."""

    class Meta:
        abstract = True
