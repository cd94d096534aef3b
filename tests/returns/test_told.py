"""What the pages and jobs say of a return and of a count."""

from __future__ import annotations

import pytest

from kinfold.returns.models import HandedReturn
from kinfold.returns.presenters import what_was_read


@pytest.mark.parametrize(
    ("years", "told"),
    [
        ([2025], "The measures are counted next"),
        ([], "No whole year is in it yet, so no measure is counted on it"),
    ],
)
def test_a_return_without_a_whole_year_says_why_nothing_follows(
    years: list[int], told: str
) -> None:
    handed = HandedReturn(
        record_count=1200, left_out_count=1, finding_count=2, years=years
    )
    said = f"1,200 records read, 1 left out, 2 findings. {told}"
    assert what_was_read(handed) == said
