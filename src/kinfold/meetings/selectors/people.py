"""Who could be at a meeting of this family."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from kinfold.copies.selectors import Reader, readers_of
from kinfold.networks.selectors import network_of
from kinfold.platform.viewer import Viewer
from kinfold.practice.selectors.members import Ground
from kinfold_core.access import Apart
from kinfold_core.practice.living_map import Member, born
from kinfold_core.practice.written import Named

NO_BAR: Final = frozenset({Apart.THIRD_PARTY})


@dataclass(frozen=True, slots=True)
class Offered:
    """Somebody to choose. `caution`: why to think first before they see the wall.

    `kept_from`: whom they must not meet or learn of; what a third party said of
    somebody is no reason not to meet.
    """

    key: str
    who: Named
    capacity: str
    detail: str = ""
    caution: str = ""
    kept_from: frozenset[UUID] = frozenset()

    @property
    def label(self) -> str:
        return f"{self.who.name} ({self.detail})" if self.detail else self.who.name


def offered_people(viewer: Viewer, ground: Ground) -> tuple[Offered, ...]:
    """The family's people who are born and alive, its network, the viewer. Six queries.

    A person of the family who is in the network too is offered once.
    """
    readers = {one.person_id: one for one in readers_of(viewer, ground)}
    family = [
        _of_family(member, readers[member.person_id])
        for member in born(ground.people)
        if member.person_id in readers
    ]
    network = [
        Offered(
            key=f"network:{one.id}",
            # by name: whoever left the family has no key on its map any more
            who=Named(name=one.who.name),
            capacity="network",
            detail=one.relationship,
        )
        for one in network_of(viewer, ground.family.pk).people
        if one.who.person_id not in readers and one.ended_on is None
    ]
    workers = [
        Offered(
            key=member.key,
            who=member.as_named(),
            capacity="professional",
            detail=member.detail,
        )
        for member in ground.people
        if member.worker_id
    ]
    return (*family, *network, *workers)


def _of_family(member: Member, reader: Reader) -> Offered:
    return Offered(
        key=member.key,
        who=member.as_named(),
        capacity="child" if member.is_child else "family",
        detail=member.detail,
        caution=reader.caution,
        kept_from=frozenset(
            key for key, one in reader.between.items() if one.kinds - NO_BAR
        ),
    )
