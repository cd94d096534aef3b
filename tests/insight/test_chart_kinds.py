"""The chart that is right for a measure, and the others that a reader may choose."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from kinfold.platform.tenancy import as_viewer
from kinfold.returns.models import Figure, Recount
from kinfold_measures.catalogue import BY_CODE
from kinfold_measures.language.definition import definitions
from tests.insight.test_counted import CODE, HOME, YEARS, text_of
from tests.insight.test_counted import count as counted
from tests.insight.test_goals import choose

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PAGE = f"{HOME}{CODE}/"
QUIET = (98, 103, 100, 97, 101, 99, 102, 100, 98, 102)
PUBLISHED = "/authorities/lincolnshire/referral.rereferral_12_months/"


def count(by, counts, kind="year", size=500) -> None:
    """A recount of shares of `size`, in time order; None is withheld."""
    with as_viewer(by):
        made = Recount.objects.first()
        if made is None:
            made = Recount(
                authority_id=by.in_authority(),
                made_by_id=by.as_worker(),
                policy="children_in_need",
            )
            made.save(force_insert=True)
        start = Figure.objects.count()
        for place, number in enumerate(counts):
            year = 2014 + place
            Figure(
                authority_id=by.in_authority(), recount=made, code=CODE, version=1,
                period=str(year) if kind == "year" else f"{year}-Q1",
                period_kind=kind, starts_on=date(year - 1, 4, 1),
                ends_on=date(year, 3, 31), place=start + place,
                numerator=number, denominator=None if number is None else size,
                value=None if number is None else 100 * number / size,
                is_withheld=number is None,
            ).save(force_insert=True)  # fmt: skip


def test_a_share_of_our_own_is_a_p_chart_that_says_why(analyst, sign_in):
    count(analyst, QUIET)
    page = text_of(sign_in(analyst).get(PAGE))
    assert "p chart. It is a share of counted cases, and every figure's counts" in page
    assert 'href="?change=run#by-year">Run chart</a>' in page
    assert 'href="?change=pp#by-year">Laney' in page
    assert "?change=t" not in page
    assert "14.6% to 25.4%" in page, "its limits in the table"


def test_another_kind_is_kept_in_the_address_and_in_the_files(analyst, sign_in):
    count(analyst, QUIET)
    count(analyst, QUIET, "quarter")
    client = sign_in(analyst)
    page = text_of(client.get(f"{PAGE}?change=xmr&quarters=run"))
    years, quarters = page.split("Quarter by quarter")
    assert "You chose this chart. By our rule: p chart" in years
    assert "by chance alone a figure lies from" in years
    assert 'href="?quarters=run#by-year">p chart</a>' in years
    assert f"{PAGE}change.svg?change=xmr" in years
    assert "the median is 20.0%" in quarters
    assert 'href="?change=xmr&amp;quarters=up' not in quarters
    assert 'href="?change=xmr&amp;quarters=xmr#by-quarter">' in quarters
    assert "XmR chart: a figure is more than chance" in page
    assert "Run chart: there are no limits" in page
    taken = client.get(f"{PAGE}quarters.svg?quarters=run").content.decode()
    assert "Run chart." in taken
    assert "Median 20.0%" in taken


@pytest.mark.parametrize("asked", ["t", "no-such", "'<b>", "p" * 5000])
def test_a_chart_that_cannot_be_drawn_is_said_and_the_right_one_shown(
    analyst, sign_in, asked
):
    count(analyst, QUIET)
    client = sign_in(analyst)
    for page in (PAGE, "/measures/plan.repeat/", PUBLISHED):
        said = text_of(client.get(page, {"change": asked}))
        assert "cannot be drawn of these figures. You see another:" in said
        assert "'<b>" not in said
    assert client.get(f"{PAGE}change.svg", {"change": asked}).status_code == 200


def test_few_figures_are_a_run_chart_and_what_is_withheld_stays_so(analyst, sign_in):
    count(analyst, [*QUIET[:5], None])
    page = text_of(sign_in(analyst).get(PAGE))
    assert "Run chart. It has only 5 figures side by side; limits need 8" in page
    assert "too few figures side by side to tell" in page
    assert 'class="chart-withheld"' in page
    assert 'href="?change=p#by-year">' in page


def test_a_chart_as_numbers_has_limits_definition_and_no_withheld_count(
    analyst, sign_in
):
    count(analyst, [*QUIET, None])
    client = sign_in(analyst)
    text = client.get(f"{PAGE}change.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 11
    assert rows[0]["upper_limit"].startswith("25.3")
    assert rows[0]["chart"] == "p chart"
    assert all(
        "our own returns and record, counted by Kinfold" in r["definition"]
        for r in rows
    )
    assert [rows[-1][name] for name in ("value", "counted", "out_of")] == [""] * 3
    run = client.get(f"{PAGE}change.csv?change=run").content.decode("utf-8-sig")
    assert "Run chart" in run
    book = load_workbook(io.BytesIO(client.get(f"{PAGE}change.xlsx").content))
    assert book["Figures"].max_row == 12


def test_published_figures_have_their_chart_their_links_and_their_files(
    analyst, sign_in
):
    client = sign_in(analyst)
    page = text_of(client.get(PUBLISHED))
    assert "Laney's p' chart. It is a share of counted cases, and the figures" in page
    plain = text_of(client.get(f"{PUBLISHED}?change=p"))
    assert "Take care: the figures vary" in plain
    assert "Take care" not in text_of(client.get(PUBLISHED)), "each is kept apart"
    text = client.get(f"{PUBLISHED}change.csv?change=p").content.decode("utf-8-sig")
    [row, *_] = csv.DictReader(io.StringIO(text))
    assert row["chart"] == "p chart"
    assert float(row["lower_limit"]) < float(row["centre"])
    assert "Contains public sector information" in row["definition"]
    assert client.get(f"{PUBLISHED}trend.csv").status_code == 404
    own = "/measures/referral.rereferral_12_months/"
    page = text_of(client.get(f"{own}?change=xmr"))
    assert "By our rule: Laney's p' chart" in page
    assert f"{own}change.png?change=xmr" in page
    assert client.get(f"{own}change.xlsx").status_code == 200
    assert client.get(f"{own}change.pdf").status_code == 404


def test_the_people_who_do_the_work_stand_beside_our_own_figures(analyst, sign_in):
    count(analyst, QUIET)
    client = sign_in(analyst)
    for page in (PAGE, "/measures/plan.repeat/"):
        said = text_of(client.get(page))
        beside = said[said.index("The people who do the work") :]
        for code in ("caseload", "turnover", "agency", "vacancy"):
            assert f"/authorities/lincolnshire/workforce.{code}/" in beside
    own = text_of(client.get("/measures/workforce.vacancy/"))
    beside = own[own.index("The people who do the work") :]
    assert "/authorities/lincolnshire/workforce.vacancy/" not in beside


def test_no_address_of_a_page_is_given_twice_and_no_style_is_inline(analyst, sign_in):
    count(analyst, QUIET)
    count(analyst, QUIET, "quarter")
    page = text_of(sign_in(analyst).get(f"{PAGE}?change=pp"))
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert " style=" not in page


def test_the_home_asks_as_much_for_ten_own_measures_as_for_one(analyst, sign_in):
    client = sign_in(analyst)
    codes = [code for code in definitions() if code not in BY_CODE][:10]
    for code in codes:
        counted(analyst, YEARS, code=code)

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert client.get("/measures/").status_code == 200
        return len(caught)

    choose(analyst, code=codes[0], aim=None)
    one = queries()
    for code in codes[1:]:
        choose(analyst, code=code, aim=None)
    assert queries() == one <= 12


def test_every_kind_costs_the_same_queries(analyst, sign_in):
    count(analyst, QUIET)
    client = sign_in(analyst)

    def queries(query: str) -> int:
        with CaptureQueriesContext(connection) as caught:
            assert client.get(f"{PAGE}{query}").status_code == 200
        return len(caught)

    assert {queries(f"?change={kind}") for kind in ("", "p", "xmr", "run")} == {
        queries("")
    }
