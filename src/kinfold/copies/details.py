"""What goes into a link and what comes out of it: plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from kinfold_core.practice.copy_link import DAYS_OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkDetails:
    """Whom a link is for and how long. With no `code` one is made up."""

    person_id: UUID
    code: str = ""
    days: int = DAYS_OPEN
    phone: str = ""


@dataclass(frozen=True, slots=True)
class NewLink:
    """Told once: nothing of `token` or `code` is kept but a hash."""

    id: UUID
    token: str
    code: str
    name: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Opened:
    """What came of an attempt. `kept` is the copy, None while it stays closed.

    `is_wrong`: the link is open and the code was not the right one.
    """

    kept: dict[str, Any] | None = None
    phone: str = ""
    link_id: UUID | None = None
    expires_at: datetime | None = None
    is_wrong: bool = False
    tries_left: int = 0
