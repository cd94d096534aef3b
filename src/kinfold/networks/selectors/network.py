"""A family's network in two queries, whatever its size."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch
from django.db.models.functions import JSONObject

from kinfold.networks.models import (
    ConnectedChild,
    HeardStatement,
    InformedStep,
    NetworkMember,
)
from kinfold.platform.viewer import Viewer
from kinfold_core.practice.network import (
    COUNTS_FROM,
    HeardDanger,
    Network,
    NetworkPerson,
    TellingRow,
)
from kinfold_core.practice.written import Named


def network_of(viewer: Viewer, family_id: UUID) -> Network:
    """Everybody around a family that the caller has been authorised for.

    Those who know most come first, then by name; those who stepped back are kept.
    """
    here = {"authority_id": viewer.in_authority()}
    heard = HeardStatement.objects.filter(**here, step=OuterRef("pk")).order_by("pk")
    steps = InformedStep.objects.filter(**here).annotate(
        heard_statements=ArraySubquery(
            heard.values(of=JSONObject(danger="danger_id", version="danger_version"))
        )
    )
    connected = ConnectedChild.objects.filter(**here, member=OuterRef("pk"))
    members = NetworkMember.objects.filter(**here, family_id=family_id).annotate(
        children=ArraySubquery(connected.values("child_id").order_by("pk"))
    )
    people = [
        _person(row)
        for row in members.prefetch_related(
            Prefetch("informed_steps", steps.order_by("told_on", "recorded_at", "pk"))
        )
    ]
    return Network(tuple(sorted(people, key=lambda p: (-p.level, p.name.casefold()))))


def informed_of(viewer: Viewer, family_id: UUID) -> dict[UUID, frozenset[UUID]]:
    """Of each danger statement, who of the network has heard it (I3). One query.

    Left out are those who stepped back, and a statement nobody has heard.
    """
    heard = HeardStatement.objects.filter(
        authority_id=viewer.in_authority(),
        step__level__gte=COUNTS_FROM,
        step__member__family_id=family_id,
        step__member__ended_on=None,
    ).values_list("danger_id", "step__member_id")
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for danger_id, member_id in heard:
        found[danger_id].add(member_id)
    return {danger_id: frozenset(members) for danger_id, members in found.items()}


def _person(row: NetworkMember) -> NetworkPerson:
    return NetworkPerson(
        id=row.pk,
        version=row.version,
        who=Named(name=row.name, person_id=row.person_id),
        relationship=row.relationship,
        side=row.side,
        roles=tuple(row.roles),
        children=tuple(row.__dict__["children"]),
        started_on=row.started_on,
        ended_on=row.ended_on,
        ended_reason=row.ended_reason,
        tellings=tuple(_telling(step) for step in row.informed_steps.all()),
    )


def _telling(step: InformedStep) -> TellingRow:
    return TellingRow(
        level=step.level,
        told_on=step.told_on,
        how=step.how,
        told_by=step.told_by_name,
        permission=step.permission,
        heard=tuple(
            HeardDanger(UUID(one["danger"]), one["version"])
            for one in step.__dict__["heard_statements"]
        ),
    )
