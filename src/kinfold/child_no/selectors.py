"""What was decided over a child's no, as the network is told it."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet

from kinfold.child_no.models import DespiteChild
from kinfold.platform.models import TeamMembership, Worker
from kinfold.platform.viewer import Viewer
from kinfold.recording.kinds import in_one_query
from kinfold.records.models import RestrictedName
from kinfold.records.policy import RecordFacts, record_state
from kinfold.records.selectors.records import AnyFamily
from kinfold_core.access import GRANTS, Action, Role, decide
from kinfold_core.practice.child_no import Despite
from kinfold_core.practice.living_map import Member
from kinfold_core.practice.plan_written import Who


def decided_over_a_no(viewer: Viewer, family_id: UUID) -> Iterator[Despite]:
    """Every decision in an authorised family, in the order of writing. One query."""
    rows = DespiteChild.objects.filter(
        authority_id=viewer.in_authority(), family_id=family_id
    )
    for row in rows.select_related("person").order_by("recorded_at", "pk"):
        person = row.person
        yield Despite(
            about=Who(
                name=row.name,
                member_id=row.member_id,
                person_id=person.standing_id if person else None,
            ),
            is_there=row.is_there,
            reason=row.reason,
            decided_by=row.decided_by_name,
            decided_on=row.decided_on,
            review_on=row.review_on,
            written_at=row.recorded_at,
        )


def deciders(viewer: Viewer, family: AnyFamily) -> tuple[Member, ...]:
    """Those who may decide over a child's no in this family, by name. One query."""
    return tuple(
        Member(key=f"worker:{one.pk}", name=one.name, worker_id=one.pk, is_family=False)
        for one in _holding_the_role(viewer, family).order_by("name", "pk")
        if _may_decide(one, family)
    )


def may_decide(viewer: Viewer, family: AnyFamily, worker_id: UUID | None) -> bool:
    """Whether this is somebody who may decide it in this family. One query."""
    if worker_id is None:
        return False
    one = _holding_the_role(viewer, family).filter(pk=worker_id).first()
    return one is not None and _may_decide(one, family)


def _holding_the_role(viewer: Viewer, family: AnyFamily) -> QuerySet[Worker]:
    here = {"authority_id": viewer.in_authority(), "worker": OuterRef("pk")}
    teams = TeamMembership.objects.filter(**here, ended_on=None)
    naming = RestrictedName.objects.filter(**here, family=family, removed_at=None)
    return Worker.objects.filter(
        authority_id=viewer.in_authority(),
        is_active=True,
        roles__overlap=[role.value for role in GRANTS[Action.DECIDE_OVER_NO]],
    ).annotate(team_ids=ArraySubquery(teams.values("team_id")), is_named=Exists(naming))


def _may_decide(worker: Worker, family: AnyFamily) -> bool:
    """The policy is asked about them, and not about whoever writes it down."""
    known, record = worker.__dict__, family.__dict__
    facts = RecordFacts(
        worker_id=record["allocated_worker_id"],
        team_id=record["allocated_team_id"],
        is_restricted=family.is_restricted,
        is_closed=family.is_closed,
        is_named=known["is_named"],
    )
    teams = frozenset(known["team_ids"])
    state = record_state(facts, worker_id=worker.pk, team_ids=teams)
    roles = {role for role in Role if role.value in worker.roles}
    return bool(decide(roles, Action.DECIDE_OVER_NO, state))


def texts_of_decisions(viewer: Viewer, family_id: UUID) -> Iterator[str]:
    """Why somebody is there all the same, to see what was typed again. One query."""
    rows = DespiteChild.objects.filter(
        authority_id=viewer.in_authority(), family_id=family_id
    )
    return in_one_query((rows, ("reason",)))
