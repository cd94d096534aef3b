"""Raters rate alone, are shown together, and what was said stays as it was said."""

from __future__ import annotations

import html
import io
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from kinfold.framework import selectors
from kinfold.framework.models import Rater, Rating, Review, ReviewVersion
from kinfold.framework.selectors import Glance
from kinfold.framework.shipped import framework
from kinfold.platform.tenancy import as_viewer
from kinfold.world.framework import load_framework
from kinfold.world.staffing import Seats, open_programme, programme_member
from kinfold_core.access import Role
from tests.conftest import signed_in
from tests.factories.framework import (
    DAY,
    PART,
    make_closed,
    make_framework_rows,
    make_rated,
    make_rater,
    make_review,
)
from tests.factories.platform import (
    as_owner,
    make_programme_viewer,
    make_worker_viewer,
)
from tests.factories.themes import leave_programme
from tests.framework.steps import HOME, page, post, rated

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def of_day(day: date) -> dict[str, int]:
    return {f"day_{part}": getattr(day, part) for part in ("day", "month", "year")}


def test_a_review_from_its_first_word_to_what_is_said_together(
    ours, front, programme, authority
):
    place = f"{HOME}{programme.pk}/{authority.pk}/"
    said = {"why": "Before launch", "who_rates": "Leaders, a team", **of_day(DAY)}
    for bad in ({"why": "a\x00b"}, of_day(date(9999, 1, 1)), {"who_rates": ""}):
        assert post(ours, f"{place}begin/", **{**said, **bad}).status_code == 422
    begun = post(ours, f"{place}begin/", **said)
    assert begun.status_code == 302
    review = begun.url
    for who, hat in ((ours, "leader"), (front, "front_line")):
        asked = {"hat": hat, "account": str(who.user_id), "role": "Colleague"}
        assert post(ours, f"{review}ask/", **asked).status_code == 302
        assert post(ours, f"{review}ask/", **asked).status_code == 422  # once each
    assert post(ours, f"{review}ask/", hat="family").status_code == 422
    panel = {"hat": "family", "name": "Parents’ panel", "role": "Parents"}
    assert post(ours, f"{review}ask/", **panel).status_code == 302
    with as_viewer(ours):
        by_hat = {one.hat: f"{HOME}raters/{one.pk}/" for one in Rater.objects.all()}
    assert "Nothing is rated yet" in html.unescape(
        post(front, by_hat["front_line"]).content.decode()
    )
    part = f"parts/{PART}/"
    ours_said = rated(8, front_line="7", families="6", evidence="Two visits")
    on = post(ours, f"{by_hat['leader']}{part}", **ours_said)
    assert on.status_code == 302
    assert on.url.endswith("parts/lead-as-we-work/")  # the next one
    assert post(front, f"{by_hat['front_line']}{part}", **rated(3)).status_code == 302
    assert post(ours, f"{by_hat['family']}{part}", **rated(2)).status_code == 302
    assert post(front, by_hat["front_line"]).status_code == 302
    refused = post(ours, f"{review}close/")
    assert refused.status_code == 422
    assert "Grace Holloway, Colleague; Parents’ panel, Parents" in (
        refused.content.decode()
    )
    assert post(ours, by_hat["leader"]).status_code == 302
    assert post(ours, by_hat["family"]).status_code == 302
    assert post(ours, f"{review}close/").status_code == 302
    shown = page(ours, review)
    assert "furthest apart on “Leaders close to practice”, from 2 to 8" in shown
    told = page(front, f"{review}{part}")  # who rated reads it, with no other right
    assert "From 2 (Parents’ panel, family voice) to 8 (Grace" in told
    assert "the front line would say 7. They said 3: 4 places lower." in told
    assert "families would say 6. They said 2: 4 places lower." in told


