"""What the programme hoped for, where it put a number to it."""

from __future__ import annotations

from dataclasses import dataclass

from kinfold_measures.areas import Area
from kinfold_measures.series import Series

CARE_APPLICATIONS = "court.care_applications"
HEADLINES = ("referral.rereferral_12_months", "plan.repeat", CARE_APPLICATIONS)
"""The programme's three aims that England publishes a figure for."""
BASELINE_YEAR = 2017
REDUCTION = 0.20


@dataclass(frozen=True, slots=True)
class Target:
    """A line to reach, with the arithmetic it came from."""

    first_year: int
    baseline: float
    value: float

    @property
    def words(self) -> str:
        return (
            "The programme hoped for a fifth fewer care applications than in 2016/17: "
            f"{self.baseline:.1f} less 20% is {self.value:.1f} per 10,000 children."
        )


def target_of(measure_code: str, area: Area, series: Series) -> Target | None:
    """The target of an authority in the programme, for the measure that has one.

    Source: the programme's aim of 20% fewer care applications than in 2016/17. There
    is none without a published figure for that year.
    """
    if measure_code != CARE_APPLICATIONS or not area.is_in_programme:
        return None
    baseline = series.at(BASELINE_YEAR)
    if not isinstance(baseline, float):
        return None
    return Target(BASELINE_YEAR, baseline, baseline * (1 - REDUCTION))
