"""Making rows of what the database holds: all that hangs on an entry at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, F, JSONField, OuterRef, QuerySet
from django.db.models.sql.compiler import SQLCompiler

from kinfold.practice.models import (
    ChildImpact,
    DangerStatement,
    Disagreement,
    HarmedChild,
    HarmMoment,
    MapEntry,
    SafetyGoal,
    SafetyScale,
    ScaleRating,
    WorriedPerson,
)
from kinfold.practice.models.bases import Written
from kinfold.practice.taken_back import stands
from kinfold_core.people.dates import FuzzyDate
from kinfold_core.practice.living_map import (
    DangerRow,
    Dispute,
    EntryRow,
    RatingRow,
    fields_of,
)
from kinfold_core.practice.written import (
    GOAL_WORDS,
    MATRIX_ROWS,
    MOMENTS,
    SCALE_WORDS,
    STATEMENT_WORDS,
    EntryDetails,
    ImpactDetails,
    MomentDetails,
    Named,
    Showing,
)


class _WholeRow(Expression):
    """Every column of a row as JSON. Naming them one by one costs the page more."""

    output_field = JSONField()

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[()]]:
        alias = compiler.query.get_initial_alias()
        return f"to_jsonb({compiler.quote_name_unless_alias(alias)})", ()


def rows_as_json(rows: QuerySet[Any]) -> ArraySubquery:
    """Rows that hang on an outer row, whole, as a list of JSON objects on it."""
    return ArraySubquery(rows.values(json=_WholeRow()))


def _disputes(authority_id: UUID, key: str) -> ArraySubquery:
    rows = Disagreement.objects.filter(
        authority_id=authority_id, **{key: OuterRef("pk")}
    ).order_by("recorded_at")
    return rows_as_json(rows)


def entry_rows(authority_id: UUID, mapping_id: UUID) -> QuerySet[MapEntry]:
    """Every entry of a map with all that hangs on it; none that was taken back."""
    of_entry = {"authority_id": authority_id, "entry": OuterRef("pk")}
    return (
        MapEntry.objects.filter(
            stands("entry"), authority_id=authority_id, mapping_id=mapping_id
        )
        .annotate(
            disputes=_disputes(authority_id, "entry"),
            moment_rows=rows_as_json(HarmMoment.objects.filter(**of_entry)),
            child_rows=rows_as_json(
                HarmedChild.objects.filter(**of_entry).order_by("child_id")
            ),
            entered_by_name=F("entered_by__name"),
            changed_by_name=F("changed_by__name"),
            hidden_by_name=F("hidden_by__name"),
        )
        .order_by("position", "entered_at", "pk")
    )


def entry_details(entry: MapEntry) -> EntryDetails:
    """An entry that came from `entry_rows`, as somebody would have typed it."""
    known = entry.__dict__
    moments = {row["moment"]: row for row in known["moment_rows"]}
    return EntryDetails(
        category=entry.offered_as or entry.category,
        text=entry.text,
        is_own_words=entry.is_own_words,
        said_by=_named(entry.__dict__, "said_by_"),
        source_type=entry.source_type,
        happened=_happened(entry),
        impact=entry.impact,
        danger_id=entry.danger_id,
        who=_named(entry.__dict__, "who_"),
        due_on=entry.due_on,
        done_on=entry.done_on,
        outcome=entry.outcome,
        about=entry.about,
        how_often=entry.how_often,
        moments=tuple(
            MomentDetails(
                moment=moment, **{row: moments[moment][row] for row in MATRIX_ROWS}
            )
            for moment in MOMENTS
            if moment in moments
        ),
        children=tuple(
            Named(name=row["child_name"], person_id=UUID(row["child_id"]))
            for row in known["child_rows"]
        ),
        certainty=entry.certainty,
        seen_by=entry.seen_by,
        is_childs_own_behaviour=entry.is_childs_own_behaviour,
        showing=replace(_showing(entry), is_childs_choice=entry.is_childs_choice),
    )


def entry_row(entry: MapEntry) -> EntryRow:
    """One entry that came from `entry_rows`."""
    details = fields_of(entry_details(entry), EntryDetails)
    return EntryRow(
        **details | {"category": entry.category},
        **_standing(entry),
        offered_as=entry.offered_as,
        entered_by=entry.__dict__["entered_by_name"],
    )


def _standing(row: MapEntry | DangerStatement) -> dict[str, Any]:
    known = row.__dict__
    return {
        "id": row.pk,
        "reading_age": row.reading_age,
        "hidden_by": known["hidden_by_name"] or "",
        "disputes": tuple(
            Dispute(one["name"], one["words"], date.fromisoformat(one["said_on"]))
            for one in known["disputes"]
        ),
        "version": row.version,
        "changed_by": known["changed_by_name"],
        "changed_at": row.changed_at,
        "withdrawn_at": row.withdrawn_at,
        "withdrawn_reason": row.withdrawn_reason,
    }


def _happened(entry: MapEntry) -> FuzzyDate | None:
    if entry.happened_earliest_on is None or entry.happened_latest_on is None:
        return None
    return FuzzyDate(
        entry.happened_earliest_on, entry.happened_latest_on, entry.is_happened_about
    )


def _showing(written: Written) -> Showing:
    return Showing(
        is_visible=written.is_visible_to_family,
        reason=written.hidden_reason,
        review_on=written.hidden_review_on,
    )


def danger_rows(authority_id: UUID, mapping_id: UUID) -> QuerySet[DangerStatement]:
    """Every set of a map, each with all that hangs on it, in one query."""
    here = {"authority_id": authority_id, "danger": OuterRef("pk")}
    worried = WorriedPerson.objects.filter(**here).order_by("position", "pk")
    impacts = ChildImpact.objects.filter(**here).order_by("child_id")
    goals = SafetyGoal.objects.filter(**here)
    of_safety = SafetyScale.Type.SAFETY
    scales = SafetyScale.objects.filter(**here, scale_type=of_safety)
    ratings = ScaleRating.objects.filter(
        stands("rating"),
        authority_id=authority_id,
        scale__danger=OuterRef("pk"),
        scale__scale_type=of_safety,
    ).order_by("rated_on", "recorded_at", "pk")
    return (
        DangerStatement.objects.filter(authority_id=authority_id, mapping_id=mapping_id)
        .annotate(
            changed_by_name=F("changed_by__name"),
            hidden_by_name=F("hidden_by__name"),
            worriers=rows_as_json(worried),
            child_impacts=rows_as_json(impacts),
            goal_rows=rows_as_json(goals),
            scale_rows=rows_as_json(scales),
            rating_rows=rows_as_json(ratings),
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
        **_standing(danger),
        number=number,
        state=danger.state,
        goal_state=goal.get("state", ""),
        demonstrated_from=_day(goal.get("demonstrated_from")),
        worried_people=tuple(_named(row) for row in known["worriers"]),
        **{name: getattr(danger, name) for name in STATEMENT_WORDS},
        impacts=tuple(
            ImpactDetails(
                child_id=UUID(row["child_id"]),
                child_name=row["child_name"],
                text=row["text"],
            )
            for row in known["child_impacts"]
        ),
        goal_count=len(known["goal_rows"]),
        **{name: goal.get(name, "") for name in GOAL_WORDS},
        observable_signs=tuple(goal.get("observable_signs", ())),
        scale_count=len(known["scale_rows"]),
        **{name: scale.get(name, "") for name in SCALE_WORDS},
        ratings=_ratings(known["rating_rows"]),
        showing=_showing(danger),
    )


def _named(row: dict[str, Any], prefix: str = "") -> Named:
    return Named(
        name=row[f"{prefix}name"],
        person_id=_uuid(row[f"{prefix}person_id"]),
        worker_id=_uuid(row[f"{prefix}worker_id"]),
    )


def _day(raw: str | None) -> date | None:
    return date.fromisoformat(raw) if raw else None


def _uuid(raw: UUID | str | None) -> UUID | None:
    return UUID(raw) if isinstance(raw, str) else raw


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
