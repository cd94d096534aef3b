"""What a policy needs to know about a record: facts, never the record itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Reach(IntEnum):
    """How far a grant reaches, and how near a record is. Nearer is smaller."""

    NOTHING = 0
    MINE = 1  # the family is allocated to me
    TEAM = 2  # allocated to a team that I belong to
    AUTHORITY = 3  # in my authority


@dataclass(frozen=True, slots=True)
class RecordState:
    """Facts about one family's record as the asker stands to it.

    Attributes:
        nearness: MINE, TEAM or AUTHORITY; another authority's record is never asked
            about, because the database does not show it.
        is_restricted: only the workers named on it may open it.
        is_named: the asker is one of those.
        has_emergency_access: a reasoned, unexpired emergency access is running.
        is_closed: the family's record is closed.
    """

    nearness: Reach
    is_restricted: bool = False
    is_named: bool = False
    has_emergency_access: bool = False
    is_closed: bool = False

    @property
    def for_a_childs_no(self) -> RecordState:
        """As it stands to whoever heard a child say no: a record may be closed or
        handed on by then, and the no counts at once (ADR 30)."""
        return RecordState(nearness=Reach.MINE)
