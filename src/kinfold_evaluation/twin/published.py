"""The page on recovery and size: the worlds it is of, run again by one command.

What is kept of a thousand worlds are counts, and the first ones in full, so that a test
can run those again and find every digit.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from scipy import stats

from kinfold_evaluation.twin.places import World
from kinfold_evaluation.twin.reasons import REASONS
from kinfold_evaluation.twin.recovery import OneWorld, Recovered, recover

PROJECT: Final = Path(__file__).parents[3]
RESULTS: Final = Path("studies", "recovery", "results.json")
PAGE: Final = Path("docs", "evaluation", "recovery.md")

MEASURE: Final = "referral-again"
DRAWS: Final = 199
IN_FULL: Final = 2
"""Worlds of each design that are kept whole."""

DIGITS: Final = 6
"""Of what is kept: another processor may round the last ones otherwise."""

MEANT: Final = 0.95
GOAL: Final = (0.93, 0.97)
SIZE_GOAL: Final = (0.035, 0.065)

ENGLAND: Final = World(
    authorities=150,
    embedding=10,
    quarters=16,
    starts=(8,),
    scale=0.06,
    before=8,
    effects={"again": -0.2},
    seed=20_170_929,
)


@dataclass(frozen=True, slots=True)
class Design:
    """Worlds of one kind, how they are called, and how many are lived."""

    name: str
    world: World
    worlds: int


DESIGNS: Final = (Design("ten at once", ENGLAND, 1_000),)


def run(designs: Sequence[Design] = DESIGNS) -> dict[str, Any]:
    """What is kept of every design."""
    return {
        "measure": MEASURE,
        "draws": DRAWS,
        "designs": {
            one.name: kept(recover(one.world, MEASURE, worlds=one.worlds, draws=DRAWS))
            for one in designs
        },
    }


def kept(found: Recovered) -> dict[str, Any]:
    """Counts of all worlds, and the first ones whole."""
    return {
        "worlds": len(found.worlds),
        "truth": _short(float(found.truths.mean())),
        "ways": {way: _of_way(found, way) for way in found.ways},
        "rejected_without_effect": {test: found.rejected(test) for test in found.tests},
        "first": [in_full(one) for one in found.worlds[:IN_FULL]],
    }


def _of_way(found: Recovered, way: str) -> dict[str, float]:
    bias, error = found.bias(way)
    _, low, high = found.told(way).T
    return {
        "held": found.held(way),
        "detected": found.detected(way),
        "bias": _short(bias),
        "bias_error": _short(error),
        "length": _short(float(np.median(high - low))),
    }


def in_full(one: OneWorld) -> dict[str, Any]:
    return {
        "seed": one.seed,
        "truth": _short(one.truth),
        "told": {way: [_short(part) for part in of] for way, of in one.told.items()},
        "without": {test: _short(p) for test, p in one.without.items()},
    }


def _short(value: float) -> float:
    return float(f"{value:.{DIGITS}g}")


def publish(folder: Path, designs: Sequence[Design] = DESIGNS) -> None:
    """Run it all, and write the results and the page of them."""
    results, shown = folder / RESULTS, folder / PAGE
    for path in (results, shown):
        path.parent.mkdir(parents=True, exist_ok=True)
    told = run(designs)
    results.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", "utf-8")
    shown.write_text(page(told), encoding="utf-8")


def chance(count: int, of: int) -> tuple[float, float]:
    """Where the share of all worlds is, 95 of 100 times (Clopper, Pearson 1934)."""
    ends = stats.binomtest(count, of).proportion_ci(method="exact")
    return float(ends.low), float(ends.high)


def misses(told: Mapping[str, Any]) -> list[str]:
    """A design's ways that hold the truth too seldom or often, chance allowed for."""
    missed = []
    for way, one in told["ways"].items():
        low, high = chance(one["held"], told["worlds"])
        is_aimed_at = GOAL[0] <= one["held"] / told["worlds"] <= GOAL[1]
        if not (is_aimed_at or low <= MEANT <= high):
            missed.append(way)
    return missed


