"""Making rows of what the database holds: all that hangs on an entry at once."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, JSONField, OuterRef, QuerySet
from django.db.models.sql.compiler import SQLCompiler

from kinfold.practice.details import Named
from kinfold.practice.models import (
    ChildImpact,
    DangerStatement,
    Disagreement,
    MapEntry,
    SafetyGoal,
    SafetyScale,
    ScaleRating,
    WorriedPerson,
)
from kinfold.practice.models.bases import Written
from kinfold.practice.rows import (
    DangerRow,
    Dispute,
    EntryRow,
    ImpactRow,
    RatingRow,
    Shown,
)
from kinfold_core.people.dates import FuzzyDate


class _WholeRow(Expression):
    """Every column of a row as JSON. Naming them one by one costs the page more."""

    output_field = JSONField()

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[()]]:
        alias = compiler.query.get_initial_alias()
        return f"to_jsonb({compiler.quote_name_unless_alias(alias)})", ()


def _as_json(rows: QuerySet[Any]) -> ArraySubquery:
    return ArraySubquery(rows.values(json=_WholeRow()))


def _disputes(authority_id: UUID, key: str) -> ArraySubquery:
    rows = Disagreement.objects.filter(
        authority_id=authority_id, **{key: OuterRef("pk")}
    ).order_by("recorded_at")
    return _as_json(rows)


def entry_rows(authority_id: UUID, mapping_id: UUID) -> QuerySet[MapEntry]:
    """Every entry of a map with the names and disagreements a page shows."""
    return (
        MapEntry.objects.filter(authority_id=authority_id, mapping_id=mapping_id)
        .select_related("entered_by", "changed_by", "hidden_by")
        .annotate(disputes=_disputes(authority_id, "entry"))
        .order_by("position", "entered_at", "pk")
    )


def entry_row(entry: MapEntry) -> EntryRow:
    """One entry that came from `entry_rows`."""
    known = entry.__dict__
    return EntryRow(
        id=entry.pk,
        category=entry.category,
        offered_as=entry.offered_as,
        text=entry.text,
        is_own_words=entry.is_own_words,
        said_by=Named(
            name=entry.said_by_name,
            person_id=known["said_by_person_id"],
            worker_id=known["said_by_worker_id"],
        ),
        source_type=entry.source_type,
        happened=happened(entry),
        impact=entry.impact,
        danger_id=known["danger_id"],
        who=Named(
            name=entry.who_name,
            person_id=known["who_person_id"],
            worker_id=known["who_worker_id"],
        ),
        due_on=entry.due_on,
        done_on=entry.done_on,
        outcome=entry.outcome,
        reading_age=entry.reading_age,
        shown=_shown(entry),
        version=entry.version,
        entered_by=entry.entered_by.name,
        changed_by=entry.changed_by.name,
        changed_at=entry.changed_at,
        withdrawn_at=entry.withdrawn_at,
        withdrawn_reason=entry.withdrawn_reason,
        disputes=_read_disputes(known["disputes"]),
    )


def happened(entry: MapEntry) -> FuzzyDate | None:
    if entry.happened_earliest_on is None or entry.happened_latest_on is None:
        return None
    return FuzzyDate(
        entry.happened_earliest_on, entry.happened_latest_on, entry.is_happened_about
    )


def _shown(written: Written) -> Shown:
    return Shown(
        is_visible=written.is_visible_to_family,
        reason=written.hidden_reason,
        review_on=written.hidden_review_on,
        hidden_by=written.hidden_by.name if written.hidden_by else "",
    )


def _read_disputes(rows: list[dict[str, Any]]) -> tuple[Dispute, ...]:
    return tuple(
        Dispute(row["name"], row["words"], date.fromisoformat(row["said_on"]))
        for row in rows
    )


def danger_rows(authority_id: UUID, mapping_id: UUID) -> QuerySet[DangerStatement]:
    """Every set of a map, each with all that hangs on it, in one query."""
    here = {"authority_id": authority_id, "danger": OuterRef("pk")}
    worried = WorriedPerson.objects.filter(**here).order_by("position", "pk")
    impacts = ChildImpact.objects.filter(**here).order_by("child_id")
    goals = SafetyGoal.objects.filter(**here)
    scales = SafetyScale.objects.filter(**here)
    ratings = ScaleRating.objects.filter(
        authority_id=authority_id, scale__danger=OuterRef("pk")
    ).order_by("rated_on", "recorded_at", "pk")
    return (
        DangerStatement.objects.filter(authority_id=authority_id, mapping_id=mapping_id)
        .select_related("changed_by", "hidden_by")
        .annotate(
            worriers=_as_json(worried),
            child_impacts=_as_json(impacts),
            goal_rows=_as_json(goals),
            scale_rows=_as_json(scales),
            rating_rows=_as_json(ratings),
            disputes=_disputes(authority_id, "danger"),
        )
        .order_by("position", "entered_at", "pk")
    )


def danger_row(danger: DangerStatement, *, number: int = 0) -> DangerRow:
    """One set that came from `danger_rows`."""
    known = danger.__dict__
    goal = known["goal_rows"][0] if known["goal_rows"] else {}
    scale = known["scale_rows"][0] if known["scale_rows"] else {}
    return DangerRow(
        id=danger.pk,
        number=number,
        state=danger.state,
        worried_people=tuple(_named(row) for row in known["worriers"]),
        existing_safety_preface=danger.existing_safety_preface,
        worried_about=danger.worried_about,
        what_might_happen=danger.what_might_happen,
        why_believed=danger.why_believed,
        impacts=tuple(
            ImpactRow(UUID(row["child_id"]), row["child_name"], row["text"])
            for row in known["child_impacts"]
        ),
        reading_age=danger.reading_age,
        goal_count=len(known["goal_rows"]),
        agency_goal=goal.get("agency_goal", ""),
        family_goal=goal.get("family_goal", ""),
        child_hope=goal.get("child_hope", ""),
        observable_signs=tuple(goal.get("observable_signs", ())),
        sustained_for=goal.get("sustained_for", ""),
        scale_count=len(known["scale_rows"]),
        anchor_0=scale.get("anchor_0", ""),
        anchor_10=scale.get("anchor_10", ""),
        ratings=_ratings(known["rating_rows"]),
        disputes=_read_disputes(known["disputes"]),
        shown=_shown(danger),
        version=danger.version,
        changed_by=danger.changed_by.name,
        changed_at=danger.changed_at,
        withdrawn_at=danger.withdrawn_at,
        withdrawn_reason=danger.withdrawn_reason,
    )


def _named(row: dict[str, Any], prefix: str = "") -> Named:
    return Named(
        name=row[f"{prefix}name"],
        person_id=_uuid(row[f"{prefix}person_id"]),
        worker_id=_uuid(row[f"{prefix}worker_id"]),
    )


def _uuid(raw: str | None) -> UUID | None:
    return UUID(raw) if raw else None


def _ratings(rows: list[dict[str, Any]]) -> tuple[RatingRow, ...]:
    """Answers oldest first; the last of each person, by the day they gave it, counts.

    An older answer that was written down late does not become where they are now.
    """
    latest = {_rater_key(row): row["id"] for row in rows}
    return tuple(
        RatingRow(
            id=UUID(row["id"]),
            rater=_named(row, "rater_"),
            capacity=row["capacity"],
            answer=row["answer"],
            value=None if row["value"] is None else Decimal(str(row["value"])),
            why_not_lower=row["reason_why_not_lower"],
            one_higher=row["what_would_make_one_higher"],
            occasion=row["occasion"],
            rated_on=date.fromisoformat(row["rated_on"]),
            recorded_at=datetime.fromisoformat(row["recorded_at"]),
            is_visible=row["is_visible_to_family"],
            is_latest=latest[_rater_key(row)] == row["id"],
        )
        for row in rows
    )


def _rater_key(row: dict[str, Any]) -> str:
    known = row["rater_person_id"] or row["rater_worker_id"]
    return str(known or row["rater_name"].casefold())
