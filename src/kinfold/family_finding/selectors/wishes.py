"""What the children say of those who were found: told to every room, and heard from
the network, where they may have said something else since."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet

from kinfold.family_finding.models import ChildWish
from kinfold.networks.models import MemberView
from kinfold.platform.viewer import Viewer
from kinfold_core.practice.child_no import ChildWord, Says
from kinfold_core.practice.family_finding.words import SeenBy, Wish
from kinfold_core.practice.plan_written import Who
from kinfold_core.practice.written import Named


def child_words(viewer: Viewer, family_id: UUID) -> Iterator[ChildWord]:
    """Every word of a child about somebody who was found. One query."""
    rows = ChildWish.objects.filter(
        authority_id=viewer.in_authority(), found__episode__family_id=family_id
    ).select_related("found__episode")
    for row in rows:
        found, episode = row.found, row.found.episode
        yield ChildWord(
            child=Named(name=episode.child_name, person_id=episode.child_id),
            about=Who(
                name=found.name, person_id=found.person_id, member_id=found.member_id
            ),
            of_whom=found.pk,
            says=_says(row),
            said_on=row.said_on,
            written_at=row.recorded_at,
            may_know=row.seen_by == SeenBy.NETWORK,
        )


def _says(row: ChildWish) -> Says:
    if row.wish == Wish.NO:
        return Says.NO
    is_hidden = row.seen_by == SeenBy.WORKERS
    return Says.WORKERS_ONLY if is_hidden else Says.NO_OBJECTION


def views_in_network(viewer: Viewer) -> QuerySet[MemberView]:
    """What the child of an episode said of a found person in the network, for a
    subquery: of the same member, or the same person of the record."""
    same = Q(member=OuterRef("member_id")) | Q(
        member__person=OuterRef("person_id"),
        member__family=OuterRef("episode__family_id"),
    )
    child = OuterRef("episode__child_id")
    return MemberView.objects.filter(
        same,
        Q(said_by_person=child) | Q(said_by_person__merged_into=child),
        authority_id=viewer.in_authority(),
        is_child=True,
    ).order_by("-said_on", "-recorded_at", "-pk")
