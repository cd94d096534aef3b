"""The quantile of the gamma distribution, which exact Poisson limits are made of.

The standard library has none. The function is Halley's method on the regularised
incomplete gamma function, from Wilson and Hilferty's first guess (Press and others,
Numerical Recipes, 3rd edition, 6.2 and 6.2.1).
"""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import Final

_CLOSE: Final = 1e-15
_TINY: Final = 1e-300
_ROUNDS: Final = 60


def gamma_below(shape: float, value: float) -> float:
    """The chance that a gamma variate of `shape` and scale 1 is below `value`."""
    if value <= 0:
        return 0.0
    scale = math.exp(shape * math.log(value) - value - math.lgamma(shape))
    if value < shape + 1:
        return scale * _series(shape, value)
    return 1 - scale * _fraction(shape, value)


def _series(shape: float, value: float) -> float:
    term = total = 1 / shape
    step = 0
    while term > total * _CLOSE:
        step += 1
        term *= value / (shape + step)
        total += term
    return total


def _fraction(shape: float, value: float) -> float:
    """Lentz's continued fraction for what lies above `value`."""
    b = value + 1 - shape
    c, d = 1 / _TINY, 1 / b
    result = d
    step, change = 0, 0.0
    while abs(change - 1) > _CLOSE:
        step += 1
        a = -step * (step - shape)
        b += 2
        d = 1 / ((a * d + b) or _TINY)
        c = (b + a / c) or _TINY
        change = c * d
        result *= change
    return result


def gamma_quantile(shape: float, chance: float) -> float:
    """The value below which a gamma variate of `shape` and scale 1 is with `chance`.

    Raises:
        ValueError: the shape is not above nought, or the chance not between 0 and 1.
    """
    if shape <= 0 or not 0 < chance < 1:
        raise ValueError(f"No quantile of a gamma of shape {shape} at {chance}")
    value = _first_guess(shape, chance)
    moved, rounds = math.inf, 0
    while moved > 1e-14 * value and rounds < _ROUNDS:
        density = math.exp((shape - 1) * math.log(value) - value - math.lgamma(shape))
        step = (gamma_below(shape, value) - chance) / max(density, _TINY)
        bent = step * ((shape - 1) / value - 1)
        better = value - step / (1 - 0.5 * min(1.0, bent))
        better = better if better > 0 else value / 2
        moved, value, rounds = abs(better - value), better, rounds + 1
    return value


def _first_guess(shape: float, chance: float) -> float:
    if shape < 1:
        small = 1 - shape * (0.253 + 0.12 * shape)
        if chance < small:
            return float((chance / small) ** (1 / shape))
        return 1 - math.log(1 - (chance - small) / (1 - small))
    normal = NormalDist().inv_cdf(chance)
    third = 1 - 1 / (9 * shape) + normal / (3 * math.sqrt(shape))
    return max(1e-3, float(shape * third**3))
