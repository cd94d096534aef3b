"""What was decided over a child's no, as the network is told it."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.db.models import QuerySet

from kinfold.child_no.models import DespiteChild
from kinfold.platform.models import Worker
from kinfold.platform.viewer import Viewer
from kinfold.recording.kinds import in_one_query
from kinfold_core.access import Action
from kinfold_core.access.table import GRANTS
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


def deciders(viewer: Viewer) -> tuple[Member, ...]:
    """Those who may decide over a child's no, by name. One query."""
    return tuple(
        Member(key=f"worker:{one.pk}", name=one.name, worker_id=one.pk, is_family=False)
        for one in _deciders(viewer).order_by("name", "pk")
    )


def may_decide(viewer: Viewer, worker_id: UUID | None) -> bool:
    """Whether this is somebody who may decide over a child's no. One query."""
    return worker_id is not None and _deciders(viewer).filter(pk=worker_id).exists()


def _deciders(viewer: Viewer) -> QuerySet[Worker]:
    return Worker.objects.filter(
        authority_id=viewer.in_authority(),
        is_active=True,
        roles__overlap=[role.value for role in GRANTS[Action.DECIDE_OVER_NO]],
    )


def texts_of_decisions(viewer: Viewer, family_id: UUID) -> Iterator[str]:
    """Why somebody is there all the same, to see what was typed again. One query."""
    rows = DespiteChild.objects.filter(
        authority_id=viewer.in_authority(), family_id=family_id
    )
    return in_one_query((rows, ("reason",)))
