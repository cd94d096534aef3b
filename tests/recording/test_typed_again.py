"""What stands in any room of a family's record and is typed once more is counted."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.recording.kinds import normalised, texts_of
from kinfold.recording.models import RecordingTime
from kinfold.records.models import Family
from tests.factories.monitoring import make_check
from tests.factories.monitoring import make_entry as make_journal
from tests.factories.networks import make_ask, make_member
from tests.factories.planning import make_planned, make_rule
from tests.factories.practice import make_family
from tests.factories.trajectory import (
    SOBER,
    make_bottom_line,
    make_immediate,
    make_milestone,
)
from tests.factories.voice import make_story

pytestmark = pytest.mark.django_db

SignIn = Callable[[Viewer], Client]
Make = Callable[[Viewer, Family], object]


@pytest.fixture
def family(practitioner: Viewer) -> Family:
    return make_family(practitioner)


def plan(by: Viewer, family: Family) -> None:
    make_rule(by, make_planned(by, family), how_known="Nan sends a photo of the beds.")


def lived(by: Viewer, family: Family) -> None:
    planned = make_planned(by, family)
    make_check(by, planned, make_rule(by, planned).pk)
    make_journal(by, planned, what_we_did="We rang her and she sang to him.")


def network(by: Viewer, family: Family) -> None:
    make_member(by, family, "Grandad Manny Hale")
    make_ask(by, family)


ROOMS: list[tuple[Make, str]] = [
    (network, "Grandad Manny Hale"),
    (plan, "Nan sends a photo of the beds."),
    (lived, "Leanne texted, Raj came in ten minutes."),
    (lived, "We rang her and she sang to him."),
    (lambda by, of: make_bottom_line(by, of), SOBER),
    (lambda by, of: make_immediate(by, of), "Takes Amira and Kai to hers."),
    (lambda by, of: make_milestone(by, of), "Nan and Raj have heard the whole worry."),
    (lambda by, of: make_story(by, of), "Amira and Mum in front of the house."),
]


@pytest.mark.parametrize(("make", "words"), ROOMS)
def test_words_of_each_room_are_counted_where_they_are_typed_again(
    practitioner: Viewer, family: Family, sign_in: SignIn, make: Make, words: str
) -> None:
    make(practitioner, family)
    url = f"/families/{family.pk}/map/add/strength/"
    sent = {"text": f"  {words.upper()}", "typed_boxes": "text"}
    assert sign_in(practitioner).post(url, sent).status_code == 302
    with as_viewer(practitioner):
        kept = RecordingTime.objects.get()
    assert (kept.document, kept.kind, kept.retyped_count) == ("practice", "entry", 1)


@pytest.mark.parametrize(("make", "words"), ROOMS)
def test_the_texts_of_each_room_are_known_and_no_other_familys(
    practitioner: Viewer, family: Family, make: Make, words: str
) -> None:
    make(practitioner, family)
    other = make_family(practitioner)
    with as_viewer(practitioner):
        assert normalised(words) in texts_of(practitioner, family.pk)
        assert normalised(words) not in texts_of(practitioner, other.pk)


def test_what_stands_is_asked_in_the_same_few_queries_however_much_it_is(
    practitioner: Viewer, family: Family
) -> None:
    counts = []
    for make in (None, network, lived):
        if make:
            make(practitioner, family)
        with as_viewer(practitioner), CaptureQueriesContext(connection) as asked:
            texts_of(practitioner, family.pk)
        counts.append(len(asked))
    assert len(set(counts)) == 1
    # what a child said is asked with every choice it hangs on: eight of them
    assert counts[0] <= 20, counts


def test_a_rule_of_the_plan_is_counted_under_the_plan(
    practitioner: Viewer, family: Family, sign_in: SignIn
) -> None:
    make_bottom_line(practitioner, family)
    url = f"/families/{family.pk}/safety-plan/suggest/"
    sent = {
        "text": SOBER,
        "why": "It is what was asked for.",
        "typed_boxes": "text,why",
    }
    make_rule(practitioner, make_planned(practitioner, family))
    assert sign_in(practitioner).post(url, sent).status_code == 302
    with as_viewer(practitioner):
        kept = RecordingTime.objects.get()
        assert (kept.document, kept.retyped_count) == ("planning", 1)
