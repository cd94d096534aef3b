"""Two things every change of an extract needs: its turn, and the authority's rooms."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from uuid import UUID

from kinfold.platform.one_at_a_time import one_at_a_time
from kinfold.platform.tenancy import as_authority
from kinfold.platform.viewer import Viewer


def in_turn(request_id: UUID) -> None:
    """Wait until nobody else changes this extract, for the rest of the transaction.

    Its rows are only ever added to, so that there is none to be locked. Whoever takes
    the file as it is taken back gets it, or does not: never half of each.
    """
    one_at_a_time(f"kinfold.extract {request_id}")


@contextmanager
def in_rooms_of(authority_id: UUID, by: Viewer) -> Iterator[Viewer]:
    """Write something down in the authority's own rooms, by whoever is there or not.

    The viewer it gives has no role and no worker: it can be named in the authority's
    audit, and is refused everything. An evaluator is nowhere else let in.
    """
    if by.authority_id == authority_id:
        yield by
        return
    with as_authority(authority_id, user_id=by.user_id):
        yield replace(by, authority_id=authority_id, worker_id=None, roles=frozenset())
