"""Which rows of every domain hang on a person and move when two are joined."""

from __future__ import annotations

from collections.abc import Iterator

from kinfold.people.models import NameKey, PersonMerge, Relationship
from kinfold.platform.fences import fenced_keys, owned_models
from kinfold.platform.models import AppendOnly, AuthorityOwned, FencedKey
from kinfold.records.models import Person

# Made again from names; told apart by hand; or the account of the merge itself.
NOT_MOVED = (NameKey, Relationship, PersonMerge, Person)


def person_keys() -> Iterator[tuple[type[AuthorityOwned], FencedKey]]:
    """Every key of every app that hangs a row on a person and may be moved.

    Rows that can only be added stay: their readers follow `merged_into`.
    """
    for model in owned_models():
        if issubclass(model, AppendOnly) or model in NOT_MOVED:
            continue
        for key in fenced_keys(model):
            if key.related_model is Person:
                yield model, key
