"""Whom a child can name when they say who may see something."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from kinfold.networks.selectors import network_of
from kinfold.platform.viewer import Viewer
from kinfold.practice.selectors.members import Ground
from kinfold_core.practice.child_sharing import Audience, Choice, MayShow


@dataclass(frozen=True, slots=True)
class Whom:
    """Somebody who can be named: of the family, or of the network."""

    name: str
    person_id: UUID | None = None
    member_id: UUID | None = None

    @property
    def key(self) -> str:
        if self.person_id:
            return f"person-{self.person_id}"
        return f"member-{self.member_id}"

    @property
    def question(self) -> Choice:
        """A choice about them, to look for what the child said before."""
        return Choice(
            audience=Audience.PERSON, answer=MayShow.NO, name=self.name,
            person_id=self.person_id, member_id=self.member_id,
        )  # fmt: skip


def people_a_child_can_name(
    viewer: Viewer, ground: Ground, child_id: UUID
) -> tuple[Whom, ...]:
    """The family, then the network; not the child, and nobody unborn.

    As many queries as `network_of`.
    """
    members = ground.facts.members
    unborn = {row.person_id for row in members if row.person.is_unborn}
    known = {child_id} | unborn
    family = [
        Whom(one.name, person_id=one.person_id)
        for one in ground.people
        if one.person_id and one.person_id not in known
    ]
    known |= {one.person_id for one in family if one.person_id}
    network = network_of(viewer, ground.family.pk)
    around = [
        Whom(one.name, member_id=one.id)
        for one in sorted(network.here, key=lambda one: one.name.casefold())
        if one.who.person_id not in known
    ]
    return (*family, *around)
