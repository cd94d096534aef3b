"""What waits for a worker in kinship: a clock, and a no to be looked at again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kinfold.kinship.selectors import cares_of
from kinfold.kinship.waiting import KINDS
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from kinfold.records.selectors.lists import Scope
from kinfold.records.selectors.waiting import waiting_for
from kinfold_core.practice.kinship_clocks import SOON_DAYS
from kinfold_core.practice.written import Named
from tests.factories.kinship import make_care, make_happening, make_option, make_step
from tests.factories.trajectory import days_ago

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def waits(by: Viewer, today: date | None = None) -> list[tuple[str, date]]:
    with as_viewer(by):
        rows = waiting_for(by, Scope.MINE, today=today or days_ago(0))
        return [(row.kind.key, row.day) for row in rows]


def test_an_approval_for_now_waits_from_four_weeks_before_it_runs_out(
    practitioner: Viewer, family: Family
) -> None:
    care = make_care(
        practitioner, family, kind="temporary_foster", started_on=days_ago(100)
    )
    make_care(practitioner, family, started_on=days_ago(300), carer=Named(name="Bea"))
    runs_out = care.started_on + timedelta(days=111)
    assert waits(practitioner) == [("kinship_clock", runs_out)]
    assert waits(practitioner, runs_out - timedelta(days=SOON_DAYS + 1)) == []
    with as_viewer(practitioner):
        (row,) = cares_of(practitioner, family.pk)[:1]
    assert row.clocks(days_ago(0))[0].last_on == runs_out  # as the page says it
    approved_on = days_ago(95)
    make_happening(practitioner, care, "temporary_approval", 95)
    later = approved_on + timedelta(days=111)
    assert waits(practitioner) == [("kinship_clock", later)]
    longest = later + timedelta(days=56)
    make_happening(
        practitioner, care, "extended", 2, words="The panel is late", until=longest
    )
    assert waits(practitioner) == []
    assert waits(practitioner, longest) == [("kinship_clock", longest)]
    make_happening(practitioner, care, "approved", 1)
    assert waits(practitioner, longest) == []


def test_a_no_waits_on_the_day_it_is_to_be_looked_at_again(
    practitioner: Viewer, family: Family
) -> None:
    option = make_option(practitioner, family)
    day = days_ago(-30)
    no = make_step(
        practitioner, option, "declined", declined_by="service", not_for=("live",),
        still_for="A call on Sundays", look_again_on=day,
    )  # fmt: skip
    assert waits(practitioner) == []
    assert waits(practitioner, day) == [("kinship_no", day)]
    make_step(practitioner, option, "reopened", was=no.pk)
    assert waits(practitioner, day) == []


def test_each_line_says_what_and_when() -> None:
    on = date(2026, 5, 14)
    said = [kind.say(on, on) for kind in KINDS]
    assert all("14 May 2026" in line for line in said)
    assert "ran out" in KINDS[0].say(on, on + timedelta(days=1))
