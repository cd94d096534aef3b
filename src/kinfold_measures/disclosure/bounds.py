"""What can be worked out about unknown counts that must add up: the attack.

Each unknown lies between the least and the most that any table gives which fits
everything known. That is a linear programme; it is solved exactly, in whole numbers and
fractions, by the simplex method with Bland's rule, so that no rounding error ever calls
a count safe. Where the end of a range is a table with fractions in it (which tables of
three ways can have), it is searched on both sides of the fraction for whole ones.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import Final, TypeAlias

Key: TypeAlias = Hashable
Number: TypeAlias = int | Fraction
NO_LIMIT: Final = None
Filled: TypeAlias = Mapping[Key, int]
"""What the unknown counts may be, all together."""


class DoesNotAddUp(ValueError):
    """No table at all fits what is said to be known."""


@dataclass(frozen=True, slots=True)
class Sum:
    """Parts that make up a total."""

    total: Key
    parts: tuple[Key, ...]

    @property
    def keys(self) -> tuple[Key, ...]:
        return (self.total, *self.parts)


@dataclass(frozen=True, slots=True)
class Range:
    """The least and the most that a count can be; no most where nothing limits it."""

    least: int
    most: int | None = NO_LIMIT

    @property
    def is_exact(self) -> bool:
        return self.least == self.most

    def holds(self, least: int, most: int) -> bool:
        """Whether every number of another range is still possible."""
        return self.least <= least and (self.most is NO_LIMIT or self.most >= most)

    def within(self, other: Range) -> Range:
        """What is possible in both; its most is under its least where nothing is."""
        mosts = [one.most for one in (self, other) if one.most is not NO_LIMIT]
        return Range(max(self.least, other.least), min(mosts, default=NO_LIMIT))


class Unknowns:
    """Counts of which only sums and ranges are known.

    Raises:
        DoesNotAddUp: nothing fits.
    """

    def __init__(self, known: Mapping[Key, Range], sums: Iterable[Sum]) -> None:
        self._known, self._sums = known, tuple(sums)
        self._columns: dict[Key, int] = {
            key: number
            for number, key in enumerate(k for k, r in known.items() if not r.is_exact)
        }
        rows: list[dict[int, Number]] = []
        right: list[Number] = []
        for one in self._sums:
            row, rest = self._equation(one)
            rows.append(row)
            right.append(rest)
        self._add_limits(rows, right)
        self._tableau = _feasible(rows, right)

    def range_of(self, key: Key) -> Range:
        """The least and most that a count can be.

        Raises:
            DoesNotAddUp: tables fit, but none of whole numbers.
        """
        least, most = self._end(key, 1), self._end(key, -1)
        return Range(
            least[key] if least else 0, NO_LIMIT if most is None else most[key]
        )

    def _end(self, key: Key, sign: int) -> Filled | None:
        """A table with the least of a count, or the most; None where it has none."""
        cost = {self._columns[key]: sign} if key in self._columns else {}
        if self._tableau.least(cost) is None:
            return None
        solution = self._tableau.solution()
        for other, column in self._columns.items():
            if (value := solution.get(column, 0)) != floor(value):
                return self._end_beside(key, sign, other, floor(value))
        filled = {each: one.least for each, one in self._known.items()}
        for each, column in self._columns.items():
            filled[each] += int(solution.get(column, 0))
        return filled

    def _end_beside(self, key: Key, sign: int, other: Key, below: int) -> Filled:
        """The same, with another count on either side of a fraction."""
        known = self._known[other]
        split = known.least + below
        ends: list[Filled | None] = []
        for one in (Range(known.least, split), Range(split + 1, known.most)):
            with suppress(DoesNotAddUp):
                tighter = Unknowns({**self._known, other: one}, self._sums)
                ends.append(tighter._end(key, sign))
        if not ends:
            raise DoesNotAddUp("No table of whole numbers fits these sums and ranges")
        return min(
            (end for end in ends if end is not None), key=lambda end: sign * end[key]
        )

    def _equation(self, one: Sum) -> tuple[dict[int, Number], Number]:
        """Parts less total, each counted from its own least, and what is left over."""
        row: dict[int, Number] = {}
        rest = 0
        for key, sign in ((one.total, -1), *((part, 1) for part in one.parts)):
            rest -= sign * self._known[key].least
            if key in self._columns:
                column = self._columns[key]
                row[column] = row.get(column, 0) + sign
        return {column: sign for column, sign in row.items() if sign}, rest

    def _add_limits(self, rows: list[dict[int, Number]], right: list[Number]) -> None:
        """A row for each most: the count and what it falls short of it."""
        free = len(self._columns)
        for key, column in self._columns.items():
            one = self._known[key]
            if one.most is not NO_LIMIT:
                rows.append({column: 1, free: 1})
                right.append(one.most - one.least)
                free += 1


def is_possible(
    known: Mapping[Key, Range], sums: Iterable[Sum], key: Key, wanted: Range
) -> bool:
    """Whether any table fits in which a count is in the range that is wanted."""
    try:
        Unknowns({**known, key: known[key].within(wanted)}, sums).range_of(key)
    except DoesNotAddUp:
        return False
    return True


class _Tableau:
    """Equations solved for one column each; the other columns are nought."""

    def __init__(
        self, rows: list[dict[int, Number]], right: list[Number], basis: list[int]
    ) -> None:
        self.rows, self.right, self.basis = rows, right, basis

    def least(self, cost: Mapping[int, Number]) -> Number | None:
        """The least that a sum of columns can be; None where there is none."""
        while True:
            priced = self._priced(cost)
            entering = min(
                (c for c, price in priced.items() if price < 0), default=None
            )
            if entering is None:
                return sum(
                    cost.get(column, 0) * value
                    for column, value in zip(self.basis, self.right, strict=True)
                )
            limits = [
                (
                    Fraction(self.right[number]) / row[entering],
                    self.basis[number],
                    number,
                )
                for number, row in enumerate(self.rows)
                if row.get(entering, 0) > 0
            ]
            if not limits:
                return None
            self.pivot(min(limits)[2], entering)

    def solution(self) -> Mapping[int, Number]:
        """The columns that are not nought, where it came to rest."""
        return dict(zip(self.basis, self.right, strict=True))

    def _priced(self, cost: Mapping[int, Number]) -> dict[int, Number]:
        """What each column adds, now that the others follow it."""
        priced = dict(cost)
        for column, row in zip(self.basis, self.rows, strict=True):
            if price := cost.get(column, 0):
                for other, value in row.items():
                    priced[other] = priced.get(other, 0) - price * value
        return priced

    def pivot(self, number: int, column: int) -> None:
        """Solve a row for a column, and take the column out of the others."""
        by = self.rows[number][column]
        if by == -1:
            self.rows[number] = {c: -value for c, value in self.rows[number].items()}
            self.right[number] = -self.right[number]
        elif by != 1:
            self.rows[number] = {
                c: _over(value, by) for c, value in self.rows[number].items()
            }
            self.right[number] = _over(self.right[number], by)
        self.basis[number] = column
        solved, value = self.rows[number], self.right[number]
        for other, row in enumerate(self.rows):
            if other != number and (times := row.get(column, 0)):
                _subtract(row, solved, times)
                self.right[other] -= times * value

    def drop(self, number: int) -> None:
        """Forget a row that says nothing."""
        del self.rows[number], self.right[number], self.basis[number]


def _over(value: Number, by: Number) -> Number:
    """A quotient, as a whole number where it is one: those are quick to reckon with."""
    quotient = Fraction(value) / by
    return quotient.numerator if quotient.denominator == 1 else quotient


def _subtract(
    row: dict[int, Number], other: Mapping[int, Number], times: Number
) -> None:
    for column, value in other.items():
        left = row.get(column, 0) - times * value
        if left:
            row[column] = left.numerator if left.denominator == 1 else left
        else:
            row.pop(column, None)


def _feasible(rows: list[dict[int, Number]], right: list[Number]) -> _Tableau:
    """Start from one table that fits, found by making made-up columns nought."""
    columns = 1 + max((max(row, default=-1) for row in rows), default=-1)
    for number, (row, value) in enumerate(zip(rows, right, strict=True)):
        if value < 0:
            rows[number] = {c: -v for c, v in row.items()}
            right[number] = -value
        rows[number][columns + number] = 1
    made_up = range(columns, columns + len(rows))
    tableau = _Tableau(rows, right, list(made_up))
    if tableau.least(dict.fromkeys(made_up, 1)):
        raise DoesNotAddUp("No table fits these sums and ranges")
    _take_out(tableau, made_up)
    return tableau


def _take_out(tableau: _Tableau, made_up: range) -> None:
    """Take the made-up columns away; a row that needs one says nothing of its own."""
    for number in reversed(range(len(tableau.rows))):
        if tableau.basis[number] in made_up:
            real = [c for c in tableau.rows[number] if c not in made_up]
            if real:
                tableau.pivot(number, min(real))
            else:
                tableau.drop(number)
    for row in tableau.rows:
        for column in [c for c in row if c in made_up]:
            del row[column]
