"""What the rules say of a frame while it is typed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.voice.models import Frame, Story
from tests.drafts.conftest import said, type_into

pytestmark = pytest.mark.django_db
SignIn = Callable[[Viewer], Client]
OURS = "There was domestic abuse."


def url(name: str, story: Story, **more: object) -> str:
    key = {"family_id": story.family_id, "story_id": story.pk}
    return reverse(f"voice:{name}", kwargs=key | more)


def test_a_frame_is_read_as_it_is_typed_and_nothing_is_saved(
    sign_in: SignIn, practitioner: Viewer, story: Story
) -> None:
    client, check = sign_in(practitioner), url("check-new-frame", story)
    assert "R-WP" not in said(client, check)
    assert "R-WP" not in said(client, check, words="Mum and Dad had a row.")
    assert "R-WP1" in said(client, check, words=OURS)
    assert "sentence of" in said(client, check, words=" ".join(["and then"] * 15))
    new = said(client, check, words="Mum is ill.", is_new_to_child="on")
    assert "R-WP4" in new
    assert "Needed before it is read" in new
    with as_viewer(practitioner):
        assert not Frame.objects.filter(story=story, words=OURS).exists()


def test_a_drawn_frame_is_asked_how_its_picture_is_told(
    sign_in: SignIn, practitioner: Viewer, story: Story, frame: Frame
) -> None:
    client = sign_in(practitioner)
    check = url("check-frame", story, frame_id=frame.pk)
    assert "R-WP2" in said(client, check, words="Mum is here.")
    assert "R-WP2" not in said(client, check, words="Mum is here.", alt_text="Mum.")
    assert "R-WP2" not in said(
        client, url("check-new-frame", story), words="Mum is here."
    )


def test_words_in_another_language_are_not_read_as_english(
    sign_in: SignIn, practitioner: Viewer, story: Story
) -> None:
    with as_viewer(practitioner):
        Story.objects.filter(pk=story.pk).update(language="pl")
    check = url("check-new-frame", story)
    assert "R-WP1" not in said(sign_in(practitioner), check, words=OURS)


def test_the_form_says_where_to_ask_and_speaks_of_what_was_kept(
    sign_in: SignIn, practitioner: Viewer, story: Story, frame: Frame
) -> None:
    client, edit = sign_in(practitioner), url("frame", story, frame_id=frame.pk)
    page = client.get(edit).content.decode()
    check = url("check-frame", story, frame_id=frame.pk)
    assert f'data-rules-url="{check}"' in page
    assert "R-WP1" not in page
    type_into(client, edit, words=[OURS])
    page = client.get(edit).content.decode()
    assert OURS in page
    assert "R-WP1" in page
    answer = client.post(edit, {"version": "x", "words": OURS, "section": "?"})
    assert answer.status_code == 422
    assert "R-WP1" in answer.content.decode()


@pytest.mark.parametrize("words", ["b" * 100_000, "Leanne\x00 sings", "أ‮evil"])
def test_anything_pasted_is_answered(
    sign_in: SignIn, practitioner: Viewer, story: Story, words: str
) -> None:
    check = url("check-new-frame", story)
    said(sign_in(practitioner), check, words=words, section=words, alt_text=words)
