"""Writing down who was found, what the child says of them, and bringing them in."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from kinfold.family_finding.holding import (
    At,
    Held,
    add_row,
    changes_to,
    check_day,
    check_words,
    columns,
    hold_at,
    record,
    record_change,
)
from kinfold.family_finding.models import ChildWish, FoundPerson, SafetyCheck
from kinfold.family_finding.selectors import person_of
from kinfold.networks.actions import add_member
from kinfold.networks.holding import check_named
from kinfold.networks.models import NetworkMember
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold_core.people.dates import whole_years
from kinfold_core.practice.family_finding.alone import (
    is_same,
    still_held,
    why_not_same,
)
from kinfold_core.practice.family_finding.details import CheckDetails, WishDetails
from kinfold_core.practice.family_finding.rows import FoundDetails, why_not_join
from kinfold_core.practice.family_finding.words import Safety
from kinfold_core.practice.network import MemberDetails
from kinfold_core.practice.written import Named


@transaction.atomic
def add_people(
    *, at: At, people: Sequence[FoundDetails], are_others: bool = False, by: Viewer
) -> list[FoundPerson]:
    """Write down everybody of a list, all of them or none.

    `are_others`: those who are called as somebody on the list of the same side are
    somebody else, as the writer was asked.

    Raises:
        CannotDo: somebody is on the list already and nobody said that they are two,
            a name or side is missing, or a day cannot be.
        NotFound: a key of somebody of another family.
    """
    held = hold_at(by, at)
    if not people:
        raise CannotDo("Write at least one name", "people")
    standing = FoundPerson.objects.filter(**held.here).values_list("name", "side")
    known = {(name.casefold(), side) for name, side in standing}
    for one in people:
        _check(held, one)
        if (one.name.casefold(), one.side) in known and not are_others:
            raise CannotDo(
                f"{one.name} is on the list already, on the same side. Tick that this "
                "is somebody else, or take the line out",
                "are_others",
            )
    rows = [
        FoundPerson(**held.here, written_by_id=held.worker_id, **columns(one))
        for one in people
    ]
    FoundPerson.objects.bulk_create(rows)
    names = [one.name for one in rows]
    record(held, "people_found", held.episode, {"names": names})
    return rows


@transaction.atomic
def change_person(
    *, at: At, details: FoundDetails, version: int, by: Viewer
) -> FoundPerson:
    """Change what is known of somebody. Saving what stands changes nothing.

    Who was to be left alone still is under another name: a safety check says so.

    Raises:
        StaleVersion: somebody saved other words meanwhile; holds the person.
        CannotDo: no name, or a day that cannot be.
    """
    held = hold_at(by, at)
    found = held.person
    _check(held, details)
    changes = changes_to(found, details)
    if not changes:
        return found
    if found.version != version:
        raise StaleVersion(found)
    _, before = person_of(by, at.family_id, at.episode_id, found.pk)
    for name, value in columns(details).items():
        setattr(found, name, value)
    found.version += 1
    found.save()
    record_change(held, "person_changed", found, changes)
    _, after = person_of(by, at.family_id, at.episode_id, found.pk)
    if held_still := still_held(before, after):
        check = CheckDetails(
            result=Safety.NO_CONTACT, words=held_still, checked_on=timezone.localdate()
        )
        check_safety(at=at, details=check, by=by)
    return found


@transaction.atomic
def write_wish(*, at: At, details: WishDetails, by: Viewer) -> ChildWish:
    """What the child says of somebody, with the age the child was then.

    Raises:
        CannotDo: no words of the child, or a day that cannot be.
    """
    held = hold_at(by, at)
    born = held.episode.child.born
    return add_row(
        ChildWish, held, details, deed="child_said", day="said_on", told=("wish",),
        words={"words": "Write it in the child's own words"},
        age=max(whole_years(born.earliest, details.said_on), 0) if born else None,
    )  # fmt: skip


@transaction.atomic
def check_safety(*, at: At, details: CheckDetails, by: Viewer) -> SafetyCheck:
    """What was looked up of somebody before anybody reaches for them.

    Raises:
        CannotDo: nothing written of what was seen, or a day that cannot be.
    """
    return add_row(
        SafetyCheck, hold_at(by, at), details, deed="safety_checked",
        day="checked_on", told=("result",),
        words={"words": "Say what you looked at and what you saw"},
    )  # fmt: skip


@transaction.atomic
def join_network(*, at: At, roles: Sequence[str] = (), by: Viewer) -> FoundPerson:
    """Bring somebody who was found into the family's network.

    Whoever stands there already under this name is joined to, never written twice.

    Raises:
        CannotDo: the child said no or wants only the workers to know, a safety check
            says no contact, they stepped back from the network, or somebody of this
            name stands there who may be somebody else.
    """
    held = hold_at(by, at)
    found = held.person
    if found.member_id is not None:
        return found
    episode, row = person_of(by, at.family_id, at.episode_id, found.pk)
    if why_not := why_not_join(episode, row):
        raise CannotDo(why_not)
    standing = NetworkMember.objects.filter(
        authority_id=found.authority_id, family_id=at.family_id, ended_on=None
    )
    details = MemberDetails(
        who=Named(name=found.name, person_id=found.person_id),
        relationship=found.relationship,
        side=found.side,
        roles=tuple(roles),
    )
    known = list(standing.filter(person=found.person_id) if found.person_id else ())
    known += standing.filter(name__iexact=found.name).order_by("pk")
    same = [one for one in known if is_same(row, one.person_id, one.side)]
    if known and not same:
        raise CannotDo(why_not_same(found.name))
    found.member = (
        same[0] if same else add_member(family_id=at.family_id, details=details, by=by)
    )
    found.version += 1
    found.save()
    record(held, "joined", found, {"name": found.name})
    return found


def _check(held: Held, details: FoundDetails) -> None:
    episode = held.episode
    check_words(details, name="Write a name", side="Choose whose side they are on")
    check_day(episode, details.found_on, "found_on")
    named = Named(name=details.name, person_id=details.person_id)
    check_named(episode.family, [named])
    last, born = details.last_contact, episode.child.born
    if last is not None and born is not None and last.latest < born.earliest:
        raise CannotDo(
            f"This is before {episode.child_name} was born. If it was with the "
            "parents, write it beside who they are",
            "last_contact",
        )
