"""Scales over time: every person a line of dots, never an average."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kinfold.platform.errors import NotFound
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement, SafetyScale, ScaleRating
from kinfold.practice.selectors import living_map
from kinfold.records.models import Family
from kinfold.scaling.actions import rate
from kinfold_core.practice.facts import Answer
from kinfold_core.practice.trend_drawing import (
    Course,
    Told,
    courses_in_words,
    draw_courses,
)
from kinfold_core.practice.written import Named, RatingDetails
from tests.factories.practice import make_rating, make_set

pytestmark = pytest.mark.django_db
SignIn = Callable[[Viewer], Client]
DAY = date(2026, 3, 2)


def course(name: str, *values: str) -> Course:
    told = (
        Told(DAY + timedelta(days=30 * number), Decimal(value))
        for number, value in enumerate(values)
    )
    return Course(name, tuple(told))


def test_each_person_has_a_line_of_dots_and_their_name() -> None:
    drawn = draw_courses([course("Nan <Jo>", "4", "6.5"), course("Dean", "7")])
    assert drawn.count("<polyline") == 2
    assert drawn.count('class="trend__dot"') == 3
    assert "Nan &lt;Jo&gt; 6.5" in drawn
    assert "style=" not in drawn
    assert draw_courses([]) == ""


def test_names_at_the_ends_do_not_stand_on_each_other() -> None:
    drawn = draw_courses([course("A", "5"), course("B", "5"), course("C", "5")])
    heights = [
        float(part.split('y="')[1].split('"')[0])
        for part in drawn.split('<text class="trend__name"')[1:]
    ]
    assert all(b - a >= 20 for a, b in zip(heights, heights[1:], strict=False))


def test_the_picture_in_words() -> None:
    said = courses_in_words(
        [course("Nan", "4", "6.5"), course("Dean", "7"), course("Kai", "3", "5", "3")]
    )
    assert said == "Nan went from 4 to 6.5; Dean says 7; Kai is at 3 again."
    assert courses_in_words([]) == "Nobody has given a number yet."


def page_of(client: Client, family: Family, danger: DangerStatement) -> str:
    address = reverse("scaling:scales", args=[family.pk, danger.pk])
    answered = client.get(address)
    assert answered.status_code == 200
    return answered.content.decode()


def test_the_page_shows_everybody_over_time(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    danger = make_set(practitioner, family)
    nan = Named(name="Nan Jo")
    make_rating(
        practitioner, family, danger.pk, nan, "4",
        rated_on=timezone.localdate() - timedelta(days=60),
    )  # fmt: skip
    make_rating(practitioner, family, danger.pk, nan, "6.5", is_confirmed_by_rater=True)
    make_rating(
        practitioner, family, danger.pk, Named(name="Dean"), None,
        answer=Answer.DONT_KNOW,
    )  # fmt: skip
    page = page_of(sign_in(practitioner), family, danger)
    assert "Nan Jo went from 4 to 6.5." in page
    assert "did not know" in page
    assert "Seen by them" in page
    assert "average" not in page.lower()


def willingness(
    by: Viewer, family: Family, danger: DangerStatement, value: str
) -> ScaleRating:
    details = RatingDetails(
        rater=Named(name="Dean"), capacity="parent", answer=Answer.NUMBER,
        value=Decimal(value), rated_on=timezone.localdate(), occasion="visit",
    )  # fmt: skip
    with as_viewer(by):
        return rate(
            family_id=family.pk, danger_id=danger.pk, details=details, by=by,
            scale_type="willingness",
        )  # fmt: skip


def test_another_scale_begins_with_its_first_answer_and_stays_off_the_map(
    practitioner: Viewer, family: Family
) -> None:
    danger = make_set(practitioner, family)
    first = willingness(practitioner, family, danger, "8")
    second = willingness(practitioner, family, danger, "9.5")
    assert second.supersedes_id == first.pk
    with as_viewer(practitioner):
        assert SafetyScale.objects.filter(danger=danger).count() == 2
        row = living_map(practitioner, family.pk).dangers[0]
        assert (row.scale_count, row.ratings) == (1, ())


def test_a_kind_of_scale_that_is_not_known_is_not_found(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    danger = make_set(practitioner, family)
    with pytest.raises(NotFound), as_viewer(practitioner):
        rate(
            family_id=family.pk, danger_id=danger.pk, by=practitioner,
            scale_type="mood",
            details=RatingDetails(
                rater=Named(name="Dean"), capacity="parent", answer=Answer.DECLINED,
                value=None, rated_on=timezone.localdate(), occasion="visit",
            ),
        )  # fmt: skip
    address = reverse("scaling:rate-willingness", args=[family.pk, danger.pk])
    odd = address.replace("willingness", "mood")
    assert sign_in(practitioner).get(odd).status_code == 404


def test_asking_on_another_scale_without_javascript(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    danger = make_set(practitioner, family)
    client = sign_in(practitioner)
    address = reverse("scaling:rate-network", args=[family.pk, danger.pk])
    form = client.get(address).content.decode()
    assert "Nobody around the children could keep them safe" in form
    day = timezone.localdate()
    posted = {
        "rater": "other", "rater_other": "Nan Jo", "capacity": "family",
        "value": "6.5", "occasion": "visit", "rated_on_day": day.day,
        "rated_on_month": day.month, "rated_on_year": day.year,
    }  # fmt: skip
    answered = client.post(address, posted)
    assert answered["Location"] == reverse(
        "scaling:scales", args=[family.pk, danger.pk]
    )
    assert "Nan Jo says 6.5." in client.get(answered["Location"]).content.decode()


def test_the_page_costs_the_same_however_often_people_were_asked(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    danger = make_set(practitioner, family)
    make_rating(practitioner, family, danger.pk, Named(name="Nan Jo"), "4")
    client = sign_in(practitioner)
    page_of(client, family, danger)

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            page_of(client, family, danger)
        return len(seen)

    few = queries()
    for number in range(8):
        friend = Named(name=f"Friend {number}")
        make_rating(practitioner, family, danger.pk, friend, "5")
        willingness(practitioner, family, danger, str(number))
    assert queries() == few


def test_another_familys_scales_are_not_found(
    sign_in: SignIn, elsewhere: Viewer, family: Family, danger: DangerStatement
) -> None:
    address = reverse("scaling:scales", args=[family.pk, danger.pk])
    assert sign_in(elsewhere).get(address).status_code == 404