def test_nobody_reads_another_rater_before_the_review_is_closed(
    ours, front, lead, programme, authority
):
    other = make_worker_viewer(authority, Role.PRACTICE_LEADER)
    review = make_review(ours, programme)
    rater = make_rater(ours, review, name=front.name, account=front.user_id)
    make_rated(front, rater, 3)
    url = f"{HOME}reviews/{review.pk}/"
    mine = f"{HOME}raters/{rater.pk}/"
    for viewer in (ours, lead):
        said = page(viewer, url)
        assert "1 of 20" in said
        assert "Seen in March" not in said
        for hidden in (f"{url}parts/{PART}/", f"{url}review.csv", f"{url}review.xlsx"):
            page(viewer, hidden, 404)
        for others in (mine, f"{mine}parts/{PART}/"):
            page(viewer, others, 403)
            assert post(viewer, others, **rated(9)).status_code == 403
    assert "Seen in March" in page(front, f"{mine}parts/{PART}/")
    assert "Handed in" in page(front, HOME)
    # of somebody who has no account, only whoever wrote the name down
    panel = make_rater(ours, review, hat="family", name="The panel")
    page(other, f"{HOME}raters/{panel.pk}/", 403)
    page(ours, f"{HOME}raters/{panel.pk}/")
    assert post(ours, f"{HOME}raters/{rater.pk}/set-aside/", why="Ill").status_code in {
        422
    }
    aside = f"{HOME}raters/{panel.pk}/set-aside/"
    assert post(ours, aside, why="Could not meet").status_code == 302
    assert "was set aside" in html.unescape(
        post(ours, f"{HOME}raters/{panel.pk}/parts/{PART}/", **rated(2))
        .content.decode()
    )  # fmt: skip
    assert post(ours, f"{url}close/").status_code == 302
    assert "Did not rate: Could not meet" in page(lead, url)


def test_a_closed_review_is_corrected_by_a_further_row_that_says_why(
    ours, lead, programme, authority
):
    rater, review = make_closed(ours, programme, score=4)
    url = f"{HOME}raters/{rater.pk}/parts/{PART}/"
    again = rated(2, version="1")
    assert post(ours, url, **again).status_code == 422  # no why
    stale = {**again, "version": "0", "corrected_why": "Misheard"}
    conflict = post(ours, url, **stale)
    assert conflict.status_code == 409
    assert "Seen in March" in conflict.content.decode()
    done = post(ours, url, **{**stale, "version": "1"})
    assert done.status_code == 302
    with as_viewer(lead):
        assert [one.score for one in Rating.objects.order_by("version")] == [4, 2]
        held = selectors.glance(lead, programme.pk)[authority.pk]
        assert held == Glance(review.pk, DAY, low=1, apart=0, is_open=False)
    assert "Misheard" in page(lead, f"{HOME}reviews/{review.pk}/parts/{PART}/")
    change = {"version": "1", "why": "New", "who_rates": "All", **of_day(DAY)}
    closed = post(ours, f"{HOME}reviews/{review.pk}/change/", **change)
    assert "This review is closed" in closed.content.decode()
    assert post(ours, f"{HOME}reviews/{review.pk}/ask/", hat="family", name="A",
                role="B").status_code == 422  # fmt: skip


def test_who_changes_its_purpose_second_is_shown_both(ours, programme, authority):
    review = make_review(ours, programme)
    url = f"{HOME}reviews/{review.pk}/change/"
    said = {"version": "1", "why": "Ours", "who_rates": "All", **of_day(DAY)}
    other = make_worker_viewer(authority, Role.QUALITY_LEAD)
    assert post(ours, url, **said).status_code == 302
    refused = post(other, url, **{**said, "why": "<b>Yours"})
    assert refused.status_code == 409
    assert b"Ours" in refused.content
    assert b"&lt;b&gt;Yours" in refused.content
    with as_viewer(ours):
        assert ReviewVersion.objects.get().why == "Before the plan"


def test_one_review_is_set_beside_the_one_before(ours, lead, programme):
    make_closed(ours, programme, date(2025, 3, 5), score=2)
    _, review = make_closed(ours, programme, score=7)
    told = page(lead, f"{HOME}reviews/{review.pk}/parts/{PART}/")
    assert "Since 5 March 2025. Front line at 2 then, at 7 now." in told
    assert "The band is from the lowest to the highest of 5 March 2025" in page(
        lead, f"{HOME}reviews/{review.pk}/"
    )


def test_what_was_said_is_taken_away_with_no_formula_in_it(ours, programme):
    review = make_review(ours, programme)
    rater = make_rater(ours, review, name="=1+1")
    make_rated(ours, rater, 4, families=2)
    post(ours, f"{HOME}reviews/{review.pk}/close/")
    client = signed_in(Client(), ours)
    lines = client.get(f"{HOME}reviews/{review.pk}/review.csv").content.decode()
    assert "Leaders close to practice" in lines
    assert "'=1+1" in lines
    book = client.get(f"{HOME}reviews/{review.pk}/review.xlsx").content
    [_, row] = load_workbook(io.BytesIO(book)).worksheets[0].iter_rows(values_only=True)
    assert (row[8], row[12]) == (4, 2)


