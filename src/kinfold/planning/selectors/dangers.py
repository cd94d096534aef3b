"""What a plan has to answer, whose actions that is about, and its rules by key."""

from __future__ import annotations

from uuid import UUID

from kinfold.planning.models import PlanRule, PlanSource
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement, Mapping
from kinfold_core import phrases
from kinfold_core.practice.family_plan import ToAnswer
from kinfold_core.practice.plan_written import Who
from kinfold_core.practice.vocabulary import Concept, Pack, label

NOT_SHARED = {DangerStatement.State.DRAFT, DangerStatement.State.TESTED}


def dangers_of(viewer: Viewer, family_id: UUID, pack: Pack) -> tuple[ToAnswer, ...]:
    """Dangers of the family's map, named and numbered as there. One query."""
    name = label(pack, Concept.DANGER).one
    rows = (
        DangerStatement.objects.filter(
            authority_id=viewer.in_authority(),
            mapping__family_id=family_id,
            withdrawn_at=None,
        )
        .exclude(mapping__status=Mapping.Status.SUPERSEDED)
        .order_by("position", "entered_at", "pk")
    )
    return tuple(
        ToAnswer(
            id=row.pk,
            label=f"{name} {number}",
            text=phrases.shortened(row.worried_about or row.what_might_happen, 160),
            is_shared=row.state not in NOT_SHARED,
        )
        for number, row in enumerate(rows, start=1)
    )


def sources_of(viewer: Viewer, family_id: UUID) -> dict[UUID, tuple[Who, ...]]:
    """Of each danger of an authorised family, whose actions it is about. One query."""
    found: dict[UUID, tuple[Who, ...]] = {}
    rows = PlanSource.objects.filter(
        authority_id=viewer.in_authority(), plan__family_id=family_id
    ).order_by("name")
    for row in rows:
        who = Who(name=row.name, person_id=row.person_id, member_id=row.member_id)
        found[row.danger_id] = (*found.get(row.danger_id, ()), who)
    return found


def rules_of(viewer: Viewer, family_id: UUID) -> dict[UUID, str]:
    """The words of each rule of an authorised family that stands now. One query."""
    rows = PlanRule.objects.filter(
        authority_id=viewer.in_authority(), plan__family_id=family_id, withdrawn_at=None
    )
    return dict(rows.order_by("position", "entered_at", "pk").values_list("pk", "text"))
