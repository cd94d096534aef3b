"""Charts and figures to take away, with the definition and the source inside."""

from __future__ import annotations

import io
import re

import pytest
from django.conf import settings
from openpyxl import load_workbook

from kinfold_core.people.dates import FuzzyDate
from tests.insight.test_goals import choose, write

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
CODE = "referral.rereferral_12_months"
AT = f"/authorities/suffolk/{CODE}"


@pytest.mark.parametrize("which", ["change", "trend", "funnel"])
def test_each_chart_can_be_taken_as_svg_and_as_png(analyst, sign_in, which):
    client = sign_in(analyst)
    page = client.get(f"{AT}/").content.decode()
    svg, png = client.get(f"{AT}/{which}.svg"), client.get(f"{AT}/{which}.png")
    for form in ("svg", "png"):
        assert f'href="{AT}/{which}.{form}"' in page
    assert svg["Content-Type"].startswith("image/svg+xml")
    name = f"kinfold-suffolk-referral-rereferral-12-months-{which}.svg"
    assert svg["Content-Disposition"] == f'attachment; filename="{name}"'
    words = " ".join(re.findall(r">([^<]+)</text>", svg.content.decode()))
    assert "All referrals in the year" in words  # what it is out of
    assert "Open Government Licence" in words
    assert png["Content-Type"] == "image/png"
    assert png.content.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "url",
    [
        f"{AT}/change.gif",
        f"{AT}/pie.svg",
        "/authorities/atlantis/plan.repeat/change.svg",
        "/authorities/suffolk/no.such/change.svg",
        "/authorities/suffolk/court.care_applications/funnel.svg",
        f"/measures/{CODE}/change.pdf",
        "/measures/no.such/change.svg",
        "/authorities/atlantis/plan.repeat/figures.xlsx",
    ],
)
def test_what_there_is_no_drawing_of_is_not_there(analyst, sign_in, url):
    assert sign_in(analyst).get(url).status_code == 404


def test_the_workbook_opens_and_holds_its_definition(analyst, sign_in):
    response = sign_in(analyst).get(f"{AT}/figures.xlsx")
    assert response["Content-Disposition"].endswith('12-months.xlsx"')
    book = load_workbook(io.BytesIO(response.content))
    assert book.sheetnames == ["Figures", "What it counts"]
    assert book["Figures"].max_row == 14


def test_our_own_chart_takes_its_aim_and_changes_along(analyst, elsewhere, sign_in):
    choose(analyst)
    write(analyst, day=FuzzyDate.in_month(2018, 3))
    url = f"/measures/{CODE}/change.svg"
    words = " ".join(
        re.findall(r">([^<]+)</text>", sign_in(analyst).get(url).content.decode())
    )
    assert "The aim is at most 18.0%." in words
    assert "1. March 2018: New assessment form." in words
    theirs = sign_in(elsewhere).get(url).content.decode()
    assert "New assessment form" not in theirs
    assert "18.0%" not in theirs


def test_a_drawings_colours_are_those_of_the_page():
    css = settings.PROJECT / "src/kinfold/platform/static/kinfold/css/tokens.css"
    light = css.read_text(encoding="utf-8")
    used = settings.PROJECT / "src/kinfold_core/drawing/alone.css"
    colours = set(re.findall(r"#[0-9a-f]{6}", used.read_text(encoding="utf-8")))
    assert len(colours) > 8
    assert {one for one in colours if one not in light} == set()
