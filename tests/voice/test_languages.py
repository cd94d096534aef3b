"""The book's own headings in the language of the story, where we have it."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from kinfold.voice.models import Story

pytestmark = pytest.mark.django_db
SignIn = Callable[[Viewer], Client]


@pytest.mark.parametrize(
    ("language", "mine", "section"),
    [
        ("en", "This is my copy", "Who we are"),
        ("pl", "To jest mój egzemplarz", "Kim jesteśmy"),
        ("ro", "Acesta este exemplarul meu", "Cine suntem"),
        ("cy", "This is my copy", "Who we are"),  # we have no Welsh yet
    ],
)
def test_the_books_own_headings_are_in_the_storys_language(
    sign_in: SignIn,
    practitioner: Viewer,
    family: Family,
    story: Story,
    language: str,
    mine: str,
    section: str,
) -> None:
    with as_viewer(practitioner):
        Story.objects.filter(pk=story.pk).update(language=language)
    client = sign_in(practitioner)
    for name in ("voice:book", "voice:pages"):
        answer = client.get(reverse(name, args=[family.pk, story.pk]))
        reader = PdfReader(io.BytesIO(answer.content))
        words = " ".join(" ".join(p.extract_text() for p in reader.pages).split())
        assert mine in words
        assert section in words
        assert reader.trailer["/Root"]["/Lang"] == language
    page = client.get(reverse("voice:together", args=[family.pk, story.pk]) + "?page=1")
    assert section in page.content.decode()


def test_a_book_from_right_to_left_is_made_too(
    sign_in: SignIn, practitioner: Viewer, family: Family, story: Story
) -> None:
    with as_viewer(practitioner):
        Story.objects.filter(pk=story.pk).update(language="ur")
    client = sign_in(practitioner)
    for name in ("voice:book", "voice:pages"):
        answer = client.get(reverse(name, args=[family.pk, story.pk]))
        assert answer["Content-Type"] == "application/pdf"
    page = client.get(reverse("voice:together", args=[family.pk, story.pk]))
    assert 'dir="rtl"' in page.content.decode()
