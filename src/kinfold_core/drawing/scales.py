"""From numbers to places in the drawing, with round numbers on the axis."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, log10


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight scale from `low`..`high` to the places `start`..`end`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)


def round_step(span: float, parts: int) -> float:
    """The smallest round step (1, 2 or 5 times a power of ten) of at most `parts`.

    Raises:
        ValueError: the span is not above nought.
    """
    if span <= 0:
        message = "An axis needs a span above nought"
        raise ValueError(message)
    rough = span / parts
    power = 10.0 ** floor(log10(rough))
    enough = [t for t in (1, 2, 5) if t * power * parts >= span * (1 - 1e-9)]
    return (enough[0] if enough else 10) * power


def ticks_to(high: float, parts: int) -> tuple[float, ...]:
    """Round numbers from 0 to the first that is not below `high`.

    An axis begins at nought, so that a height is an amount. When there is nothing
    above nought the axis ends at one.
    """
    top = high if high > 0 else 1.0
    step = round_step(top, parts)
    count = ceil(top / step - 1e-9)
    return tuple(round(step * i, 10) for i in range(count + 1))


def ticks_over(low: float, high: float, parts: int) -> tuple[float, ...]:
    """Round numbers from below `low` to above `high`, for what may be less than nought.

    When both are the same the axis goes one up and one down.
    """
    if low == high:
        low, high = low - 1, high + 1
    step = round_step(high - low, parts)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return tuple(round(step * i, 10) for i in range(first, last + 1))


def year_ticks(first: int, last: int, room_for: int) -> tuple[int, ...]:
    """Years to write under the axis: the last, and others at an even distance."""
    span = last - first
    step = max(1, ceil((span + 1) / room_for))
    return tuple(sorted(range(last, first - 1, -step)))


def spread(wanted: list[float], gap: float, low: float, high: float) -> list[float]:
    """Move labels apart so that none touches: order kept, as near as may be.

    `wanted` are places in any order; the answer keeps their order of mention.
    """
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    placed: list[float] = []
    for i in order:
        least = placed[-1] + gap if placed else low
        placed.append(max(wanted[i], least))
    ceiling = high
    for position in range(len(placed) - 1, -1, -1):
        placed[position] = min(placed[position], ceiling)
        ceiling = placed[position] - gap
    answer = [0.0] * len(wanted)
    for position, i in enumerate(order):
        answer[i] = placed[position]
    return answer
