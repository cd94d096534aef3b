"""What was recorded beside what came of it: warnings first, and never a cause."""

from __future__ import annotations

from datetime import date

import pytest

from kinfold.fidelity.selectors.outcomes import ONE_PLACE
from kinfold.fidelity.slope import TOO_FEW_TEAMS, slope_within_teams
from kinfold.platform.tenancy import as_viewer
from kinfold.records.models import Family
from kinfold.returns.models import Figure, Recount
from kinfold_core.access import Role
from kinfold_measures.fidelity.beside import WARNINGS, Pair
from kinfold_measures.language.periods import Period, financial_years, quarters
from tests.factories.platform import make_team, make_worker_viewer
from tests.fidelity.conftest import large_family
from tests.fidelity.test_pages import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PAGE = "/fidelity/outcomes/"
CODE = "referral.rereferral_12_months"


@pytest.fixture
def teams(authority) -> list[str]:
    """Two teams, each with a family of seven that has been open for years."""
    names = ["Lincoln North", "Lincoln South"]
    for name in names:
        team = make_team(authority, name)
        by = make_worker_viewer(authority, Role.PRACTITIONER, team=team)
        family = large_family(by)
        with as_viewer(by):
            Family.objects.filter(pk=family.pk).update(opened_on=date(2021, 1, 4))
            family.members.update(joined_on=date(2021, 1, 4))
            family.allocations.update(started_on=date(2021, 1, 4))
    return names


def count(by, periods: list[Period], groups=("",)) -> None:
    """A recount of these periods, of all or by team; the first is withheld."""
    with as_viewer(by):
        here = {"authority_id": by.in_authority()}
        recount = Recount.objects.create(**here, policy="cin")
        cells = [(period, group) for period in periods for group in groups]
        for place, (period, group) in enumerate(cells):
            is_withheld = place == 0
            Figure.objects.create(
                **here,
                recount=recount,
                code=CODE,
                version=1,
                period=period.code,
                period_kind="quarter" if "Q" in period.code else "year",
                starts_on=period.starts_on,
                ends_on=period.ends_on,
                breakdown="team" if group else "",
                group=group,
                place=place,
                value=None if is_withheld else 20.0 + place,
                is_withheld=is_withheld,
            )


def test_the_quarters_of_an_authority_are_drawn_and_no_slope_is_claimed(
    analyst, sign_in, teams
):
    count(analyst, list(quarters(2023, 2025)))
    page = text_of(sign_in(analyst).get(PAGE))
    assert "Each of the 11 dots is a quarter of the authority." in page
    assert ONE_PLACE in page
    assert "Within teams" not in page
    assert page.index(WARNINGS[0]) < page.index("Each of the 11 dots")


def test_by_team_where_the_returns_name_it_and_a_stranger_makes_no_pair(
    analyst, sign_in, teams
):
    count(analyst, list(financial_years(2022, 2026)), (*teams, "No such team"))
    page = text_of(sign_in(analyst).get(PAGE))
    assert "Each of the 9 dots is a team in a year." in page
    assert TOO_FEW_TEAMS in page
    assert "No such team" not in page


def test_too_few_pairs_are_refused_in_words(analyst, sign_in, teams):
    count(analyst, list(quarters(2025, 2025)))
    page = text_of(sign_in(analyst).get(PAGE))
    assert "There are 3 pairs" in page
    assert '<svg class="chart' not in page
    assert "Each of the" not in page
    # nothing was used, so how good it was makes no pair at all
    assert "There are no pairs" in text_of(
        sign_in(analyst).get(PAGE, {"share": "good"})
    )


def test_what_is_no_choice_is_said_and_nothing_is_shown(analyst, sign_in):
    answer = sign_in(analyst).get(PAGE, {"outcome": "no.such", "before": "3"})
    assert answer.status_code == 422
    page = text_of(answer)
    assert "Choose an outcome from the list" in page
    assert "Choose one of the times in the list" in page


def test_a_manager_and_another_authority_see_none_of_it(
    analyst, manager, elsewhere, sign_in, teams
):
    count(analyst, list(quarters(2023, 2025)))
    assert sign_in(manager).get(PAGE).status_code == 403
    assert "There are no pairs" in text_of(sign_in(elsewhere).get(PAGE))


def pairs(slope: float, teams: int = 6) -> list[Pair]:
    """Teams and years of their own level each, and a slope within them."""
    shares = {
        (t, y): 10.0 * ((3 * t + 5 * y * (t + 1)) % 9)
        for t in range(teams)
        for y in range(4)
    }
    return [
        Pair(
            f"Team {team}",
            financial_years(2022 + year, 2022 + year)[0],
            date(2021 + year, 3, 31),
            share,
            30.0 + 2 * team + year + slope * share / 10,
        )
        for (team, year), share in shares.items()
    ]


def test_a_slope_within_teams_is_found_whatever_their_levels():
    told, why = slope_within_teams(pairs(-1.5))
    assert told is not None
    assert why == ""
    assert told.slope == pytest.approx(-1.5)
    assert told.p_dealt is not None
    assert told.p_dealt < 0.05


def test_no_slope_of_few_teams_of_gaps_or_of_what_never_changes():
    assert slope_within_teams(pairs(1.0, teams=4)) == (None, TOO_FEW_TEAMS)
    assert slope_within_teams(pairs(1.0)[1:]) == (None, TOO_FEW_TEAMS)
    same = [
        one.__class__(one.team, one.period, one.recorded_on, 50.0, one.outcome)
        for one in pairs(1.0)
    ]
    told, why = slope_within_teams(same)
    assert told is None
    assert "cannot be" in why
