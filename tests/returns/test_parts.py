"""The figures of a return in their parts: by team, legal status, kind of placement."""

from __future__ import annotations

import pyarrow.parquet
import pytest

from kinfold.platform.jobs import Progress
from kinfold.platform.tenancy import as_viewer
from kinfold.returns.actions.counting import recount
from kinfold.returns.selectors.figures import figures_of
from tests.measures.returns.test_looked_after import EPISODES, ONE
from tests.returns.conftest import Give, Worked

pytestmark = pytest.mark.django_db

PEOPLE = "pers_person_id,pers_sex,pers_ethnicity,pers_dob"
REFERRALS = "cine_referral_id,cine_person_id,cine_referral_date,cine_referral_team"


def extract(teams: str) -> dict[str, bytes]:
    """A child referred in May for each letter, to the team of that letter."""
    people = [f"{n},Female,WBRI,2015-01-02" for n, _ in enumerate(teams)]
    referred = [f"R{n},{n},06/05/2024,{team}" for n, team in enumerate(teams)]
    return {
        "people 2025.csv": "\n".join([PEOPLE, *people]).encode(),
        "referrals 2025.csv": "\n".join([REFERRALS, *referred]).encode(),
    }


def parts(
    viewer, code: str, breakdown: str, year: str = "2025"
) -> dict[str, float | None]:
    with as_viewer(viewer):
        return {
            one.group: one.numerator
            for one in figures_of(viewer, code)
            if one.breakdown == breakdown and one.period == year
        }


def test_an_extract_that_names_teams_is_counted_by_team(
    give: Give, worked: Worked, analyst, sign_in
):
    give(extract("N" * 12 + "E" * 9))
    worked()
    assert parts(analyst, "referral.rate", "team") == {"E": 9, "N": 12}
    page = sign_in(analyst).get("/measures/returns/referral.rate/").content.decode()
    assert "By team, " in page


def test_a_small_team_is_withheld_and_cannot_be_worked_out(
    give: Give, worked: Worked, analyst
):
    give(extract("N" * 12 + "E" * 9 + "W" * 3))
    worked()
    found = parts(analyst, "referral.rate", "team")
    assert found["W"] is None
    assert sorted(found.values(), key=str) == [12, None, None]


def test_children_looked_after_are_counted_by_placement_and_legal_status(
    give: Give, worked: Worked, analyst
):
    lines = [
        ONE.replace("A1,", f"A{n},").replace(",C2,", f",{how},").replace(",U3,", to)
        for n, (how, to) in enumerate([("C2", ",U1,")] * 8 + [("V2", ",U4,")] * 7)
    ]
    give({"episodes 2024.csv": "\n".join([EPISODES, *lines]).encode()})
    worked()
    assert parts(analyst, "care.started_rate", "placement", "2024") == {
        "Fostered by family or friends": 8,
        "Fostered by somebody else": 7,
    }
    assert parts(analyst, "care.started_rate", "legal_status", "2024") == {
        "Care order": 8,
        "Agreed with parents": 7,
    }


def test_tables_that_were_kept_before_teams_were_read_are_still_counted(
    give: Give, worked: Worked, analyst, files_root
):
    give(extract("N" * 12 + "E" * 9))
    worked()
    [place] = files_root.rglob("*.cin_episodes.parquet")
    table = pyarrow.parquet.read_table(place)
    pyarrow.parquet.write_table(table.drop_columns(["team"]), place)
    with as_viewer(analyst):
        recount(progress=Progress(), by=analyst)
    assert parts(analyst, "referral.rate", "team") == {}
    with as_viewer(analyst):
        whole = [f for f in figures_of(analyst, "referral.rate") if f.period == "2025"]
    assert whole[0].numerator == 21


def test_quarters_are_counted_whole_and_give_no_small_number_away(
    give: Give, worked: Worked, analyst, every_measure
):
    give(extract("N" * 12 + "E" * 9))
    worked()
    with as_viewer(analyst):
        found = {
            one.period: (one.numerator, one.period_kind, str(one.ends_on))
            for one in figures_of(analyst, "referral.rate")
            if one.period.startswith("2025") and not one.breakdown
        }
        parted = {
            one.breakdown for one in figures_of(analyst) if one.period_kind == "quarter"
        }
    assert found == {
        "2025": (21, "year", "2025-03-31"),
        "2025-Q1": (21, "quarter", "2024-06-30"),
        "2025-Q2": (0, "quarter", "2024-09-30"),
        "2025-Q3": (0, "quarter", "2024-12-31"),
        "2025-Q4": (0, "quarter", "2025-03-31"),
    }
    assert parted == {""}


def test_the_job_says_how_far_it_is_with_what_is_withheld(
    give: Give, worked: Worked, analyst
):
    give(extract("N" * 12 + "E" * 9 + "W" * 3))
    worked(is_counted=False)
    told: list[tuple[str, int, int]] = []
    with as_viewer(analyst):
        recount(
            progress=Progress(
                lambda one: told.append((one.message, one.done_count, one.total_count))
            ),
            by=analyst,
        )
    assert {message for message, *_ in told} >= {
        "Counting the measures",
        "Working out what has to be withheld",
    }
    assert all(done <= total for _, done, total in told)
