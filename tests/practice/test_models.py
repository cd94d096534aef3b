"""The law of the map's records, kept by the database itself."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError
from django.utils import timezone

from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import (
    DangerStatement,
    MapEntry,
    Mapping,
    SafetyGoal,
    SafetyScale,
    ScaleRating,
)
from kinfold.records.models import Family
from tests.factories.practice import make_entry, make_rating, make_set, me

pytestmark = pytest.mark.django_db


def refused(by: Viewer, change: object) -> bool:
    """Whether the database refuses the change outright."""
    try:
        with as_viewer(by), transaction.atomic():
            change()  # type: ignore[operator]
    except IntegrityError:
        return True
    return False


def test_a_family_has_one_living_map(practitioner: Viewer, family: Family) -> None:
    make_entry(practitioner, family)
    assert refused(
        practitioner,
        lambda: Mapping.objects.create(
            authority_id=family.authority_id,
            family=family,
            started_by_id=practitioner.worker_id,
        ),
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"is_visible_to_family": False},
        {"is_visible_to_family": False, "hidden_reason": "Danger to Leanne"},
        {"hidden_reason": "Danger to Leanne"},
        {"hidden_review_on": date(2027, 1, 4)},
    ],
)
def test_hidden_from_the_family_needs_reason_author_and_review(
    practitioner: Viewer, family: Family, changes: dict[str, object]
) -> None:
    entry = make_entry(practitioner, family)
    rows = MapEntry.objects.filter(pk=entry.pk)
    assert refused(practitioner, lambda: rows.update(**changes))


@pytest.mark.parametrize(
    "changes",
    [
        {"text": ""},
        {"is_own_words": True},
        {"category": "existing_safety"},
        {"happened_earliest_on": date(2026, 3, 2)},
        {
            "happened_earliest_on": date(2026, 3, 2),
            "happened_latest_on": date(2026, 3, 1),
        },
        {"due_on": date(2027, 1, 4)},
        {"withdrawn_at": timezone.now()},
    ],
)
def test_an_entry_that_breaks_the_law_is_refused(
    practitioner: Viewer, family: Family, changes: dict[str, object]
) -> None:
    entry = make_entry(practitioner, family)
    rows = MapEntry.objects.filter(pk=entry.pk)
    assert refused(practitioner, lambda: rows.update(**changes))


def test_a_danger_has_one_goal_and_one_scale(
    practitioner: Viewer, family: Family
) -> None:
    danger = make_set(practitioner, family)
    key = {"authority_id": family.authority_id, "danger": danger}
    with as_viewer(practitioner):
        assert SafetyGoal.objects.filter(**key).count() == 1
        assert SafetyScale.objects.filter(**key).count() == 1
    assert refused(practitioner, lambda: SafetyGoal.objects.create(**key))
    assert refused(practitioner, lambda: SafetyScale.objects.create(**key))


@pytest.mark.parametrize(
    "changes",
    [
        {"rater_name": ""},
        {"value": "10.5"},
        {"value": "-0.5"},
        {"value": "4.2"},
        {"value": None},
        {"answer": "declined"},
    ],
)
def test_a_rating_is_somebodys_and_stands_on_the_scale(
    practitioner: Viewer, danger: DangerStatement, changes: dict[str, object]
) -> None:
    with as_viewer(practitioner):
        scale = SafetyScale.objects.get(danger=danger)
    fields: dict[str, object] = {
        "authority_id": danger.authority_id,
        "scale": scale,
        "rater_name": "Nan Jo",
        "capacity": "family",
        "value": "4.5",
        "occasion": "visit",
        "rated_on": date(2026, 5, 1),
        "recorded_by_id": practitioner.worker_id,
    }
    assert refused(
        practitioner, lambda: ScaleRating.objects.create(**(fields | changes))
    )
    assert not refused(practitioner, lambda: ScaleRating.objects.create(**fields))


@pytest.mark.parametrize("statement", ["UPDATE {} SET version = 9", "DELETE FROM {}"])
def test_history_and_ratings_cannot_be_rewritten(
    practitioner: Viewer, family: Family, statement: str
) -> None:
    danger = make_set(practitioner, family)
    make_entry(practitioner, family)
    make_rating(practitioner, family, danger.pk, me(practitioner))
    tables = (
        "practice_mapentryrevision",
        "practice_dangersetrevision",
        "copies_mapsharing",
    )
    for table in (*tables, "practice_scalerating", "practice_disagreement"):
        sql = statement.format(table)
        if table not in tables and sql.startswith("UPDATE"):
            sql = f"UPDATE {table} SET recorded_at = now()"
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            as_viewer(practitioner),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)
