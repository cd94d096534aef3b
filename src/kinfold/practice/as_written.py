"""What stands on the map, as somebody would have typed it, and as history keeps it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from kinfold.practice import holding
from kinfold.practice.details import (
    DangerSetDetails,
    EntryDetails,
    ImpactDetails,
    Named,
    Showing,
)
from kinfold.practice.models import MapEntry
from kinfold.practice.row_making import happened
from kinfold.practice.rows import DangerRow

_encode = DjangoJSONEncoder().default


def details_of(entry: MapEntry) -> EntryDetails:
    """The entry as it stands, as somebody would have typed it."""
    return EntryDetails(
        category=entry.offered_as or entry.category,
        text=entry.text,
        is_own_words=entry.is_own_words,
        said_by=Named(
            name=entry.said_by_name,
            person_id=entry.said_by_person_id,
            worker_id=entry.said_by_worker_id,
        ),
        source_type=entry.source_type,
        happened=happened(entry),
        impact=entry.impact,
        danger_id=entry.danger_id,
        who=Named(
            name=entry.who_name,
            person_id=entry.who_person_id,
            worker_id=entry.who_worker_id,
        ),
        due_on=entry.due_on,
        done_on=entry.done_on,
        outcome=entry.outcome,
        showing=holding.showing_of(entry),
    )


def set_details(row: DangerRow) -> DangerSetDetails:
    """The set as it stands, as somebody would have typed it."""
    return DangerSetDetails(
        worried_people=row.worried_people,
        existing_safety_preface=row.existing_safety_preface,
        worried_about=row.worried_about,
        what_might_happen=row.what_might_happen,
        why_believed=row.why_believed,
        impacts=tuple(
            ImpactDetails(child_id=i.child_id, child_name=i.child_name, text=i.text)
            for i in row.impacts
        ),
        agency_goal=row.agency_goal,
        family_goal=row.family_goal,
        child_hope=row.child_hope,
        observable_signs=row.observable_signs,
        sustained_for=row.sustained_for,
        anchor_0=row.anchor_0,
        anchor_10=row.anchor_10,
        showing=Showing(
            is_visible=row.shown.is_visible,
            reason=row.shown.reason,
            review_on=row.shown.review_on,
        ),
    )


def as_json(details: Any) -> dict[str, Any]:
    """Details as plain values that a JSON column holds: dates and ids as text."""
    return {key: _plain(value) for key, value in asdict(details).items()}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return _encode(value)
