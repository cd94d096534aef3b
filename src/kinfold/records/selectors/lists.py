"""Lists of families: mine, my team's, the authority's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from operator import attrgetter
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from kinfold.platform.models import Team, TeamMembership, Worker
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Allocation, Family, FamilyMember, ServiceStatus
from kinfold.records.models.family import headline
from kinfold.records.selectors.records import families_with_workers, own_worker_id
from kinfold_core.access import Action, Reach, RecordState, Role
from kinfold_core.people.names import prefix_bounds

FAMILIES_ON_A_PAGE = 25
HOLDS_FAMILIES = frozenset({Role.PRACTITIONER.value, Role.TEAM_MANAGER.value})
CHILD_PARTS = (FamilyMember.Part.CHILD, FamilyMember.Part.UNBORN)
# what a line of the list says of a child
_IN_A_LIST = (
    "given_names", "family_name", "known_as", "sort_key", "born_earliest_on",
    "born_latest_on", "is_birth_about", "is_unborn", "due_on", "died_on",
    "is_lost", "has_died",
)  # fmt: skip


class Scope(StrEnum):
    MINE = "mine"
    TEAM = "team"
    EVERY = "every"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyFilter:
    """What a list is narrowed to. `begins` is the beginning of the family's name.

    `or_closed_since` adds to the open ones those whose record was closed since then.
    """

    scope: Scope = Scope.MINE
    status: str = ""
    begins: str = ""
    is_closed: bool = False
    or_closed_since: date | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class FamilyRow:
    """One family in a list, with its children and what runs for them."""

    family: Family
    children: tuple[FamilyMember, ...]
    statuses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FamilyList:
    rows: tuple[FamilyRow, ...]
    page: Page[Family]


def scopes_for(viewer: Viewer) -> tuple[Scope, ...]:
    """The lists this viewer may see, the first one to be shown first."""
    reaches = [
        (Scope.MINE, Reach.MINE),
        (Scope.TEAM, Reach.TEAM),
        (Scope.EVERY, Reach.AUTHORITY),
    ]
    allowed = [
        scope
        for scope, reach in reaches
        if viewer.may(Action.OPEN_FAMILY, RecordState(nearness=reach))
    ]
    if may_allocate(viewer):
        allowed.append(Scope.NOBODY)
    return tuple(allowed)


def may_allocate(viewer: Viewer) -> bool:
    """Whether the viewer says who works with families of their team, or with any."""
    reach = Reach.TEAM if viewer.team_ids else Reach.AUTHORITY
    return bool(viewer.may(Action.ALLOCATE_FAMILY, RecordState(nearness=reach)))


def families_list(viewer: Viewer, wanted: FamilyFilter) -> FamilyList:
    """A page of families the viewer may open. Four queries, however many there are.

    Raises:
        PermissionDenied: the role opens no family, or not that far.
    """
    families = listed_families(viewer, wanted)
    paginator = Paginator(families.order_by("sort_key", "pk"), FAMILIES_ON_A_PAGE)
    page = paginator.get_page(wanted.page)
    ids = [family.pk for family in page]
    children = children_of(viewer, ids)
    running = running_statuses(viewer, ids)
    rows = tuple(
        FamilyRow(
            family,
            tuple(children.get(family.pk, ())),
            headline(running.get(family.pk, ())),
        )
        for family in page
    )
    return FamilyList(rows, page)


def listed_families(viewer: Viewer, wanted: FamilyFilter) -> QuerySet[Family]:
    """Families of a list, with who works with each. Restricted ones for those named.

    Raises:
        PermissionDenied: the role opens no family, or not that far.
    """
    if wanted.scope not in scopes_for(viewer):
        raise PermissionDenied("Your role does not include this list of families")
    kept = Q(closed_on__isnull=not wanted.is_closed)
    if wanted.or_closed_since is not None:
        kept |= Q(closed_on__gte=wanted.or_closed_since)
    families = families_with_workers(viewer).filter(kept)
    families = families.filter(Q(is_restricted=False) | Q(is_viewer_named=True))
    families = _with_those(viewer, wanted.scope, families)
    bounds = prefix_bounds(wanted.begins)
    if bounds:
        families = families.filter(sort_key__gte=bounds[0], sort_key__lt=bounds[1])
    if wanted.status:
        running = ServiceStatus.objects.filter(
            authority_id=viewer.in_authority(),
            family=OuterRef("pk"),
            status=wanted.status,
            ended_on=None,
        )
        families = families.filter(Exists(running))
    return families


def _with_those(
    viewer: Viewer, scope: Scope, families: QuerySet[Family]
) -> QuerySet[Family]:
    """The families that are with those the scope means, or with nobody.

    Without a worker: the record may be with a team and wait for one of its people.
    Those who allocate everywhere, or are in no team, see it for the whole authority.
    """
    if scope is Scope.MINE:
        return families.filter(Q(allocated_worker_id=own_worker_id(viewer)))
    if scope is Scope.TEAM:
        return families.filter(Q(allocated_team_id__in=viewer.team_ids))
    if scope is Scope.NOBODY:
        families = families.filter(Q(allocated_worker_id=None))
        everywhere = RecordState(nearness=Reach.AUTHORITY)
        if not viewer.may(Action.ALLOCATE_FAMILY, everywhere):
            return families.filter(Q(allocated_team_id__in=viewer.team_ids))
    return families


def children_of(
    viewer: Viewer, family_ids: Sequence[UUID]
) -> dict[UUID, list[FamilyMember]]:
    """The children of each family, eldest first. One query."""
    found: dict[UUID, list[FamilyMember]] = defaultdict(list)
    members = (
        FamilyMember.objects.filter(
            authority_id=viewer.in_authority(),
            family__in=family_ids,
            part__in=CHILD_PARTS,
            left_on=None,
            person__merged_into=None,
        )
        .select_related("person")
        .only("family", "part", *(f"person__{field}" for field in _IN_A_LIST))
    )
    for member in members:
        found[member.family_id].append(member)
    return {
        family_id: sorted(own, key=attrgetter("age_order"))
        for family_id, own in found.items()
    }


def running_statuses(
    viewer: Viewer, family_ids: Sequence[UUID]
) -> dict[UUID, list[str]]:
    """What service runs in each family, for any of its children. One query."""
    found: dict[UUID, list[str]] = defaultdict(list)
    rows = (
        ServiceStatus.objects.filter(
            authority_id=viewer.in_authority(), family__in=family_ids, ended_on=None
        )
        .values_list("family_id", "status")
        .distinct()
    )
    for family_id, status in rows:
        found[family_id].append(status)
    return found


def teams_with_workers(viewer: Viewer) -> list[tuple[Team, list[Worker]]]:
    """Open teams with the workers who can hold families, by name. Two queries."""
    authority_id = viewer.in_authority()
    teams = list(
        Team.objects.filter(authority_id=authority_id, is_open=True).order_by("name")
    )
    memberships = (
        TeamMembership.objects.filter(
            authority_id=authority_id, ended_on=None, worker__is_active=True
        )
        .select_related("worker")
        .order_by("worker__name")
    )
    by_team: dict[UUID, list[Worker]] = defaultdict(list)
    for membership in memberships:
        if HOLDS_FAMILIES & set(membership.worker.roles):
            by_team[membership.team_id].append(membership.worker)
    return [(team, by_team[team.pk]) for team in teams]


def held_counts(viewer: Viewer) -> dict[UUID, int]:
    """How many families each worker has now: {worker: families}. One query."""
    rows = (
        Allocation.objects.filter(
            authority_id=viewer.in_authority(),
            ended_on=None,
            worker__isnull=False,
            family__closed_on=None,
        )
        .values_list("worker_id")
        .annotate(held_count=Count("family_id"))
    )
    return {worker_id: count for worker_id, count in rows if worker_id}


def active_workers(viewer: Viewer) -> list[Worker]:
    """Everybody who works in the authority, by name. One query."""
    return list(
        Worker.objects.filter(
            authority_id=viewer.in_authority(), is_active=True
        ).order_by("name")
    )
