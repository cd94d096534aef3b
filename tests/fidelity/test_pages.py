"""The profile's pages: who sees which team, what is withheld, what is written down."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from uuid import uuid4

import pytest

from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.records.models import Family
from kinfold_core.access import Role
from kinfold_measures.fidelity.elements import ELEMENTS
from tests.factories.platform import make_team, make_worker_viewer
from tests.fidelity.conftest import large_family

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HOME = "/fidelity/"


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode()).replace("&#x27;", "'")


@pytest.fixture
def south(authority, planned, worker) -> object:
    """Two teams, each with a family of seven, open for a year."""
    team = make_team(authority, "Lincoln South")
    other = make_worker_viewer(authority, Role.PRACTITIONER, team=team)
    large_family(other)
    with as_viewer(other):
        for family in Family.objects.all():
            family.opened_on = date(2025, 1, 5)
            family.save(update_fields=["opened_on"])
            family.members.update(joined_on=date(2025, 1, 5))
            family.allocations.update(started_on=date(2025, 1, 5))
    return team


def test_a_leader_sees_every_team_and_what_they_are_together(
    quality_lead, sign_in, south
):
    page = text_of(sign_in(quality_lead).get(HOME))
    assert "The teams together: what was recorded" in page
    assert all(name in page for name in ("Lincoln North", "Lincoln South"))
    assert 'class="chart-similar"' in page, "use a year earlier"
    assert "There is no score of all together" in page
    assert "does not see the talk" in page
    assert "Writing minutes are not shown by team" in page


def test_a_manager_sees_their_own_team_and_no_other(lead, team, sign_in, south):
    client = sign_in(lead)
    page = text_of(client.get(HOME))
    assert "Lincoln North: what was recorded" in page
    assert "Lincoln South" not in page
    assert "together:" not in page
    assert client.get(f"{HOME}teams/{team.pk}/").status_code == 200
    assert client.get(f"{HOME}teams/{south.pk}/").status_code == 404
    rows = list(csv.DictReader(io.StringIO(
        client.get(f"{HOME}figures.csv").content.decode("utf-8-sig")
    )))  # fmt: skip
    assert {row["team"] for row in rows} == {"Lincoln North"}


def test_whoever_works_with_families_alone_is_refused(practitioner, sign_in):
    client = sign_in(practitioner)
    for page in ("", "elements/journal/", "figures.csv"):
        assert client.get(HOME + page).status_code == 403, page


def test_another_authority_sees_nothing_of_ours(elsewhere, sign_in, team, south):
    client = sign_in(elsewhere)
    assert "Lincoln" not in text_of(client.get(HOME))
    assert client.get(f"{HOME}teams/{team.pk}/").status_code == 404
    rows = client.get(f"{HOME}figures.csv").content.decode().splitlines()
    assert len(rows) == 1


def test_what_is_not_there_is_not_found_and_a_strange_quarter_is_said(analyst, sign_in):
    client = sign_in(analyst)
    for page in ("elements/no_such/", f"teams/{uuid4()}/", "figures.pdf"):
        assert client.get(HOME + page).status_code == 404, page
    answer = client.get(HOME, {"quarter": "2019-Q9"})
    assert answer.status_code == 422
    assert "Choose a quarter from the list" in text_of(answer)


def test_an_authority_without_families_is_told_so(analyst, sign_in):
    assert "No team of yours had enough families" in text_of(sign_in(analyst).get(HOME))


def test_an_element_says_what_it_counts_and_stands_beside_every_team(
    analyst, sign_in, south
):
    page = text_of(sign_in(analyst).get(f"{HOME}elements/danger_statement/"))
    assert "R-DS1, R-DS2, R-DS3" in page
    assert "What no database sees of it" in page
    assert "Lincoln South" in page


def test_each_look_is_written_down_once(analyst, sign_in, team, south):
    client = sign_in(analyst)
    for page in ("", f"teams/{team.pk}/", "elements/journal/", "figures.xlsx"):
        assert client.get(HOME + page).status_code == 200, page
    with as_viewer(analyst):
        looks = AuditEvent.objects.filter(action__startswith="fidelity.")
        told = {one.changes["words"]: one.changes["shown"] for one in looks}
    assert len(looks) == 4
    assert {"Lincoln North", "Safety journal", "xlsx"} < told.keys()
    assert told["Safety journal"] == 2


def test_a_file_has_every_element_of_every_quarter(analyst, sign_in, south):
    content = sign_in(analyst).get(f"{HOME}figures.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content)))
    assert {row["element_code"] for row in rows} == {one.code for one in ELEMENTS}
    assert {row["team"] for row in rows} == {
        "The teams together", "Lincoln North", "Lincoln South",
    }  # fmt: skip
