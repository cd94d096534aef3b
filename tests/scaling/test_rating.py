"""Asking one person where they put things."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import ScaleRating
from kinfold.records.models import Family
from tests.factories.practice import make_set

pytestmark = pytest.mark.django_db
SignIn = Callable[[Viewer], Client]


def url(name: str, family: Family, *rest: object) -> str:
    return reverse(f"scaling:{name}", args=[family.pk, *rest])


def rating_post(**changes: object) -> dict[str, object]:
    today = timezone.localdate()
    return {
        "rater": "other", "rater_other": "Nan Jo", "capacity": "family",
        "value": "6.5", "occasion": "visit", "rated_on_day": today.day,
        "rated_on_month": today.month, "rated_on_year": today.year,
    } | changes  # fmt: skip


def test_asking_somebody_where_they_put_it(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    danger = make_set(practitioner, family)
    client, address = sign_in(practitioner), url("rate", family, danger.pk)
    asked = client.get(address).context["form"]
    assert asked["value"].value() is None  # never filled in from last time (R-SC6)
    assert client.post(address, rating_post()).status_code == 302
    assert client.post(address, rating_post(value="declined")).status_code == 302
    with as_viewer(practitioner):
        first, second = ScaleRating.objects.order_by("recorded_at")
        assert (str(first.value), first.rater_name) == ("6.5", "Nan Jo")
        assert (second.value, second.supersedes_id) == (None, first.pk)


def test_an_answer_given_again_to_hide_it_is_hidden(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    """It is no double press, though every word of it stands already."""
    danger = make_set(practitioner, family)
    client, address = sign_in(practitioner), url("rate", family, danger.pk)
    later = timezone.localdate() + timedelta(days=9)
    hidden = {
        "is_hidden": "on", "hidden_reason": "Dean reads it",
        "hidden_review_on_day": later.day, "hidden_review_on_month": later.month,
        "hidden_review_on_year": later.year,
    }  # fmt: skip
    for sent in (rating_post(), rating_post(), rating_post(**hidden)):
        assert client.post(address, sent).status_code == 302
    with as_viewer(practitioner):
        first, last = ScaleRating.objects.order_by("recorded_at")
    assert (first.is_visible_to_family, last.is_visible_to_family) == (True, False)
    assert last.supersedes_id == first.pk


@pytest.mark.parametrize(
    "changes",
    [
        {"rater": "", "rater_other": ""},
        {"rater_other": ""},
        {"capacity": ""},
        {"value": ""},
        {"value": "11"},
        {"value": "4.2"},
        {"rated_on_year": "2990"},
        {"rated_on_day": "31", "rated_on_month": "2"},
        {"occasion": "party"},
        {"is_hidden": "on"},
        {
            "is_hidden": "on",
            "hidden_reason": "Dean reads it",
            "hidden_review_on_day": "1",
            "hidden_review_on_month": "2",
            "hidden_review_on_year": "2099",
        },
    ],
)
def test_a_rating_that_cannot_be_is_asked_again(
    sign_in: SignIn, practitioner: Viewer, family: Family, changes: dict[str, object]
) -> None:
    danger = make_set(practitioner, family)
    address = url("rate", family, danger.pk)
    posted_again = rating_post(reason_why_not_lower="Because", **changes)
    answer = sign_in(practitioner).post(address, posted_again)
    assert answer.status_code == 422
    assert "Because" in answer.content.decode()
    with as_viewer(practitioner):
        assert not ScaleRating.objects.exists()
