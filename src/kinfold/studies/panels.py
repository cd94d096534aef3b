"""Panels as studies hold them: `unit,time,start`, then a column an outcome.

`start` is the first period of the treatment, 0 for a unit that never had it. Nothing
here looks at an outcome further than whether it is a number.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite, nan
from typing import Any, Final

from kinfold_evaluation.panel import number_in
from kinfold_evaluation.refusal import CannotIdentify

UNIT, TIME, START, TREATED = "unit", "time", "start", "treated"
OPTIONS: Final = ["--unit", UNIT, "--time", TIME, "--cohort", START]
MOST_ROWS: Final = 6_000
CHILDREN: Final = "children"
FEWEST_CHILDREN: Final = 10
NO_OUTCOME: Final = frozenset({UNIT, TIME, START, TREATED, CHILDREN})

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Layout:
    """Who is in a panel, when, and who is treated from when."""

    times: tuple[float, ...]
    starts: Mapping[str, float]
    outcomes: tuple[str, ...]

    @property
    def treated(self) -> tuple[str, ...]:
        return tuple(name for name, start in self.starts.items() if start)

    @property
    def controls(self) -> tuple[str, ...]:
        return tuple(name for name, start in self.starts.items() if not start)

    @property
    def since(self) -> tuple[float, ...]:
        """The different starts there are, in order."""
        return tuple(sorted({start for start in self.starts.values() if start}))


def layout_of(text: str, options: Sequence[str] = OPTIONS) -> Layout:
    """What a registered panel holds, by the protocol's own names of its columns."""
    named = dict(zip(options[::2], options[1::2], strict=False))
    unit, time, start = named["--unit"], named["--time"], named["--cohort"]
    rows = list(csv.DictReader(io.StringIO(text)))
    starts = {row[unit]: float(row[start] or 0) for row in rows}
    columns = tuple(rows[0]) if rows else ()
    known = {*NO_OUTCOME, unit, time, start}
    return Layout(
        tuple(sorted({float(row[time]) for row in rows})),
        dict(sorted(starts.items())),
        tuple(name for name in columns if name not in known),
    )


def panel_of_file(text: str) -> str:
    """A file with the columns unit, time, treated (or start) and outcomes, as a panel.

    Raises:
        CannotIdentify: what is missing or cannot be read, in which line.
    """
    rows = _rows(text)
    columns = list(rows[0])
    lacking = [name for name in (UNIT, TIME) if name not in columns]
    if TREATED not in columns and START not in columns:
        lacking.append(TREATED)
    if lacking:
        raise CannotIdentify(
            f"The file has no column {', '.join(lacking)}. It needs unit, time, "
            "treated (1 from the first treated period on, else 0) and a column for "
            "each outcome."
        )
    outcomes = [name for name in columns if name not in NO_OUTCOME - {CHILDREN}]
    starts = _starts(rows)
    _insist_on_numbers(rows, [TIME, *outcomes])
    return _written(rows, starts, outcomes)


def panel_with(
    text: str, unit: str, time: str, treated: Iterable[str], since: int
) -> str:
    """England's figures, with these authorities treated from a year on.

    Raises:
        CannotIdentify: an authority that is not among them, or a year outside.
    """
    rows = [{UNIT: row[unit], TIME: row[time], **row} for row in _rows(text)]
    names = {row[UNIT] for row in rows}
    chosen = set(treated)
    unknown = sorted(chosen - names)
    if unknown:
        raise CannotIdentify(
            f"England's figures know no {', '.join(unknown)}. Write each name as the "
            f"figures do, such as {sorted(names)[0]}."
        )
    outcomes = [name for name in rows[0] if name not in {UNIT, TIME, START, unit, time}]
    starts = {name: since if name in chosen else 0 for name in names}
    return _written(rows, {n: float(s) for n, s in starts.items()}, outcomes)


def insist_on_a_comparison(text: str) -> None:
    """Somebody is treated and somebody never is, with two periods before.

    Raises:
        CannotIdentify: which of these is not so, and what would help.
    """
    found = layout_of(text)
    if not found.treated:
        raise CannotIdentify(
            "Nobody is treated in this panel, so there is no effect to look for."
        )
    if not found.controls:
        raise CannotIdentify(
            "Every unit is treated in the end, so nobody is left to compare with. Add "
            "units that never had it."
        )
    before = [time for time in found.times if time < found.since[0]]
    if len(before) < 2:
        raise CannotIdentify(
            f"There {'is one period' if before else 'is no period'} before the first "
            "start. At least two are needed, or nobody can tell whether they went "
            "the same way before."
        )
    if found.since[-1] > found.times[-1]:
        raise CannotIdentify(
            f"The start {found.since[-1]:g} is after the last period "
            f"{found.times[-1]:g}, so nothing since is seen."
        )


