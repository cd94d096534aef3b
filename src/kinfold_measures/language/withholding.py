"""Small numbers withheld, so that no child can be told apart.

The Department's convention for children in need: counts from 1 to 5 are withheld, and
nought is nought. A share is withheld where either of its parts is that small. What is
withheld is a type of its own, never 0 and never nothing. Only single figures are looked
at here: that a total does not give a part away is for whoever draws a table to see to.
"""

from __future__ import annotations

from typing import Final

from kinfold_measures.language.definition import Kind
from kinfold_measures.language.running import Figure
from kinfold_measures.series import NO_DENOMINATOR, WITHHELD, Cell

LARGEST_WITHHELD: Final = 5


def is_small(count: int) -> bool:
    """Whether a count is one that could point at a child."""
    return 0 < count <= LARGEST_WITHHELD


def shown(figure: Figure, kind: Kind) -> tuple[Cell, Cell, Cell]:
    """Numerator, denominator and value as they may be shown."""
    numerator, denominator = figure.numerator, figure.denominator
    parts = [numerator]
    if kind is Kind.SHARE:
        parts += [denominator - numerator, denominator]
    if any(is_small(part) for part in parts):
        rest = WITHHELD if is_small(denominator) else float(denominator)
        return WITHHELD, rest, WITHHELD
    value = NO_DENOMINATOR if figure.value is None else figure.value
    return float(numerator), float(denominator), value
