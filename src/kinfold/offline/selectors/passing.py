"""To whom a held visit can be passed on: those to whom the family is open already."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from kinfold.platform.models import TeamMembership
from kinfold.platform.viewer import Viewer
from kinfold.records.models import RestrictedName
from kinfold.records.policy import RecordFacts, record_state
from kinfold.records.selectors.lists import active_workers
from kinfold.records.selectors.records import AnyFamily
from kinfold_core.access import Action, Role, decide
from kinfold_core.practice.child_sharing import answers_for_it


@dataclass(frozen=True, slots=True)
class Receiver:
    """A worker, and whether they answer for the work, so that they can take it in."""

    id: UUID
    name: str
    may_take_in: bool


def receivers_of(viewer: Viewer, family: AnyFamily) -> tuple[Receiver, ...]:
    """Who may open an authorised family without being named first. Three queries."""
    here = {"authority_id": viewer.in_authority()}
    known = family.__dict__
    teams: dict[UUID, set[UUID]] = defaultdict(set)
    for worker_id, team_id in TeamMembership.objects.filter(
        **here, ended_on=None
    ).values_list("worker_id", "team_id"):
        teams[worker_id].add(team_id)
    named = set(
        RestrictedName.objects.filter(
            **here, family=family.pk, removed_at=None
        ).values_list("worker_id", flat=True)
    )
    found = []
    for worker in active_workers(viewer):
        facts = RecordFacts(
            worker_id=known["allocated_worker_id"],
            team_id=known["allocated_team_id"],
            is_restricted=family.is_restricted,
            is_closed=family.is_closed,
            is_named=worker.pk in named,
            has_emergency_access=False,
        )
        state = record_state(
            facts, worker_id=worker.pk, team_ids=frozenset(teams[worker.pk])
        )
        roles = frozenset(Role(role) for role in worker.roles)
        if decide(roles, Action.OPEN_FAMILY, state):
            found.append(Receiver(worker.pk, worker.name, answers_for_it(roles, state)))
    return tuple(found)
