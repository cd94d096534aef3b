"""What the home keeps between two askings is found by what it was drawn from alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from kinfold.platform.models import Authority, Programme
from kinfold_core.access import Role
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.phases import Phase
from kinfold_core.practice.programme_day import Need
from tests.conftest import signed_in
from tests.factories.consultancy import make_promise, make_sitting
from tests.factories.gatherings import make_gathering, make_visit
from tests.factories.implementation import make_plan
from tests.factories.journeys import begin_phase, make_deliverable
from tests.factories.lab import make_lab, make_pack
from tests.factories.platform import as_owner, make_authority, make_worker_viewer
from tests.factories.themes import (
    join_programme,
    leave_programme,
    make_programme_member,
    make_programme_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HOME = "/programme/"


def named(need: Need) -> str:
    """As a line of what needs somebody names it; the filter names every need."""
    return f"show={need.value}#places"


def test_each_change_is_on_the_page_the_next_time(authority):
    programme = make_programme_of(authority)
    lead = make_programme_member(programme, Role.PROGRAMME_LEAD)
    leader = make_worker_viewer(authority, Role.SENIOR_LEADER)
    kent = make_authority("Kent")
    session = make_lab(lead, programme, authority)
    today = timezone.localdate()
    there = (lead, programme, authority)
    late = {"by_day": today - timedelta(days=1)}
    sat = make_sitting(*there, kind="call", day=today)

    def rename(model, row):
        as_owner(lambda: model.objects.filter(pk=row.pk).update(name=f"New {row.name}"))

    steps = (
        (lambda: begin_phase(*there, Phase.INTENSE_1), "First intense year, since"),
        (lambda: make_deliverable(*there), ">1 of 1<"),
        (lambda: make_plan(leader, programme), "Draft, due"),
        (
            lambda: make_gathering(
                *there[:2], title="All", day=today, starts_at="10:00", is_for_all=True
            ),
            f"All, {day_in_words(today)}",
        ),
        (
            lambda: make_visit(*there, day=today, starts_at="09:00"),
            f"Visit, {day_in_words(today)}",
        ),
        (lambda: make_sitting(*there, day=today), f">{day_in_words(today)}<"),
        (lambda: make_promise(lead, sat, **late), named(Need.OWED_TO_IT)),
        (
            lambda: make_promise(lead, sat, side="authority", **late),
            named(Need.OWED_BY_IT),
        ),
        (lambda: make_pack(lead, session, authority), named(Need.FOLLOW_UP)),
        (lambda: join_programme(programme, kent), ">Kent</a>"),
        (lambda: rename(Authority, kent), "New Kent"),
        (lambda: rename(Programme, programme), f"New {programme.name}"),
    )
    client = signed_in(Client(), lead)
    before = client.get(HOME).content.decode()
    for change, words in steps:
        assert words not in before
        change()
        before = client.get(HOME).content.decode()
        assert words in before
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        after = signed_in(Client(), lead).get(HOME).content.decode()
        assert f"Visit, {day_in_words(today)}" not in after
    leave_programme(programme, kent)
    assert "Kent" not in client.get(HOME).content.decode()


def test_what_was_kept_for_one_programme_is_not_shown_in_another(authority):
    of_each = {}
    for name in ("Kent", "Leeds"):
        place = make_authority(name)
        programme = make_programme_of(place)
        lead = make_programme_member(programme, Role.PROGRAMME_LEAD)
        make_promise(lead, make_sitting(lead, programme, place), by_day="2026-01-01")
        of_each[name] = (lead, programme)
    for name, other in (("Kent", "Leeds"), ("Leeds", "Kent"), ("Kent", "Leeds")):
        page = signed_in(Client(), of_each[name][0]).get(HOME).content.decode()
        assert f">{name} " in page or f">{name}<" in page
        assert other not in page
        address = f"{HOME}?programme={of_each[other][1].slug}"
        assert signed_in(Client(), of_each[name][0]).get(address).status_code == 404
