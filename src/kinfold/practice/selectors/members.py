"""The family a page is about, and who can be named on its map."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family, FamilyMember
from kinfold.records.selectors import family_for, may_with
from kinfold.records.selectors.members import HeaderFacts, header_facts
from kinfold_core.access import Action, Artefact
from kinfold_core.practice.living_map import Member

_Part = FamilyMember.Part
_CHILDREN = {_Part.CHILD: "child", _Part.UNBORN: "baby not born yet"}


@dataclass(frozen=True, slots=True)
class Ground:
    """A family that the viewer was authorised for, and its people."""

    family: Family
    facts: HeaderFacts
    people: tuple[Member, ...]
    may_write: bool
    may_rate: bool
    may_share: bool
    may_ask: bool


def ground_of(
    viewer: Viewer,
    family_id: UUID,
    action: Action = Action.OPEN_FAMILY,
    artefact: Artefact | None = None,
) -> Ground:
    """The family of a page, when the viewer may do `action` with it. Three queries.

    Raises:
        NotFound: no such family in the viewer's authority.
        RecordRefused: it is there and not open to this viewer for this.
    """
    family = family_for(viewer, family_id, action, artefact)
    facts = header_facts(viewer, family)
    return Ground(
        family=family,
        facts=facts,
        people=people_to_name(viewer, facts.members),
        may_write=bool(may_with(viewer, Action.WRITE_MAP, family)),
        may_rate=bool(may_with(viewer, Action.RATE_SCALE, family)),
        may_share=bool(may_with(viewer, Action.SHARE_FAMILY_COPY, family)),
        may_ask=bool(viewer.may(Action.ASK_QUESTIONS)),
    )


def people_to_name(
    viewer: Viewer, members: tuple[FamilyMember, ...]
) -> tuple[Member, ...]:
    """The family's people, then the viewer themself. No query.

    Two people who are called the same are told apart by their full names.
    """
    short = [row.person.short_name for row in members]
    people = [
        Member(
            key=f"person:{row.person_id}",
            name=name if short.count(name) == 1 else row.person.full_name,
            detail=_CHILDREN.get(FamilyMember.Part(row.part), ""),
            person_id=row.person_id,
            is_child=row.part in _CHILDREN,
            is_unborn=row.person.is_unborn,
        )
        for row, name in zip(members, short, strict=True)
    ]
    if viewer.worker_id is not None:
        people.append(
            Member(
                key=f"worker:{viewer.worker_id}",
                name=viewer.name,
                detail="me",
                worker_id=viewer.worker_id,
                is_family=False,
            )
        )
    return tuple(people)
