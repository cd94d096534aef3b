"""The lines of a plan, as a version or a snapshot keeps them."""

from __future__ import annotations

from kinfold_core.practice.implementation_plan import Line, in_order, line_of


def lines_of(kept: list[dict[str, object]]) -> tuple[Line, ...]:
    """The lines in order."""
    return tuple(in_order(line_of(one) for one in kept))
