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
