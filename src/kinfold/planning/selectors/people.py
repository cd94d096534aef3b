"""Who can be named in a plan: the network first, then the family, then the worker."""

from __future__ import annotations

from kinfold.networks.models import NetworkMember
from kinfold.platform.viewer import Viewer
from kinfold.practice.selectors.members import Ground
from kinfold_core.practice.living_map import born
from kinfold_core.practice.plan_written import PlanPerson, Who


def people_of_plan(viewer: Viewer, ground: Ground) -> tuple[PlanPerson, ...]:
    """Everybody who can carry a rule, each once. One query."""
    members = NetworkMember.objects.filter(
        authority_id=viewer.in_authority(), family=ground.family, ended_on=None
    ).order_by("name", "pk")
    people = [
        PlanPerson(
            key=f"member:{row.pk}",
            who=Who(name=row.name, member_id=row.pk, person_id=row.person_id),
            detail=row.relationship,
            capacity="network",
        )
        for row in members
    ]
    in_network = {one.who.person_id for one in people}
    people += [
        PlanPerson(
            key=one.key,
            who=Who(name=one.name, person_id=one.person_id, worker_id=one.worker_id),
            detail=one.detail,
            capacity=_capacity(is_child=one.is_child, is_family=one.is_family),
        )
        for one in born(ground.people)
        if one.person_id is None or one.person_id not in in_network
    ]
    return tuple(people)


def _capacity(*, is_child: bool, is_family: bool) -> str:
    if not is_family:
        return ""
    return "child" if is_child else "family"
