"""Every number and day of the steps, on the page, for rows whose answer is known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from kinfold.belonging.actions import draw_connections
from kinfold.family_finding.models import FindingEpisode
from kinfold.family_finding.selectors import episode_of
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold_core.practice.family_finding.details import ConnectionsDetails
from kinfold_core.practice.family_finding.measures import count
from kinfold_core.practice.family_finding.typed import read_connections
from tests.factories import family_finding as make
from tests.factories.trajectory import days_ago

pytestmark = pytest.mark.django_db
SignIn = Callable[[Viewer], Client]

# day 0 of the looking is sixty days ago (the episode of the factories)
BEGUN = {
    "The safety screen was complete": "Not yet",
    "People found, of those hoped for": "0 of 3",
    "In the child's life already": "0",
    "On the mother's side": "0",
    "On the father's side": "0",
    "Sources that gave names or were searched": "0",
    "Searches": "0",
    "Person 3 was found": "Not yet",
    "Contacted": "0",
    "Answered": "0",
    "The first answer": "Not yet",
    "Want to be part of it": "0",
    "Meetings": "0",
    "Of the family and friends at the largest meeting": "0",
    "Plans, of those hoped for": "0 of 2",
    "The decision": "Not yet",
    "Offers looked at, of those made": "0 of 0",
    "Gaps that nobody owns": "0",
    "Stay for life": "0",
    "Still there after 3 months, of those asked": "Not asked",
    "Still there after 6 months, of those asked": "Not asked",
    "Still there after 12 months, of those asked": "Not asked",
    "People on the child's picture before": "Not drawn",
    "People on the child's picture after": "Not drawn",
}
WRITTEN = {
    "The safety screen was complete": "Day 1",
    "People found, of those hoped for": "4 of 3",
    "In the child's life already": "1",
    "On the mother's side": "2",  # Nan Jo, and Bo who is of both
    "On the father's side": "2",  # Raj and Bo
    "Sources that gave names or were searched": "3",  # parent, relative, file
    "Searches": "2",
    "Person 3 was found": "Day 20",
    "Contacted": "2",
    "Answered": "2",
    "The first answer": "Day 25",
    "Want to be part of it": "1",
    "Meetings": "2",
    "Of the family and friends at the largest meeting": "3",
    "Plans, of those hoped for": "3 of 2",
    "The decision": "Day 40: plan B; if that cannot be, plan A",
    "Offers looked at, of those made": "1 of 2",
    "Gaps that nobody owns": "1",
    "Stay for life": "2",
    "Still there after 3 months, of those asked": "1 of 2",
    "Still there after 6 months, of those asked": "1 of 1",
    "Still there after 12 months, of those asked": "Not asked",
    "People on the child's picture before": "1",
    "People on the child's picture after": "3",
}


def day(number: int) -> date:
    """A day of the looking."""
    return days_ago(60 - number)


def numbers(client: Client, episode: FindingEpisode) -> dict[str, str]:
    """The table beside the picture, as the page has it."""
    page = client.get(reverse("family_finding:finding", args=[episode.family_id]))
    (card,) = page.context["cards"]
    shown = page.content.decode()
    for words, cell in card.figure.table.rows:
        assert cell.text in shown, words
    return {words: cell.text for words, cell in card.figure.table.rows}


def write_everything(by: Viewer, episode: FindingEpisode) -> None:
    """A little of each step, and beside it what must not be counted twice."""
    make.make_stage(by, episode, is_screen_complete=False, set_on=day(0))
    first = make.make_found(by, episode, "Nan Jo", side="maternal", source="known",
                            found_on=day(0))[0]  # fmt: skip
    found = (
        make.make_found(by, episode, name, side=side, source=source, found_on=day(on))
        for name, side, source, on in (
            ("Raj", "paternal", "parent", 10), ("Bo", "both", "relative", 20),
        )
    )  # fmt: skip
    (raj,), (bo,) = found
    make.make_found(by, episode, "Coach", side="chosen", found_on=day(30))
    for query in ("The file of 2019", "The file of 2020"):
        make.make_search(by, episode, query=query, searched_on=day(11))
    make.make_stage(by, episode, was=_newest_stage(by, episode), set_on=day(1))
    for one, on in ((raj, 22), (raj, 23), (bo, 24)):
        make.make_attempt(by, one, attempted_on=day(on))
    make.make_reply(by, raj, willing="maybe", replied_on=day(25))
    make.make_reply(by, raj, willing="yes", replied_on=day(26))
    make.make_reply(by, bo, willing="no", replied_on=day(27), offers="A card at Easter")
    for here, on in ((("Raj", "Bo", "Nan Jo"), 30), (("Raj",), 33)):
        make.make_meeting(by, episode, family_here=here, held_on=day(on))
    plans = [
        make.make_plan(by, episode, what=f"Plan {number}", made_on=day(35))
        for number in range(3)
    ]
    make.make_decision(by, plans[0], decided_on=day(38))
    make.make_decision(
        by, plans[1], fallback_id=plans[0].pk, decided_on=day(40), reason="Better so"
    )
    make.make_offer_check(by, raj, checked_on=day(41))
    make.make_offer_check(by, raj, realistic="no", gap="A bed", checked_on=day(42))
    for one in (first, raj):
        make.make_stay(by, one, agreed_on=day(45))
    make.make_answer(by, first, month=3)
    make.make_answer(by, raj, month=3, is_active=False, words="Not now")
    make.make_answer(by, first, month=6)
    for moment, names in (("before", "Nan Jo"), ("after", "Nan Jo Raj Bo")):
        lines = names.replace("Nan Jo", "Nan-Jo").split()
        people = read_connections("\n".join(f"{one}, love, 3, often" for one in lines))
        drawn = ConnectionsDetails(
            moment=moment, drawn_on=day(50), connections=tuple(people.connections)
        )
        with as_viewer(by):
            draw_connections(**make.keys(by, episode), details=drawn)  # type: ignore[arg-type]


def _newest_stage(by: Viewer, episode: FindingEpisode) -> object:
    with as_viewer(by):
        return episode.stages.order_by("-recorded_at").values_list("pk", flat=True)[0]


@pytest.fixture
def small(practitioner: Viewer, episode: FindingEpisode) -> FindingEpisode:
    """Three people and two plans are hoped for, so that a target can be met."""
    with as_viewer(practitioner):
        FindingEpisode.objects.update(target_people=3, target_plans=2)
    return episode


def test_nothing_is_counted_before_it_is_written(
    sign_in: SignIn, practitioner: Viewer, small: FindingEpisode
) -> None:
    assert numbers(sign_in(practitioner), small) == BEGUN


def test_every_number_and_day_is_the_one_of_the_rows(
    sign_in: SignIn, practitioner: Viewer, small: FindingEpisode
) -> None:
    write_everything(practitioner, small)
    assert numbers(sign_in(practitioner), small) == WRITTEN


def test_what_nobody_knows_yet_is_looked_at_and_holds_nothing(
    sign_in: SignIn, practitioner: Viewer, episode: FindingEpisode
) -> None:
    make.make_stage(practitioner, episode)
    (raj,) = make.make_found(practitioner, episode)
    make.make_reply(practitioner, raj)
    for realistic, holds in (("unsure", 0), ("yes", 1)):
        make.make_offer_check(practitioner, raj, realistic=realistic)
        told = numbers(sign_in(practitioner), episode)
        assert told["Offers looked at, of those made"] == "1 of 1"
        with as_viewer(practitioner):
            row = episode_of(practitioner, episode.family_id, episode.pk)
        assert count(row, days_ago(0)).committed == holds
