"""Who has left a family is no longer open to that family's team."""

from __future__ import annotations

from datetime import date

import pytest

from kinfold.finding.actions.adding import add_member
from kinfold.finding.details import NewMember
from kinfold.people.selectors.hidden import hidden_address, protected_contact
from kinfold.platform.models import Authority
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.actions.access import use_emergency_access
from kinfold.records.actions.families import end_membership
from kinfold.records.errors import CannotDo, RecordRefused
from kinfold.records.models import Family
from kinfold.records.selectors import person_for
from kinfold_core.access import Action, Role
from tests.factories.people import Okafors, hide_home, make_family
from tests.factories.platform import make_team, make_worker_viewer


@pytest.fixture
def next_worker(authority: Authority) -> Viewer:
    team = make_team(authority, "Far away")
    return make_worker_viewer(authority, Role.PRACTITIONER, name="Noor Ali", team=team)


def _leave(worker: Viewer, okafors: Okafors) -> None:
    end_membership(
        family_id=okafors.family.pk,
        person_id=okafors.leanne.pk,
        left_on=date(2026, 5, 1),
        by=worker,
    )


def _join_next(okafors: Okafors, next_worker: Viewer) -> Family:
    family = make_family(next_worker, "Hill", "Robin")
    with as_viewer(next_worker):
        use_emergency_access(
            family_id=okafors.family.pk,
            reason_kind="duty",
            reason="She has come to our duty desk today",
            by=next_worker,
        )
        add_member(
            family_id=family.pk,
            member=NewMember(part="adult", person_id=okafors.leanne.pk),
            by=next_worker,
        )
    return family


@pytest.mark.parametrize("action", [Action.OPEN_FAMILY, Action.EDIT_FAMILY])
def test_the_old_team_opens_neither_the_person_nor_what_is_sealed(
    okafors: Okafors, worker: Viewer, action: Action
) -> None:
    home, contact = hide_home(worker, okafors)
    hers = okafors.leanne.pk
    with as_viewer(worker):
        hidden_address(worker, hers, home.pk)
        _leave(worker, okafors)
        with pytest.raises(RecordRefused):
            person_for(worker, hers, action)
        with pytest.raises(RecordRefused):
            hidden_address(worker, hers, home.pk)
        with pytest.raises(RecordRefused):
            protected_contact(worker, hers, contact.pk)


def test_the_new_team_opens_them_and_the_old_cannot_fetch_them_back(
    okafors: Okafors, worker: Viewer, next_worker: Viewer
) -> None:
    hers = okafors.leanne.pk
    family = _join_next(okafors, next_worker)
    with as_viewer(worker):
        _leave(worker, okafors)
        with pytest.raises(CannotDo, match="not open to you"):
            add_member(
                family_id=okafors.family.pk,
                member=NewMember(part="adult", person_id=hers),
                by=worker,
            )
    with as_viewer(next_worker):
        record = person_for(next_worker, hers, Action.EDIT_FAMILY)
    assert [one.pk for one in record.families] == [family.pk]
    assert [one.pk for one in record.former] == [okafors.family.pk]


def test_a_mistaken_leaving_is_put_right_by_the_family_it_happened_in(
    okafors: Okafors, worker: Viewer
) -> None:
    with as_viewer(worker):
        _leave(worker, okafors)
        add_member(
            family_id=okafors.family.pk,
            member=NewMember(part="adult", person_id=okafors.leanne.pk),
            by=worker,
        )
        person_for(worker, okafors.leanne.pk, Action.EDIT_FAMILY)


def test_who_reaches_the_authority_still_opens_them(
    okafors: Okafors, worker: Viewer, practice_leader: Viewer
) -> None:
    with as_viewer(worker):
        _leave(worker, okafors)
    with as_viewer(practice_leader):
        assert person_for(practice_leader, okafors.leanne.pk).families == ()
