"""Who belongs to a family and how, as far as the viewer may know it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from kinfold.family_picture.models import SupportLine
from kinfold.people.models import Relationship, Residence, Separation
from kinfold.people.models.relationship import PARTNER_CODES, STORED_CODES
from kinfold.people.selectors.family_page import residences_of
from kinfold.platform.viewer import Viewer
from kinfold.recording.kinds import in_one_query
from kinfold.records.models import FamilyMember, Person
from kinfold.records.selectors.records import kept_from
from kinfold.sides.selectors import asks_of
from kinfold_core.genogram.kin import is_kin
from kinfold_core.practice.sides import AskRow

STEPS = 3
"""So many ties away from the family's own people: great-grandparents and cousins."""
MOST_PEOPLE = 400
KIN_CODES = tuple(code for code in STORED_CODES if is_kin(code))
LIVED_IN = (Residence.Kind.HOME, Residence.Kind.PLACEMENT, Residence.Kind.TEMPORARY)


@dataclass(frozen=True, slots=True)
class Around:
    """The rows a family picture is made from.

    `people` holds the family's own and those tied to them; `ties` stand, or are of
    couples that have ended; `homes` are where the family's own people live now;
    `apart`, for the family's variant, is what somebody must not learn of one of them.
    """

    members: tuple[FamilyMember, ...]
    people: dict[UUID, Person]
    ties: tuple[Relationship, ...]
    homes: tuple[Residence, ...]
    apart: tuple[Separation, ...]
    asks: tuple[AskRow, ...]

    @property
    def member_ids(self) -> frozenset[UUID]:
        return frozenset(member.person_id for member in self.members)


def around_family(
    viewer: Viewer,
    family_id: UUID,
    members: Sequence[FamilyMember],
    *,
    is_for_family: bool = False,
) -> Around:
    """Everybody tied to the members of a family that was authorised already.

    Seven queries at most, whatever the size; one more for the family's own variant.
    Of people outside the family whom a restricted record keeps from the viewer nothing
    is told, and nobody is reached through them.
    """
    own = {member.person_id: member.person for member in members}
    ties, people = _reached(viewer, own)
    kept = kept_from(viewer, people.keys())
    open_ties = _not_through(ties, kept - own.keys(), own.keys())
    told = own.keys() | {
        pk for tie in open_ties for pk in (tie.person_id, tie.other_id)
    }
    return Around(
        members=tuple(members),
        people={pk: person for pk, person in people.items() if pk in told or pk in own},
        ties=open_ties,
        homes=tuple(
            home
            for home in residences_of(viewer, own)
            if home.ended_on is None and home.kind in LIVED_IN
        ),
        apart=_apart(viewer, own) if is_for_family else (),
        asks=asks_of(viewer, family_id),
    )


def _apart(viewer: Viewer, own: Collection[UUID]) -> tuple[Separation, ...]:
    rows = Separation.objects.filter(
        authority_id=viewer.in_authority(), about__in=own, ended_on=None
    )
    return tuple(rows)


def is_anybody_apart(viewer: Viewer, members: Sequence[FamilyMember]) -> bool:
    """Whether somebody must not learn of one of a family's own people. One query."""
    return bool(_apart(viewer, [member.person_id for member in members]))


def _reached(
    viewer: Viewer, own: dict[UUID, Person]
) -> tuple[list[Relationship], dict[UUID, Person]]:
    """Ties of kin, step by step away from the family's own people. Three queries."""
    people, ties = dict(own), dict[UUID, Relationship]()
    edge = set(own)
    for _ in range(STEPS):
        rows = Relationship.objects.filter(
            Q(person__in=edge) | Q(other__in=edge),
            Q(ended_on=None) | Q(code__in=PARTNER_CODES),
            authority_id=viewer.in_authority(),
            code__in=KIN_CODES,
            person__merged_into=None,
            other__merged_into=None,
        ).select_related("person", "other")
        found = {tie.pk: tie for tie in rows}
        ends = {t.person_id: t.person for t in found.values()}
        ends |= {t.other_id: t.other for t in found.values()}
        ties |= found
        edge = ends.keys() - people.keys()
        people = ends | people
        if not edge or len(people) > MOST_PEOPLE:
            break
    return list(ties.values()), people


def _not_through(
    ties: Iterable[Relationship], kept: frozenset[UUID], own: Collection[UUID]
) -> tuple[Relationship, ...]:
    """The ties that lead to the family's own people without anybody who is kept."""
    left = [t for t in ties if kept.isdisjoint((t.person_id, t.other_id))]
    reached = set(own)
    for _ in range(STEPS):
        for tie in left:
            if tie.person_id in reached or tie.other_id in reached:
                reached |= {tie.person_id, tie.other_id}
    return tuple(t for t in left if t.person_id in reached and t.other_id in reached)


def lines_of(viewer: Viewer, family_id: UUID) -> tuple[SupportLine, ...]:
    """Every line that was ever drawn of a family, the newest first. One query."""
    rows = SupportLine.objects.filter(
        authority_id=viewer.in_authority(), family_id=family_id
    )
    return tuple(rows.order_by("-said_on", "-recorded_at", "-pk"))


def texts_of_picture(viewer: Viewer, family_id: UUID) -> Iterator[str]:
    """Every text of a family's ecomap, to see what was typed again. One query."""
    rows = SupportLine.objects.filter(
        authority_id=viewer.in_authority(), family_id=family_id
    )
    return in_one_query((rows, ("name", "said_by")))
