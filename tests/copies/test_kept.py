"""A copy made again from what was kept is the copy that was given."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kinfold.copies.presenters.family_copy import FamilyCopy, kept_copy
from kinfold.copies.presenters.kept import copy_from
from kinfold.copies.presenters.told import as_text
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement
from kinfold.records.models import Family

pytestmark = pytest.mark.django_db
SignIn = Callable[[Viewer], Client]


def in_the_database(copy: FamilyCopy) -> dict[str, Any]:
    kept: dict[str, Any] = json.loads(json.dumps(kept_copy(copy)))
    return kept


@pytest.mark.parametrize("language", ["en", "ur"])
def test_word_for_word_and_number_for_number(
    sign_in: SignIn,
    practitioner: Viewer,
    family: Family,
    danger: DangerStatement,
    language: str,
) -> None:
    page = sign_in(practitioner).get(
        reverse("copies:family-copy", args=[family.pk]),
        {"chosen": "1", "language": language},
    )
    given: FamilyCopy = page.context["copy"]
    again = copy_from(in_the_database(given), phone="01522 555 0143")
    assert as_text(again).replace("01522 555 0143", "") != as_text(again)
    assert in_the_database(again) == in_the_database(given)
    assert again.our == given.our
    assert [one.drawing for one in again.scales] == [
        one.drawing for one in given.scales
    ]
    assert [one.dots for one in again.scales] == [one.dots for one in given.scales]


def test_one_kept_before_there_were_dots_is_shown_without_a_drawing(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    page = sign_in(practitioner).get(reverse("copies:family-copy", args=[family.pk]))
    kept = in_the_database(page.context["copy"])
    for scale in kept["scales"]:
        del scale["dots"]
    del kept["parts"], kept["lead"], kept["written"]
    again = copy_from(kept)
    assert again.scales[0].drawing == ""
    assert again.scales[0].sentence == page.context["copy"].scales[0].sentence
    assert again.parts == ()
