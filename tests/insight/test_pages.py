"""Published figures: everybody who signs in sees them all, in words that mend."""

from __future__ import annotations

import csv
import io
import re

import pytest
from django.urls import reverse

from kinfold.insight.loading import load_programme
from kinfold.insight.views.drawn import Drawn, drawn
from kinfold.platform.models import Authority, Programme, ProgrammeAuthority
from kinfold_core.access import Role
from kinfold_core.access.roles import AUTHORITY_ROLES
from kinfold_measures.catalogue import MEASURES, PUBLISHED
from tests.factories.platform import (
    as_owner,
    make_programme_viewer,
    make_worker_viewer,
)

CODE = "referral.rereferral_12_months"
PAGES = (
    "/authorities/",
    "/authorities/lincolnshire/",
    f"/authorities/lincolnshire/{CODE}/",
    "/authorities/compare/",
    "/authorities/measures/",
    f"/authorities/measures/{CODE}/",
    "/authorities/lincolnshire/figures.csv",
    f"/authorities/lincolnshire/{CODE}/figures.csv",
    "/authorities/compare/figures.csv",
)


def text_of(response) -> str:
    """The page as one line, its entities still written as entities."""
    return re.sub(r"\s+", " ", response.content.decode()).replace("&#x27;", "'")


@pytest.mark.slow
@pytest.mark.parametrize("role", sorted(AUTHORITY_ROLES))
def test_every_role_of_an_authority_sees_every_page(authority, sign_in, role):
    client = sign_in(make_worker_viewer(authority, role))
    for page in PAGES:
        assert client.get(page).status_code == 200, page


@pytest.mark.slow
@pytest.mark.parametrize("role", sorted(set(Role) - AUTHORITY_ROLES))
def test_every_role_of_a_programme_sees_every_page(db, sign_in, role):
    client = sign_in(make_programme_viewer(role))
    for page in PAGES:
        assert client.get(page).status_code == 200, page


@pytest.mark.slow
def test_public_figures_are_no_ones_own(sign_in, elsewhere):
    """Someone from Brent opens Lincolnshire: published figures, no record of ours."""
    client = sign_in(elsewhere)
    for page in PAGES:
        assert client.get(page).status_code == 200, page


@pytest.mark.parametrize("page", PAGES)
def test_nobody_sees_anything_before_signing_in(db, client, page):
    response = client.get(page)
    assert response.status_code == 302
    assert "/account/" in response["Location"]


def test_somebody_without_a_role_is_refused(authority, sign_in):
    client = sign_in(make_worker_viewer(authority))
    assert client.get("/authorities/").status_code == 403


@pytest.mark.parametrize("page", PAGES)
def test_figures_are_only_read(sign_in, analyst, page):
    assert sign_in(analyst).post(page).status_code == 405


@pytest.mark.parametrize(
    "page",
    [
        "/authorities/atlantis/",
        "/authorities/atlantis/figures.csv",
        f"/authorities/atlantis/{CODE}/",
        "/authorities/lincolnshire/no.such_measure/",
        "/authorities/lincolnshire/no.such_measure/figures.csv",
        "/authorities/measures/no.such_measure/",
        "/authorities/lincolnshire/%00/",
        "/authorities/lincolnshire/%3Cscript%3E/",
        "/authorities/measures/%F0%9F%8C%B1/",
        "/authorities/%E2%80%AEnoclnil/",
    ],
)
def test_what_is_not_there_is_not_there(sign_in, analyst, page):
    assert sign_in(analyst).get(page).status_code == 404


@pytest.mark.slow
def test_an_authority_page_shows_all_twelve_with_finding_table_and_source(
    sign_in, analyst
):
    page = text_of(sign_in(analyst).get("/authorities/lincolnshire/"))
    assert page.count('<svg xmlns="http://www.w3.org/2000/svg"') == len(MEASURES) + 2
    assert page.count("<figcaption") == len(MEASURES) + 1
    assert "Re-referrals: 22.9% in 2025" in page
    assert "Ofsted: outstanding in 2023; good in 2015, outstanding in 2019" in page
    assert "Contains public sector information licensed under the Open" in page
    for measure in MEASURES:
        assert reverse("insight:measure", args=[measure.code]) in page
        assert reverse("insight:picture", args=["lincolnshire", measure.code]) in page
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert " style=" not in page
    assert "<script>" not in page


@pytest.mark.slow
def test_wakefields_odd_years_and_norfolks_missing_ones_are_told(sign_in, analyst):
    client = sign_in(analyst)
    wakefield = text_of(client.get(f"/authorities/wakefield/{CODE}/"))
    assert "2014 to 2016 are not like the other years" in wakefield
    norfolk = text_of(client.get(f"/authorities/norfolk/{CODE}/"))
    assert "2013, 2014: not available from the publisher." in norfolk
    assert "No figure" in norfolk


