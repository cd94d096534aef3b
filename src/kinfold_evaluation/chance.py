"""How what chance does is written: never as nought, which no p-value is."""

from __future__ import annotations

from typing import Final

SMALLEST_TOLD: Final = 0.001


def p_words(p_value: float | None) -> str:
    """To three digits; "" where there is none."""
    if p_value is None:
        return ""
    if p_value < SMALLEST_TOLD:
        return f"below {SMALLEST_TOLD}"
    return f"{p_value:.3f}"


def counted(p_value: float, count: int) -> str:
    """A share of so many dealings as it was counted: "3 of 10,000"."""
    return f"{round(p_value * count):,} of {count:,}"
