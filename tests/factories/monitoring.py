"""A plan as it is lived, in fixed words. Written through the actions."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from kinfold.monitoring import actions
from kinfold.monitoring.models import JournalEntry, PlanCheck, PlanReview
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from kinfold_core.practice.lived_plan import CheckDetails, JournalDetails, ReviewDetails
from kinfold_core.practice.plan_written import Who
from tests.factories.planning import Planned
from tests.factories.trajectory import days_ago


def make_check(
    by: Viewer, planned: Planned, rule_id: UUID, **changes: object
) -> PlanCheck:
    """Nan Jo tells how a Friday went."""
    told: dict[str, object] = {
        "rule_id": rule_id,
        "kind": "used_for_real",
        "checked_on": days_ago(2),
        "seen_by": planned.nan,
        "what_happened": "Leanne texted, Raj came in ten minutes.",
        "worked": "yes",
    }
    with as_viewer(by):
        return actions.check(
            family_id=planned.family.pk,
            details=CheckDetails(**(told | changes)),  # type: ignore[arg-type]
            by=by,
        )


def journal_details(planned: Planned, **changes: object) -> JournalDetails:
    told: dict[str, object] = {
        "author": planned.nan,
        "capacity": "network",
        "happened_on": days_ago(1),
        "went_well": "Both slept all night.",
        "hard": "Kai asked for his mum at bedtime.",
        "what_we_did": "We rang her and she sang to him.",
        "feeling": 7,
    }
    return JournalDetails(**(told | changes))  # type: ignore[arg-type]


def make_entry(
    by: Viewer, planned: Planned, corrects_id: UUID | None = None, **changes: object
) -> JournalEntry:
    with as_viewer(by):
        return actions.write(
            family_id=planned.family.pk,
            details=journal_details(planned, **changes),
            corrects_id=corrects_id,
            by=by,
        )


def make_review(by: Viewer, planned: Planned, **changes: object) -> PlanReview:
    today = timezone.localdate()
    told: dict[str, object] = {
        "held_on": today,
        "place": "Nan's kitchen",
        "people": ("Nan Jo", "Raj", "Leanne"),
        "went_well": "Three quiet Fridays.",
        "decided": "Raj comes on Saturdays too.",
        "next_review_on": today + timedelta(days=28),
    }
    with as_viewer(by):
        return actions.review(
            family_id=planned.family.pk,
            details=ReviewDetails(**(told | changes)),  # type: ignore[arg-type]
            by=by,
        )


def make_journal_row(by: Viewer, family: Family) -> UUID:
    """An entry for the id in an address of the journal."""
    with as_viewer(by):
        return actions.write(
            family_id=family.pk,
            details=JournalDetails(
                author=Who(name="Nan Jo"),
                capacity="network",
                happened_on=days_ago(1),
                went_well="Both slept all night.",
            ),
            by=by,
        ).pk
