"""People who may be meant, found by key comparisons only.

Under row-level security an index answers `=`, `>=` and `<` and nothing cleverer, so
everything that needs judgement is judged afterwards, in Python, over a bounded set.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from kinfold.finding.making.conditions import keys_like, keys_near
from kinfold.finding.matching import spelled_like
from kinfold.people.keys import WORD
from kinfold.people.models import ExternalReference, NameKey, PersonName
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Person
from kinfold.records.selectors.records import restricted_memberships

MOST_CANDIDATES = 300
MOST_SPELLINGS = 2000


def everybody(viewer: Viewer) -> QuerySet[Person]:
    """Everybody in the authority; `is_kept_from_viewer` marks the restricted ones."""
    return Person.objects.filter(
        authority_id=viewer.in_authority(), merged_into=None
    ).annotate(is_kept_from_viewer=Exists(restricted_memberships(viewer)))


def with_word(viewer: Viewer, words: Iterable[str]) -> Exists:
    """Whether a person has a name like any of the words."""
    condition = Q()
    for word in words:
        condition |= keys_like(word)
    return Exists(
        NameKey.objects.filter(
            condition, authority_id=viewer.in_authority(), person=OuterRef("pk")
        )
    )


def named_like(viewer: Viewer, words: Sequence[str]) -> dict[UUID, int]:
    """People with a name like any of the words: {person: how many words}. One query
    for each word, each bounded."""
    counts: dict[UUID, int] = defaultdict(int)
    for word in words:
        ids = (
            NameKey.objects.filter(keys_like(word), authority_id=viewer.in_authority())
            .values_list("person_id", flat=True)
            .distinct()
        )
        for person_id in ids[: MOST_CANDIDATES * 10]:
            counts[person_id] += 1
    return counts


def spelled_near(
    viewer: Viewer, words: Iterable[str], *, at_least: float
) -> dict[UUID, int]:
    """People with a name spelled nearly like any of the words: {person: how many}.

    Two bounded queries for each word: the spellings that begin with the same three
    letters, of which those near enough are asked for by name.
    """
    counts: dict[UUID, int] = defaultdict(int)
    keys = NameKey.objects.filter(authority_id=viewer.in_authority())
    for word in words:
        begins = keys_near(word)
        if begins is None:
            continue
        spellings = keys.filter(begins).values_list("key", flat=True).distinct()
        near = [
            key
            for key in spellings[:MOST_SPELLINGS]
            if spelled_like(key, word) >= at_least
        ]
        if not near:
            continue
        people = keys.filter(kind=WORD, key__in=near).values_list(
            "person_id", flat=True
        )
        for person_id in people.distinct()[:MOST_CANDIDATES]:
            counts[person_id] += 1
    return counts


def other_names(
    viewer: Viewer, person_ids: Iterable[UUID]
) -> dict[UUID, list[PersonName]]:
    """Other names of these people. One query."""
    found: dict[UUID, list[PersonName]] = defaultdict(list)
    rows = PersonName.objects.filter(
        authority_id=viewer.in_authority(), person__in=list(person_ids)
    )
    for name in rows:
        found[name.person_id].append(name)
    return found


def references_of(
    viewer: Viewer, person_ids: Iterable[UUID]
) -> dict[UUID, frozenset[tuple[str, str]]]:
    """(kind, value) references of these people. One query."""
    found: dict[UUID, set[tuple[str, str]]] = defaultdict(set)
    rows = ExternalReference.objects.filter(
        authority_id=viewer.in_authority(), person__in=list(person_ids)
    ).values_list("person_id", "kind", "value_key")
    for person_id, kind, value in rows:
        if person_id is not None:
            found[person_id].add((kind, value))
    return {person_id: frozenset(pairs) for person_id, pairs in found.items()}
