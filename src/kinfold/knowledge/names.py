"""What in the bank's words may say who somebody is, and what was decided on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from kinfold.knowledge.models import Item
from kinfold.platform.likely_identifiers import Kept, found_in
from kinfold.records.errors import CannotDo
from kinfold_core.people.likely_identifiers import Identifier, likely_in
from kinfold_core.people.written_names import Called, called_in

People = frozenset[Called]
"""Of records that the writer may open (`people_called`)."""
LOOKED_THROUGH: Final = ("title", "summary", "attribution", "body")
"""The words of an item that are looked through; its link is an address of a page."""
WANTS_NAMING: Final = "Named as whose it is"
STANDS_ALREADY: Final = "A collection is called so already"
MOST_TOLD: Final = 3


def wants_naming(
    rights: str, attribution: str, people: People = frozenset()
) -> dict[str, str]:
    """Why the names may stay of whoever lets us have it and wants to be named; never
    the name of one of the people of a record."""
    if rights == Item.Rights.OWN:
        return {}
    told = {one.words for one in called_in((attribution,), people)}
    found = [one for one in likely_in((attribution,)) if one.kind is Identifier.NAME]
    return {one.words: WANTS_NAMING for one in found if one.words not in told}


def called_so(collections: Iterable[str]) -> dict[str, str]:
    """Why the names in a collection's name may stay where there is one called so."""
    return {one.words: STANDS_ALREADY for one in likely_in(collections)}


def kept_in(
    texts: Sequence[str], reasons: Mapping[str, str], people: People = frozenset()
) -> list[Kept]:
    """What stays in the texts for one of these reasons, by the words."""
    found = found_in(texts, people)
    return [Kept(one, reasons[one.words]) for one in found if one.words in reasons]


def insist_none_told(
    texts: Sequence[str], kept: Iterable[Kept], people: People
) -> None:
    """Nothing is kept that may say who somebody is, unless somebody said why it stays.

    Raises:
        CannotDo: there is something; the sentence says what.
    """
    allowed = {one.likely.words for one in kept if one.why.strip()}
    left = [one for one in found_in(texts, people) if one.words not in allowed]
    if not left:
        return
    told = [f"“{one.words}” may be {one.kind.label}" for one in left[:MOST_TOLD]]
    more = len(left) - MOST_TOLD
    told += [f"there are {more:,} more like these"] if more > 0 else []
    raise CannotDo(
        f"{', '.join(told)}. Take it out, or write this one on a page of its own "
        "and say there why it may stay"
    )
