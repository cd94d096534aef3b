"""Who can be given a paper of a child's words, and who was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from kinfold.child_tools.selectors import sessions_of
from kinfold.child_words.models import ItemShown
from kinfold.networks.selectors import network_of
from kinfold.people.selectors.private_words import marks_for_any_hand
from kinfold.people.selectors.separations import ApartRow, apart_among
from kinfold.platform.viewer import Viewer
from kinfold.practice.selectors.members import Ground
from kinfold.records.models import FamilyMember
from kinfold_core.access.matrix import Audience as Column
from kinfold_core.access.sharing import Apart
from kinfold_core.people.private_words import leave_out
from kinfold_core.practice.child_papers import OnPaper, PaperReader, paper_for
from kinfold_core.practice.child_sharing import Audience, Reader
from kinfold_core.practice.network import NetworkPerson

_IN_NETWORK = frozenset({Audience.NETWORK})
_GROUPS = {
    FamilyMember.Part.ADULT: (frozenset({Audience.PARENTS}), Column.PARENT),
    FamilyMember.Part.NETWORK: (_IN_NETWORK, Column.NETWORK),
    # a brother or sister is let in by name alone
    FamilyMember.Part.CHILD: (frozenset[Audience](), Column.NETWORK),
}


def paper_readers(
    viewer: Viewer, ground: Ground, child_id: UUID
) -> tuple[PaperReader, ...]:
    """Everybody of an authorised family, its network and the school, by name.

    One who is of the family and of its network reads as both: what either is kept from.
    """
    return _by_child(viewer, ground, [child_id])[child_id]


def safe_paper(
    viewer: Viewer, family_id: UUID, child_id: UUID, one: PaperReader
) -> tuple[tuple[OnPaper, ...], int]:
    """What the child lets this reader see, and how many things are kept off it because
    they say where somebody is who must not be found, or how to reach them."""
    marks = marks_for_any_hand(viewer, family_id)
    things = paper_for(sessions_of(viewer, family_id), child_id, one)
    kept = tuple(thing for thing in things if not _tells_where(thing, marks))
    return kept, len(things) - len(kept)


def _tells_where(thing: OnPaper, marks: frozenset[str]) -> bool:
    whole = leave_out(thing.item, marks)[1] if thing.item else 0
    return bool(whole or leave_out(thing, marks)[1])


def papers_for(
    viewer: Viewer, ground: Ground, *, member_id: UUID, person_id: UUID | None
) -> tuple[tuple[str, UUID, str], ...]:
    """The papers that somebody of the network can be given: whose words they are, and
    the child's and the reader's key. Nothing, when no child lets them see anything."""
    sessions = sessions_of(viewer, ground.family.pk)
    names = {one.child_id: one.child_name for one in sessions}
    if not names:
        return ()
    return tuple(
        (names[child_id], child_id, one.key)
        for child_id, readers in _by_child(viewer, ground, names).items()
        for one in readers
        if one.reader.member_id == member_id
        or (person_id is not None and one.reader.person_id == person_id)
        if paper_for(sessions, child_id, one)
    )


def _by_child(
    viewer: Viewer, ground: Ground, child_ids: Iterable[UUID]
) -> dict[UUID, tuple[PaperReader, ...]]:
    network = network_of(viewer, ground.family.pk).here
    named = {one.person_id: one.name for one in ground.people if one.person_id}
    known = {one.who.person_id for one in network if one.who.person_id}
    children = tuple(child_ids)
    apart = apart_among(viewer, {*named, *known, *children})
    kept = {child_id: _kept_from(child_id, apart) for child_id in children}
    return {
        child_id: _readers(ground, network, named, kept[child_id], child_id)
        for child_id in children
    }


def _readers(
    ground: Ground,
    network: Sequence[NetworkPerson],
    named: Mapping[UUID, str],
    apart: Mapping[UUID | None, frozenset[Apart]],
    child_id: UUID,
) -> tuple[PaperReader, ...]:
    in_network = {one.who.person_id: one.id for one in network if one.who.person_id}
    family = [
        _of_family(row, named[row.person_id], in_network, apart)
        for row in ground.facts.members
        if row.person_id in named.keys() - {child_id}
        and row.part in _GROUPS
        and not row.person.is_dead
    ]
    around = [
        PaperReader(
            key=f"member-{one.id}",
            reader=Reader(_IN_NETWORK, one.who.person_id, one.id, one.name),
            column=Column.NETWORK,
            apart=apart.get(one.who.person_id, frozenset()),
        )
        for one in sorted(network, key=lambda one: one.name.casefold())
        if one.who.person_id not in named
    ]
    return (*family, *around, _school_of(named[child_id]))


def _school_of(child: str) -> PaperReader:
    """Named for those who hold the paper: what the child calls "my school"."""
    return PaperReader(
        key="school",
        reader=Reader(frozenset({Audience.SCHOOL}), name=f"{child}'s school"),
        column=Column.PARTNER,
    )


def _of_family(
    row: FamilyMember,
    name: str,
    in_network: Mapping[UUID, UUID],
    apart: Mapping[UUID | None, frozenset[Apart]],
) -> PaperReader:
    groups, column = _GROUPS[FamilyMember.Part(row.part)]
    member_id = in_network.get(row.person_id)
    if member_id:
        groups |= _IN_NETWORK
    return PaperReader(
        key=f"person-{row.person_id}",
        reader=Reader(frozenset(groups), row.person_id, member_id, name),
        column=column,
        apart=apart.get(row.person_id, frozenset()),
    )


def _kept_from(
    child_id: UUID, apart: Iterable[ApartRow]
) -> dict[UUID | None, frozenset[Apart]]:
    """By reader, what was decided between them and this child."""
    found: dict[UUID | None, frozenset[Apart]] = {}
    for row in apart:
        if row.about_id == child_id:
            before = found.get(row.person_id, frozenset())
            found[row.person_id] = before | {row.kind}
    return found


def shown_of(viewer: Viewer, family_id: UUID, child_id: UUID) -> tuple[ItemShown, ...]:
    """Who was shown what this child of an authorised family said, newest first."""
    rows = ItemShown.objects.filter(
        authority_id=viewer.in_authority(),
        item__session__family_id=family_id,
        item__session__child_id=child_id,
    )
    return tuple(rows.order_by("-shown_on", "-pk"))
