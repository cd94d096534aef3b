"""Who may see a programme's calendar, keep it, and hold its visits."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from kinfold.platform.viewer import Viewer
from kinfold_core.access import Action
from kinfold_core.decision import Decision, refuse


def may_see(viewer: Viewer) -> Decision:
    return viewer.may(Action.SEE_PROGRAMME)


def may_keep(viewer: Viewer, host: UUID | None) -> Decision:
    """Plan and change a gathering. Whoever works in an authority: what it hosts."""
    decision = viewer.may(Action.KEEP_CALENDAR)
    if decision and viewer.authority_id and host != viewer.authority_id:
        return refuse("This gathering is hosted by somebody else")
    return decision


def has_begun(day: date, starts_at: time | None, now: datetime) -> bool:
    """Whether it has begun at this moment in England. One whose time is not known
    begins when its day is over."""
    if day != now.date():
        return day < now.date()
    return starts_at is not None and starts_at <= now.time()


def may_hold_visits(viewer: Viewer, place: UUID | None) -> Decision:
    """Plan a visit to this authority or a call with it, and cancel it."""
    decision = viewer.may(Action.HOLD_CONSULTANCY)
    if decision and viewer.authority_id and place != viewer.authority_id:
        return refuse("This visit is to another authority")
    return decision
