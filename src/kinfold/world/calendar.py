"""The demo's calendar: the one day of the project that is public, and made-up ones.

Of the workshops and trainings of 2017 to 2019 only the month is public but for the
first, so the others are not told here. What is still to come is made up and says so.
"""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any, Final

from django.utils import timezone

from kinfold.gatherings.actions import planning, visits
from kinfold.gatherings.dates import When
from kinfold.gatherings.models import Gathering
from kinfold.platform.models import Authority
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.world.staffing import programme_member
from kinfold_core.access import Role

LAUNCHED: Final = date(2017, 9, 29)
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
    planning.plan(
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
    norfolk = Authority.objects.get(slug="norfolk").pk
    visits.plan_visits(
        place=norfolk,
        kind="visit",
        when=When(day=today + timedelta(days=30), starts_at=MORNING),
        **made_up,
    )
    visits.plan_visits(
        place=norfolk,
        kind="call",
        when=When(day=today + timedelta(days=5), starts_at=HOUR),
        rhythm="monthly",
        count=6,
        **made_up,
    )
