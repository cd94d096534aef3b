"""Whom a child can name when they say who may see something."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from kinfold.networks.selectors import network_of, refusals_of
from kinfold.platform.viewer import Viewer
from kinfold.practice.selectors.members import Ground
from kinfold_core.practice.child_no import Says
from kinfold_core.practice.child_sharing import Audience, Choice, MayShow
from kinfold_core.practice.living_map import born
from kinfold_core.practice.network import Network
from kinfold_core.practice.plan_written import Who


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
    def who(self) -> Who:
        return Who(name=self.name, person_id=self.person_id, member_id=self.member_id)

    @property
    def question(self) -> Choice:
        """A choice about them, to look for what the child said before."""
        return Choice(
            audience=Audience.PERSON, answer=MayShow.NO, name=self.name,
            person_id=self.person_id, member_id=self.member_id,
        )  # fmt: skip


def people_a_child_can_name(
    viewer: Viewer, ground: Ground, child_id: UUID, *, named: Iterable[Choice] = ()
) -> tuple[Whom, ...]:
    """Whose names are read out to a child, or stand before them on a device.

    Not somebody of whom a child of the family said that only the workers are to know:
    a brother or sister would read the name. Whom the child has `named` already stays,
    so that a yes can be taken back. As many queries as `network_of` and
    `refusals_of`.
    """
    network = network_of(viewer, ground.family.pk)
    told = [
        word.about
        for word in refusals_of(viewer, ground.family.pk).words
        if word.says is Says.WORKERS_ONLY
    ]
    # whoever is of the network may be of the family too, and called otherwise there
    around = [one.as_who for one in network.people]
    secret = [*told, *(one for one in around if _is_one_of(told, one))]
    is_named = {one.about for one in named}
    return tuple(
        one
        for one in _around(ground, network, child_id)
        if one.question.about in is_named or not _is_one_of(secret, one.who)
    )


def people_around(viewer: Viewer, ground: Ground, child_id: UUID) -> tuple[Whom, ...]:
    """Everybody whom a child can mean, for the workers alone to read.

    As many queries as `network_of`.
    """
    return _around(ground, network_of(viewer, ground.family.pk), child_id)


def _is_one_of(people: Iterable[Who], who: Who) -> bool:
    return any(who.is_same_as(one) for one in people)


def _around(ground: Ground, network: Network, child_id: UUID) -> tuple[Whom, ...]:
    """The family, then the network; not the child, and nobody unborn."""
    family = [
        Whom(one.name, person_id=one.person_id)
        for one in born(ground.people)
        if one.person_id and one.person_id != child_id
    ]
    known = {child_id, *(one.person_id for one in ground.people if one.person_id)}
    around = [
        Whom(one.name, member_id=one.id)
        for one in sorted(network.here, key=lambda one: one.name.casefold())
        if one.who.person_id not in known
    ]
    return (*family, *around)
