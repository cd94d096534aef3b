"""What every change to a family's network and plans begins with."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.core.exceptions import PermissionDenied

from kinfold.networks.models import NetworkMember
from kinfold.networks.selectors import needed_first, refusals_of
from kinfold.platform.errors import NotFound
from kinfold.platform.models import Worker
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold.records.models import Family, FamilyMember
from kinfold.records.selectors import family_for
from kinfold_core.access import Action, Artefact
from kinfold_core.practice.plan_written import Who
from kinfold_core.practice.written import Named


def hold(
    by: Viewer, family_id: UUID, action: Action, artefact: Artefact | None = None
) -> tuple[Family, UUID]:
    """The family, held until the transaction ends, and the worker who writes.

    Raises:
        NotFound: no such family in the writer's authority.
        RecordRefused: the family is not open to the writer for this.
        PermissionDenied: the account is nobody's who works here.
    """
    family = family_for(by, family_id, action, artefact, is_locked=True)
    if by.worker_id is None:
        raise PermissionDenied("Only somebody who works here can write this")
    return family, by.worker_id


def hold_member(family: Family, member_id: UUID) -> NetworkMember:
    """Somebody of this family's network, also when they stepped back.

    Raises:
        NotFound: nobody of this network.
    """
    member = NetworkMember.objects.filter(
        authority_id=family.authority_id, family=family, pk=member_id
    ).first()
    if member is None:
        raise NotFound("member of the network")
    return member


def check_named(family: Family, people: Iterable[Named]) -> None:
    """Everybody named by key belongs to this family or works in this authority.

    Raises:
        NotFound: a key of somebody else's family, or another authority's.
    """
    named = list(people)
    here = {"authority_id": family.authority_id}
    persons = {one.person_id for one in named if one.person_id}
    workers = {one.worker_id for one in named if one.worker_id}
    known = FamilyMember.objects.filter(**here, family=family, person_id__in=persons)
    if persons - set(known.values_list("person_id", flat=True)):
        raise NotFound("person")
    employed = Worker.objects.filter(**here, pk__in=workers)
    if workers - set(employed.values_list("pk", flat=True)):
        raise NotFound("worker")


def check_enough_said_yes(by: Viewer, family_id: UUID, why_already: str) -> None:
    """A new plan waits for enough people, or says why it is lived by already (R-NW10).

    Raises:
        CannotDo: fewer have said yes than the authority hopes for, and nobody says why.
    """
    if not why_already.strip() and needed_first(by, family_id):
        raise CannotDo(
            "Fewer people have said yes than we hope for. Say why the family lives by "
            "the plan already",
            "why_already",
        )


def check_no_child_refuses(
    by: Viewer, family_id: UUID, people: Iterable[Who | Named], at: str
) -> None:
    """Nobody is brought nearer whom a child does not want there, unless somebody
    answers for it (R-NW12).

    Raises:
        CannotDo: a child said no, and nothing that was decided over it holds today.
    """
    refusals = refusals_of(by, family_id)
    for one in people:
        who = one if isinstance(one, Who) else Who.from_named(one)
        if why_not := refusals.why_not(who):
            raise CannotDo(why_not, at)
