"""What is done to a family's record, and what the law of the record refuses."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from kinfold.platform.errors import NotFound
from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.actions import access
from kinfold.records.actions.allocating import allocate_family
from kinfold.records.actions.families import close_family, end_membership, reopen_family
from kinfold.records.actions.status import change_status
from kinfold.records.errors import CannotDo, RecordRefused
from kinfold.records.models import Allocation, EmergencyAccess, ServiceStatus
from kinfold.records.selectors import family_for, person_for
from kinfold_core.access import Role
from tests.factories.people import Okafors, make_family
from tests.factories.platform import make_team, make_worker_viewer

TODAY = timezone.localdate


def test_a_childs_new_service_ends_the_old_one_for_those_chosen(
    okafors: Okafors, lead: Viewer
) -> None:
    with as_viewer(lead):
        change_status(
            family_id=okafors.family.pk,
            child_ids=[okafors.amira.pk, okafors.kai.pk],
            status="child_in_need",
            started_on=date(2026, 9, 1),
            reason="The plan worked",
            by=lead,
        )
        rows = set(
            ServiceStatus.objects.values_list(
                "child__given_names", "status", "ended_on"
            )
        )
    assert rows == {
        ("Amira Grace", "child_protection", date(2026, 9, 1)),
        ("Amira Grace", "child_in_need", None),
        ("Kai", "child_in_need", None),
    }


def test_a_worker_does_not_change_a_service(okafors: Okafors, worker: Viewer) -> None:
    with as_viewer(worker), pytest.raises(RecordRefused):
        change_status(
            family_id=okafors.family.pk,
            child_ids=[okafors.amira.pk],
            status="",
            started_on=TODAY(),
            by=worker,
        )


def test_closing_ends_what_runs_and_reopening_keeps_the_record(
    okafors: Okafors, lead: Viewer, worker: Viewer
) -> None:
    with as_viewer(lead):
        close_family(
            family_id=okafors.family.pk,
            closed_on=TODAY(),
            reason="The network holds",
            by=lead,
        )
        assert not ServiceStatus.objects.filter(ended_on=None).exists()
    with as_viewer(worker), pytest.raises(RecordRefused, match="closed"):
        end_membership(
            family_id=okafors.family.pk,
            person_id=okafors.jo.pk,
            left_on=TODAY(),
            by=worker,
        )
    with as_viewer(lead):
        reopen_family(family_id=okafors.family.pk, reason="A new worry", by=lead)
        assert family_for(lead, okafors.family.pk).closed_on is None


def test_the_only_child_does_not_leave_the_record(worker: Viewer) -> None:
    family = make_family(worker, "Lone", "Ida")
    with as_viewer(worker), pytest.raises(CannotDo, match="only child"):
        end_membership(
            family_id=family.pk,
            person_id=family.members.get().person_id,
            left_on=TODAY(),
            by=worker,
        )


def test_allocating_is_a_new_row_and_moves_the_record_out_of_reach(
    okafors: Okafors, lead: Viewer, worker: Viewer, authority: Any
) -> None:
    other_team = make_team(authority, "Lincoln South")
    other = make_worker_viewer(authority, Role.PRACTITIONER, team=other_team)
    with as_viewer(lead):
        with pytest.raises(CannotDo, match="is not in"):
            allocate_family(
                family_id=okafors.family.pk,
                team_id=other_team.pk,
                worker_id=worker.worker_id,
                started_on=TODAY(),
                by=lead,
            )
        allocate_family(
            family_id=okafors.family.pk,
            team_id=other_team.pk,
            worker_id=other.worker_id,
            started_on=TODAY(),
            by=lead,
        )
        assert Allocation.objects.filter(family=okafors.family.pk).count() == 2
    with as_viewer(worker), pytest.raises(RecordRefused):
        family_for(worker, okafors.family.pk)
    with as_viewer(other):
        assert family_for(other, okafors.family.pk).name == "Okafor"


def test_an_emergency_ends_by_itself_and_is_reviewed_by_somebody_else(
    okafors: Okafors, manager: Viewer, senior_leader: Viewer
) -> None:
    with as_viewer(manager):
        opened = access.use_emergency_access(
            family_id=okafors.family.pk,
            reason_kind="child_at_risk",
            reason="Police called about Amira tonight",
            by=manager,
        )
        assert person_for(manager, okafors.amira.pk).person == okafors.amira
        EmergencyAccess.objects.update(
            started_at=timezone.now() - timedelta(hours=5),
            expires_at=timezone.now() - timedelta(hours=1),
        )
        with pytest.raises(RecordRefused):
            family_for(manager, okafors.family.pk)
        with pytest.raises(PermissionDenied):
            access.review_emergency_access(
                access_id=opened.pk, outcome="right", note="", by=manager
            )
    with as_viewer(senior_leader):
        done = access.review_emergency_access(
            access_id=opened.pk, outcome="right", note="", by=senior_leader
        )
        assert AuditEvent.objects.filter(kind="access").count() == 2
    assert done.reviewed_by_id == senior_leader.worker_id


def test_a_restricted_record_is_not_opened_in_an_emergency(
    okafors: Okafors, worker: Viewer, lead: Viewer, senior_leader: Viewer
) -> None:
    assert worker.worker_id is not None
    with as_viewer(senior_leader):
        access.restrict_family(
            family_id=okafors.family.pk,
            worker_ids=[worker.worker_id],
            reason="A relative works here",
            by=senior_leader,
        )
    with as_viewer(lead):
        with pytest.raises(RecordRefused, match="named"):
            person_for(lead, okafors.amira.pk)
        with pytest.raises(PermissionDenied, match="restricted"):
            access.use_emergency_access(
                family_id=okafors.family.pk,
                reason_kind="duty",
                reason="On duty for the team tonight",
                by=lead,
            )
    with as_viewer(worker):
        assert family_for(worker, okafors.family.pk).is_restricted


def test_another_authoritys_worker_is_never_named(
    okafors: Okafors, senior_leader: Viewer, elsewhere: Viewer
) -> None:
    assert elsewhere.worker_id is not None
    with as_viewer(senior_leader), pytest.raises(NotFound):
        access.restrict_family(
            family_id=okafors.family.pk,
            worker_ids=[elsewhere.worker_id],
            reason="A relative works here",
            by=senior_leader,
        )
