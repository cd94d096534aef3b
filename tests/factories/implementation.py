"""A plan with a goal and an action, shared, commented on and road-tested."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from uuid import UUID

from django.utils import timezone

from kinfold.implementation.actions import keeping, sharing, testing
from kinfold.implementation.models import ImplementationPlan, PlanShare
from kinfold.implementation.selectors import plans
from kinfold.platform.models import Programme
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold_core.access import Role
from kinfold_core.practice.implementation_plan import ACTION, GOAL, Line
from tests.factories.platform import make_authority, make_worker_viewer
from tests.factories.themes import join_programme

_numbers = count(1)
SECRET = "Close the Thetford office"


def stretch(**changes: object) -> keeping.Stretch:
    today = timezone.localdate()
    usual = {
        "title": "Implementation plan",
        "starts_on": today,
        "ends_on": today + timedelta(days=365),
        "workshop": "The winter workshop",
        "due_on": today + timedelta(days=60),
    }
    return keeping.Stretch(**{**usual, **changes})


def make_plan(by: Viewer, programme: Programme) -> ImplementationPlan:
    """A draft of version 3: one goal, and under it one action that is a secret."""
    with as_viewer(by):
        row = keeping.begin_plan(programme_id=programme.pk, stretch=stretch(), by=by)
        goal = add_line(
            by, row, text="Families own their plans", zero="Ours", ten="Theirs"
        )
        add_line(by, row, kind=ACTION, goal_id=goal.id, text=SECRET, owner="Grace")
    return row


def add_line(by: Viewer, row: ImplementationPlan, **said: object) -> Line:
    with as_viewer(by):
        shown = plans.plan(by, row.pk)
        return keeping.keep_line(
            plan_id=row.pk,
            line=Line(**{"id": "", "kind": GOAL, **said}),
            seen_version=shown.version.number,
            why="",
            by=by,
        )


def lines_of(by: Viewer, row: ImplementationPlan) -> tuple[Line, ...]:
    with as_viewer(by):
        return plans.plan(by, row.pk).lines


def make_share(
    by: Viewer, row: ImplementationPlan, *to: UUID, days: int = 7, **changes: object
) -> PlanShare:
    """Until in a week, with its second line left out."""
    with as_viewer(by):
        shown = plans.plan(by, row.pk)
        usual = {
            "recipients": to,
            "to_programme": False,
            "until": timezone.localdate() + timedelta(days=days),
            "left_out": [shown.lines[1].id],
            "note": "",
        }
        return sharing.share_plan(
            plan_id=row.pk,
            handing=sharing.Handing(**{**usual, **changes}),
            seen_version=shown.version.number,
            by=by,
        )


def make_neighbour(programme: Programme) -> Viewer:
    """A practice and quality leader of another authority of the programme."""
    place = make_authority(f"Neighbour {next(_numbers)}")
    join_programme(programme, place)
    return make_worker_viewer(place, Role.PRACTICE_LEADER, Role.QUALITY_LEAD)


def make_plan_of_ours_rows(by: Viewer, programme: Programme) -> dict[str, UUID]:
    """A row for every part of an address."""
    there = make_neighbour(programme)
    return make_plan_rows_between(by, there, programme)


def make_plan_rows_between(
    by: Viewer, there: Viewer, programme: Programme
) -> dict[str, UUID]:
    """As above, with somebody who is there already."""
    row = make_plan(by, programme)
    shared = make_share(by, row, there.in_authority())
    goal = lines_of(by, row)[0].id
    with as_viewer(there):
        comment = sharing.comment_on(
            share_id=shared.pk, line_id=goal, words="Who says so?", by=there
        )
    with as_viewer(by):
        said = testing.keep_feedback(
            plan_id=row.pk,
            line_id=goal,
            place="Early help, Dereham",
            said_on=timezone.localdate(),
            words="It is too long",
            by=by,
        )
    return {
        "plan_id": row.pk,
        "plan_line_id": UUID(goal),
        "plan_share_id": shared.pk,
        "plan_comment_id": comment.pk,
        "plan_feedback_id": said.pk,
    }
