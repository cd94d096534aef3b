"""The board reads what its authority hopes for, and keeps no row of before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kinfold.expectations.actions import write_expectations
from kinfold.platform.models import Team
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from kinfold.whiteboard import ready
from kinfold.whiteboard.models import KeptRow
from kinfold.whiteboard.presenters.columns import COLUMNS, say_plan
from kinfold.whiteboard.selectors import Asked, families, worked_out
from kinfold_core.access import Role
from kinfold_core.practice.expectations import Expectations
from kinfold_core.practice.written import Named
from tests.factories.monitoring import make_check
from tests.factories.planning import make_live, standing
from tests.factories.platform import chain_now, make_worker_viewer
from tests.factories.practice import make_rating, make_set

pytestmark = pytest.mark.django_db
SignIn = Callable[[Viewer], Client]
SCALE = [column.key for column in COLUMNS].index("scale")


def mark(by: Viewer, family: Family) -> str:
    """The mark of the scale: "f" for there, "p" for some time ago."""
    chain_now(by)
    with as_viewer(by):
        newest = ready.newest_of(families(by, Asked()))
        rows = ready.rows_of(by, newest, today=timezone.localdate())
        return rows[family.pk].marks[SCALE]


def test_how_long_ago_is_long_is_the_authoritys_to_say(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    danger = make_set(practitioner, family)
    make_rating(
        practitioner, family, danger.pk, Named(name="Nan Jo"), "5",
        capacity="network", rated_on=timezone.localdate() - timedelta(weeks=5),
    )  # fmt: skip
    assert mark(practitioner, family) == "f"
    with as_viewer(practitioner):
        kept = KeptRow.objects.get(family_id=family.pk).edition
        team = Team.objects.get(pk__in=practitioner.team_ids)
    leader = make_worker_viewer(team.authority, Role.PRACTICE_LEADER)
    with as_viewer(leader):
        write_expectations(
            hoped=Expectations(scale_every=4), seen_version=0, why="We ask monthly.",
            by=leader,
        )  # fmt: skip
    assert mark(practitioner, family) == "p"
    with as_viewer(practitioner):
        assert KeptRow.objects.get(family_id=family.pk).edition != kept
    page = sign_in(practitioner).get(reverse("whiteboard:board")).content.decode()
    assert "every 4 weeks" in page


def test_how_lately_a_rule_is_tried_is_the_authoritys_to_say(
    practitioner: Viewer, chair: Viewer, family: Family
) -> None:
    planned = make_live(practitioner, chair, family)
    rules = standing(practitioner, family.pk).rules
    make_check(practitioner, planned, rules[0].id)  # two days ago
    with as_viewer(practitioner):
        for hoped, tried in ((30, "1 tried in 30 days"), (1, "0 tried in 1 day")):
            rule = Expectations(tried_within=hoped)
            ask = {"today": timezone.localdate(), "hoped": rule}
            (row,) = worked_out(practitioner, [family.pk], **ask)
            assert say_plan(row, **ask).text.endswith(tried)