def page(results: Mapping[str, Any]) -> str:
    """All of it as Markdown."""
    lines = [*_about(results)]
    for design, told in results["designs"].items():
        lines += ["", f"## {_capital(design)}", "", *_design(design, told)]
    lines += ["", "## Where there is no effect", "", *_sizes(results)]
    return "\n".join(lines) + "\n"


def _about(results: Mapping[str, Any]) -> Iterator[str]:
    world = ENGLAND
    yield "# Whether the truth is found"
    yield ""
    yield "*Made by `./kinfold evaluate recovery --publish`; not written by hand.*"
    yield ""
    yield (
        "Made-up worlds, in which what the approach does was chosen: "
        f"{world.authorities} authorities, of a size that is "
        f"{100 * world.scale:g} % of England's, "
        f"{world.quarters} quarters, children who are referred and perhaps referred "
        "again. In those that embed it, children are referred again less often (the "
        f"rate's logarithm falls by {-world.effects['again']:g}). The outcome is the "
        "share of referrals that follow another within a year, in per cent. The truth "
        "of a world is its figures less those of the same children without the "
        "effect. Nobody in these worlds is real, and nothing in them is evidence of "
        "what the approach does."
    )
    yield ""
    yield (
        "An interval of 95 % should hold the truth in 95 of 100 worlds; aimed at is "
        f"{_percent(GOAL[0])} to {_percent(GOAL[1])}. Beside each share stands, in "
        "brackets, where it would be in endless worlds (95 %); what cannot be told "
        'from 95 % by so many worlds is no miss. "Too high by" is how '
        "far the estimates lie above the truth in the mean, with its standard error; "
        '"length" that of the interval in the middle; "found" in how many worlds '
        "the interval was without 0. Reassignments, draws and placebos: "
        f"{results['draws']} each; the first seed is {ENGLAND.seed}."
    )


def _design(design: str, told: Mapping[str, Any]) -> Iterator[str]:
    yield (
        f"{told['worlds']:,} worlds; the truth is {told['truth']:.2f} in the mean. "
        f"{_WHO[design]}"
    )
    yield ""
    yield "| way | holds the truth | as aimed at | too high by | length | found |"
    yield "|---|--:|---|--:|--:|--:|"
    missed = misses(told)
    for way, one in told["ways"].items():
        yield (
            f"| {way} | {_share(one['held'], told['worlds'])} | "
            f"{'**no**' if way in missed else 'yes'} | "
            f"{one['bias']:+.2f} (± {one['bias_error']:.2f}) | {one['length']:.1f} | "
            f"{_percent(one['detected'] / told['worlds'])} |"
        )
    yield ""
    for way in missed:
        yield f"- {_capital(way)}: {REASONS[way]}"


_WHO: Final = {
    "ten at once": "Ten of 150 embed it in the ninth quarter, as in the ten-authority "
    "study.",
}


def _sizes(results: Mapping[str, Any]) -> Iterator[str]:
    designs = results["designs"]
    yield (
        "The same worlds without the effect: those authorities are only said to have "
        "embedded something. A test at 5 % should find an effect in 5 of 100; aimed at "
        f"is {_percent(SIZE_GOAL[0])} to {_percent(SIZE_GOAL[1])} for randomisation "
        "inference on the effect, which is the p-value we lead with. What rejects more "
        "often finds effects that are not there."
    )
    yield ""
    yield f"| test | {' | '.join(designs)} |"
    yield f"|---|{'--:|' * len(designs)}"
    first = next(iter(designs.values()))
    for test in first["rejected_without_effect"]:
        cells = (
            _share(told["rejected_without_effect"][test], told["worlds"])
            for told in designs.values()
        )
        yield f"| {test} | {' | '.join(cells)} |"
    yield ""
    yield (
        "The same on England's own figures, where no world is made up: "
        "`tests/evaluation/test_calibration.py`, a thousand placebo laws among "
        "authorities outside the project."
    )


def _share(count: int, of: int) -> str:
    low, high = chance(count, of)
    return f"{100 * count / of:.1f} % ({100 * low:.1f} to {100 * high:.1f})"


def _percent(share: float) -> str:
    return f"{100 * share:.3g} %"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
