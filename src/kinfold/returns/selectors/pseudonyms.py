"""Kinfold's own record, whose ids are told as pseudonyms only. Viewer first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.crypto import salted_hmac

from kinfold.platform.viewer import Viewer
from kinfold.records.models import FamilyMember, Person
from kinfold.records.selectors.lists import CHILD_PARTS
from kinfold.returns import policy
from kinfold_measures.returns.values import Cell

Row: TypeAlias = Mapping[str, Cell]
AT_ONCE: Final = 2_000
LONG: Final = 20
"""Letters of a pseudonym: what the readers of returns take for an id."""


@dataclass(frozen=True, slots=True)
class Record:
    """An authority's record, whose ids are told as pseudonyms only.

    Without the key of this installation nobody can say which id one stands for. An id
    has the same one in every export, so that the same record gives the same bytes and
    the exports of several years can be joined; in another authority it has another.
    """

    authority_id: UUID

    def told(self, identity: UUID | None) -> str | None:
        if identity is None:
            return None
        salt = f"kinfold.returns.own_record {self.authority_id}"
        whole = salted_hmac(salt, str(identity), algorithm="sha256").hexdigest()
        return whole[:LONG]

    def rows(
        self, model: type[models.Model], *fields: str, **more: Any
    ) -> Iterator[Any]:
        """Every row of a model as a tuple, in an order that does not change."""
        found = model._default_manager.filter(authority_id=self.authority_id)
        found = found.annotate(**more).order_by("pk")
        yield from found.values_list(*fields, *more).iterator(chunk_size=AT_ONCE)


def children_of(viewer: Viewer) -> dict[UUID, UUID]:
    """Every child, by each record of theirs, however often joined: the one that stands.

    None who was lost before birth: no work is owed to them. All tables tell of these
    alone, so that each child they name stands in `person`.
    """
    ours = {"authority_id": record_of(viewer).authority_id}
    people = Person.objects.filter(**ours)
    into = dict(people.exclude(merged_into=None).values_list("pk", "merged_into_id"))

    def standing(person: UUID) -> UUID:
        while person in into:
            person = into[person]
        return person

    members = set(
        FamilyMember.objects.filter(**ours, part__in=CHILD_PARTS).values_list(
            "person_id", flat=True
        )
    )
    lost = set(people.filter(is_lost=True).values_list("pk", flat=True))
    children = {standing(one) for one in members} - lost
    # what could not move with a joined record still hangs on it
    records = {one: standing(one) for one in members | into.keys() | children}
    return {one: now for one, now in records.items() if now in children}


def record_of(viewer: Viewer) -> Record:
    """The record of the viewer's authority.

    Raises:
        PermissionDenied: the role does not include it; the message is safe to show.
        NotFound: the viewer belongs to no authority.
    """
    authority_id = viewer.in_authority()
    decision = policy.may_import_returns(viewer)
    if not decision:
        raise PermissionDenied(decision.reason)
    return Record(authority_id)
