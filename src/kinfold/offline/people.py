"""Whom a child can mean in a visit, as the family and its network are now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from kinfold.child_words.selectors import people_around
from kinfold.networks.models import NetworkMember
from kinfold.platform.viewer import Viewer
from kinfold.practice.selectors import ground_of
from kinfold.records.models import FamilyMember, Person
from kinfold_core.practice.offline_whom import MEMBER, PERSON, Somebody, ids_of


def people_of(by: Viewer, family_id: UUID, child_id: UUID) -> tuple[Somebody, ...]:
    """Whom the child can mean now.

    Raises:
        RecordRefused: the family is not open to whoever asks.
    """
    found = people_around(by, ground_of(by, family_id), child_id)
    return tuple(Somebody(one.key, one.name) for one in found)


def those_of_family(
    by: Viewer, family_id: UUID, named: Mapping[str, str], joined: Mapping[str, str]
) -> tuple[Somebody, ...]:
    """Who of those that a device has a key of is of this family or its network.

    Also when the family is not open to whoever asks: the device has the names. `named`
    and `joined` are by key. Two queries.
    """
    now = {joined.get(who, who): name for who, name in named.items()}
    of_family = {"authority_id": by.in_authority(), "family_id": family_id}
    ids = [ids_of(who) for who in now]
    people = FamilyMember.objects.filter(
        **of_family, person__in=[person for person, _ in ids if person]
    ).values_list("person_id", flat=True)
    members = NetworkMember.objects.filter(
        **of_family, pk__in=[member for _, member in ids if member]
    ).values_list("pk", flat=True)
    here = {f"{PERSON}{one}" for one in people} | {f"{MEMBER}{one}" for one in members}
    return tuple(Somebody(who, name) for who, name in now.items() if who in here)


def joined_of(by: Viewer, keys: Iterable[str]) -> dict[str, str]:
    """For the key of a record that was joined with another the key of that one.

    One query for each time that records were joined one after another.
    """
    standing = {who: person for who in keys if (person := ids_of(who)[0])}
    found: dict[str, str] = {}
    while standing:
        into = dict(
            Person.objects.filter(
                authority_id=by.in_authority(),
                pk__in=standing.values(),
                merged_into__isnull=False,
            ).values_list("pk", "merged_into_id")
        )
        standing = {who: into[one] for who, one in standing.items() if one in into}
        found |= {who: f"{PERSON}{one}" for who, one in standing.items()}
    return found