@pytest.mark.slow
def test_authorities_with_little_published_still_have_a_page(sign_in, analyst):
    client = sign_in(analyst)
    for slug in ("city-of-london", "isles-of-scilly", "poole", "cumberland"):
        assert client.get(f"/authorities/{slug}/").status_code == 200, slug
    assert "Ended in 2019" in text_of(client.get("/authorities/poole/"))


def test_a_page_of_figures_costs_the_same_few_queries_for_any_authority(
    sign_in, analyst
):
    """Session, account, worker and place: the frame's queries. The figures add none."""
    client = sign_in(analyst)
    drawn.clear()
    counts = {page: _queries_of(client, page) for page in PAGES[:6]}
    counts |= {
        f"{page} again": _queries_of(client, page)
        for page in ("/authorities/leeds/", "/authorities/lincolnshire/")
    }
    assert len(set(counts.values())) == 1, counts
    assert counts["/authorities/"] <= 12
    downloads = {_queries_of(client, page) for page in PAGES[6:]}
    assert max(downloads) <= counts["/authorities/"]


def _queries_of(client, page: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        client.get(page)
    return len(queries)


def test_finding_an_authority(sign_in, analyst):
    client = sign_in(analyst)
    everything = text_of(client.get("/authorities/"))
    assert everything.index("Lincolnshire") < everything.index("Derbyshire")
    assert everything.count("/authorities/lincolnshire/") == 1
    york = text_of(client.get("/authorities/", {"q": "york"}))
    assert "/authorities/north-yorkshire/" in york
    assert "/authorities/leeds/" in york  # of the region Yorkshire and The Humber
    assert "/authorities/kent/" not in york
    one = text_of(client.get("/authorities/", {"q": "sussex WEST"}))
    assert "One authority" in one
    none = text_of(client.get("/authorities/", {"q": "<b>\u202eAtlantis 🌊"}))
    assert "No authority's name or region holds these words" in none
    assert "<b>\u202e" not in none


def test_a_name_too_long_is_told_and_kept(sign_in, analyst):
    response = sign_in(analyst).get("/authorities/", {"q": "x" * 81})
    assert response.status_code == 422
    page = text_of(response)
    assert "Enter no more than 80 letters" in page
    assert "x" * 81 in page


def test_null_bytes_are_a_sentence(sign_in, analyst):
    response = sign_in(analyst).get("/authorities/", {"q": "a\x00b"})
    assert response.status_code == 422


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"measure": "no.such"}, "Choose a measure from the list"),
        ({"measure": "<script>alert(1)</script>"}, "Choose a measure from the list"),
        ({"year": "1875"}, "Choose a year from the list"),
        ({"year": "twenty"}, "Choose a year from the list"),
        ({"year": "2025\x00"}, "Choose a year from the list"),
        ({"sort": "worst"}, "Choose one of the orders"),
        (
            {"measure": "court.care_applications", "year": "2013"},
            "This measure has no figures before 2015. Choose 2015 or a later year",
        ),
    ],
)
def test_a_question_that_cannot_be_answered_says_how_to_mend_it(
    sign_in, analyst, asked, told
):
    client = sign_in(analyst)
    response = client.get("/authorities/compare/", asked)
    assert response.status_code == 422
    assert told in text_of(response)
    assert "<script>alert" not in text_of(response)
    download = client.get("/authorities/compare/figures.csv", asked)
    assert download.status_code == 422
    assert download["Content-Type"].startswith("text/plain")
    assert told in download.content.decode()


def test_comparing_without_asking_shows_the_first_measure_and_the_last_year(
    sign_in, programme_lead
):
    page = text_of(sign_in(programme_lead).get("/authorities/compare/"))
    assert "Re-referrals in 2025: 4 of 10 below England's middle authority" in page
    table = page[page.index("<tbody>") :]
    assert table.index("Brent") < table.index("Lincolnshire") < table.index("Leicester")


@pytest.mark.parametrize(
    ("sort", "first", "last"),
    [
        ("value", "Bexley", "Wokingham"),
        ("-value", "Bristol", "Wokingham"),
        ("name", "Bexley", "Wokingham"),
        ("neighbours", "Norfolk", "Wokingham"),
    ],
)
def test_the_order_is_a_link_and_those_without_a_figure_come_last(
    sign_in, analyst, sort, first, last
):
    asked = {"measure": "plan.two_years_or_more", "year": "2025", "sort": sort}
    page = text_of(sign_in(analyst).get("/authorities/compare/", asked))
    rows = re.findall(
        r'<th scope="row"[^>]*><a [^>]*>([^<]+)', page[page.index("<tbody>") :]
    )
    assert len(rows) == 10
    assert rows[-1] == last
    if sort != "neighbours":
        assert rows[0] == first
    assert f"sort={sort}" in page
    assert 'aria-current="true"' in page


