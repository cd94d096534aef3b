"""Everything anybody of a network was told or given."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from kinfold.networks.beyond import given_known
from kinfold.networks.models import OtherDisclosure
from kinfold.platform.viewer import Viewer
from kinfold_core.practice.network import Network, NetworkPerson
from kinfold_core.practice.standing_by import LedgerRow


def ledger_of(
    viewer: Viewer, family_id: UUID, network: Network, words: dict[int, str]
) -> tuple[LedgerRow, ...]:
    """Everything anybody of the network was told or given, newest first (R-NW4).

    The ladder is read, never written a second time; `words` says each of its levels.
    """
    rows = OtherDisclosure.objects.filter(
        authority_id=viewer.in_authority(), member__family_id=family_id
    ).select_related("member")
    found = [
        *_told(network.people, words),
        *(_given(row, row.member.name) for row in rows),
        *given_known(viewer, family_id),
    ]
    return tuple(sorted(found, key=lambda one: one.on, reverse=True))


def _told(people: Iterable[NetworkPerson], words: dict[int, str]) -> list[LedgerRow]:
    return [
        LedgerRow(one.told_on, person.name, words[one.level], one.how, one.told_by,
                  one.permission)
        for person in people
        for one in person.tellings
    ]  # fmt: skip


def _given(row: OtherDisclosure, name: str) -> LedgerRow:
    return LedgerRow(row.told_on, name, row.what, "", row.told_by_name, row.permission)
