"""What gives away where people live and how they are reached: not for every paper."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from kinfold.people.models import Address, ContactDetail, Residence
from kinfold.people.sealing import CannotOpenSeal, unseal
from kinfold.people.selectors.separations import apart_among
from kinfold.platform.viewer import Viewer
from kinfold.records.models import FamilyMember
from kinfold_core.people.private_words import (
    marks_of_address,
    marks_of_contact,
    squeezed,
)

NOBODY_KNOWN: Final = UUID(int=0)
"""A reader who lives nowhere that we know of."""


@dataclass(frozen=True, slots=True)
class _Private:
    """Something of these people's. `is_sealed`: for nobody but them."""

    whose: frozenset[UUID]
    marks: frozenset[str]
    is_sealed: bool

    def is_for(self, reader: UUID, apart: frozenset[UUID]) -> bool:
        if reader in self.whose:
            return True
        return not self.is_sealed and apart.isdisjoint(self.whose)


def marks_kept_from(
    viewer: Viewer,
    people: Collection[UUID],
    readers: Mapping[UUID, frozenset[UUID]],
) -> frozenset[str]:
    """What a paper for these readers must not say of these people. Two queries.

    `readers`: each with those whom they are kept apart from. With none it may come
    into anybody's hands: then nothing that is sealed. A hidden address and a protected
    number are for those who live there; all homes and numbers of somebody are kept from
    whoever is kept apart from them.

    It is opened to be compared and never shown, so whoever makes the paper need not be
    somebody who may see it, and no look at it is written down.
    """
    known = list(_known(viewer, set(people)))
    for_whom = readers or {NOBODY_KNOWN: frozenset()}
    kept = [
        one
        for one in known
        if not all(one.is_for(key, apart) for key, apart in for_whom.items())
    ]
    return frozenset(mark for one in kept for mark in one.marks)


def marks_for_any_hand(viewer: Viewer, family_id: UUID) -> frozenset[str]:
    """What a paper of an authorised family must not say that names no reader, or that
    hangs on a wall. Four queries.

    Nothing that is sealed; and of whoever is kept apart from somebody, no home and no
    number, as it may be the other who reads it.
    """
    people = set(
        FamilyMember.objects.filter(
            authority_id=viewer.in_authority(), family=family_id
        ).values_list("person_id", flat=True)
    )
    readers: dict[UUID, frozenset[UUID]] = {NOBODY_KNOWN: frozenset()}
    for row in apart_among(viewer, people):
        before = readers.get(row.person_id, frozenset())
        readers[row.person_id] = before | {row.about_id}
    return marks_kept_from(viewer, people, readers)


def _known(viewer: Viewer, people: set[UUID]) -> Iterator[_Private]:
    here = {"authority_id": viewer.in_authority(), "person_id__in": people}
    running = Q(ended_on=None) | Q(ended_on__gt=timezone.localdate())
    at: dict[str, set[UUID]] = {}
    said: dict[str, tuple[str, str, bool]] = {}
    homes = Residence.objects.filter(running, **here).select_related("address")
    for home in homes:
        lines, postcode = _words(home.address)
        place = squeezed(lines + postcode)
        at.setdefault(place, set()).add(home.person_id)
        is_sealed = home.address.is_hidden or said.get(place, ("", "", False))[2]
        said[place] = (lines, postcode, is_sealed)
    for place, (lines, postcode, is_sealed) in said.items():
        marks = marks_of_address(lines, postcode)
        yield _Private(frozenset(at[place]), marks, is_sealed)
    for contact in ContactDetail.objects.filter(running, **here):
        owner = contact.person_id
        with_them = {one for there in at.values() if owner in there for one in there}
        yield _Private(
            frozenset({owner, *with_them}),
            marks_of_contact(_value(contact)),
            contact.is_protected,
        )


def _words(address: Address) -> tuple[str, str]:
    if address.sealed is None:
        return address.lines, address.postcode
    try:
        words = json.loads(unseal(address.sealed, table="address", row_id=address.pk))
    except CannotOpenSeal:  # nobody can read it, so nobody could have written it
        return "", ""
    return words["lines"], words["postcode"]


def _value(contact: ContactDetail) -> str:
    if contact.sealed is None:
        return contact.value
    try:
        return unseal(contact.sealed, table="contact_detail", row_id=contact.pk)
    except CannotOpenSeal:
        return ""
