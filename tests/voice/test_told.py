"""How a story was told: what was said, read, decided and printed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from kinfold.voice.models import ChildCopy, Frame, Story, StoryReading, StorySay
from tests.voice.conftest import child_of
from tests.voice.test_pages import Agree, today, url

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignIn = Callable[[Viewer], Client]


def test_two_drafts_stand_side_by_side(
    client_of: Client, story: Story, frame: Frame
) -> None:
    client_of.post(
        url("frame", story, frame),
        {"version": 99, "section": "who_we_are", "words": "Quite other words."},
    )
    page = client_of.get(url("frame-history", story, frame), {"one": "1", "other": "4"})
    both = page.content.decode().partition("Side by side")[2].partition("<form")[0]
    assert "Quite other words." in both
    assert "No words" in both
    nothing = client_of.get(
        url("frame-history", story, frame), {"one": "x", "other": ""}
    )
    assert "Side by side" not in nothing.content.decode()


def test_what_a_parent_says_a_reading_and_the_copy_are_written_down(
    client_of: Client,
    story: Story,
    family: Family,
    practitioner: Viewer,
    everybody_agrees: Agree,
) -> None:
    amira, leanne = (child_of(practitioner, family, n) for n in ("Amira", "Leanne"))
    refused = client_of.post(url("agree-story", story))
    assert refused.status_code == 422
    assert "What Dean says of it is not written down." in refused.content.decode()
    said = {"who": str(leanne), "part": "parent", "answer": "no", **today("said_on")}
    assert client_of.post(url("say", story), said).status_code == 422
    said["words"] = "Say that I asked for help."
    assert client_of.post(url("say", story), said).status_code == 302
    early = client_of.post(
        url("read-to", story),
        {
            "child": str(amira), "place": "Home", "how": "paper", "read_by": "Leanne",
            **today("read_on"),
        },
    )  # fmt: skip
    assert early.status_code == 422
    assert "still a draft" in early.content.decode()
    everybody_agrees(story)
    read = {
        "child": str(amira), "place": "Nan Jo's sofa", "how": "book",
        "read_by": "Leanne", "child_words": "So it's not me?",
        "child_questions": "Will Dad come back?", **today("read_on"),
    }  # fmt: skip
    assert (
        "Say who will answer"
        in client_of.post(url("read-to", story), read).content.decode()
    )
    read["who_answers"] = "Leanne and Sam, on Sunday"
    assert client_of.post(url("read-to", story), read).status_code == 302
    copy = {"child": str(amira), "form": "not_yet", **today("given_on")}
    assert client_of.post(url("give-copy", story), copy).status_code == 422
    copy |= {"form": "book", "kept_where": "In her tin"}
    assert client_of.post(url("give-copy", story), copy).status_code == 302
    page = client_of.get(url("one-story", story)).content.decode()
    for words in ("Say that I asked for help.", "So it&#x27;s not me?", "In her tin"):
        assert words in page or words == "Say that I asked for help."
    with as_viewer(practitioner):
        assert StorySay.objects.filter(answer="no").count() == 1
        assert StoryReading.objects.get().child_words == "So it's not me?"
        assert ChildCopy.objects.get().kept_where == "In her tin"


@pytest.mark.parametrize("name", ["say", "read-to", "give-copy", "edit-story"])
def test_an_empty_and_a_broken_form_get_sentences(
    client_of: Client, story: Story, name: str
) -> None:
    for sent in ({}, {"who_other": "a\x00", "place": "a\x00", "title": "\x00"}):
        answer = client_of.post(url(name, story), sent)
        assert answer.status_code == 422
        assert "Nothing you typed is lost." in answer.content.decode()


def test_a_manager_decides(sign_in: SignIn, lead: Viewer, story: Story) -> None:
    client = sign_in(lead)
    assert client.post(url("decide", story), {"decided": "may_tell"}).status_code == 422
    sent = {"decided": "may_tell", "reason": "She asks every week."}
    assert client.post(url("decide", story), sent).status_code == 302
    assert (
        "She asks every week." in client.get(url("one-story", story)).content.decode()
    )


def test_it_is_read_together_sheet_by_sheet_without_script(
    client_of: Client, story: Story
) -> None:
    cover = client_of.get(url("together", story)).content.decode()
    assert "Why Sam comes to see us" in cover
    assert 'href="?page=1"' in cover
    first = client_of.get(url("together", story), {"page": "1"}).content.decode()
    assert "You live with Mum and Dad." in first
    assert 'role="img" aria-label="Amira and Mum in front of the house."' in first
    for odd in ("99", "-1", "x", "9" * 50):
        assert client_of.get(url("together", story), {"page": odd}).status_code == 200


def test_the_papers_have_their_words_their_alt_texts_and_the_right_pages(
    client_of: Client, story: Story, practitioner: Viewer
) -> None:
    from io import BytesIO

    from pypdf import PdfReader

    pages = PdfReader(BytesIO(client_of.get(url("pages", story)).content))
    assert len(pages.pages) == 3
    text = " ".join(" ".join(p.extract_text() for p in pages.pages).split())
    assert "You live with Mum and Dad." in text
    assert "This is my copy" in text
    assert pages.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert pages.trailer["/Root"]["/Lang"] == "en"
    width, height = (float(n) for n in pages.pages[0].mediabox[2:])
    assert width < height
    book = PdfReader(BytesIO(client_of.get(url("book", story)).content))
    assert len(book.pages) == 2  # four pages of A5 on both sides of one sheet
    width, height = (float(n) for n in book.pages[0].mediabox[2:])
    assert width > height
    outside = " ".join(book.pages[0].extract_text().split())
    assert "This is my copy" in outside
    assert "Why Sam comes to see us" in outside
