"""What was said at closing stays to be read; who was set aside reads nothing."""

from __future__ import annotations

import csv
import html
import io
import re
from datetime import date

import pytest
from django.test import Client
from openpyxl import load_workbook

from kinfold.framework.models import Rater
from kinfold.platform.tenancy import as_viewer
from tests.conftest import signed_in
from tests.factories.framework import (
    PART,
    make_closed,
    make_rated,
    make_rater,
    make_review,
)
from tests.framework.steps import HOME, page, post, rated

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
KOFI = {"hat": "front_line", "role": "Social worker"}


def told(text: str) -> str:
    """A page's words alone."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def words(response) -> str:
    return html.unescape(response.content.decode())


def test_a_correction_leaves_what_was_said_at_closing_to_be_read(ours, lead, programme):
    review = make_review(ours, programme)
    rater = make_rater(ours, review)
    make_rated(ours, rater, 2, families=6, families_why="They told us")
    url = f"{HOME}reviews/{review.pk}/"
    mine = f"{HOME}raters/{rater.pk}/parts/"
    assert post(ours, f"{url}close/").status_code == 302
    assert "Corrected after" not in page(lead, url)
    for version, score in ((1, 9), (2, 7)):
        said = rated(score, version=str(version), corrected_why=f"Why {score}")
        assert post(ours, f"{mine}{PART}/", **said).status_code == 302
    late = rated(5, corrected_why="Left out")
    assert post(ours, f"{mine}lead-as-we-work/", **late).status_code == 302

    shown = told(page(lead, f"{url}parts/{PART}/"))
    at_closing = "Said at closing 2 Seen in March Not guessed 6: They told us"
    assert re.search(f"{at_closing}.* 9 Seen .*Why 9.* 7 Seen .*Why 7", shown)
    assert "Said at closing Not rated" in told(
        page(lead, f"{url}parts/lead-as-we-work/")
    )
    review_page = told(page(lead, url))
    assert "Joy Platt: 2 at closing, 7 now." in review_page
    assert "Joy Platt: not rated at closing, 5 now." in review_page

    client = signed_in(Client(), lead)
    lines = client.get(f"{url}review.csv").content.decode("utf-8-sig")
    held = [
        (one["score"], one["evidence"], one["which"])
        for one in csv.DictReader(io.StringIO(lines))
    ]
    assert held == [
        ("2", "Seen in March", "Said at closing"),
        ("9", "Seen", "Corrected again since"),
        ("7", "Seen", "Stands"),
        ("5", "Seen", "Stands"),
    ]
    book = load_workbook(io.BytesIO(client.get(f"{url}review.xlsx").content))
    _, *rows = book.worksheets[0].iter_rows(values_only=True)
    assert [(row[8], row[-1]) for row in rows] == [
        (int(score), which) for score, _, which in held
    ]


def test_who_only_rates_in_this_review_reads_nothing_of_the_one_before(
    ours, front, programme
):
    make_closed(ours, programme, date(2025, 3, 5), score=2)
    review = make_review(ours, programme)
    rater = make_rater(ours, review, name=front.name, account=front.user_id)
    make_rated(front, rater, 7)
    url = f"{HOME}reviews/{review.pk}/"
    assert post(ours, f"{url}close/").status_code == 302
    assert "On 5 March 2025" in page(ours, url)
    theirs = page(front, url)
    assert "put it at 7" in page(front, f"{url}parts/{PART}/")
    assert "2025" not in theirs
    assert "The band" not in theirs


def test_who_was_set_aside_reads_nothing_of_the_closed_review(ours, front, programme):
    review = make_review(ours, programme)
    make_rated(ours, make_rater(ours, review), 4)
    rater = make_rater(ours, review, name=front.name, account=front.user_id)
    url, mine = f"{HOME}reviews/{review.pk}/", f"{HOME}raters/{rater.pk}/"
    aside = f"{mine}set-aside/"
    assert post(ours, aside, why="Ill").status_code == 302
    again = post(ours, aside, why="Did not want to")
    assert again.status_code == 422
    assert "this reason stands: “Ill”" in words(again)
    with as_viewer(ours):
        assert Rater.objects.get(pk=rater.pk).set_aside_why == "Ill"
    refused = post(front, f"{mine}parts/{PART}/", **rated(2))
    assert refused.status_code == 422
    assert "was set aside in this review: Ill." in words(refused)
    assert post(ours, f"{url}close/").status_code == 302
    for hidden in ("", f"parts/{PART}/", "review.csv", "review.xlsx"):
        page(front, f"{url}{hidden}", 404)
    for shown in (HOME, mine):  # and no way leads there
        said = page(front, shown)
        assert "Did not rate: Ill" in said
        assert url not in said


def test_who_was_set_aside_too_soon_is_asked_again_and_rates(ours, front, programme):
    review = make_review(ours, programme)
    rater = make_rater(ours, review, name=front.name, account=front.user_id)
    url = f"{HOME}reviews/{review.pk}/"
    aside = f"{HOME}raters/{rater.pk}/set-aside/"
    assert post(ours, aside, why="Ill").status_code == 302
    asked = {**KOFI, "account": str(front.user_id)}
    assert post(ours, f"{url}ask/", **asked).status_code == 302
    assert post(ours, f"{url}ask/", **asked).status_code == 422  # once at a time
    with as_viewer(ours):
        anew = Rater.objects.get(review=review, set_aside_why="")
    make_rated(front, anew, 3)
    place = f"{HOME}{programme.pk}/{ours.authority_id}/"
    assert "1 of 1 handed in" in page(ours, place)
    assert post(ours, f"{url}close/").status_code == 302
    said = page(front, url)
    assert "Set aside, then asked again: Ill" in said
    assert "Did not rate: Ill" not in said
    assert "put it at 3" in page(front, f"{url}parts/{PART}/")
