"""An analyst hands in a census, sees what to mend, and has the measures counted."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from kinfold_measures.made_census import write_census
from tests.journeys.steps import Somebody

MEI = "mei@lincolnshire.example"
Enter = Callable[[str], Somebody]
pytestmark = pytest.mark.usefixtures("has_script")


def test_an_analyst_hands_in_the_sample_census_and_sees_findings_and_measures(
    enter: Enter, tmp_path: Path
) -> None:
    write_census(tmp_path / "CIN_2025.xml", 200)
    mei = enter(MEI)
    mei.opens("/returns/")
    mei.page.get_by_label("The files").set_input_files(tmp_path / "CIN_2025.xml")
    mei.presses("Hand in")
    mei.is_at("Read a return")
    seen = mei.page.get_by_role("link", name="See what came of it")
    expect(seen).to_be_visible(timeout=60_000)
    seen.click()
    mei.is_at("Children in need census of 2025")
    mei.sees("What was found, and how to mend it")
    expect(mei.page.get_by_text(re.compile("CIN_2025.xml, line")).first).to_be_visible()

    mei.opens("/jobs/")
    mei.follows("Count the measures", first=True)
    expect(seen).to_be_visible(timeout=60_000)
    mei.sees("figures were counted on")

    mei.opens("/returns/")
    mei.page.get_by_label("The files").set_input_files(tmp_path / "CIN_2025.xml")
    mei.presses("Hand in")
    mei.sees("the same files, so nothing was changed")
