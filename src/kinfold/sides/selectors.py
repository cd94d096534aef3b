"""Reads of whose side is whose, and who was asked: viewer first, rows out."""

from __future__ import annotations

from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import Coalesce

from kinfold.networks.models import AskedChild, NetworkAsk
from kinfold.people.selectors.family_page import ties_of
from kinfold.platform.viewer import Viewer
from kinfold.practice.selectors.members import Ground
from kinfold.sides.row_making import Descent, children_asked_of, descent_in
from kinfold_core.practice.sides import AskRow

# an answer stays with the record it was given of: read, it is of the child's record now
STANDING_CHILD = Coalesce("child__merged_into_id", "child_id")


def asks_of(viewer: Viewer, family_id: UUID) -> tuple[AskRow, ...]:
    """Who was asked about an authorised family, the newest first. One query."""
    here = {"authority_id": viewer.in_authority()}
    of = AskedChild.objects.filter(**here, ask=OuterRef("pk"))
    rows = NetworkAsk.objects.filter(**here, family_id=family_id).annotate(
        of=ArraySubquery(of.values_list(STANDING_CHILD))
    )
    return tuple(
        AskRow(side, asked_on, whom, answer, frozenset(children))
        for side, asked_on, whom, answer, children in rows.order_by(
            "-asked_on", "-recorded_at"
        ).values_list("side", "asked_on", "asked_name", "answer", "of")
    )


def descent_of(viewer: Viewer, ground: Ground) -> Descent:
    """What is recorded of both sides of a family's children. Four queries."""
    people = [member.person_id for member in ground.facts.members]
    return descent_in(
        children_asked_of(ground),
        ties_of(viewer, people),
        asks_of(viewer, ground.family.pk),
    )
