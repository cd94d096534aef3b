"""Chance that belongs to a child and a moment, whatever else happens.

A stream of random numbers deals the next one to whoever asks next: one child more, and
everybody's lot changes. Here a number is reckoned from who, when and what for, so a
world with an effect and one without differ in nothing but the effect, and an authority
more leaves the others as they were. NumPy's Philox has counters, but not one for each
element of an array; so the mixing of SplitMix64 (Steele, Lea, Flood 2014), which has.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from kinfold_evaluation.panel import Floats

STEP: Final = 0x9E3779B97F4A7C15
FIRST: Final = np.uint64(0xBF58476D1CE4E5B9)
SECOND: Final = np.uint64(0x94D049BB133111EB)
WHOLE: Final = 2**64


def numbers(seed: int, purpose: str, time: int, keys: NDArray[Any]) -> Floats:
    """One number above 0 and below 1 for each key.

    Args:
        purpose: what it decides; two purposes have nothing to do with one another.
        time: the period in which it is decided.
    """
    said = int.from_bytes(blake2b(purpose.encode(), digest_size=8).digest(), "little")
    start = _mixed_one(_mixed_one(seed % WHOLE) ^ said) ^ (time % WHOLE)
    x = keys.astype(np.uint64) * np.uint64(STEP) ^ np.uint64(_mixed_one(start))
    x ^= x >> np.uint64(30)
    x *= FIRST
    x ^= x >> np.uint64(27)
    x *= SECOND
    x ^= x >> np.uint64(31)
    return np.asarray(((x >> np.uint64(11)).astype(float) + 0.5) * 2.0**-53)


def _mixed_one(x: int) -> int:
    x = (x + STEP) % WHOLE
    x = ((x ^ (x >> 30)) * int(FIRST)) % WHOLE
    x = ((x ^ (x >> 27)) * int(SECOND)) % WHOLE
    return x ^ (x >> 31)
