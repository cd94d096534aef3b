"""The quantile of the gamma distribution, which exact Poisson limits are made of.

The standard library has none. The function is Halley's method on the regularised
incomplete gamma function, from Wilson and Hilferty's first guess (Press and others,
Numerical Recipes, 3rd edition, 6.2 and 6.2.1). That takes as many steps as the root of
the shape is large, so large shapes take the expansion of Cornish and Fisher instead
(Fisher and Cornish, 1960, The percentile points of distributions having known
cumulants; for chi-square: Goldberg and Levine, 1946), whose next term is below 1e-10 of
the value there.
"""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import Final

_CLOSE: Final = 1e-15
_TINY: Final = 1e-300
_ROUNDS: Final = 60
_LARGE: Final = 500
_FAR: Final = 1e-9
"""A chance so near to 0 or 1 is beyond what the expansion holds for."""


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
    if shape >= _LARGE and _FAR <= chance <= 1 - _FAR:
        return _expanded(shape, NormalDist().inv_cdf(chance))
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


def _expanded(shape: float, z: float) -> float:
    """From the quantile `z` of the normal, in falling powers of the shape's root."""
    root = math.sqrt(shape)
    return math.fsum(
        (
            shape,
            root * z,
            (z**2 - 1) / 3,
            (z**3 - 7 * z) / (36 * root),
            -(3 * z**4 + 7 * z**2 - 16) / (810 * shape),
            (9 * z**5 + 256 * z**3 - 433 * z) / (38_880 * shape * root),
            (12 * z**6 - 243 * z**4 - 923 * z**2 + 1_472) / (204_120 * shape**2),
            -(3_753 * z**7 + 4_353 * z**5 - 289_517 * z**3 - 289_717 * z)
            / (146_966_400 * shape**2 * root),
        )
    )


def _first_guess(shape: float, chance: float) -> float:
    if shape < 1:
        small = 1 - shape * (0.253 + 0.12 * shape)
        if chance < small:
            return float((chance / small) ** (1 / shape))
        return 1 - math.log(1 - (chance - small) / (1 - small))
    normal = NormalDist().inv_cdf(chance)
    third = 1 - 1 / (9 * shape) + normal / (3 * math.sqrt(shape))
    return max(1e-3, float(shape * third**3))
