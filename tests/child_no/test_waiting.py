"""What waits once somebody answers for it: the day, and whoever it was written for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kinfold.networks.models import NetworkMember
from kinfold.platform.models import AuditEvent, Authority
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from kinfold.records.selectors.lists import Scope
from kinfold.records.selectors.waiting import waiting_for
from kinfold_core.access import Role
from kinfold_core.practice.written import Named
from tests.child_no.test_child_no import decide, everybody_at
from tests.factories.networks import make_child_says, make_member
from tests.factories.platform import make_team, make_worker_viewer
from tests.factories.practice import make_family, me
from tests.factories.trajectory import days_ago

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignIn = Callable[[Viewer], Client]


def test_it_waits_when_its_day_has_come_until_somebody_looks(
    practitioner: Viewer, raj: NetworkMember
) -> None:
    make_child_says(practitioner, raj)
    decide(practitioner, raj)
    then = timezone.localdate() + timedelta(days=14)

    def waits() -> list[str]:
        with as_viewer(practitioner):
            rows = waiting_for(practitioner, Scope.MINE, today=then)
        return [one.kind.key for one in rows if one.kind.key == "child_no_review"]

    assert waits() == ["child_no_review"]
    decide(practitioner, raj, review_on=days_ago(-30))
    assert waits() == []


def test_a_decision_in_their_name_waits_for_a_manager_until_they_saw_it(
    sign_in: SignIn, authority: Authority
) -> None:
    team = make_team(authority)
    worker = make_worker_viewer(authority, Role.PRACTITIONER, team=team)
    own, other = (
        make_worker_viewer(authority, Role.TEAM_MANAGER, team=team) for _ in range(2)
    )
    family = make_family(worker)
    raj = make_member(worker, family, "Raj", who=Named(name="Raj"))
    make_child_says(worker, raj)
    decide(worker, raj, decided_by=me(own))

    def waits(viewer: Viewer) -> bool:
        with as_viewer(viewer):
            rows = waiting_for(viewer, Scope.TEAM, today=timezone.localdate())
        return "child_no_in_your_name" in [one.kind.key for one in rows]

    assert [waits(own), waits(other), waits(worker)] == [True, False, False]
    decide(other, raj, decided_by=me(other), reason="The only one who drives.")
    assert not waits(other), "who writes it down has seen it"
    assert sign_in(own).get(everybody_at(family)).status_code == 200
    assert not waits(own)


def test_it_waits_for_a_chair_whose_own_no_family_is(
    sign_in: SignIn, authority: Authority
) -> None:
    """Whether they see every family first, or have a team and no family in it."""
    worker = make_worker_viewer(authority, Role.PRACTITIONER)
    alone = make_worker_viewer(authority, Role.CONFERENCE_CHAIR)
    team = make_team(authority)
    in_team = make_worker_viewer(authority, Role.CONFERENCE_CHAIR, team=team)
    for chair, told in ((alone, in_team), (in_team, alone)):
        family = make_family(worker)
        raj = make_member(worker, family, "Raj", who=Named(name="Raj"))
        make_child_says(worker, raj)
        decide(worker, raj, decided_by=me(chair))
        line, home = "you decided over a child", reverse("records:families")
        assert line in sign_in(chair).get(home).content.decode()
        with as_viewer(chair):
            looked = AuditEvent.objects.filter(action="families.waiting")
            assert looked.filter(by_worker_id=chair.worker_id).count() == 1
        if chair is alone:
            assert line not in sign_in(told).get(home).content.decode()
        with as_viewer(worker):
            Family.objects.filter(pk=family.pk).update(is_restricted=True)
        assert line not in sign_in(chair).get(home).content.decode()
        with as_viewer(worker):
            Family.objects.filter(pk=family.pk).update(is_restricted=False)
        assert sign_in(chair).get(everybody_at(family)).status_code == 200
        assert line not in sign_in(chair).get(home).content.decode()
