"""The study's panel, made of England's published figures and of nothing else."""

from __future__ import annotations

import csv
import gzip
import io
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

TOO_SMALL: Final = frozenset({"City of London", "Isles of Scilly"})
SAME: Final = {"st helens": "st. helens", "bristol": "bristol, city of"}
"""Inspection reports write some names otherwise."""


Cells = Mapping[str, float]


def _as_published(measure: str) -> Callable[[Cells], float]:
    return lambda cells: cells[measure]


def _started(cells: Cells) -> float:
    return 10_000 * cells["cla_started"] / cells["pop0_17_midyear_prev"]


def _from_ten(cells: Cells) -> float:
    older = cells["cla_start_age_10_15"] + cells["cla_start_age_16p"]
    younger = sum(cells[f"cla_start_age_{age}"] for age in ("u1", "1_4", "5_9"))
    return 100 * older / (older + younger)


OUTCOMES: Final[Mapping[str, Callable[[Cells], float]]] = {
    "care_applications": _as_published("cafcass_care_apps_rate10k"),
    "referral_again": _as_published("rereferral_pct"),
    "plan_again": _as_published("cpp_subsequent_pct"),
    "care_started": _started,
    "care_from_ten": _from_ten,
    "need_two_years": _as_published("cin_open_ge2y_pct"),
    "assessed_in_time": _as_published("assess_45wd_pct"),
    "turnover": _as_published("sw_turnover_pct_lait"),
    "agency": _as_published("sw_agency_pct_lait"),
    "caseload": _as_published("sw_caseload_lait"),
}


@dataclass(frozen=True, slots=True)
class Window:
    """Who is treated from when, and which years are looked at.

    Attributes:
        years: to March.
        start: the first treated one.
        treated: None for the ten of the second project, as the data mark them.
        left_out: neither treated nor beside.
    """

    years: range
    start: int
    treated: frozenset[str] | None = None
    left_out: frozenset[str] = frozenset()
    outcomes: tuple[str, ...] = tuple(OUTCOMES)


WINDOWS: Final[Mapping[str, Window]] = {
    # four years before the project's window, and its two: training and drafts were
    # before, and the work in teams began in FY2018/19
    "protocol": Window(range(2015, 2021), 2019),
    # the study's four primary outcomes, on all years that were published since
    "to-2025": Window(
        range(2015, 2026),
        2019,
        outcomes=("care_applications", "referral_again", "plan_again", "care_started"),
    ),
    # the first project's ten, until the second began; Bexley had only the second, and
    # is no witness of what is usual
    "wave-one": Window(
        range(2013, 2019),
        2015,
        frozenset(
            {
                "Brent",
                "Bristol, City of",
                "Leicestershire",
                "Lincolnshire",
                "Norfolk",
                "Suffolk",
                "Tower Hamlets",
                "Wakefield",
                "West Sussex",
                "Wokingham",
            }
        ),
        frozenset({"Bexley"}),
        ("referral_again", "plan_again", "care_started", "care_from_ten"),
    ),
}
"""By the protocol's name: the study, and what was asked after it was read."""


def read_england(
    path: Path, years: range
) -> tuple[dict[tuple[str, int], dict[str, float]], set[str]]:
    """Cells by authority and year, those that have a figure; and the ten's names."""
    cells: dict[tuple[str, int], dict[str, float]] = defaultdict(dict)
    ten = set()
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            name, year = row["la_name"], int(row["year"])
            if not name or name in TOO_SMALL or year not in years:
                continue
            if row["value"]:
                cells[name, year][row["measure"]] = float(row["value"])
                if row["eip2"] == "1":
                    ten.add(name)
    return cells, ten


def panel_of_england(path: Path, window: Window = WINDOWS["protocol"]) -> str:
    """The panel as CSV: a row for each authority and year.

    What a year lacks is left empty. An authority that is not treated has an outcome
    only where it has it in every year that the outcome was published; so those compared
    with are the same ones each year.
    """
    cells, ten = read_england(path, window.years)
    treated = ten if window.treated is None else set(window.treated)
    names = sorted({name for name, _ in cells} - window.left_out)
    columns = {
        outcome: _column(cells, names, treated, OUTCOMES[outcome])
        for outcome in window.outcomes
    }
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\n")
    rows.writerow(["authority", "year", "start", "children", *window.outcomes])
    for name in names:
        for year in window.years:
            children = cells[name, year].get("pop0_17_midyear_prev")
            figures = [
                columns[outcome].get((name, year)) for outcome in window.outcomes
            ]
            rows.writerow(
                [name, year, window.start if name in treated else 0, _said(children)]
                + [_said(figure) for figure in figures]
            )
    return written.getvalue()


def _column(
    cells: Mapping[tuple[str, int], Cells],
    names: list[str],
    ten: set[str],
    reckon: Callable[[Cells], float],
) -> dict[tuple[str, int], float]:
    found = {}
    for at, figures in cells.items():
        try:
            found[at] = reckon(figures)
        except KeyError:  # a figure that it is made of is withheld or was never given
            continue
    years = {year for _, year in found}
    whole = {name for name in names if all((name, year) in found for year in years)}
    return {at: figure for at, figure in found.items() if at[0] in ten | whole}


def _said(figure: float | None) -> str:
    return "" if figure is None else f"{figure:.8g}"


def also_using(path: Path, until: str) -> dict[str, str]:
    """Authorities in whose inspection report the approach is named, and when.

    Args:
        path: `ofsted_history.csv`; names are in small letters, here as there.
        until: the last day that counts, as `2020-03-31`.
    """
    named: dict[str, str] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in sorted(csv.DictReader(file), key=lambda row: row["published"]):
            if int(row["mentions_signs_of_safety"] or 0) and row["published"] <= until:
                name = SAME.get(row["la_name"], row["la_name"])
                named.setdefault(name, row["published"])
    return named
