"""The demo's calendar tells one public day, and marks what is made up."""

from __future__ import annotations

from datetime import date

import pytest

from kinfold.gatherings.models import Gathering, Visit
from kinfold.platform.tenancy import as_viewer
from kinfold.world.calendar import load_calendar
from kinfold.world.staffing import Seats, open_programme, programme_member
from kinfold_core.access import Role
from tests.factories.platform import as_owner

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_only_the_launch_is_told_as_it_was_and_all_is_made_once():
    as_owner(lambda: (Seats().open_authorities(), open_programme()))
    load_calendar()
    load_calendar()
    with as_viewer(programme_member(Role.PROGRAMME_LEAD)):
        real = Gathering.objects.get(is_synthetic=False)
        assert real.day == date(2017, 9, 29)
        assert Gathering.objects.count() == 6
        assert Visit.objects.filter(is_synthetic=True).count() == 7
        assert {one.authority.slug for one in Visit.objects.all()} == {"norfolk"}
