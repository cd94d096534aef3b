"""One table that fits, found quickly and proved exactly.

That a small count can be as little, or as much, as its mark says takes one table that
shows it. HiGHS (by way of scipy) looks for it with rounding errors; whether what it
found fits is then reckoned in whole numbers, so that no error calls a count safe. The
exact attack (`bounds`) is slower by two orders: it is asked only to prove that a count
is given away.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from kinfold_measures.disclosure.bounds import Filled, Key, Range, Sum

NODES: Final = 1_000
"""Past so many halvings a table is as good as not found. No clock decides: the same
figures must give the same answer on every machine."""


def witness(
    known: Mapping[Key, Range], sums: Iterable[Sum], key: Key, wanted: Range
) -> Filled | None:
    """A table that fits all that is known, with a count in the range that is wanted.

    None when none was found, which does not prove that there is none.
    """
    every = tuple(sums)
    ranges = {**known, key: known[key].within(wanted)}
    columns = {each: number for number, each in enumerate(ranges)}
    rows = np.repeat(np.arange(len(every)), [len(one.keys) for one in every])
    places = [columns[each] for one in every for each in one.keys]
    signs = [sign for one in every for sign in (-1.0, *(1.0 for _ in one.parts))]
    found = milp(
        np.zeros(len(columns)),
        integrality=np.ones(len(columns)),
        bounds=Bounds(
            np.array([one.least for one in ranges.values()], dtype=float),
            np.array([_most(one) for one in ranges.values()]),
        ),
        constraints=LinearConstraint(
            csr_array((signs, (rows, places)), shape=(len(every), len(columns))), 0, 0
        ),
        options={"node_limit": NODES},
    )
    if found.x is None:
        return None
    filled = dict(zip(ranges, map(round, found.x.tolist()), strict=True))
    return filled if fits(filled, ranges, every) else None


def fits(filled: Filled, ranges: Mapping[Key, Range], sums: Iterable[Sum]) -> bool:
    """Whether a table is within every range and adds up, in whole numbers."""
    adds_up = all(
        filled[one.total] == sum(filled[part] for part in one.parts) for one in sums
    )
    return adds_up and all(ranges[key].holds(one, one) for key, one in filled.items())


def _most(one: Range) -> float:
    return np.inf if one.most is None else float(one.most)
