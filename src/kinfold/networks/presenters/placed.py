"""Where the circles and what was written down of somebody say different things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kinfold.networks.beyond import Placed
from kinfold_core.practice.circles import Otherwise, told_otherwise
from kinfold_core.practice.network import NetworkPerson

_SAID: Final = {
    Otherwise.LESS: "{said}, and less is written down of what {name} was told",
    Otherwise.MORE: "{said}, and {name} was told more than that",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """The sentence, and where the circles are changed."""

    said: str
    url: str


def difference_of(person: NetworkPerson, placed: Sequence[Placed]) -> Difference | None:
    """How the circles differ from what this person was told; None when they do not."""
    for one in placed:
        if one.who.is_same_as(person.as_who) and person.is_here:
            differs = told_otherwise(one.ring, person.level)
            if differs is None:
                return None
            said = _SAID[differs].format(said=one.said, name=person.name)
            return Difference(said, one.url)
    return None
