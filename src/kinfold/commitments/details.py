"""What goes into a link to what somebody was asked, and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kinfold_core.practice.commitments import CommitmentRow
from kinfold_core.practice.copy_link import DAYS_OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class AskLinkDetails:
    """How long a link opens, and its language. With no `code` one is made up."""

    code: str = ""
    days: int = DAYS_OPEN
    language: str = "en"


@dataclass(frozen=True, slots=True)
class NewAskLink:
    """Told once: nothing of `token` or `code` is kept but a hash."""

    id: UUID
    token: str
    code: str
    name: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class OpenedAsk:
    """What came of an attempt. `link_id` is None while the link stays closed.

    `asks` are the words this person was asked, as they stood when it was made.
    """

    link_id: UUID | None = None
    member_id: UUID | None = None
    name: str = ""
    language: str = ""
    asks: tuple[CommitmentRow, ...] = ()
    expires_at: datetime | None = None
    is_wrong: bool = False
    tries_left: int = 0
