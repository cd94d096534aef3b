"""The demo's calendar: the one day of the project that is public, and made-up ones.

Of the workshops and trainings of 2017 to 2019 only the month is public but for the
first, so the others are not told here. What is still to come is made up and says so.
"""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any, Final

from django.utils import timezone

from kinfold.gatherings.actions import inviting, planning, visits
from kinfold.gatherings.dates import When
from kinfold.gatherings.models import Gathering
from kinfold.platform.accounts import viewers_at
from kinfold.platform.models import Authority
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.workshops import actions
from kinfold.world.staffing import programme_member
from kinfold_core.access import Role

LAUNCHED: Final = date(2017, 9, 29)
ASKED: Final = (
    "helena@lincolnshire.example",
    "grace@norfolk.example",
    "tom@programme.example",
)
MORNING, AFTERNOON, HOUR = time(10), time(16), time(11)


def load_calendar() -> None:
    """The launch, a year of workshops, a lab session, and what Norfolk is visited for.

    The days ahead are counted from the real today. Again changes nothing.
    """
    lead = programme_member(Role.PROGRAMME_LEAD)
    with as_viewer(lead):
        if Gathering.objects.filter(programme__in=lead.programme_ids).exists():
            return
        [programme_id] = lead.programme_ids
        planning.plan(
            programme_id=programme_id,
            what=planning.What(
                kind="workshop",
                title="First leaders’ workshop",
                about="The project began here.",
            ),
            when=When(day=LAUNCHED),
            by=lead,
        )
        _plan_ahead(timezone.localdate(), lead)


def _plan_ahead(today: date, by: Viewer) -> None:
    [programme_id] = by.programme_ids
    made_up: dict[str, Any] = {
        "programme_id": programme_id,
        "is_synthetic": True,
        "by": by,
    }
    days = When(day=today + timedelta(days=20), starts_at=MORNING, ends_at=AFTERNOON)
    first, *_ = planning.plan(
        what=planning.What(
            kind="workshop",
            title="Leaders’ workshop",
            materials="Our reviews against the framework /programme/framework/\n"
            "Writing about networks, in the knowledge bank /knowledge/",
            capacity=40,
        ),
        when=days,
        rhythm="quarterly",
        count=4,
        **made_up,
    )
    planning.plan(
        what=planning.What(
            kind="lab",
            title="Learning Lab, open to all",
            host_id=Authority.objects.get(slug="wokingham").pk,
        ),
        when=When(day=today + timedelta(days=9), starts_at=MORNING),
        **made_up,
    )
    _ask_to(first, by)
    _plan_visits(today, made_up, by)


def _plan_visits(today: date, made_up: dict[str, Any], by: Viewer) -> None:
    norfolk = Authority.objects.get(slug="norfolk").pk
    visits.plan_visits(
        place=norfolk,
        kind="visit",
        when=When(day=today + timedelta(days=30), starts_at=MORNING),
        **made_up,
    )
    first_call, *_ = visits.plan_visits(
        place=norfolk,
        kind="call",
        when=When(day=today + timedelta(days=5), starts_at=HOUR),
        rhythm="monthly",
        count=6,
        **made_up,
    )
    visits.move_visit(
        visit_id=first_call.pk,
        when=When(day=first_call.day + timedelta(days=1), starts_at=AFTERNOON),
        why="The director is at a hearing that morning",
        seen_version=first_call.version,
        by=by,
    )


def _ask_to(row: Gathering, by: Viewer) -> None:
    """Somebody of each side is asked by name, one has answered, and there is a room."""
    asked = [one for one in ASKED if viewers_at(one)]
    if asked:
        inviting.invite(gathering_id=row.pk, emails=asked, by=by)
    planning.answer(gathering_id=row.pk, says="comes", by=by)
    room = actions.plan_workshop(
        programme_id=row.programme_id,
        title="Leaders’ workshop (made up)",
        held_on=None,
        place="",
        gathering_id=row.pk,
        by=by,
    )
    room.is_synthetic = True
    room.save(update_fields=["is_synthetic"])