def test_no_other_authority_and_no_stranger_reaches_any_of_it(
    lead, ours, theirs, front, programme, authority
):
    ids = make_framework_rows(ours, programme)
    closed, still_open = ids["review_id"], ids["open_review_id"]
    urls = (
        f"{HOME}{programme.pk}/{authority.pk}/", f"{HOME}reviews/{closed}/",
        f"{HOME}reviews/{closed}/parts/{PART}/", f"{HOME}reviews/{closed}/review.csv",
        f"{HOME}reviews/{still_open}/",
    )  # fmt: skip
    stranger = make_programme_viewer(Role.PROGRAMME_LEAD)
    analyst = make_worker_viewer(authority, Role.ANALYST)
    for viewer, fine in ((lead, 200), (theirs, 404), (stranger, 404)):
        for url in urls:
            page(viewer, url, fine)
    for url in urls:  # a worker nobody asked
        assert signed_in(Client(), front).get(url).status_code in {403, 404}, url
    assert "Nobody has asked you" in page(front, HOME)
    page(analyst, HOME, 403)
    for viewer in (lead, theirs, front):
        assert post(viewer, f"{HOME}reviews/{still_open}/close/").status_code in {
            403, 404,
        }  # fmt: skip
    leave_programme(programme, authority)
    for url in urls:
        page(lead, url, 404)


def test_the_database_keeps_it_from_every_other_authority(
    ours, theirs, front, programme
):
    make_framework_rows(ours, programme)
    for viewer, expected in ((ours, (2, 2, 1)), (theirs, (0, 0, 0))):
        with as_viewer(viewer), connection.cursor() as cursor:
            cursor.execute(
                "SELECT current_user, (SELECT count(*) FROM framework_review),"
                " (SELECT count(*) FROM framework_rater),"
                " (SELECT count(*) FROM framework_rating)"
            )
            assert cursor.fetchone() == ("kinfold_app", *expected)


def test_more_of_it_costs_no_more_queries(ours, lead, programme, authority):
    asked = []
    for turn in range(2):
        for part in range(turn * 2 + 1):
            make_closed(ours, programme, date(2025, 1 + turn, 1 + part))
        _, review = make_closed(ours, programme)
        counts = []
        for url in (
            HOME, f"{HOME}{programme.pk}/{authority.pk}/",
            f"{HOME}reviews/{review.pk}/", f"{HOME}reviews/{review.pk}/parts/{PART}/",
        ):  # fmt: skip
            client = signed_in(Client(), lead)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(url).status_code == 200
            counts.append(len(queries))
        asked.append(counts)
    assert asked[0] == asked[1]
    assert max(asked[0]) <= 20
    with as_viewer(lead), CaptureQueriesContext(connection) as queries:
        selectors.glance(lead, programme.pk)
    assert len(queries) == 1


def test_the_shipped_framework_has_four_domains_and_each_part_three_anchors():
    words = framework()
    assert [one.key for one in words.domains] == [
        "leadership", "learning", "alignment", "measures",
    ]  # fmt: skip
    keys = [one.key for one in words.parts]
    assert len(keys) == len(set(keys)) == 20
    longest = Rating._meta.get_field("part").max_length
    assert max(map(len, keys)) <= longest
    assert all(one.zero and one.five and one.ten for one in words.parts)
    assert Review._meta.get_field("edition").max_length >= len(words.edition)


def test_the_demo_has_two_closed_reviews_and_an_open_one_that_say_they_are_made_up():
    as_owner(lambda: (Seats().open_authorities(), open_programme()))
    load_framework()
    load_framework()
    with as_viewer(programme_member(Role.PROGRAMME_LEAD)):
        assert Review.objects.filter(is_synthetic=True).count() == 3
        first, later = Review.objects.exclude(closed_on=None).order_by("day")
        assert (first.parts_low, later.parts_low) == (16, 4)
        assert (first.parts_apart, later.parts_apart) == (5, 1)
