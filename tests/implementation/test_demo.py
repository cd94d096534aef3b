"""The made-up world's autumn of 2017: dated as it was, and told once."""

from __future__ import annotations

from datetime import date

import pytest

from kinfold.implementation.selectors import plans, shares
from kinfold.platform.models import User
from kinfold.platform.places import places_of, viewer_in
from kinfold.platform.tenancy import as_authority, as_viewer
from kinfold.world.implementation import HELENA, SAMUEL, load_plans
from kinfold.world.staffing import Seats, open_programme
from tests.factories.platform import as_owner

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def somebody(email):
    user_id = User.objects.get(email=email).pk
    place = places_of(user_id)[0]
    with as_authority(place.authority_id, user_id=user_id):
        return viewer_in(place, user_id=user_id)


def test_norfolk_is_final_before_december_and_lincolnshire_reads_todays_plan():
    as_owner(lambda: (Seats().open_authorities(), open_programme()))
    load_plans()
    load_plans()  # again changes nothing
    samuel, helena = somebody(SAMUEL), somebody(HELENA)
    with as_viewer(samuel):
        now, autumn = plans.plans(samuel)
        told = plans.plan(samuel, autumn.row.pk)
        unanswered = plans.unanswered_of(samuel, autumn.row)
        [share] = plans.shares_of(samuel, autumn.row)
    assert [one.state for one in told.steps] == [
        "draft", "shared", "road_test", "refined", "final",
    ]  # fmt: skip
    assert told.steps[1].on == date(2017, 9, 29)
    assert told.step.on < autumn.row.due_on
    assert not unanswered
    assert len(share.recipients) == 9
    assert (now.row.came_from_id, now.state) == (autumn.row.pk, "shared")
    with as_viewer(helena):
        given = shares.received(helena)
        over = shares.share(helena, share.row.pk)
    assert [one.stands for one in given] == [True, False]
    assert not over.lines
    assert len(over.comments) == 2
