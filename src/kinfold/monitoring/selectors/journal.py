"""The journal of a family, newest day first."""

from __future__ import annotations

from uuid import UUID

from kinfold.monitoring.models import JournalEntry
from kinfold.platform.viewer import Viewer
from kinfold_core.practice.lived_plan import JournalRow
from kinfold_core.practice.plan_written import Who


def journal_of(viewer: Viewer, family_id: UUID) -> tuple[JournalRow, ...]:
    """Every entry of an authorised family's journal. Four queries at most."""
    entries = (
        JournalEntry.objects.filter(
            authority_id=viewer.in_authority(), family_id=family_id
        )
        .select_related("recorded_by")
        .prefetch_related("rules", "readings__reader")
        .order_by("-happened_on", "-recorded_at", "-pk")
    )
    rows = list(entries)
    corrected = {row.corrects_id: row.pk for row in rows if row.corrects_id}
    return tuple(_row(row, corrected.get(row.pk), viewer) for row in rows)


def _row(entry: JournalEntry, newer: UUID | None, viewer: Viewer) -> JournalRow:
    readings = list(entry.readings.all())
    return JournalRow(
        id=entry.pk,
        author=Who(
            name=entry.name,
            person_id=entry.person_id,
            member_id=entry.member_id,
            worker_id=entry.worker_id,
        ),
        capacity=entry.capacity,
        happened_on=entry.happened_on,
        went_well=entry.went_well,
        hard=entry.hard,
        what_we_did=entry.what_we_did,
        is_red_flag=entry.is_red_flag,
        feeling=entry.feeling,
        rule_ids=tuple(one.rule_id for one in entry.rules.all()),
        is_agency_only=entry.is_agency_only,
        hidden_reason=entry.hidden_reason,
        hidden_review_on=entry.hidden_review_on,
        corrects_id=entry.corrects_id,
        corrected_by=newer,
        read_by=tuple(sorted(one.reader.name for one in readings)),
        is_read_by_viewer=any(one.reader_id == viewer.worker_id for one in readings),
        recorded_by=entry.recorded_by.name,
        recorded_at=entry.recorded_at,
    )
