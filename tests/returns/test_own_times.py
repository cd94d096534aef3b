"""What Kinfold's own record tells no more: a time while closed, words taken back."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from kinfold.platform.tenancy import as_viewer
from kinfold.practice.models import DangerStatement, TakenBack
from kinfold.records.actions.families import close_family, reopen_family
from kinfold.returns.selectors.own_families import _around
from kinfold.returns.stretches import Stretch
from tests.factories.practice import make_family
from tests.returns.test_own_record import export, worked_with

pytestmark = pytest.mark.django_db


def test_while_a_family_was_closed_and_before_it_opened_again_no_time_counts(
    practitioner, chair, analyst, tmp_path: Path
):
    family = make_family(practitioner)
    opened, today = family.opened_on, timezone.localdate()
    ends = {"family_id": family.pk, "reason": "Their network holds it", "by": chair}
    with as_viewer(chair):
        close_family(closed_on=opened + timedelta(days=30), **ends)
        reopen_family(**ends)
    rows = export(analyst, tmp_path / "out")["family_children"]
    first = str(opened + timedelta(days=30))
    one = [row for row in rows if row["child_id"] == rows[0]["child_id"]]
    assert [(row["start_date"], row["end_date"]) for row in one] == [
        (str(opened), first),
        (str(today), ""),
    ]
    assert {row["is_closed"] for row in one} == {"false"}


@pytest.mark.parametrize(
    ("end", "parts"),
    [
        (None, [(1, 10), (20, 30), (40, None)]),
        (5, [(1, 5)]),
        (15, [(1, 10)]),
        (50, [(1, 10), (20, 30), (40, 50)]),
    ],
)
def test_a_time_around_two_closings(end, parts):
    def day(number):
        return date(2026, 1, 1) + timedelta(days=number) if number else None

    gaps = [(day(10), day(20)), (day(25), day(25)), (day(30), day(40))]
    found = _around(gaps, Stretch(True, day(1), day(end)))
    assert [(one.start, one.end) for one in found] == [
        (day(start), day(until)) for start, until in parts
    ]


def test_a_goal_that_was_a_childs_words_is_none_once_the_child_took_them_back(
    practitioner, chair, analyst, tmp_path: Path
):
    worked_with(practitioner, chair)
    before = export(analyst, tmp_path / "before")["danger_statements"][0]
    assert before["goal_date"]
    with as_viewer(practitioner):
        danger = DangerStatement.objects.order_by("pk").first()
        for revision in danger.revisions.all():
            for name in ("agency_goal", "family_goal"):
                if words := revision.words.get(name):
                    TakenBack.objects.create(
                        authority_id=danger.authority_id,
                        mapping_id=danger.mapping_id,
                        danger=danger,
                        words=words,
                        recorded_by_id=practitioner.worker_id,
                    )
    after = export(analyst, tmp_path / "after")["danger_statements"][0]
    assert (after["danger"], after["goal_date"]) == (before["danger"], "")
    assert after["scale_date"] == before["scale_date"]
