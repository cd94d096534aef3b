"""What an authority hopes for now, and all that it ever hoped for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from kinfold.expectations.models import ExpectationVersion
from kinfold.platform.viewer import Viewer
from kinfold_core.practice.expectations import NAMES, Expectations


@dataclass(frozen=True, slots=True)
class Written:
    """One version. Version 0 is what Kinfold comes with, and nobody wrote it."""

    version: int
    hoped: Expectations
    why: str = ""
    by: str = ""
    at: datetime | None = None


def expectations_of(viewer: Viewer) -> Expectations:
    """By when the viewer's authority hopes for what. One query."""
    row = _rows(viewer).values(*NAMES).order_by("-version").first()
    return Expectations(**row) if row else Expectations()


def standing_expectations(viewer: Viewer) -> Written:
    """The version in force. One query."""
    return next(iter(expectation_history(viewer, most=1)), Written(0, Expectations()))


def expectation_history(
    viewer: Viewer, *, most: int | None = None
) -> tuple[Written, ...]:
    """Every version that was written, newest first. One query."""
    rows = _rows(viewer).select_related("written_by").order_by("-version")[:most]
    return tuple(
        Written(
            row.version,
            Expectations(**{name: getattr(row, name) for name in NAMES}),
            row.why,
            row.written_by.name,
            row.written_at,
        )
        for row in rows
    )


def _rows(viewer: Viewer) -> QuerySet[ExpectationVersion]:
    return ExpectationVersion.objects.filter(authority_id=viewer.in_authority())
