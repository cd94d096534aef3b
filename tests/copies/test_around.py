"""The story and "who knows what" on the copy, when somebody means them to be."""

from __future__ import annotations

import io
from collections.abc import Callable
from html import unescape
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement
from kinfold.records.models import Family, Person
from kinfold.voice.models import Story, StorySay
from kinfold_core.practice.network import Level
from tests.factories.copies import Telephone
from tests.factories.networks import make_member, make_told
from tests.factories.voice import make_story, read_to

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignIn = Callable[[Viewer], Client]
FRAME = "This is Amira and Kai. You live with Mum and Dad."
ALT = "Amira and Mum in front of the house."


def key(by: Viewer, name: str) -> UUID:
    with as_viewer(by):
        return Person.objects.get(given_names=name).pk


def asked_for(by: Viewer, *names: str) -> str:
    readers = "".join(f"&reader={key(by, name)}" for name in names)
    return f"?chosen=1{readers}&part=story"


def page_of(
    client: Client, family: Family, query: str = "", name: str = "family-copy"
) -> str:
    answer = client.get(reverse(f"copies:{name}", args=[family.pk]) + query)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


@pytest.fixture
def read(practitioner: Viewer, family: Family, danger: DangerStatement) -> Story:
    """A story that Amira has heard and Kai has not."""
    story = make_story(practitioner, family)
    with as_viewer(practitioner):
        Story.objects.filter(pk=story.pk).update(
            state="agreed",
            agreed_at=timezone.now(),
            agreed_by_id=practitioner.worker_id,
        )
    read_to(practitioner, family, story, key(practitioner, "Amira"))
    return story


def test_only_when_somebody_means_them(
    sign_in: SignIn, practitioner: Viewer, family: Family, read: Story
) -> None:
    make_member(practitioner, family)
    client = sign_in(practitioner)
    page = page_of(client, family)
    assert FRAME not in page
    assert "Our words and pictures" not in page
    assert 'value="story"' in page
    assert 'value="told"' in page
    assert "has not been read to Kai" not in page
    page = page_of(
        client, family, asked_for(practitioner, "Amira", "Leanne") + "&part=told"
    )
    for words in (
        FRAME,
        ALT,
        "Who we are",
        "Our words and pictures",
        "Who knows what",
        "Nan Jo",
        "Has not been told anything yet.",
        "Leanne's mum",
    ):
        assert words in page, words


def test_how_much_each_has_heard_is_said_in_plain_words(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    nan = make_member(practitioner, family)
    make_told(practitioner, nan, danger.pk, level=Level.SAID_BACK)
    query = "?chosen=1&part=told"
    page = page_of(sign_in(practitioner), family, query)
    assert "Has said it back in their own words." in page


def test_a_child_who_has_not_heard_the_story_does_not_first_read_it_here(
    sign_in: SignIn, practitioner: Viewer, family: Family, read: Story
) -> None:
    query = asked_for(practitioner, "Kai")
    page = page_of(sign_in(practitioner), family, query)
    assert "not for Kai. It has not been read to them yet" in page
    assert FRAME not in page


def test_nor_a_grown_up_whom_it_was_not_safe_to_ask(
    sign_in: SignIn, practitioner: Viewer, family: Family, read: Story
) -> None:
    with as_viewer(practitioner):
        StorySay.objects.create(
            authority_id=family.authority_id, story=read, name="Dean", part="parent",
            person_id=Person.objects.get(given_names="Dean").pk, answer="not_safe",
            why_not_asked="He hit her", said_on="2026-05-01", words_version=1,
            recorded_by_id=practitioner.worker_id,
        )  # fmt: skip
    query = asked_for(practitioner, "Dean")
    client = sign_in(practitioner)
    assert "not for Dean. They were not asked about it" in page_of(
        client, family, query
    )
    assert FRAME not in page_of(client, family, "?chosen=1&part=story")


def test_not_safe_to_ask_holds_when_two_records_are_joined(
    sign_in: SignIn, practitioner: Viewer, family: Family, read: Story
) -> None:
    here = {"authority_id": family.authority_id}
    with as_viewer(practitioner):
        dean = Person.objects.get(given_names="Dean")
        double = Person.objects.create(**here, given_names="D.", merged_into_id=dean.pk)
        StorySay.objects.create(
            **here, story=read, name="D.", part="parent", person_id=double.pk,
            answer="not_safe", why_not_asked="He hit her", said_on="2026-05-01",
            words_version=1, recorded_by_id=practitioner.worker_id,
        )  # fmt: skip
    page = page_of(sign_in(practitioner), family, asked_for(practitioner, "Dean"))
    assert "not for Dean. They were not asked about it" in page
    assert FRAME not in page


def test_a_story_nobody_has_heard_is_on_no_copy(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    make_story(practitioner, family)
    page = page_of(sign_in(practitioner), family)
    assert 'value="story"' not in page
    assert FRAME not in page


@pytest.mark.parametrize("name", ["family-copy-text", "read-aloud", "pictures"])
def test_the_story_is_in_every_way_of_having_the_copy(
    sign_in: SignIn, practitioner: Viewer, family: Family, read: Story, name: str
) -> None:
    query = asked_for(practitioner, "Amira")
    page = page_of(sign_in(practitioner), family, query, name)
    assert FRAME in page
    assert ALT in page


def test_its_pictures_are_on_the_paper_and_on_the_telephone(
    sign_in: SignIn, practitioner: Viewer, family: Family, read: Story
) -> None:
    client = sign_in(practitioner)
    query = asked_for(practitioner, "Amira")
    for name in ("family-copy-pdf", "pictures-pdf"):
        answer = client.get(reverse(f"copies:{name}", args=[family.pk]) + query)
        pages = PdfReader(io.BytesIO(answer.content)).pages
        words = " ".join(" ".join(page.extract_text() for page in pages).split())
        assert FRAME in words, name
    address = reverse("copies:make-link", args=[family.pk]) + query
    address += f"&person={key(practitioner, 'Amira')}"
    seen = client.get(address).context["form"]["seen"].value()
    made = client.post(address, {"seen": seen, "days": "14", "code": "Blue kite 7"})
    status, page = Telephone().opens(made.context["link"])
    assert status == 200
    assert FRAME in page
    assert f'aria-label="{ALT}"' in page


def test_words_that_stand_alone_are_drawn_without_a_picture(
    sign_in: SignIn, practitioner: Viewer, family: Family, read: Story
) -> None:
    from kinfold.voice.models import Frame

    with as_viewer(practitioner):
        Frame.objects.filter(story=read).update(picture={})
    query = asked_for(practitioner, "Amira")
    client = sign_in(practitioner)
    page = page_of(client, family, query)
    assert FRAME in page
    assert "copy__picture" not in page
    assert FRAME in page_of(client, family, query, "pictures")
