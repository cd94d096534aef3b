"""What the Department's checks find by looking into the return of the year before."""

from __future__ import annotations

import pytest

from kinfold.platform.tenancy import as_viewer
from kinfold.returns.models import ReturnFinding
from kinfold_measures.returns.importing import checks_that_look_back
from kinfold_measures.returns.kinds import Kind
from tests.returns.conftest import Give, Worked

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HEADS = "CHILD,DECOM,RNE,LS,CIN,PLACE,DEC\n"
THIS = f"{HEADS}A,01/02/2024,S,C1,N1,U4,\n".encode()
LAST = f"{HEADS}A,01/02/2024,S,V2,N1,U4,\n".encode()
MENDED = f"{HEADS}A,01/02/2024,S,C2,N1,U4,\n".encode()
LEGAL_STATUS = "503B"


def found(analyst) -> list[str]:
    with as_viewer(analyst):
        return list(
            ReturnFinding.objects.filter(rule=LEGAL_STATUS).values_list(
                "found", flat=True
            )
        )


def test_two_years_handed_in_together_are_compared_and_the_finding_says_with_what(
    give: Give, worked: Worked, analyst, sign_in
):
    give({"episodes 2025.csv": THIS, "episodes 2024.csv": LAST})
    last, this = worked(is_counted=False)
    assert (last.compared_with, this.compared_with) == (None, last)
    assert found(analyst) == ["C1, compared with episodes 2024.csv of 2024"]
    page = sign_in(analyst).get(f"/returns/{this.pk}/").content.decode()
    assert f"{LOOKING_BACK} checks looked into the return of 2024" in page


def test_of_two_returns_of_that_year_the_one_that_counts_is_looked_into(
    give: Give, worked: Worked, analyst
):
    give({"episodes 2024.csv": LAST})
    worked(is_counted=False)
    give({"mended 2024.csv": MENDED})
    worked(is_counted=False)
    give({"episodes 2025.csv": THIS})
    worked(is_counted=False)
    assert found(analyst) == ["C1, compared with mended 2024.csv of 2024"]


def test_where_that_year_is_not_here_it_is_said_once_and_how_to_mend_it(
    give: Give, worked: Worked, analyst, sign_in
):
    give({"episodes 2025.csv": THIS, "episodes 2023.csv": LAST})
    _, this = worked(is_counted=False)
    assert found(analyst) == []
    page = sign_in(analyst).get(f"/returns/{this.pk}/").content.decode()
    said = f"{LOOKING_BACK} checks look into the return of 2024, which was not here"
    assert page.count(said) == 1


def test_no_check_of_a_census_looks_back():
    assert LOOKING_BACK > 1
    assert checks_that_look_back(Kind.CENSUS) == ()


LOOKING_BACK = len(checks_that_look_back(Kind.LOOKED_AFTER))
