"""How far two people who read the same texts gave a code to the same ones.

Two who say "no" to nearly everything agree often without reading, so what chance would
do is taken off: Cohen's kappa (1960), with the standard error of Fleiss, Cohen and
Everitt (1969), which is for many texts. Where a code is rare kappa is low though hardly
anybody disagrees (Feinstein, Cicchetti 1990); PABAK, twice the share agreed less 1
(Byrt, Bishop, Carlin 1993), stands beside it, so that this is seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

from kinfold_evaluation.refusal import CannotIdentify

REACH: Final = 1.959964
"""Standard errors on each side of a 95 % interval."""

RARE: Final = 0.5
"""From here the code is so rare, or so common, that kappa needs its warning: at least
this share of all texts is what yes-yes and no-no differ by (Byrt's prevalence index).
The value is a choice of ours; below it kappa and PABAK stay near one another."""


@dataclass(frozen=True, slots=True)
class TwoCoders:
    """One code, two coders, each text once.

    Attributes:
        both, only_first, only_second, neither: how many texts were given the code by
            whom.
        percent: of all texts, on how many the two agreed; 0 to 100.
        kappa: 1 when they always agree, 0 when as often as by chance; None where one
            of them gave the same answer to every text, for then chance and agreement
            cannot be told apart.
        error: the standard error of kappa; None without kappa, and where the two never
            disagreed or never agreed, half of the texts to each: then it would be 0 as
            if nothing were uncertain.
        low, high: of its 95 % interval, never beyond -1 and 1; None without an error.
        pabak: twice the share agreed, less 1.
        sentence: all this in words.
    """

    both: int
    only_first: int
    only_second: int
    neither: int
    percent: float
    kappa: float | None
    error: float | None
    low: float | None
    high: float | None
    pabak: float
    sentence: str


def agreement_of_two(first: Sequence[bool], second: Sequence[bool]) -> TwoCoders:
    """Who gave the code to which text, the texts of both in the same order.

    Raises:
        CannotIdentify: there is no text, or not every text has two answers.
    """
    if len(first) != len(second) or not first:
        raise CannotIdentify(
            f"Agreement needs texts that both have read: the first coder answered for "
            f"{len(first)}, the second for {len(second)}. Leave out what only one "
            "of them has read."
        )
    pairs = zip(first, second, strict=True)
    answers = [(bool(one), bool(other)) for one, other in pairs]
    return of_counts(
        both=answers.count((True, True)),
        only_first=answers.count((True, False)),
        only_second=answers.count((False, True)),
        neither=answers.count((False, False)),
    )


def of_counts(
    *, both: int, only_first: int, only_second: int, neither: int
) -> TwoCoders:
    """The same from how many texts got the code from whom, at least one text."""
    counts = (both, only_first, only_second, neither)
    texts = sum(counts)
    kappa = _kappa(*(count / texts for count in counts))
    error = None
    if kappa is not None and _varies(*counts):
        error = _error(kappa, *(count / texts for count in counts)) / sqrt(texts)
    low = high = None
    if kappa is not None and error is not None:
        low = max(-1.0, kappa - REACH * error)
        high = min(1.0, kappa + REACH * error)
    agreed = (both + neither) / texts
    pabak = 2 * agreed - 1
    lopsided = abs(both - neither) / texts >= RARE
    sentence = " ".join(
        [
            f"The two agreed on {both + neither} of {texts} texts "
            f"({100 * agreed:.0f} %).",
            _of_kappa(kappa, low, high),
            *(
                [_of_rare(both > neither, pabak)]
                if kappa is not None and lopsided
                else []
            ),
        ]
    )
    return TwoCoders(*counts, 100 * agreed, kappa, error, low, high, pabak, sentence)


def _kappa(both: float, first: float, second: float, neither: float) -> float | None:
    """From shares of all texts."""
    by_first, by_second = both + first, both + second
    if not (0 < by_first < 1 and 0 < by_second < 1):
        return None
    chance = by_first * by_second + (1 - by_first) * (1 - by_second)
    return (both + neither - chance) / (1 - chance)


def _varies(both: int, first: int, second: int, neither: int) -> bool:
    """Whether the formula has an error above 0: not at a kappa of 1 or -1."""
    never_apart = not first + second
    never_agreed = not both + neither and first == second
    return not (never_apart or never_agreed)


def _error(
    kappa: float, both: float, first: float, second: float, neither: float
) -> float:
    """Of one text, from shares: Fleiss, Cohen, Everitt's formula, two categories."""
    by_first, by_second = both + first, both + second
    chance = by_first * by_second + (1 - by_first) * (1 - by_second)
    agreeing = both * (1 - (by_first + by_second) * (1 - kappa)) ** 2
    agreeing += neither * (1 - (2 - by_first - by_second) * (1 - kappa)) ** 2
    # p_ij (p_.i + p_j.)²: how often the second says what the first said here, and back
    apart = first * (by_second + 1 - by_first) ** 2
    apart += second * (1 - by_second + by_first) ** 2
    varies = agreeing + (1 - kappa) ** 2 * apart - (kappa - chance * (1 - kappa)) ** 2
    return sqrt(max(varies, 0.0)) / (1 - chance)


def _of_kappa(kappa: float | None, low: float | None, high: float | None) -> str:
    if kappa is None:
        return (
            "Kappa cannot be said: at least one of the two gave the same answer to "
            "every text, so agreement by reading and by chance cannot be told apart."
        )
    if low is None or high is None:
        never = "agreed" if kappa < 0 else "disagreed"
        return (
            f"Kappa is {kappa:.0f}, for they never {never}; how much of that is luck, "
            "these texts cannot tell, so it has no interval."
        )
    return f"Kappa is {kappa:.2f} (95 % interval {low:.2f} to {high:.2f})."


def _of_rare(common: bool, pabak: float) -> str:
    said = "Nearly all texts got" if common else "Few texts got"
    return (
        f"{said} this code, so chance alone would agree often and kappa is "
        f"strict: read it beside PABAK, which is {pabak:.2f}."
    )
