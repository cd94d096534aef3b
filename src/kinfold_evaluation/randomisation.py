"""Randomisation inference: what the effect would have been had others been treated.

Exact whatever the errors are like, and however few are treated, if who was treated
could as well have been anybody (Fisher 1935; MacKinnon, Webb 2020). The p-value to lead
with.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, islice
from math import comb

import numpy as np

from kinfold_evaluation.bootstrap import TIE
from kinfold_evaluation.fixed_effects import TOLERANCE, Within, within
from kinfold_evaluation.panel import NEVER, Floats, Panel, Whole
from kinfold_evaluation.refusal import CannotIdentify

CHUNK = 2_048
"""Assignments reckoned at once: bounds the memory."""


@dataclass(frozen=True, slots=True)
class Randomised:
    """How unusual the effect is among those of other assignments.

    Attributes:
        effect: that of the actual assignment.
        p_effect: two-sided, the share of assignments whose effect is as far from 0.
        p_statistic: the same of the effect over its clustered error; None when one
            treated unit leaves no error.
        draw_count: assignments compared with, the actual one among them.
        is_full: every possible assignment was gone through once.
        smallest: the smallest p-value these assignments could have given.
    """

    effect: float
    p_effect: float
    p_statistic: float | None
    draw_count: int
    is_full: bool

    @property
    def smallest(self) -> float:
        return 1 / self.draw_count


def randomised(
    panel: Panel,
    *,
    draws: int = 9_999,
    blocks: Whole | None = None,
    seed: int = 0,
    kept: Within | None = None,
) -> Randomised:
    """Effect and statistic under reassignment of the starts among units.

    Args:
        draws: how many other assignments; all of them when there are no more.
        blocks: N, starts are dealt out anew within each block (region, matched group,
            or the wedge of a stepped design) only.
        kept: the panel's, where it is there already: it is the same whoever is treated.

    Raises:
        CannotIdentify: nobody is treated, or starts cannot be dealt out differently.
    """
    dealt = _Dealt(panel, within(panel) if kept is None else kept)
    groups = np.zeros(len(panel.units), dtype=np.int64) if blocks is None else blocks
    actual = dealt.cohort_of
    possible = _insist_on_others(actual, groups)
    is_full = possible <= draws + 1
    effect, statistic = (float(values[0]) for values in dealt.reckon(actual[None, :]))
    as_far = as_far_by_error = 0 if is_full else 1
    count = possible if is_full else draws + 1
    assignments = (
        _every_one(actual, groups) if is_full else _drawn(actual, groups, draws, seed)
    )
    for chunk in assignments:
        effects, statistics = dealt.reckon(chunk)
        as_far += int((np.abs(effects) >= abs(effect) * (1 - TIE)).sum())
        as_far_by_error += int((statistics >= statistic * (1 - TIE)).sum())
    alone = int((actual != 0).sum()) == 1
    return Randomised(
        effect,
        as_far / count,
        None if alone else as_far_by_error / count,
        count,
        is_full,
    )


@dataclass(frozen=True, slots=True)
class Together:
    """K outcomes under the same assignments.

    Attributes:
        effects, statistics: K, of the actual assignment; a statistic is the effect over
            its clustered error, never below 0.
        drawn_effects, drawn_statistics: K x B, the actual assignment among them.
        is_full: every possible assignment was gone through once.
    """

    effects: Floats
    statistics: Floats
    drawn_effects: Floats
    drawn_statistics: Floats
    is_full: bool


def dealt_together(
    panels: Sequence[Panel], *, draws: int = 9_999, seed: int = 0
) -> Together:
    """The effects on several outcomes when the starts are dealt out anew for all.

    Args:
        panels: one for each outcome, of the same units and starts.

    Raises:
        CannotIdentify: as `randomised`, or the panels differ in units or starts.
    """
    first = panels[0]
    for panel in panels:
        if panel.units != first.units or (panel.starts != first.starts).any():
            raise CannotIdentify(
                "The outcomes are not of the same units with the same starts, so no "
                "reassignment is the same for all. Keep the units that have every one."
            )
    dealt = [_Dealt(panel, within(panel)) for panel in panels]
    actual = dealt[0].cohort_of
    assignments, is_full = _actual_and_others(actual, draws, seed)
    drawn = [[one.reckon(chunk) for one in dealt] for chunk in assignments]
    effects, statistics = (
        np.concatenate([np.stack([one[of] for one in row]) for row in drawn], axis=1)
        for of in (0, 1)
    )
    own = [one.reckon(actual[None, :]) for one in dealt]
    return Together(
        np.array([float(one[0][0]) for one in own]),
        np.array([float(one[1][0]) for one in own]),
        effects,
        statistics,
        is_full,
    )


def reassigned(
    panel: Panel, *, draws: int, seed: int = 0
) -> tuple[Iterator[Floats], bool]:
    """N starts for each assignment, and whether it is every one there is.

    For what has no short cut over all assignments at once. The actual one is among
    them: drawn, it comes first.

    Raises:
        CannotIdentify: the starts cannot be dealt out differently.
    """
    starts = np.array([NEVER, *sorted(set(panel.starts) - {NEVER})], dtype=float)
    actual = np.searchsorted(starts, panel.starts)
    chunks, is_full = _actual_and_others(actual, draws, seed)
    return (starts[dealt] for chunk in chunks for dealt in chunk), is_full


def elsewhere(panel: Panel, *, draws: int = 9_999, seed: int = 0) -> Floats:
    """The effects when the starts are dealt out anew among all units, `draws` times."""
    dealt = _Dealt(panel, within(panel))
    anywhere = np.zeros(len(panel.units), dtype=np.int64)
    assignments = _drawn(dealt.cohort_of, anywhere, draws, seed)
    return np.concatenate([dealt.reckon(chunk)[0] for chunk in assignments])


class _Dealt:
    """What an assignment needs of the panel, so that it costs a few matrix products.

    The rest of the treatment of unit i in cohort c is m_ic - Z_i g, with m_ic its
    indicator centred within the unit, Z_i the periods and covariates, and g what those
    explain; every sum needed is then a product of what is kept here.
    """

    def __init__(self, panel: Panel, kept: Within) -> None:
        starts = tuple(sorted(set(panel.starts) - {NEVER}))
        self.cohort_of = np.array(
            [starts.index(s) + 1 if s != NEVER else 0 for s in panel.starts]
        )
        since = np.asarray(panel.times)[None, :] >= np.array([np.inf, *starts])[:, None]
        shape = (*kept.seen.shape, len(starts) + 1)
        wanted = np.broadcast_to(since.T.astype(float)[None, :, :], shape)
        treated = kept.centred(wanted)
        outcome = kept.rest_of(np.nan_to_num(panel.outcome))
        self.inverse = kept.inverse
        self.own = np.einsum("itc,itc->ic", treated, treated)
        self.crossed = np.einsum("itp,itc->cip", kept.others, treated)
        self.outcome = np.einsum("itc,it->ic", treated, outcome)
        self.others_outcome = np.einsum("itp,it->ip", kept.others, outcome)
        self.blocks, self.block_of = _distinct(kept.others)

    def reckon(self, assigned: Whole) -> tuple[Floats, Floats]:
        """B effects, and B statistics (0 where no error is left). `assigned` B x N."""
        units = np.arange(assigned.shape[1])
        explained = np.zeros((len(assigned), len(self.inverse)))
        for cohort in range(1, len(self.crossed)):
            explained += (assigned == cohort).astype(float) @ self.crossed[cohort]
        slopes = explained @ self.inverse
        own, score = self.own[units, assigned], self.outcome[units, assigned]
        score = score - slopes @ self.others_outcome.T
        total = own.sum(axis=1)
        information = total - (explained * slopes).sum(axis=1)
        none = information <= TOLERANCE * np.maximum(total, TOLERANCE)
        if none.any():
            raise CannotIdentify(
                "Some assignments leave no effect to be told: the treatment would be "
                "explained by periods or covariates. Nothing is inferred from them."
            )
        effects = score.sum(axis=1) / information
        shares = own + self._spread(slopes)
        for cohort in range(1, len(self.crossed)):
            mixed = slopes @ self.crossed[cohort].T
            shares = shares - 2 * np.where(assigned == cohort, mixed, 0.0)
        left = score - effects[:, None] * shares
        errors = np.sqrt((left**2).sum(axis=1)) / information
        with np.errstate(divide="ignore", invalid="ignore"):
            statistics = np.nan_to_num(np.abs(effects) / errors, nan=0.0, posinf=np.inf)
        return effects, statistics

    def _spread(self, slopes: Floats) -> Floats:
        """B x N: what the slopes make of each unit's own periods and covariates."""
        made = [((slopes @ block) * slopes).sum(axis=1) for block in self.blocks]
        return np.stack(made, axis=1)[:, self.block_of]


