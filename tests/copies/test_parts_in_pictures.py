"""What goes with the map, in pictures: as it stands today, and no more."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import asdict

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from kinfold.copies.presenters.pictures import OF_PART
from kinfold.platform.our_words import our_words
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from kinfold.trajectory.models import ImmediatePlan, Milestone
from tests.copies.test_parts import whole
from tests.factories.planning import (
    FRIDAYS,
    Planned,
)
from tests.factories.trajectory import (
    SOBER,
    days_ago,
)

__all__ = ["whole"]
pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignIn = Callable[[Viewer], Client]
OCCASION = "Friday is pay day"
NAN_TAKES = "Takes Amira and Kai to hers."
PROMISE = "Nan and Raj have heard the whole worry."


def test_what_goes_with_the_map_is_in_the_pictures_too(
    sign_in: SignIn, practitioner: Viewer, whole: Planned
) -> None:
    answer = sign_in(practitioner).get(
        reverse("copies:pictures", args=[whole.family.pk])
    )
    cards = answer.context["cards"]
    heads = [card.head for card in cards]
    assert {"Every day", "What happens if", "What must be in place"} <= set(heads)
    said = " ".join(
        words for card in cards for thing in card.things for words in thing.words
    )
    for words in (FRIDAYS, NAN_TAKES, PROMISE):
        assert words in said, words
    everyday = cards[heads.index("Every day")]
    assert everyday.things[0].small == "Nan Jo and Raj"


def cards_of(client: Client, family: Family, key: str) -> list[dict[str, object]]:
    """What the cards of one part say, as it is kept with a drawing."""
    address = reverse("copies:pictures", args=[family.pk])
    page = client.get(f"{address}?chosen=1&part={key}")
    scene = our_words()[f"scene_{OF_PART.get(key, 'plan')}"]
    return [
        {"head": card.head, **asdict(thing)}
        for card in page.context["cards"]
        if card.alt == scene
        for thing in card.things
    ]


def test_in_pictures_a_plan_that_ran_out_is_not_shown_as_todays(
    sign_in: SignIn, practitioner: Viewer, whole: Planned
) -> None:
    with as_viewer(practitioner):
        ImmediatePlan.objects.filter(family=whole.family).update(
            made_on=days_ago(9), expires_on=days_ago(2)
        )
    client = sign_in(practitioner)
    first = next(
        one
        for one in cards_of(client, whole.family, "now")
        if one["head"] == "What keeps everybody safe right now"
    )
    assert OCCASION in str(first["words"])
    (said,) = first["after"]  # type: ignore[misc]
    assert "Ask us what holds today." in said
    address = reverse("copies:pictures-pdf", args=[whole.family.pk])
    paper = PdfReader(io.BytesIO(client.get(f"{address}?chosen=1&part=now").content))
    words = " ".join(" ".join(p.extract_text() for p in paper.pages).split())
    assert "Ask us what holds today." in words


def test_in_pictures_plan_lines_and_road_say_how_they_stand(
    sign_in: SignIn, practitioner: Viewer, whole: Planned
) -> None:
    with as_viewer(practitioner):
        Milestone.objects.filter(owner_kind="family").update(achieved_on=days_ago(1))
    client = sign_in(practitioner)
    plan, *rules = cards_of(client, whole.family, "plan")
    assert plan["head"] == "Our safety plan"
    assert any("We live by this since" in str(one) for one in plan["after"])  # type: ignore[attr-defined]
    assert any(one["small"] for one in rules)
    lead, line = cards_of(client, whole.family, "lines")[-2:]
    assert lead["after"] == (our_words()["lines_lead"],)
    assert SOBER in str(line["words"])
    assert line["small"] == ""
    steps = cards_of(client, whole.family, "road")
    ours = next(one for one in steps if PROMISE in str(one["words"]))
    assert ours["note"] == "This day has passed. Ask us why."
    assert "By when: " in str(ours["after"])
    done = next(one for one in steps if "Dean has rung" in str(one["words"]))
    assert "Done: " in str(done["after"])
