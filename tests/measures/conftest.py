"""The shipped panel, read once for all tests of measures."""

from __future__ import annotations

from pathlib import Path

import pytest

from kinfold_measures.catalogue import BY_CODE, COLUMNS
from kinfold_measures.england import Panel, open_panel
from kinfold_measures.measure import Measure
from kinfold_measures.picture import Picture, picture_of

ENGLAND = Path(__file__).resolve().parents[2] / "data" / "england"


@pytest.fixture(scope="session")
def panel() -> Panel:
    return open_panel(ENGLAND, COLUMNS)


@pytest.fixture(scope="session")
def picture(panel):
    def make(slug: str, code: str) -> Picture:
        area = panel.by_slug(slug)
        assert area is not None
        return picture_of(panel, BY_CODE[code], area)

    return make


@pytest.fixture
def rereferral() -> Measure:
    return BY_CODE["referral.rereferral_12_months"]
