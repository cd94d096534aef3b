"""An authority's statistical neighbours: the ten most like it, closest first.

Source: Department for Education, statistical neighbours model of 2025. The old model,
of April 2021, lies beside it in the shipped data for comparison.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping

NEIGHBOUR_COUNT = 10


def neighbours_2025(
    lines: Iterable[str], codes: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """ONS codes of the ten neighbours by ONS code.

    `codes` turns the three-digit number that the model uses into an ONS code.

    Raises:
        ValueError: the model names an authority that the panel does not hold.
    """
    found = {}
    for row in csv.DictReader(lines):
        numbers = [row["old_la_code"]]
        numbers += [row[f"SN_{rank}"] for rank in range(1, NEIGHBOUR_COUNT + 1)]
        strange = [number for number in numbers if number not in codes]
        if strange:
            message = f"The neighbours of {row['la_name']} name unknown {strange}"
            raise ValueError(message)
        own, *others = (codes[number] for number in numbers)
        found[own] = tuple(others)
    return found