def _distinct(others: Floats) -> tuple[list[Floats], Whole]:
    """The cross products of units' periods and covariates, each distinct one once."""
    places: dict[bytes, int] = {}
    blocks: list[Floats] = []
    block_of = []
    for mine in others:
        key = mine.tobytes()
        if key not in places:
            places[key] = len(blocks)
            blocks.append(mine.T @ mine)
        block_of.append(places[key])
    return blocks, np.array(block_of)


def _actual_and_others(
    cohort_of: Whole, draws: int, seed: int
) -> tuple[Iterator[Whole], bool]:
    """Assignments among all units, in chunks, and whether it is every one there is."""
    anywhere = np.zeros(len(cohort_of), dtype=np.int64)
    if _insist_on_others(cohort_of, anywhere) <= draws + 1:
        return _every_one(cohort_of, anywhere), True
    drawn = _drawn(cohort_of, anywhere, draws, seed)
    return chain([cohort_of[None, :]], drawn), False


def _insist_on_others(cohort_of: Whole, groups: Whole) -> int:
    """How many assignments there are; one alone compares with nothing."""
    possible = _how_many(cohort_of, groups)
    if possible < 2:
        raise CannotIdentify(
            "The starts cannot be dealt out differently within the blocks given, so "
            "there is nothing to compare with. Use larger blocks."
        )
    return possible


