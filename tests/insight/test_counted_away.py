"""Own returns as published figures have it: aims, what balances, breaks, files."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from openpyxl import load_workbook

from kinfold.platform.models import Authority
from kinfold.platform.tenancy import as_viewer
from kinfold.returns.models import Figure, Recount
from tests.factories.platform import as_owner
from tests.insight.test_counted import CODE, HOME, YEARS, count, text_of
from tests.insight.test_goals import choose, write

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PAGE = f"{HOME}{CODE}/"
QUARTERS = ((4, 6), (7, 9), (10, 12), (1, 3))


def count_quarters(by, first: int, last: int) -> None:
    with as_viewer(by):
        made = Recount.objects.get()
        for place, (year, number) in enumerate(
            ((y, q) for y in range(first, last + 1) for q in (1, 2, 3, 4)), 1000
        ):
            starts, ends = QUARTERS[number - 1]
            of = year if number == 4 else year - 1
            Figure(
                authority_id=by.in_authority(), recount=made, code=CODE, version=1,
                period=f"{year}-Q{number}", period_kind="quarter",
                starts_on=date(of, starts, 1), ends_on=date(of, ends, 28),
                place=place, numerator=10, denominator=50, value=20.0 + place % 3,
                is_withheld=False,
            ).save(force_insert=True)  # fmt: skip


def test_years_and_quarters_are_two_charts_and_never_one(analyst, sign_in):
    count(analyst, YEARS)
    client = sign_in(analyst)
    assert "Quarter by quarter" not in text_of(client.get(PAGE))
    count_quarters(analyst, 2021, 2024)
    page = text_of(client.get(PAGE))
    years, quarters = page.split("Quarter by quarter")
    assert "2023-Q4" in quarters
    assert "2023-Q4" not in years
    assert "no change beyond chance since 2012" in years
    assert "no change beyond chance since 2021-Q1" in quarters


def test_the_aim_that_was_set_stands_in_the_chart_with_who_set_it(analyst, sign_in):
    count(analyst, YEARS)
    client = sign_in(analyst)
    assert "It is not followed" in text_of(client.get(PAGE))
    choose(analyst, code=CODE, aim=30.0)
    page = text_of(client.get(PAGE))
    assert "The aim is at most 30.0%. It is met by every figure" in page
    assert "Followed, aim: at most 30.0%. Board" in page


def test_a_measure_that_is_counted_only_can_be_followed(analyst, sign_in):
    code = "plan.open_two_years"
    count(analyst, YEARS, code=code)
    client = sign_in(analyst)
    assert f"/measures/choose/{code}/" in text_of(client.get("/measures/choose/"))
    assert client.get(f"/measures/choose/{code}/").status_code == 200
    posted = client.post(
        f"/measures/choose/{code}/",
        {
            "version": "0",
            "is_followed": "yes",
            "side": "most",
            "aim": "18.5",
            "why": "Improvement board, 4 March",
        },
    )
    assert posted.status_code == 302
    home = text_of(client.get("/measures/"))
    assert f"{HOME}{code}/" in home
    assert "The aim is at most 18.5%" in home
    assert "18.5" in text_of(client.get(f"{HOME}{code}/"))
    assert client.get("/measures/choose/no.such/").status_code == 404


def test_what_balances_it_is_proposed_with_its_last_figure(analyst, sign_in):
    count(analyst, YEARS)
    client = sign_in(analyst)
    assert "Look at this too" not in text_of(client.get(PAGE))
    count(analyst, [(2023, "", "", 3.5), (2024, "", "", 4.5)], "plan.open_two_years")
    page = text_of(client.get(PAGE))
    assert "Look at this too" in page
    assert "2024: 4.5%" in page
    assert f"{HOME}plan.open_two_years/" in page


def test_a_known_break_parts_the_series_and_is_told(analyst, authority, sign_in):
    authority.slug = "wakefield"
    as_owner(authority.save)
    assert Authority.objects.get(pk=authority.pk).slug == "wakefield"
    code = "referral.rate"
    count(analyst, YEARS, code=code)
    client = sign_in(analyst)
    page = text_of(client.get(f"{HOME}{code}/"))
    assert "Breaks in the series" in page
    assert "2014 to 2016 are not like the other years" in page
    assert "The limits begin anew in 2017" in page


def test_files_hold_the_definition_and_no_withheld_number(analyst, sign_in):
    count(analyst, [*YEARS, (2024, "sex", "=1+1", None), (2024, "sex", "Boys", 9.5)])
    client = sign_in(analyst)
    text = client.get(f"{PAGE}figures.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 15
    assert all("Plans about a child with an earlier plan /" in r["definition"]
               for r in rows)  # fmt: skip
    [hidden] = [r for r in rows if r["if_no_value_why"]]
    assert hidden["part"] == "'=1+1"
    assert (hidden["numerator"], hidden["denominator"], hidden["value"]) == ("",) * 3
    assert "no child can be told apart" in hidden["if_no_value_why"]
    book = load_workbook(io.BytesIO(client.get(f"{PAGE}figures.xlsx").content))
    assert book["Figures"].max_row == 16
    told = {row[0] for row in book["What it counts"].iter_rows(values_only=True)}
    assert {"What is counted", "Out of", "Read it with care"} <= told


def test_the_chart_is_taken_away_with_what_changed_and_the_definition(analyst, sign_in):
    count(analyst, YEARS)
    write(analyst)
    client = sign_in(analyst)
    svg = client.get(f"{PAGE}change.svg")
    assert svg["Content-Type"].startswith("image/svg+xml")
    said = svg.content.decode()
    assert "New assessment form" in said
    assert "counted by Kinfold" in said
    assert client.get(f"{PAGE}change.png").content.startswith(b"\x89PNG")
    for gone in ("quarters.svg", "change.pdf", "funnel.svg", "figures.pdf"):
        assert client.get(f"{PAGE}{gone}").status_code == 404


def test_another_authority_takes_nothing_away(analyst, elsewhere, sign_in):
    count(analyst, YEARS)
    client = sign_in(elsewhere)
    for name in ("figures.csv", "figures.xlsx", "change.svg", "change.png"):
        assert client.get(f"{PAGE}{name}").status_code == 404
