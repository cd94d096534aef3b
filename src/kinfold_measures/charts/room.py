"""How much room a chart has, in drawing units: at its narrowest one is a CSS pixel."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Room:
    """The whole drawing, its margins, and how much fits in it.

    Attributes:
        steps: how many lines across are wanted; round numbers may give one more.
        labels: how many years are wanted under it.
    """

    name: str
    width: float
    height: float
    type_size: float
    left: float
    right: float
    top: float
    bottom: float
    steps: int
    labels: int
    dot: float