@pytest.mark.slow
@pytest.mark.parametrize("measure", PUBLISHED, ids=lambda m: m.code)
def test_every_measure_can_be_compared_explained_and_seen(sign_in, analyst, measure):
    client = sign_in(analyst)
    asked = {"measure": measure.code, "year": str(measure.first_year)}
    assert client.get("/authorities/compare/", asked).status_code == 200
    told = text_of(client.get(f"/authorities/measures/{measure.code}/"))
    assert measure.numerator in told
    assert "Has it changed in England?" in told
    assert told.count('<svg xmlns="http://www.w3.org/2000/svg"') >= 2
    assert "each figure beside its limits" in told
    seen = text_of(client.get(f"/authorities/suffolk/{measure.code}/"))
    for other in measure.balanced_by:
        assert f"/authorities/suffolk/{other}/" in seen


def rows_of(response) -> list[dict[str, str]]:
    text = response.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_downloads_carry_definition_and_source(sign_in, analyst):
    client = sign_in(analyst)
    whole = client.get("/authorities/norfolk/figures.csv")
    assert whole["Content-Type"] == "text/csv; charset=utf-8"
    assert whole["Content-Disposition"] == 'attachment; filename="kinfold-norfolk.csv"'
    rows = rows_of(whole)
    assert {row["measure_code"] for row in rows} == {one.code for one in MEASURES}
    assert all(row["definition"] and row["licence"] for row in rows)
    one = rows_of(client.get(f"/authorities/norfolk/{CODE}/figures.csv"))
    assert len(one) == 13
    ten = rows_of(client.get("/authorities/compare/figures.csv", {"year": "2017"}))
    assert len(ten) == 10
    assert {row["year"] for row in ten} == {"2017"}


def test_drawn_parts_are_kept_and_the_oldest_forgotten():
    kept = Drawn(kept_count=2)
    calls: list[str] = []

    def draw(name: str):
        return kept.get((name,), lambda: calls.append(name) or name)

    for name in ("a", "b", "a", "c", "a", "b"):
        assert draw(name) == name
    assert calls == ["a", "b", "c", "b"]
    kept.clear()
    draw("a")
    assert calls[-1] == "a"
    assert drawn is not kept


def test_the_ten_are_made_once_and_joined_in_september_2017(db, sign_in, analyst):
    from django.conf import settings

    from kinfold_measures.catalogue import COLUMNS
    from kinfold_measures.england import kept_panel

    panel = kept_panel(settings.PROJECT / "data" / "england", COLUMNS)
    answers = []
    for _ in range(2):
        as_owner(lambda: answers.append(load_programme(areas=panel.programme())))
    first, second = answers
    # Lincolnshire was here already, without its code
    assert (first.authority_count, first.place_count) == (9, 10)
    assert (second.authority_count, second.place_count) == (0, 0)
    programme = Programme.objects.get()
    places = ProgrammeAuthority.objects.filter(programme=programme)
    assert {p.joined_on.isoformat() for p in places} == {"2017-09-29"}
    assert Authority.objects.get(slug="lincolnshire").ons_code == "E10000019"


@pytest.mark.slow
def test_a_measure_in_full_says_whether_it_changed_and_where_it_stands(
    sign_in, analyst
):
    page = text_of(sign_in(analyst).get("/authorities/west-sussex/plan.repeat/"))
    assert "Repeat plans: more than chance, 2025: above the upper limit" in page
    assert "More than chance: a worry" in page
    assert "4 of 151 authorities lie beyond the outer limits" in page
    assert "Yes, above the upper limit" in page  # in the table
    for beside in ("plan.two_years_or_more", "workforce.caseload", "workforce.vacancy"):
        assert f"/authorities/west-sussex/{beside}/" in page
    assert "Ofsted: requires improvement in 2023" in page
    assert page.count("<figcaption") == 4 + 5  # four large, five beside
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert " style=" not in page


def test_a_measure_without_counts_says_why_it_has_no_funnel(sign_in, analyst):
    client = sign_in(analyst)
    rate = text_of(client.get("/authorities/suffolk/court.care_applications/"))
    assert "No funnel: only the figure itself is published" in rate
    assert "The aim is at most 8.2." in rate
    few = text_of(client.get("/authorities/suffolk/plan.two_years_or_more/"))
    assert "No funnel: the counts of too many authorities are withheld" in few
