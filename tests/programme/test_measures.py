"""A programme's home: its authorities from public figures, and no record of anybody."""

from __future__ import annotations

import re
from datetime import date
from types import SimpleNamespace

import pytest
from django.conf import settings

from kinfold.insight.loading import load_programme
from kinfold.platform.models import (
    Authority,
    Programme,
    ProgrammeAuthority,
    ProgrammeMember,
)
from kinfold.programme import selectors
from kinfold_core.access import Role
from kinfold_core.access.actions import Action
from kinfold_core.access.table import GRANTS
from kinfold_measures.catalogue import COLUMNS
from kinfold_measures.england import kept_panel
from tests.factories.platform import (
    as_owner,
    make_programme_viewer,
    make_worker_viewer,
)


def load(programme_lead=None) -> Programme:
    """The ten in their programme; `programme_lead` becomes a member of it."""
    panel = kept_panel(settings.PROJECT / "data" / "england", COLUMNS)
    as_owner(lambda: load_programme(areas=panel.programme()))
    return Programme.objects.get(slug="england-innovation-2017-19")


def lead_of(programme: Programme, role: Role = Role.PROGRAMME_LEAD):
    viewer = make_programme_viewer(role)
    as_owner(
        lambda: ProgrammeMember.objects.filter(user_id=viewer.user_id).update(
            programme=programme
        )
    )
    return SimpleNamespace(
        user_id=viewer.user_id,
        authority_id=None,
        programme_ids=frozenset({programme.pk}),
    )


ALLOWED = GRANTS[Action.SEE_PROGRAMME].keys() | GRANTS[Action.SHOW_TO_PROGRAMME].keys()


@pytest.mark.parametrize("role", sorted(set(Role) - ALLOWED))
def test_other_roles_are_refused_with_a_reason(authority, sign_in, role):
    response = sign_in(make_worker_viewer(authority, role)).get("/programme/measures/")
    assert response.status_code == 403


def test_a_programme_lead_sees_the_ten_with_their_latest_figures(db, sign_in):
    client = sign_in(lead_of(load()))
    page = client.get("/programme/measures/").content.decode()
    assert "Signs of Safety England Innovation Project 2017-19" in page
    assert "Began on 29 September 2017." in page
    assert page.count("/authorities/") >= 40  # ten names, three figures each
    assert "22.9% in 2025" in page  # Lincolnshire's re-referrals
    assert "9.4 in 2025" in page  # its care applications
    assert "Outstanding, 2023" in page
    assert "Contains public sector information" in page
    assert page.count("<figcaption") == 10  # each one's care applications and aim
    assert "Lincolnshire. Care applications: no change beyond chance since 2015" in page
    assert "The aim is at most 7.2." in page
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_a_leader_sees_the_programme_their_authority_is_in(authority, sign_in):
    load()
    leader = make_worker_viewer(authority, Role.SENIOR_LEADER)
    assert "Wokingham" in sign_in(leader).get("/programme/measures/").content.decode()


def test_a_leader_outside_any_programme_is_told_so(db, sign_in):
    load()
    kent = Authority(name="Kent", slug="kent")
    as_owner(lambda: kent.save(force_insert=True))
    leader = make_worker_viewer(kent, Role.SENIOR_LEADER)
    page = sign_in(leader).get("/programme/measures/").content.decode()
    assert "You are in no programme yet" in page
    assert "Wokingham" not in page


def test_two_programmes_are_told_apart_and_cost_no_more_queries(
    authority, django_assert_num_queries
):
    load()
    later = Programme(
        name="Later",
        slug="later",
        starts_on=date(2024, 1, 8),
        ends_on=date(2026, 3, 31),
    )
    nowhere = Authority(name="Atlantis", slug="atlantis")

    def join() -> None:
        later.save(force_insert=True)
        nowhere.save(force_insert=True)
        for place in (authority, nowhere):
            ProgrammeAuthority.objects.create(
                programme=later,
                authority=place,
                joined_on=date(2024, 1, 8),
                left_on=date(2025, 1, 8) if place is nowhere else None,
            )

    as_owner(join)
    leader = make_worker_viewer(authority, Role.PRACTICE_LEADER)
    with django_assert_num_queries(1):
        found = selectors.programmes(leader)
    assert [(home.name, len(home.places)) for home in found] == [
        ("Later", 2),
        ("Signs of Safety England Innovation Project 2017-19", 10),
    ]
    assert found[0].places[0].area is None


def test_an_authority_without_figures_or_with_an_end_is_said_plainly(
    authority, sign_in
):
    programme = Programme(
        name="Later",
        slug="later",
        starts_on=date(2024, 1, 8),
        ends_on=date(2026, 3, 31),
    )
    nowhere = Authority(name="Atlantis", slug="atlantis")
    poole = Authority(name="Poole", slug="poole")
    scilly = Authority(name="Isles of Scilly", slug="isles-of-scilly")

    def join() -> None:
        programme.save(force_insert=True)
        for place in (nowhere, poole, scilly):
            place.save(force_insert=True)
            ProgrammeAuthority.objects.create(
                programme=programme,
                authority=place,
                joined_on=date(2024, 1, 8),
                left_on=date(2025, 1, 8) if place is nowhere else None,
            )
        ProgrammeAuthority.objects.create(
            programme=programme, authority=authority, joined_on=date(2024, 1, 8)
        )

    as_owner(join)
    leader = make_worker_viewer(authority, Role.SENIOR_LEADER)
    page = sign_in(leader).get("/programme/measures/").content.decode()
    assert "8 January 2024 to 8 January 2025" in page
    assert "ended on 31 March 2026" in page
    assert "No figure" in page
    assert "None held" in page


def test_the_page_is_only_read(authority, sign_in):
    leader = make_worker_viewer(authority, Role.SENIOR_LEADER)
    assert sign_in(leader).post("/programme/measures/").status_code == 405
