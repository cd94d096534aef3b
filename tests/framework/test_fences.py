"""What somebody says while a review is open, from inside the database."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from kinfold.framework.actions import reviewing
from kinfold.framework.models import Rating
from kinfold.platform.tenancy import as_viewer
from kinfold_core.access import Role
from tests.factories.framework import make_rated, make_rater, make_review
from tests.factories.platform import make_worker_viewer
from tests.framework.steps import HOME, page

pytestmark = pytest.mark.django_db
RATE = (
    "INSERT INTO framework_rating (id, programme_id, authority_id, rater_id, part,"
    " version, score, evidence, front_line_why, families_why, corrected_why,"
    " by_user_id, by_name, by_place)"
    " VALUES (gen_random_uuid(), %s, %s, %s, 'x', 1, 9, '', '', '', '', %s, '', '')"
)


def run(viewer, sql, *params):
    with as_viewer(viewer), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.rowcount


def refused(viewer, sql, *params):
    with pytest.raises(DatabaseError, match=r"row-level security|permission denied"):
        run(viewer, sql, *params)


def read_by(viewer):
    with as_viewer(viewer):
        return [one.score for one in Rating.objects.order_by("score")]


def test_an_open_rating_is_read_by_its_rater_alone(
    ours, front, lead, theirs, programme, authority
):
    other = make_worker_viewer(authority, Role.PRACTICE_LEADER)
    review = make_review(ours, programme)
    rater = make_rater(ours, review, name=front.name, account=front.user_id)
    make_rated(front, rater, 3)
    panel = make_rater(ours, review, hat="family", name="The panel")
    make_rated(ours, panel, 5)
    aside = make_rater(ours, review, name=other.name, account=other.user_id)
    run(other, RATE, programme.pk, authority.pk, aside.pk, other.user_id)
    for viewer, own in ((front, [3]), (ours, [5]), (other, [9]), (lead, []),
                        (theirs, [])):  # fmt: skip
        assert read_by(viewer) == own
    assert "1 of 20" in page(ours, f"{HOME}reviews/{review.pk}/")
    with as_viewer(ours):
        reviewing.set_aside(rater_id=aside.pk, why="Ill", by=ours)
        reviewing.close(review_id=review.pk, by=ours)
    # and of whoever was set aside still by nobody else
    for viewer, told in ((front, [3, 5]), (lead, [3, 5]), (other, [3, 5, 9]),
                         (theirs, [])):  # fmt: skip
        assert read_by(viewer) == told


def test_nobody_takes_over_a_rater_or_closes_it_early_to_read(
    ours, front, lead, programme, authority
):
    review = make_review(ours, programme)
    rater = make_rater(ours, review, name=front.name, account=front.user_id)
    there = [programme.pk, authority.pk, rater.pk]
    close = (
        "UPDATE framework_review SET closed_on = CURRENT_DATE, closed_by = 'x',"
        " parts_low = 0, parts_apart = 0"
    )
    hand_in = "UPDATE framework_rater SET handed_in_on = CURRENT_DATE"
    for who in (ours, lead):
        refused(who, RATE, *there, who.user_id)
        refused(who, close)
        refused(who, hand_in)
        refused(who, "UPDATE framework_rater SET account = %s", who.user_id)
        refused(who, "UPDATE framework_rater SET by_user_id = %s", who.user_id)
        refused(who, "DELETE FROM framework_rater")
        refused(who, "DELETE FROM framework_review")
    refused(front, RATE, *there, ours.user_id)
    make_rated(front, rater, 3)
    # what was handed in is not taken back by a colleague, to be said anew
    assert run(ours, "UPDATE framework_rater SET handed_in_on = NULL") == 0
    assert run(ours, close) == 1
    assert read_by(ours) == [3]
