"""From a session to a viewer: where somebody is, and what they may do there."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from kinfold.platform.errors import NotFound
from kinfold.platform.models import TeamMembership, Worker
from kinfold.platform.places import Place, places_of, viewer_in
from kinfold.platform.tenancy import as_authority, as_viewer
from kinfold.platform.viewer import Viewer
from kinfold_core.access import Action, Role
from tests.factories.platform import make_team, make_worker_viewer

pytestmark = pytest.mark.django_db


def seen(viewer: Viewer) -> Viewer:
    place = Place(authority_id=viewer.authority_id)
    with as_viewer(viewer):
        return viewer_in(place, user_id=viewer.user_id)


def test_a_viewer_is_read_with_name_roles_and_teams(authority, manager):
    team = make_team(authority)
    viewer = make_worker_viewer(authority, Role.PRACTITIONER, team=team)
    assert seen(viewer) == viewer
    assert seen(viewer).team_ids == {team.pk}


def test_a_team_left_is_not_a_team(authority):
    viewer = make_worker_viewer(authority, Role.PRACTITIONER, team=make_team(authority))
    with as_viewer(viewer):
        TeamMembership.objects.update(ended_on=date(2026, 2, 1))
    assert seen(viewer).team_ids == frozenset()


def test_somebody_who_has_left_stands_nowhere(practitioner):
    with as_viewer(practitioner):
        Worker.objects.update(is_active=False)
    viewer = seen(practitioner)
    assert viewer.authority_id is None
    assert viewer.roles == frozenset()
    with pytest.raises(NotFound):
        viewer.in_authority()


def test_a_programme_role_written_on_a_worker_counts_for_nothing(practitioner):
    with as_viewer(practitioner):
        Worker.objects.update(roles=["programme_lead", "practitioner", "from_later"])
    assert seen(practitioner).roles == {Role.PRACTITIONER}


def test_a_programme_viewer_has_no_authority_and_no_record(programme_lead):
    (place,) = places_of(programme_lead.user_id)
    viewer = viewer_in(place, user_id=programme_lead.user_id)
    assert viewer == programme_lead
    assert not viewer.may(Action.SEARCH_PEOPLE)
    assert viewer.may(Action.COMPARE_AUTHORITIES)


def test_a_programme_that_one_is_not_in_gives_nothing(programme_lead, practitioner):
    place = Place(programme_id=next(iter(programme_lead.programme_ids)))
    assert viewer_in(place, user_id=practitioner.user_id).roles == frozenset()


def test_one_account_may_work_in_two_authorities(practitioner, elsewhere_authority):
    with as_authority(elsewhere_authority.pk):
        Worker.objects.create(
            authority=elsewhere_authority,
            user_id=practitioner.user_id,
            name="The same person",
            roles=["analyst"],
        )
    names = [place.name for place in places_of(practitioner.user_id)]
    assert names == ["Brent", "Lincolnshire"]


@pytest.mark.parametrize("kind", ["authority", "programme", ""])
def test_a_place_survives_the_session(kind, authority):
    place = Place(**({f"{kind}_id": authority.pk} if kind else {}))
    session: dict[str, object] = {"place": "left over"}
    place.keep_in(session)
    assert Place.from_session(session) == place


def test_a_session_pointing_at_another_authority_opens_nothing(
    sign_in, practitioner, elsewhere_authority
):
    client = sign_in(practitioner)
    session = client.session
    session["place"] = f"authority:{elsewhere_authority.pk}"
    session.save()
    response = client.get(reverse("home"))
    assert response.status_code == 200
    assert "platform/no_place.html" in [t.name for t in response.templates]


def test_a_stranger_is_sent_to_sign_in(client):
    response = client.get(reverse("home"))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))
