"""What happens to the children of a twin, quarter by quarter.

Referred, assessed, in need, on a plan, looked after, ended, and perhaps referred again.
Columns of all children at once, no object for each. When somebody comes into a state
it is settled when and whereto they leave it, by the rates of their authority in the
quarters to come; so every step costs a lookup, and nobody is asked every quarter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri
from scipy.stats import poisson

from kinfold_evaluation.panel import Booleans, Floats, Whole
from kinfold_evaluation.twin import rates
from kinfold_evaluation.twin.chance import numbers
from kinfold_evaluation.twin.places import LEVERS, Places, World, embedded, places

STATES: Final = ("need", "plan", "care")
KINDS: Final = (
    "referred",
    "assessed",
    "need",
    "plan",
    "care",
    "kin",
    "court",
    "ended",
)
"""What is written down of a child, and what `detail` is there: 1 when referred again
within a year; working days of an assessment; 0; 1 when there was a plan before; age in
years when care starts; 0; 0; how many quarters it lasted from the referral."""

LEVER_OF: Final = {
    ("need", "closed"): "closing",
    ("need", "plan"): "plan",
    ("need", "care"): "care",
    ("plan", "care"): "care",
}
NOT_YET: Final = -10_000
APART: Final = 1e4
"""Larger than any sum of rates: keeps authorities apart in one sorted row."""


COLUMNS: Final = (
    "key",
    "place",
    "adult",
    "planned",
    "since",
    "ended",
    "due",
    "goes",
)


@dataclass(frozen=True, slots=True)
class Children:
    """A column for each child, a row for each thing known of them, whole numbers.

    key: who it is; the same in every world of a seed. place: the number of the
    authority. adult: the quarter in which they grow up. planned: 1 when there was a
    plan before. since, ended: the quarters in which they were referred, and in which
    it last ended. due, goes: in which quarter they leave the state that they are in,
    and which way of that state's.
    """

    rows: Whole

    def __getitem__(self, name: str) -> Whole:
        return np.asarray(self.rows[COLUMNS.index(name)])

    def __len__(self) -> int:
        return self.rows.shape[1]

    def of(self, which: Booleans) -> Children:
        return Children(np.compress(which, self.rows, axis=1))

    def but(self, **new: NDArray[Any] | int) -> Children:
        """The same with some rows new."""
        rows = self.rows.copy()
        for name, values in new.items():
            rows[COLUMNS.index(name)] = values
        return Children(rows)


def together(parts: Sequence[Children]) -> Children:
    return Children(np.concatenate([part.rows for part in parts], axis=1))


NOBODY: Final = Children(np.zeros((len(COLUMNS), 0), np.int64))


@dataclass(frozen=True, slots=True)
class Lived:
    """What was written down, and who was where at the end of each quarter.

    Attributes:
        kind, quarter, place, child, detail: a row for each event; kinds by their place
            in `KINDS`.
        open: by state, A x quarters, how many were in it at the end.
    """

    world: World
    places: Places
    kind: NDArray[np.int8]
    quarter: NDArray[np.int16]
    place: NDArray[np.int16]
    child: Whole
    detail: NDArray[np.int16]
    open: dict[str, Whole]


def live(world: World, among: Booleans | None = None) -> Lived:
    """All quarters of a world, from its seed.

    Args:
        among: A, the authorities whose children live; all of them when not given. Their
            lives are the same without the others, which then have none.
    """
    life = _Life(world, among)
    for time in range(-world.before, world.quarters):
        life.leave(time)
        life.arrive(time)
        life.count(time)
    kind, quarter, place, child, detail = (
        np.concatenate(column) for column in zip(*life.written, strict=True)
    )
    still = {state: np.stack(life.stood[state], axis=1) for state in STATES}
    return Lived(world, life.places, kind, quarter, place, child, detail, still)


class _Life:
    def __init__(self, world: World, among: Booleans | None) -> None:
        self.world = world
        self.among = np.ones(world.authorities, bool) if among is None else among
        self.places = places(world)
        self.written: list[tuple[NDArray[Any], ...]] = []
        self.stood: dict[str, list[Whole]] = {state: [] for state in STATES}
        nobody = np.zeros(world.authorities, np.int64)
        self._open = {state: nobody.copy() for state in STATES}
        self._due: defaultdict[tuple[str, int], list[Children]] = defaultdict(list)
        grown = embedded(world, self.places.starts, rates.LONGEST)
        self._ways = {
            lever: np.exp(own[:, None] + world.effects.get(lever, 0.0) * grown)
            for lever, own in zip(LEVERS, self.places.own, strict=True)
        }

    def chance(self, purpose: str, time: int, keys: NDArray[Any]) -> Floats:
        return numbers(self.world.seed, purpose, time, keys)

    def way(self, lever: str, time: int) -> Floats:
        """A: how often, or at which odds, beside an authority in the middle."""
        return np.asarray(self._ways[lever][:, time + self.world.before])

    def write(self, kind: str, time: int, who: Children, detail: Any = 0) -> None:
        if time >= 0:
            count = len(who)
            self.written.append(
                (
                    np.full(count, KINDS.index(kind), np.int8),
                    np.full(count, time, np.int16),
                    who["place"].astype(np.int16),
                    who["key"],
                    np.broadcast_to(detail, count).astype(np.int16),
                )
            )

    def count(self, time: int) -> None:
        if time >= 0:
            for state in STATES:
                self.stood[state].append(self._open[state].copy())

    def leave(self, time: int) -> None:
        """Whoever is due goes where it was settled that they go."""
        left = {state: self._leaving(state, time) for state in STATES}
        for who, ways in left.values():
            for number, to in enumerate(ways):
                gone = who.of(who["goes"] == number)
                if to == "closed":
                    self.end(time, gone)
                elif to == "care":
                    self.into_care(time, gone)
                elif to == "plan":
                    self.write("plan", time, gone, gone["planned"])
                    self.enter("plan", time, gone.but(planned=1))
                else:
                    self.enter(to, time, gone)
            self.end(time, who.of(who["goes"] == len(ways)))

    def _leaving(self, state: str, time: int) -> tuple[Children, list[str]]:
        who = self._due_of(state, time)
        self._open[state] -= self._by_place(who)
        return who, _ways_out(state)

    def _due_of(self, state: str, time: int) -> Children:
        return together(self._due.pop((state, time), [NOBODY]))

    def _wait(self, state: str, who: Children) -> None:
        """Until they are due; after the end nobody is waited for."""
        order = np.argsort(who["due"].astype(np.int16), kind="stable")
        waiting = Children(who.rows[:, order])
        times, firsts = np.unique(waiting["due"], return_index=True)
        parts = pairwise([*firsts.tolist(), len(waiting)])
        for time, (first, end) in zip(times.tolist(), parts, strict=True):
            if time < self.world.quarters:
                part = Children(waiting.rows[:, first:end])
                self._due[state, time].append(part)

    def _by_place(self, who: Children) -> Whole:
        return np.bincount(who["place"], minlength=self.world.authorities)

    def into_care(self, time: int, who: Children) -> None:
        self.write("care", time, who, (rates.GROWN_UP - who["adult"] + time) // 4)
        with_kin = _odds(rates.KIN, self.way("kin", time))[who["place"]]
        is_kin = self.chance("kin", time, who["key"]) < with_kin
        self.write("kin", time, who.of(is_kin))
        to_court = self.chance("court", time, who["key"]) < rates.TO_COURT
        self.write("court", time, who.of(to_court))
        self.enter("care", time, who)

    def end(self, time: int, who: Children) -> None:
        """It ends, and perhaps they are referred again."""
        self.write("ended", time, who, time - who["since"])
        self.out(time, who)

    def out(self, time: int, who: Children) -> None:
        within = len(rates.AGAIN)
        ways = self._ways["again"][:, self._ahead(time, within)]
        quarters = self._when("again", time, who, np.cumsum(rates.AGAIN * ways, axis=1))
        due = time + 1 + quarters
        back = who.but(ended=time, due=due).of(
            (quarters < within) & (due < who["adult"])
        )
        self._wait("closed", back)

    def enter(self, state: str, time: int, who: Children) -> None:
        """When and where to they leave it, whatever happens to others."""
        for planned in (False, True):
            self._settle(state, time, who.of(who["planned"] == planned), planned)

    def _settle(self, state: str, time: int, who: Children, planned: bool) -> None:
        ahead = self._ahead(time, rates.LONGEST)
        by_way = []
        for to in _ways_out(state):
            lever = LEVER_OF.get((state, to))
            ways = self._ways[lever][:, ahead] if lever else 1.0
            if planned and (state, to) == ("need", "plan"):
                ways = ways * rates.PLANNED_BEFORE
            by_way.append(
                np.broadcast_to(
                    rates.RATES[state, to] * ways,
                    (self.world.authorities, rates.LONGEST),
                )
            )
        up_to = np.cumsum(by_way, axis=0)
        quarters = self._when(state, time, who, np.cumsum(up_to[-1], axis=1))
        at = np.minimum(quarters, rates.LONGEST - 1)
        chosen = self.chance(f"{state} whereto", time, who["key"])
        whole = up_to[-1][who["place"], at] * chosen
        goes = sum(whole >= one[who["place"], at] for one in up_to[:-1])
        due = time + 1 + quarters
        grown = due >= who["adult"]
        settled = who.but(
            due=np.where(grown, np.maximum(who["adult"], time + 1), due),
            goes=np.where(grown, len(by_way), goes),
        )
        self._open[state] += self._by_place(settled)
        self._wait(state, settled)

    def _ahead(self, time: int, length: int) -> slice:
        """The columns of the quarters to come."""
        first = time + self.world.before + 1
        return slice(first, first + length)

    def _when(self, what: str, time: int, who: Children, summed: Floats) -> Whole:
        """After how many quarters: when the rates summed up pass a lot drawn for it."""
        lot = -np.log(self.chance(f"{what} when", time, who["key"]))
        length = summed.shape[1]
        apart = APART * np.arange(len(summed))
        row = (summed + apart[:, None]).ravel()
        return np.searchsorted(row, apart[who["place"]] + lot) - who["place"] * length

    def arrive(self, time: int) -> None:
        """Referred, for the first time or again; and what comes of it at once."""
        back = self._due_of("closed", time)
        who = together([self._newcomers(time), back]).but(since=time)
        again = time - who["ended"] <= rates.WITHIN_A_YEAR
        self.write("referred", time, who, again)
        lot = self.chance("taken up", time, who["key"])
        taken_up = lot >= rates.NOT_TAKEN_UP
        assessed = who.of(taken_up)
        self.write("assessed", time, assessed, self._days(time, assessed))
        none = rates.NOT_TAKEN_UP + (1 - rates.NOT_TAKEN_UP) * rates.NOT_IN_NEED
        self.out(time, who.of(lot < none))
        needy = who.of(lot >= none)
        self.write("need", time, needy)
        self.enter("need", time, needy)

    def _newcomers(self, time: int) -> Children:
        authorities = np.arange(self.world.authorities)
        mean = (
            self.places.children
            / 10_000
            * rates.NEWCOMERS
            * rates.SEASON[time % 4]
            * self.way("referral", time)
            * np.exp(self.places.shocks[:, time + self.world.before])
        )
        counts = poisson.ppf(self.chance("new", time, authorities), mean).astype(int)
        counts = np.where(self.among, counts, 0)
        place = np.repeat(authorities, counts)
        turn = np.arange(place.size) - np.repeat(np.cumsum(counts) - counts, counts)
        key = place << 40 | (time + self.world.before) << 24 | turn
        years = np.interp(
            self.chance("age", time, key),
            np.concatenate([[0.0], np.cumsum(rates.AGES) / rates.AGES.sum()]),
            np.arange(len(rates.AGES) + 1),
        )
        never = np.full(place.size, NOT_YET)
        adult = time + rates.GROWN_UP - (4 * years).astype(int)
        return Children(
            np.stack([key, place, adult, 0 * key, never, never, never, never])
        )

    def _days(self, time: int, who: Children) -> Whole:
        """Working days of each assessment; in time or not by the authority's odds."""
        middle, spread = rates.ASSESSED
        lot = self.chance("days", time, who["key"])
        odds = self.way("in-time", time)[who["place"]]
        # a lot with the odds of being small changed, and nothing else
        turned = lot / (lot + (1 - lot) * odds)
        return np.rint(np.exp(middle + spread * ndtri(turned))).astype(int)


def _ways_out(state: str) -> list[str]:
    return [to for one, to in rates.RATES if one == state]


def _odds(share: float, times: Floats) -> Floats:
    odds = share / (1 - share) * times
    return np.asarray(odds / (1 + odds))
