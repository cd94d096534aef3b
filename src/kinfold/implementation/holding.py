"""What every action asks first, and who says it when."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from kinfold.platform.models import said_by
from kinfold.platform.viewer import Viewer


def said(by: Viewer, at: datetime | None) -> dict[str, Any]:
    """Who says it, and when: now, unless it is retold. No form gives another time; the
    made-up world retells an autumn that is past. The audit always has today."""
    columns: dict[str, Any] = {**said_by(by)}
    return {**columns, "at": at} if at else columns


def day_of(at: datetime | None) -> date:
    """The day in London of what is retold; today for anything else."""
    return timezone.localdate(at) if at else timezone.localdate()
