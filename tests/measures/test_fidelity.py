"""What may be shown of a profile, and how it is drawn, told and taken away."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from openpyxl import load_workbook

from kinfold_measures.charts.profile import ProfileRow, profile_chart
from kinfold_measures.fidelity.elements import BY_CODE, ELEMENTS
from kinfold_measures.fidelity.export import (
    SOURCE,
    Row,
    profile_csv,
    profile_workbook,
)
from kinfold_measures.fidelity.protected import (
    CHAINS,
    EVERY_TEAM,
    Tally,
    Use,
    chain_of,
    released,
    shown_teams,
)
from kinfold_measures.fidelity.quarters import quarter_words, quarters_before
from kinfold_measures.series import NO_DENOMINATOR, WITHHELD
from tests.measures.test_charts import is_sound, parts, words


def twice(families: int) -> Tally:
    """Two children in each family."""
    return Tally(families, 2 * families)


def shown(teams: dict[str, tuple[int, int, int]], code: str = "journal"):
    """By team: open families, used with, good."""
    uses = {
        (team, code): Use(twice(used), twice(good))
        for team, (_, used, good) in teams.items()
    }
    whole = {team: twice(families) for team, (families, *_) in teams.items()}
    return {
        team: cell for (team, its), cell in released(whole, uses).items() if its == code
    }


def test_each_element_is_told_once_and_within_one_that_is_there():
    assert len(BY_CODE) == len(ELEMENTS)
    assert all(not one.within or one.within in BY_CODE for one in ELEMENTS)
    assert sorted(code for chain in CHAINS for code in chain) == sorted(BY_CODE)
    assert chain_of("network_told") == ("network", "network_told")


def test_shares_are_of_open_families_and_of_those_it_was_used_with():
    one = shown({"North": (40, 20, 12)})["North"]
    assert (one.used, one.good) == (50, 60)
    assert (one.families, one.used_families, one.good_families) == (40, 20, 12)
    assert shown({"North": (40, 20, 12)})[EVERY_TEAM] == one, "one team is every team"
    assert shown({}) == {}


def test_used_with_nobody_is_nought_and_how_good_is_no_question():
    one = shown({"North": (40, 0, 0)})["North"]
    assert (one.used, one.good) == (0, NO_DENOMINATOR)


@pytest.mark.parametrize(
    ("counts", "used", "good"),
    [
        ((40, 2, 2), WITHHELD, WITHHELD),
        ((40, 38, 20), WITHHELD, WITHHELD),
        ((40, 20, 2), 50, WITHHELD),
        ((40, 20, 18), 50, WITHHELD),
        ((40, 3, 0), 7.5, NO_DENOMINATOR),
    ],
)
def test_what_so_few_children_are_behind_is_withheld(counts, used, good):
    one = shown({"North": counts})["North"]
    if good is NO_DENOMINATOR:
        assert one.good == 0
    else:
        assert one.good == good
    assert one.used == used


def test_a_small_team_is_left_out_of_every_team_too():
    found = shown({"North": (40, 20, 10), "Small": (2, 2, 2), "West": (40, 20, 10)})
    assert "Small" not in found
    assert found[EVERY_TEAM].families == 80
    assert found[EVERY_TEAM].teams == 2
    assert shown_teams({"Small": Tally(2, 5), "North": Tally(3, 6)}) == ("North",)


def test_one_team_that_is_withheld_takes_another_with_it():
    """Or the sum less the others would be its figure."""
    found = shown({"North": (40, 2, 0), "South": (60, 30, 10), "West": (50, 25, 10)})
    assert found[EVERY_TEAM].used == 100 * 57 / 150
    assert found["North"].used is WITHHELD
    assert found["West"].used is WITHHELD, "the smallest of the others"
    assert found["South"].used == 50


def test_two_teams_that_hide_enough_of_each_other_take_none_with_them():
    found = shown({"North": (40, 20, 2), "South": (60, 30, 28), "West": (50, 25, 10)})
    assert [found[team].good for team in ("North", "South", "West")] == [
        WITHHELD, WITHHELD, 40,
    ]  # fmt: skip
    assert found["North"].used == 50


def test_where_nothing_can_hide_it_only_the_sum_is_told():
    found = shown({"North": (40, 2, 0), "South": (40, 2, 0), "West": (40, 0, 0)})
    assert found[EVERY_TEAM].used_families == 4
    assert {found[team].used for team in ("North", "South", "West")} == {WITHHELD}


@pytest.mark.parametrize(
    ("used", "good"),
    [
        (Tally(1, 0), Tally()),  # a family, and no child in it
        (Tally(19, 30), Tally()),  # the one without it has none
        (Tally(10, 15), Tally(1, 0)),
        (Tally(10, 15), Tally(9, 15)),
    ],
)
def test_a_family_of_no_child_is_refused_and_never_printed_as_nought(used, good):
    with pytest.raises(ValueError, match="families of no child"):
        released({"North": Tally(20, 30)}, {("North", "journal"): Use(used, good)})


def test_what_an_element_is_within_protects_it():
    """38 have a network; all of those but two were told, and 36 would tell the two."""
    whole = {"North": twice(60)}
    uses = {
        ("North", "network"): Use(twice(38), twice(20)),
        ("North", "network_told"): Use(twice(36), twice(20)),
    }
    found = released(whole, uses, [chain_of("network")])
    assert {found["North", code].used for code in chain_of("network")} != {
        100 * 38 / 60, 60,
    }  # fmt: skip
    assert WITHHELD in {found["North", code].used for code in chain_of("network")}


def test_the_quarters_that_are_over_are_the_last_ones():
    found = quarters_before(date(2026, 11, 26), 8)
    assert len(found) == 8
    assert quarter_words(found[-1]) == "July to September 2026"
    assert quarter_words(found[0]) == "October to December 2024"
    assert quarters_before(date(2026, 10, 1), 1)[0].ends_on == date(2026, 9, 30)


ROWS = (
    ProfileRow("Danger statement", 60.0, 80.0, 40.0),
    ProfileRow("Safety journal", WITHHELD, WITHHELD),
    ProfileRow("Family Finding", 0.0, NO_DENOMINATOR, WITHHELD),
)


@pytest.mark.parametrize("narrow", [False, True])
def test_a_profile_draws_use_and_good_apart_and_no_mark_for_what_is_withheld(narrow):
    chart = profile_chart(ROWS, key="k", title="T", description="D", narrow=narrow)
    is_sound(chart, "k")
    assert len(parts(chart, "circle", "chart-dot-last")) == 2
    assert len(parts(chart, "circle", "chart-ring")) == 1
    assert len(parts(chart, "line", "chart-similar")) == 1
    assert "Withheld" in words(chart)


def taken() -> list[Row]:
    quarter = quarters_before(date(2026, 11, 26), 1)[0]
    found = shown({"North": (40, 20, 12), "South": (40, 2, 2), "West": (40, 0, 0)})
    return [Row("journal", team, quarter, cell) for team, cell in found.items()]


def test_a_file_carries_what_it_counts_and_why_there_is_no_number():
    rows = list(csv.DictReader(io.StringIO(profile_csv(taken(), "Lincolnshire"))))
    by_team = {row["team"]: row for row in rows}
    assert by_team[""]["teams"] == "3"
    assert by_team["South"]["used_percent"] == ""
    assert by_team["South"]["if_no_value_why"].startswith("Withheld")
    assert by_team["West"]["if_no_value_why"] != by_team[""]["if_no_value_why"]
    assert {row["used_is"] for row in rows} == {BY_CODE["journal"].used}
    book = load_workbook(io.BytesIO(profile_workbook(taken(), "Lincolnshire")))
    assert book["Figures"].max_row == len(rows) + 1
    told = [row[0].value for row in book["What it counts"].iter_rows()]
    assert told.count("Element") == len(ELEMENTS)
    assert book["What it counts"].cell(len(told), 2).value == SOURCE
