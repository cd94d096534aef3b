"""Made-up families of any size: couples, their children, and who those marry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

CHILDREN: Final = 3
FIRST_YEAR, GENERATION_YEARS = 1925, 25


@dataclass(frozen=True, slots=True)
class Leaf:
    """Somebody by number; `parents` and `partner` are numbers of the same family."""

    number: int
    generation: int
    parents: tuple[int, ...] = ()
    partner: int | None = None

    @property
    def born_in(self) -> int:
        return FIRST_YEAR + GENERATION_YEARS * self.generation

    @property
    def name(self) -> str:
        return f"Kin {self.number}"


def forest(count: int) -> list[Leaf]:
    """So many people who all belong together, the oldest first.

    Each in turn has a partner from outside and three children with them.
    """
    found, turn = [Leaf(0, 0)], 0
    while len(found) < count:
        one = found[turn]
        turn += 1
        if one.partner is not None:
            continue
        partner = Leaf(len(found), one.generation, partner=one.number)
        found.append(partner)
        born = one.generation + 1
        for _ in range(min(CHILDREN, count - len(found))):
            found.append(Leaf(len(found), born, (one.number, partner.number)))
    return found
