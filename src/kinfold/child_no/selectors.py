"""What was decided over a child's no, as the network is told it."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from kinfold.child_no.models import DespiteChild
from kinfold.platform.viewer import Viewer
from kinfold.recording.kinds import in_one_query
from kinfold_core.practice.child_no import Despite
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


def texts_of_decisions(viewer: Viewer, family_id: UUID) -> Iterator[str]:
    """Why somebody is there all the same, to see what was typed again. One query."""
    rows = DespiteChild.objects.filter(
        authority_id=viewer.in_authority(), family_id=family_id
    )
    return in_one_query((rows, ("reason",)))
