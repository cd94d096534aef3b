"""An analyst hands in a census, sees what to mend, and has the measures counted."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from kinfold_measures.made_census import write_census
from tests.journeys.steps import Somebody

MEI = "mei@lincolnshire.example"
LOOKS = 300
Enter = Callable[[str], Somebody]


def follows_what_came_of_it(somebody: Somebody) -> None:
    """Without script the page of a job is looked at again by hand."""
    door = somebody.page.get_by_role("link", name="See what came of it")
    for _ in range(LOOKS):
        if door.is_visible():
            break
        somebody.page.wait_for_timeout(1_000)
        somebody.page.reload()
    door.click()


def test_an_analyst_hands_in_the_sample_census_and_sees_findings_and_measures(
    enter: Enter, tmp_path: Path, has_script: bool
) -> None:
    # one server for both: the same files would change nothing the second time
    write_census(tmp_path / "CIN_2025.xml", 3_000, seed=1 + has_script)
    mei = enter(MEI)
    mei.opens("/returns/")
    mei.page.get_by_label("The files").set_input_files(tmp_path / "CIN_2025.xml")
    mei.presses("Hand in")
    mei.is_at("Read a return")
    follows_what_came_of_it(mei)
    mei.is_at("Children in need census of 2025")
    mei.sees("What was found, and how to mend it")
    expect(mei.page.get_by_text(re.compile("CIN_2025.xml, line")).first).to_be_visible()

    mei.opens("/jobs/")
    mei.follows("Count the measures", first=True)
    follows_what_came_of_it(mei)
    mei.sees("figures were counted")
    mei.page.get_by_label("The files").set_input_files(tmp_path / "CIN_2025.xml")
    mei.presses("Hand in")
    mei.sees("the same files, so nothing was changed")
