"""Conditions on names and births that an index answers behind the fences."""

from __future__ import annotations

from django.db.models import Q

from kinfold.people.keys import GROUP, SOUND, WORD, sounds_like
from kinfold_core.people.dates import FuzzyDate
from kinfold_core.people.names import given_name_group, prefix_bounds


def keys_like(word: str) -> Q:
    """Conditions on a name key: begins with, sounds like, or is short for `word`."""
    condition = Q(kind=GROUP, key=given_name_group(word))
    bounds = prefix_bounds(word)
    if bounds:
        condition |= Q(kind=WORD, key__gte=bounds[0], key__lt=bounds[1])
    sound = sounds_like(word)
    if sound:
        condition |= Q(kind=SOUND, key=sound)
    return condition


NEAR_LETTERS = 3


def keys_near(word: str) -> Q | None:
    """Conditions on a name key: begins as `word` does, whatever comes after.

    Takes in a wrong letter or a missing one further on ("okafer", "balogh"), which
    neither sounds nor begins the same. None for a word too short to be wrong so.
    """
    bounds = prefix_bounds(word[:NEAR_LETTERS]) if len(word) > NEAR_LETTERS else None
    if bounds is None:
        return None
    return Q(kind=WORD, key__gte=bounds[0], key__lt=bounds[1])


def may_be_born(born: FuzzyDate) -> Q:
    """Conditions on a person: could have been born then."""
    return Q(born_earliest_on__lte=born.latest, born_latest_on__gte=born.earliest)
