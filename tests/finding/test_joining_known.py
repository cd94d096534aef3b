"""Adding somebody on record to a family is no way to open what is closed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from kinfold.finding.actions.adding import add_member, create_family
from kinfold.finding.details import NewMember
from kinfold.people.selectors.hidden import hidden_address
from kinfold.platform.models import AuditEvent, Authority
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.actions.access import use_emergency_access
from kinfold.records.errors import CannotDo, RecordRefused
from kinfold.records.models import Family, FamilyMember
from kinfold.records.selectors import person_for
from kinfold_core.access import Role
from tests.factories.people import Okafors, hide_home, make_family, new_person
from tests.factories.platform import make_team, make_worker_viewer


@pytest.fixture
def stranger(authority: Authority) -> Viewer:
    team = make_team(authority, "Far away")
    return make_worker_viewer(authority, Role.PRACTITIONER, name="Noor Ali", team=team)


@pytest.fixture
def their_family(stranger: Viewer) -> Family:
    return make_family(stranger, "Hill", "Robin")


def _break_glass(viewer: Viewer, family: Family) -> None:
    use_emergency_access(
        family_id=family.pk,
        reason_kind="duty",
        reason="She has come to our duty desk today",
        by=viewer,
    )


def test_a_stranger_cannot_add_somebody_to_their_own_family_and_so_open_them(
    okafors: Okafors, worker: Viewer, stranger: Viewer, their_family: Family
) -> None:
    home, _ = hide_home(worker, okafors)
    leanne = NewMember(part="adult", person_id=okafors.leanne.pk)
    with as_viewer(stranger):
        with pytest.raises(CannotDo, match="not open to you"):
            add_member(family_id=their_family.pk, member=leanne, by=stranger)
        with pytest.raises(CannotDo, match="not open to you"):
            create_family(
                name="Mine now",
                opened_on=date(2026, 5, 1),
                members=[
                    NewMember(part="child", details=new_person("Bo", "Hill")),
                    leanne,
                ],
                by=stranger,
            )
        with pytest.raises(RecordRefused):
            hidden_address(stranger, okafors.leanne.pk, home.pk)


def test_a_posted_match_is_refused_with_what_was_typed_kept(
    okafors: Okafors,
    stranger: Viewer,
    their_family: Family,
    sign_in: Callable[[Viewer], Client],
) -> None:
    answer = sign_in(stranger).post(
        reverse("finding:add-member", args=[their_family.pk]),
        {
            "part": "adult",
            "given_names": "Leanne",
            "family_name": "Okafor",
            "sex": "female",
            "match": str(okafors.leanne.pk),
        },
    )
    assert answer.status_code == 422
    assert b"is not open to you" in answer.content
    assert b'value="Leanne"' in answer.content
    with as_viewer(stranger):
        assert not FamilyMember.objects.filter(
            family=their_family, person=okafors.leanne
        ).exists()


def test_after_emergency_access_they_can_be_added_and_it_is_access_given(
    okafors: Okafors, stranger: Viewer, their_family: Family
) -> None:
    with as_viewer(stranger):
        _break_glass(stranger, okafors.family)
        add_member(
            family_id=their_family.pk,
            member=NewMember(part="adult", person_id=okafors.leanne.pk),
            by=stranger,
        )
        person_for(stranger, okafors.leanne.pk)
        event = AuditEvent.objects.get(
            action="family.member_added",
            family_id=their_family.pk,
            person_id=okafors.leanne.pk,
        )
    assert event.kind == AuditEvent.Kind.ACCESS
    assert event.changes["was_on_record"] is True