def _how_many(cohort_of: Whole, groups: Whole) -> int:
    possible = 1
    for group in np.unique(groups):
        left = int((groups == group).sum())
        for size in np.bincount(cohort_of[groups == group])[1:]:
            possible *= comb(left, int(size))
            left -= int(size)
    return possible


def _drawn(cohort_of: Whole, groups: Whole, draws: int, seed: int) -> Iterator[Whole]:
    random = np.random.Generator(np.random.Philox(seed))
    members = [np.flatnonzero(groups == group) for group in np.unique(groups)]
    for start in range(0, draws, CHUNK):
        size = min(CHUNK, draws - start)
        chunk = np.empty((size, len(cohort_of)), dtype=np.int64)
        for mine in members:
            chunk[:, mine] = _shuffled(cohort_of[mine], size, random)
        yield chunk


def _shuffled(cohorts: Whole, size: int, random: np.random.Generator) -> Whole:
    """Rows of the cohorts in random order; only the places of the treated are drawn."""
    treated = cohorts[cohorts != 0]
    if 4 * len(treated) >= len(cohorts):
        return random.permuted(np.tile(cohorts, (size, 1)), axis=1)
    dealt = np.zeros((size, len(cohorts)), dtype=np.int64)
    rows = np.arange(size)
    for cohort in treated:
        place = random.integers(0, len(cohorts), size)
        while (taken := dealt[rows, place] != 0).any():
            place[taken] = random.integers(0, len(cohorts), int(taken.sum()))
        dealt[rows, place] = cohort
    return dealt


def _every_one(cohort_of: Whole, groups: Whole) -> Iterator[Whole]:
    """All assignments, the actual one among them, in chunks."""
    one_by_one = _completed(np.zeros(len(cohort_of), dtype=np.int64), cohort_of, groups)
    while chunk := list(islice(one_by_one, CHUNK)):
        yield np.array(chunk)


def _completed(dealt: Whole, cohort_of: Whole, groups: Whole) -> Iterator[Whole]:
    wanted = [
        (int(group), cohort, int(((groups == group) & (cohort_of == cohort)).sum()))
        for group in np.unique(groups)
        for cohort in range(1, int(cohort_of.max()) + 1)
    ]

    def deal(at: int, so_far: Whole) -> Iterator[Whole]:
        if at == len(wanted):
            yield so_far
            return
        group, cohort, size = wanted[at]
        free = np.flatnonzero((groups == group) & (so_far == 0))
        for places in combinations(free, size):
            further = so_far.copy()
            further[list(places)] = cohort
            yield from deal(at + 1, further)

    yield from deal(0, dealt)
