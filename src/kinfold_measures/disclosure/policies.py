"""The conventions by which counts are withheld and rounded, by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Policy:
    """One convention.

    Attributes:
        largest_withheld: counts from 1 to this are withheld; nought is nought.
        base: counts are rounded to the nearest of this; 1 for as they are.
        decimals: of a share or a rate.
    """

    name: str
    title: str
    source: str
    largest_withheld: int = 5
    base: int = 1
    decimals: int = 1

    def is_small(self, count: int) -> bool:
        """Whether a count could point at a child."""
        return 0 < count <= self.largest_withheld

    def rounded(self, count: int) -> int:
        """A count as it is shown; a half goes up."""
        return (count + self.base // 2) // self.base * self.base

    def could_be(self, shown: int) -> tuple[int, int]:
        """The lowest and highest count behind one that is shown."""
        if not shown or self.base == 1:
            return shown, shown
        lowest = shown - self.base // 2
        return max(lowest, self.largest_withheld + 1), lowest + self.base - 1


_DFE: Final = "Department for Education, data guidance of "
CHILDREN_IN_NEED: Final = Policy(
    "children_in_need",
    "An authority's figures, as in Children in need: 1 to 5 withheld, not rounded",
    _DFE + "Children in need, confidentiality and rounding",
)
LOOKED_AFTER: Final = Policy(
    "looked_after",
    "An authority's figures, as in Children looked after: the same, per cent whole",
    _DFE + "Children looked after, rounding and suppression",
    decimals=0,
)
ENGLAND: Final = Policy(
    "england",
    "Figures of England or a region: 1 to 5 withheld, counts to the nearest 10",
    _DFE + "Children in need, confidentiality and rounding",
    base=10,
)
POLICIES: Final[Mapping[str, Policy]] = {
    one.name: one for one in (CHILDREN_IN_NEED, LOOKED_AFTER, ENGLAND)
}
