"""What a programme's home shows of each authority, and that no other reads it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinfold.consultancy import selectors
from kinfold.consultancy.selectors import Glance
from kinfold.platform.tenancy import as_viewer
from kinfold_core.access import Role
from tests.factories.consultancy import make_promise, make_sitting
from tests.factories.gatherings import make_visit
from tests.factories.platform import make_worker_viewer
from tests.factories.themes import (
    join_programme,
    leave_programme,
    make_programme_member,
    make_programme_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NOTHING = Glance(None, None, None, False, 0, 0)


def ahead(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def test_a_glance_is_one_query_and_each_authority_reads_its_own(
    authority, elsewhere_authority
):
    programme = make_programme_of(authority)
    join_programme(programme, elsewhere_authority)
    lead = make_programme_member(programme, Role.PROGRAMME_LEAD)
    sitting = make_sitting(lead, programme, authority, day=ahead(-40))
    make_sitting(lead, programme, authority, day=ahead(-9), kind="call")
    make_promise(lead, sitting, by_day=ahead(-1))
    make_promise(lead, sitting, by_day=ahead(0))
    make_promise(lead, sitting, by_day=ahead(-1), side="authority")
    make_promise(lead, sitting, by_day=ahead(-1), side="authority", state="kept")
    make_visit(lead, programme, authority, day=ahead(5), kind="call")
    make_visit(lead, programme, authority, day=ahead(4), cancelled_on=ahead(0),
               cancelled_why="Snow")  # fmt: skip
    ours = Glance(ahead(-40), ahead(-9), ahead(5), False, 1, 1)
    with as_viewer(lead), CaptureQueriesContext(connection) as asked:
        found = selectors.glance(lead, programme.pk)
    assert len(asked) == 1
    assert found == {authority.pk: ours, elsewhere_authority.pk: NOTHING}
    theirs = make_worker_viewer(elsewhere_authority, Role.SENIOR_LEADER)
    with as_viewer(theirs):
        assert selectors.glance(theirs, programme.pk) == {
            elsewhere_authority.pk: NOTHING
        }
    worker = make_worker_viewer(authority, Role.PRACTITIONER)
    with as_viewer(worker), pytest.raises(PermissionDenied):
        selectors.glance(worker, programme.pk)
    leave_programme(programme, authority)
    with as_viewer(lead):
        assert authority.pk not in selectors.glance(lead, programme.pk)


def test_the_database_keeps_it_from_every_other_authority(
    authority, elsewhere_authority
):
    programme = make_programme_of(authority)
    join_programme(programme, elsewhere_authority)
    lead = make_programme_member(programme, Role.CONSULTANT)
    sitting = make_sitting(lead, programme, authority)
    make_promise(lead, sitting)
    counts = {
        authority: (1, 1),
        elsewhere_authority: (0, 0),
    }
    for place, expected in counts.items():
        viewer = make_worker_viewer(place, Role.SENIOR_LEADER)
        with as_viewer(viewer), connection.cursor() as cursor:
            cursor.execute(
                "SELECT current_user, (SELECT count(*) FROM consultancy_sitting),"
                " (SELECT count(*) FROM consultancy_promise)"
            )
            assert cursor.fetchone() == ("kinfold_app", *expected)
