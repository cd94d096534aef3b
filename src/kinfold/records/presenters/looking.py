"""Who looked, in words."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from kinfold.platform.components import Cell, Column, Table
from kinfold.platform.deeds import in_words
from kinfold.platform.models import AuditEvent
from kinfold.records.models import EmergencyAccess
from kinfold.records.policy import EMERGENCY_REASONS
from kinfold.records.presenters.words import moment


def look_rows(events: Iterable[AuditEvent]) -> Table:
    return Table(
        caption="Who looked at this record and what they changed, newest first",
        columns=(Column("When"), Column("Who"), Column("What"), Column("Why")),
        rows=tuple(
            (moment(e.at), e.by_name, in_words(e.action), e.why or "Their work")
            for e in events
        ),
        is_caption_shown=False,
        empty_text="Nobody has looked at this record yet.",
    )


def access_state(access: EmergencyAccess) -> str:
    """How an emergency access stands."""
    if access.reviewed_at:
        return f"{access.get_outcome_display()} ({moment(access.reviewed_at)})"
    if access.ended_at:
        return f"Ended {moment(access.ended_at)}"
    return f"Runs until {moment(access.expires_at)}"


def reason_words(access: EmergencyAccess) -> str:
    return EMERGENCY_REASONS.get(access.reason_kind, access.reason_kind)


def review_table(accesses: Iterable[EmergencyAccess], *, is_done: bool) -> Table:
    return Table(
        caption="Reviewed" if is_done else "Waiting to be reviewed, the oldest first",
        columns=(
            Column("When"),
            Column("Who"),
            Column("Whose record"),
            Column("Why"),
            Column("How it stands"),
        ),
        rows=tuple(
            (
                Cell(
                    moment(access.started_at),
                    url=reverse("records:emergency-review", args=[access.pk]),
                ),
                access.worker.name,
                access.family.name,
                reason_words(access),
                access_state(access),
            )
            for access in accesses
        ),
        empty_text="Nothing was reviewed yet."
        if is_done
        else "No emergency access waits to be reviewed.",
    )
