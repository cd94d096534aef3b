"""What keeps people of a family and its network apart, and whom it is not safe to ask.

What was decided hangs on people of the record; somebody of the network may be named
there by key, or only by what they are called. Where one of the two has no key, the name
counts: it is better to ask once more than to name two people to each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from kinfold.networks.models import NetworkMember
from kinfold.people.selectors.contact import not_safe
from kinfold.people.selectors.separations import apart_among
from kinfold.platform.viewer import Viewer
from kinfold.records.models import FamilyMember
from kinfold_core.access.sharing import SHUTS_DAYS

_CHILDREN = {FamilyMember.Part.CHILD, FamilyMember.Part.UNBORN}


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody by every name that is theirs here, and by key when there is one."""

    names: frozenset[str]
    person_id: UUID | None = None

    def may_be(self, other: Known) -> bool:
        """One person: by key when both have one, else by a name they share."""
        if self.person_id and other.person_id:
            return self.person_id == other.person_id
        return not self.names.isdisjoint(other.names)


@dataclass(frozen=True, slots=True)
class Blocks:
    """Who of a network is kept from whom today, by the network's keys.

    `apart`: pairs of whom one must not learn of the other, whichever of them it is.
    `from_child`: pairs of somebody who must have no part in a child's days.
    """

    members: Mapping[UUID, Known] = field(default_factory=dict)
    unsafe: tuple[Known, ...] = ()
    from_child: tuple[Known, ...] = ()
    apart: tuple[tuple[Known, Known], ...] = ()

    def is_not_safe(self, member_id: UUID) -> bool:
        return self._is_among(member_id, self.unsafe)

    def is_kept_from_child(self, member_id: UUID) -> bool:
        return self._is_among(member_id, self.from_child)

    def are_apart(self, one_id: UUID, other_id: UUID) -> bool:
        """Whether one of these two must not learn of the other."""
        one, other = self.members.get(one_id), self.members.get(other_id)
        return bool(one and other) and any(
            (one.may_be(a) and other.may_be(b)) or (one.may_be(b) and other.may_be(a))
            for a, b in self.apart
            if one and other
        )

    def stand_between(self, member_id: UUID, backup_id: UUID | None) -> bool:
        """Whether something keeps whoever does it, whoever comes instead and the
        children of the family from each other."""
        people = [member_id, *([backup_id] if backup_id else [])]
        return any(self.is_kept_from_child(key) for key in people) or (
            backup_id is not None and self.are_apart(member_id, backup_id)
        )

    def _is_among(self, member_id: UUID, people: Iterable[Known]) -> bool:
        me = self.members.get(member_id)
        return me is not None and any(me.may_be(one) for one in people)


def blocks_of(viewer: Viewer, family_id: UUID) -> Blocks:
    """What holds today in an authorised family. Four queries.

    Never about anybody outside the family and its network.
    """
    here = {"authority_id": viewer.in_authority(), "family_id": family_id}
    family = list(FamilyMember.objects.filter(**here).select_related("person"))
    network = list(
        NetworkMember.objects.filter(**here).values_list("pk", "name", "person_id")
    )
    names: dict[UUID, set[str]] = {}
    for row in family:
        person = row.person
        called = (person.short_name, person.full_name, person.given_names)
        names[row.person_id] = {name.casefold() for name in called if name}
    for _, name, person_id in network:
        if person_id:
            names.setdefault(person_id, set()).add(name.casefold())
    known = {key: Known(frozenset(those), key) for key, those in names.items()}
    children = {row.person_id for row in family if row.part in _CHILDREN}
    pairs = [
        (row, known[row.person_id], known[row.about_id])
        for row in apart_among(viewer, known.keys())
    ]
    return Blocks(
        members={
            pk: known[person_id] if person_id else Known(frozenset({name.casefold()}))
            for pk, name, person_id in network
        },
        unsafe=tuple(known[key] for key in not_safe(viewer, known.keys())),
        from_child=tuple(
            grown
            for row, one, other in pairs
            if row.kind in SHUTS_DAYS
            for child, grown in ((one, other), (other, one))
            if child.person_id in children and grown.person_id not in children
        ),
        apart=tuple((one, other) for _, one, other in pairs),
    )
