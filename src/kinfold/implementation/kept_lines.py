"""The lines of a plan, as a version or a snapshot keeps them."""

from __future__ import annotations

from kinfold_core.practice.implementation_plan import Line, in_order, line_of


def lines_of(kept: list[dict[str, object]]) -> tuple[Line, ...]:
    """The lines of a version in order."""
    return tuple(in_order(line_of(one) for one in kept))


def shared_lines_of(kept: list[dict[str, object]]) -> tuple[Line, ...]:
    """The lines of a snapshot as they were handed on. They were in order then: a line
    that is left out has no sub-plan to order it by, and keeps its place and number."""
    return tuple(line_of(one) for one in kept)
