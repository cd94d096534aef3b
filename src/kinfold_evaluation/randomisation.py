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
from kinfold_evaluation.fixed_effects import ROUNDING, TOLERANCE, Within, within
from kinfold_evaluation.panel import NEVER, Booleans, Floats, Panel, Whole
from kinfold_evaluation.refusal import CannotIdentify

PARTS = 100
"""How many equal parts of all assignments a picture shows."""

CHUNK = 2_048
"""Assignments reckoned at once: bounds the memory."""


@dataclass(frozen=True, slots=True)
class Randomised:
    """How unusual the effect is among those of other assignments.

    Attributes:
        effect: that of the actual assignment.
        p_effect: two-sided, the share of assignments whose effect is as far from 0.
        p_statistic: the same of the effect over its clustered error; None when one
            treated unit, or an outcome without chance, leaves no error.
        draw_count: assignments compared with, the actual one among them.
        is_full: every possible assignment was gone through once.
        spread: PARTS, the effects in the middle of as many equal parts of all
            assignments, ascending; for a picture.
        smallest: the smallest p-value these assignments could have given.
    """

    effect: float
    p_effect: float
    p_statistic: float | None
    draw_count: int
    is_full: bool
    spread: tuple[float, ...]

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

    A unit without outcomes both before and since each start could not show an effect
    from there: it keeps its own start.

    Args:
        draws: how many other assignments; all of them when there are no more.
        blocks: N, starts are dealt out anew within each block (region, matched group,
            or the wedge of a stepped design) only.
        kept: the panel's, where it is there already: it is the same whoever is treated.

    Raises:
        CannotIdentify: nobody is treated, or starts cannot be dealt out differently.
    """
    dealt = _Dealt(panel, within(panel) if kept is None else kept)
    chunks, is_full = _actual_and_others(
        dealt.cohort_of, _places([panel], blocks), draws, seed
    )
    effect, statistic = (float(one[0]) for one in dealt.reckon(next(chunks)))
    as_far = as_far_by_error = count = 1
    every = [np.array([effect])]
    for chunk in chunks:
        effects, statistics = dealt.reckon(chunk)
        every.append(effects)
        as_far += int((np.abs(effects) >= dealt.tied(abs(effect))).sum())
        # An assignment without an error counts as being as far.
        as_far_by_error += int((~(statistics < statistic * (1 - TIE))).sum())
        count += len(chunk)
    has_error = not np.isnan(statistic) and int(panel.telling.sum()) > 1
    return Randomised(
        effect,
        as_far / count,
        as_far_by_error / count if has_error else None,
        count,
        is_full,
        _spread(np.concatenate(every)),
    )


def _spread(effects: Floats) -> tuple[float, ...]:
    middles = (np.arange(PARTS) + 0.5) / PARTS
    # Effects that occurred: a value between two would tell of no choice.
    return tuple(np.quantile(effects, middles, method="inverted_cdf").tolist())


@dataclass(frozen=True, slots=True)
class Together:
    """K outcomes under the same assignments.

    Attributes:
        drawn_effects, drawn_statistics: K x B, of the actual assignment first; a
            statistic is the effect over its clustered error, never below 0, and
            infinite where there is no error.
        has_error: K, the actual assignment leaves an error.
        rounding: K, effects this close are the same one.
        is_full: every possible assignment was gone through once.
    """

    drawn_effects: Floats
    drawn_statistics: Floats
    has_error: Booleans
    rounding: Floats
    is_full: bool

    @property
    def effects(self) -> Floats:
        """K: of the actual assignment."""
        return self.drawn_effects[:, 0]


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
    chunks, is_full = _actual_and_others(
        dealt[0].cohort_of, _places(panels), draws, seed
    )
    drawn = [[one.reckon(chunk) for one in dealt] for chunk in chunks]
    effects, statistics = (
        np.concatenate([np.stack([one[of] for one in row]) for row in drawn], axis=1)
        for of in (0, 1)
    )
    several = np.array([int(panel.telling.sum()) > 1 for panel in panels])
    return Together(
        effects,
        np.nan_to_num(statistics, nan=np.inf),
        several & ~np.isnan(statistics[:, 0]),
        np.array([one.rounding for one in dealt]),
        is_full,
    )


def reassigned(
    panel: Panel, *, draws: int, seed: int = 0
) -> tuple[Iterator[Floats], bool]:
    """N starts for each assignment, and whether it is every one there is.

    For what has no short cut over all assignments at once. The actual one comes first.

    Raises:
        CannotIdentify: the starts cannot be dealt out differently.
    """
    starts = np.array([NEVER, *sorted(set(panel.starts) - {NEVER})], dtype=float)
    actual = np.searchsorted(starts, panel.starts)
    chunks, is_full = _actual_and_others(actual, _places([panel]), draws, seed)
    return (starts[dealt] for chunk in chunks for dealt in chunk), is_full


def elsewhere(panel: Panel, *, draws: int = 9_999, seed: int = 0) -> Floats:
    """The effects when the starts are dealt out anew among all units, `draws` times."""
    dealt = _Dealt(panel, within(panel))
    assignments = _drawn(dealt.cohort_of, _places([panel]), draws, seed)
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
        self.rounding = ROUNDING * panel.largest
        self.own = np.einsum("itc,itc->ic", treated, treated)
        self.crossed = np.einsum("itp,itc->cip", kept.others, treated)
        self.outcome = np.einsum("itc,it->ic", treated, outcome)
        self.others_outcome = np.einsum("itp,it->ip", kept.others, outcome)
        self.blocks, self.block_of = _distinct(kept.others)

    def tied(self, effect: float) -> float:
        """What is this far from 0 is as far as the effect."""
        return effect * (1 - TIE) - self.rounding

    def reckon(self, assigned: Whole) -> tuple[Floats, Floats]:
        """B effects, and B statistics, not-a-number where the error is rounding.

        `assigned` B x N.
        """
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
        errors[errors <= self.rounding] = np.nan
        away = np.where(np.abs(effects) <= self.rounding, 0.0, np.abs(effects))
        return effects, away / errors

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


def _places(panels: Sequence[Panel], blocks: Whole | None = None) -> Whole:
    """N: among units of the same number the starts are dealt out; a unit whose number
    is its own keeps its start.
    """
    units = np.arange(len(panels[0].units))
    can_tell = np.ones(len(units), dtype=bool)
    for panel in panels:
        for start in set(panel.starts[panel.telling]):
            can_tell &= panel.spans(start)
    given = np.zeros_like(units) if blocks is None else blocks
    return np.where(can_tell, np.unique(given, return_inverse=True)[1], -1 - units)


def _actual_and_others(
    cohort_of: Whole, groups: Whole, draws: int, seed: int
) -> tuple[Iterator[Whole], bool]:
    """The actual assignment by itself, then others, in chunks; and whether these are
    all there are.

    It is reckoned once: reckoned again it would differ from itself by rounding.
    """
    is_full = _insist_on_others(cohort_of, groups) <= draws + 1
    others = (
        _all_others(cohort_of, groups)
        if is_full
        else _drawn(cohort_of, groups, draws, seed)
    )
    return chain([cohort_of[None, :]], others), is_full


def _insist_on_others(cohort_of: Whole, groups: Whole) -> int:
    """How many assignments there are; one alone compares with nothing."""
    possible = _how_many(cohort_of, groups)
    if possible < 2:
        raise CannotIdentify(
            "The starts cannot be dealt out differently among units with outcomes "
            "before and since, within the blocks given: there is nothing to compare "
            "with. Add units, or use larger blocks."
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


def _all_others(cohort_of: Whole, groups: Whole) -> Iterator[Whole]:
    """All assignments but the actual one, in chunks."""
    nobody = np.zeros(len(cohort_of), dtype=np.int64)
    one_by_one = (
        dealt
        for dealt in _completed(nobody, cohort_of, groups)
        if (dealt != cohort_of).any()
    )
    while chunk := list(islice(one_by_one, CHUNK)):
        yield np.array(chunk)


def _completed(dealt: Whole, cohort_of: Whole, groups: Whole) -> Iterator[Whole]:
    wanted = [
        (int(group), cohort, size)
        for group in np.unique(groups)
        for cohort in range(1, int(cohort_of.max()) + 1)
        if (size := int(((groups == group) & (cohort_of == cohort)).sum()))
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
