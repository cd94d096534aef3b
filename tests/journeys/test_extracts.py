"""An evaluator asks for an extract, is given less, takes it, and it is taken back."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from zipfile import ZipFile

from playwright.sync_api import expect

from kinfold_measures.made_census import write_census
from tests.journeys.steps import Somebody
from tests.journeys.test_returns import MEI, follows_what_came_of_it
from tests.journeys.walking import ahead

OWEN, DANIEL = "owen@lincolnshire.example", "daniel@programme.example"
STUDY = "Do families come back less often here?"
TAKE = "I declare this, and take the file"
LOOKS = 120


def test_an_evaluator_is_given_an_extract_and_it_is_taken_back(
    enter: Callable[[str], Somebody], tmp_path: Path
) -> None:
    mei, daniel, owen = enter(MEI), enter(DANIEL), enter(OWEN)
    hands_in(mei, tmp_path)
    asks(daniel)
    follows_what_came_of_it(mei)  # it was read while Daniel wrote
    gives_only_quarters(owen)
    waits_for_the_file(daniel)

    with daniel.page.expect_download() as coming:
        daniel.presses(TAKE)
    with ZipFile(coming.value.path()) as extract:
        assert "cin_episodes.parquet" in extract.namelist()
        manifest = json.loads(extract.read("manifest.json"))
    assert manifest["days_are_told_as"] == "quarter"

    owen.page.reload()
    expect(
        owen.page.get_by_role("table", name="Who took the file").get_by_role(
            "cell", name="Daniel Roth"
        )
    ).to_be_visible()
    owen.follows("End this extract")
    owen.writes("Why does it end?", "The study has stopped")
    owen.presses("End it")
    owen.sees("The file is deleted")

    daniel.presses(TAKE)  # on the page as it was
    daniel.is_at("This file cannot be had")
    daniel.follows("its page")
    daniel.sees("The study has stopped")
    daniel.finds_no("button", TAKE)


def hands_in(mei: Somebody, folder: Path) -> None:
    write_census(folder / "CIN_2025.xml", 300, seed=77)
    mei.opens("/returns/")
    mei.page.get_by_label("The files").set_input_files(folder / "CIN_2025.xml")
    mei.presses("Hand in")
    mei.is_at("Read a return")


def asks(daniel: Somebody) -> None:
    daniel.opens("/extracts/")
    daniel.follows("Ask for an extract")
    daniel.chooses("Authority", "Lincolnshire")
    daniel.writes("Study", STUDY)
    daniel.writes("What for?", "Published figures do not follow a child")
    daniel.ticks(re.compile("^Referral date"))
    daniel.ticks(re.compile("^Closure reason"))
    daniel.writes_the_day("From", date(2024, 4, 1))
    daniel.writes_the_day("To", date(2025, 3, 31))
    daniel.ticks(re.compile("^The month$"))
    daniel.writes_the_day("Until when do you need it?", ahead(30))
    daniel.writes("Who will hold it, and where?", "I, on the locked server")
    daniel.writes("Lawful basis", "A task in the public interest")
    daniel.writes("Data protection impact assessment", "DPIA 2026/14")
    daniel.presses("Ask for it")
    daniel.sees("Asked. Its information governance lead decides")


def gives_only_quarters(owen: Somebody) -> None:
    owen.opens("/extracts/")
    owen.follows(STUDY)
    owen.follows("Decide")
    owen.ticks("Yes, as it stands below")
    owen.writes("Why?", "Worth knowing; a quarter is fine enough")
    owen.ticks(re.compile("^The quarter$"))
    owen.presses("Decide")
    owen.sees("Decided")


def waits_for_the_file(daniel: Somebody) -> None:
    daniel.follows(STUDY)
    door = daniel.page.get_by_role("button", name=TAKE)
    for _ in range(LOOKS):
        if door.is_visible():
            return
        daniel.page.wait_for_timeout(500)
        daniel.page.reload()