def insist_on_enough_children(text: str, authorities: Collection[str]) -> None:
    """Each row says of how many children it tells, unless it is of a whole authority.

    Everybody who works in the programme can read a panel, so that no row may be about
    one child, or about so few that one is found among them.

    Raises:
        CannotIdentify: the first row that tells of too few, or not of how many.
    """
    for line, row in enumerate(csv.DictReader(io.StringIO(text)), 2):
        unit = row[UNIT]
        count = number_in(row, CHILDREN, line) if CHILDREN in row else nan
        if count < FEWEST_CHILDREN:
            raise CannotIdentify(
                f"Line {line}: children is “{row[CHILDREN]}”. A row must tell of at "
                f"least {FEWEST_CHILDREN}, since everybody in the programme can read "
                "it: put teams or periods together, or leave the row out."
            )
        if not isfinite(count) and unit not in authorities:
            raise CannotIdentify(
                f"Line {line}: England's figures know no authority called “{unit}”. "
                "Write in a column children of how many children each row tells, "
                f"at least {FEWEST_CHILDREN}: no row may be about one child, since "
                "everybody in the programme can read it."
            )


def _rows(text: str) -> list[Row]:
    first = text.lstrip("\ufeff").splitlines()[:1] or [""]
    mark = max(",;\t", key=first[0].count)
    read = csv.DictReader(io.StringIO(text.lstrip("\ufeff")), delimiter=mark)
    rows = list(_whole(read))
    if not rows:
        raise CannotIdentify("The file has no rows under its headings.")
    if len(rows) > MOST_ROWS:
        raise CannotIdentify(
            f"The file has {len(rows):,} rows. Up to {MOST_ROWS:,} can be run here; "
            "for more, use ./kinfold evaluate protocol."
        )
    return rows


def _whole(read: csv.DictReader[str]) -> Iterator[Row]:
    try:
        for line, row in enumerate(read, 2):
            given: dict[Any, Any] = row
            if None in given or None in given.values():
                raise CannotIdentify(
                    f"Line {line} has not as many cells as there are headings."
                )
            yield {name.strip(): cell.strip() for name, cell in row.items()}
    except csv.Error as error:
        raise CannotIdentify(f"The file is no table of text: {error}.") from error


def _starts(rows: Sequence[Row]) -> dict[str, float]:
    """When each unit begins: by its column, or by its first treated period."""
    starts: dict[str, float] = {}
    for line, row in enumerate(rows, 2):
        name = row[UNIT]
        if START in row:
            start = number_in(row, START, line)
            start = start if isfinite(start) else 0.0
            if starts.setdefault(name, start) != start:
                raise CannotIdentify(f"Line {line}: {name} has two different starts.")
        elif row[TREATED] not in {"0", "1"}:
            raise CannotIdentify(
                f"Line {line}: treated is “{row[TREATED]}”. Write 1 or 0."
            )
        elif row[TREATED] == "1":
            time = number_in(row, TIME, line)
            starts[name] = min(starts.get(name) or time, time)
        else:
            starts.setdefault(name, 0.0)
    for line, row in enumerate(rows, 2):
        begun = starts[row[UNIT]]
        after = begun and number_in(row, TIME, line) >= begun
        if START not in row and after and row[TREATED] == "0":
            raise CannotIdentify(
                f"Line {line}: {row[UNIT]} was treated from {begun:g} and is not here. "
                "Who starts stays treated; leave later periods out."
            )
    return starts


def _insist_on_numbers(rows: Sequence[Row], columns: Sequence[str]) -> None:
    seen: set[tuple[str, str]] = set()
    for line, row in enumerate(rows, 2):
        for column in columns:
            number_in(row, column, line)
        if not row[UNIT] or not row[TIME]:
            raise CannotIdentify(f"Line {line}: unit or time is empty.")
        if not isfinite(number_in(row, TIME, line)):
            raise CannotIdentify(
                f"Line {line}: time is “{row[TIME]}”, which is no period. Write a "
                "number, such as a year."
            )
        if (row[UNIT], row[TIME]) in seen:
            raise CannotIdentify(
                f"Line {line}: {row[UNIT]} has a second row for {row[TIME]}. One row "
                "for each unit and period is needed."
            )
        seen.add((row[UNIT], row[TIME]))


def _written(
    rows: Sequence[Row], starts: Mapping[str, float], outcomes: Sequence[str]
) -> str:
    if not [name for name in outcomes if name not in NO_OUTCOME]:
        raise CannotIdentify("The file has no column of an outcome.")
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow([UNIT, TIME, START, *outcomes])
    for row in rows:
        start = f"{starts[row[UNIT]]:g}"
        cells = [row[name] for name in outcomes]
        lines.writerow([row[UNIT], row[TIME], start, *cells])
    return out.getvalue()
