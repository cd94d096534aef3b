"""Our own headings in the language of the family; their words as they wrote them."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from kinfold.copies.models import MapSharing
from kinfold.platform import glyphs
from kinfold.platform.our_words import (
    OurWords,
    language_of,
    languages,
    missing_in,
    our_words,
)
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement
from kinfold.records.models import Family, Person
from tests.copies.test_family_copy import printed, words_of
from tests.copies.test_sharing import share_post

SignIn = Callable[[Viewer], Client]
EVERY = pytest.mark.parametrize("our", languages(), ids=lambda one: one.code)


def page_of(client: Client, family: Family, query: str = "") -> str:
    page = client.get(reverse("copies:family-copy", args=[family.pk]) + query)
    return page.content.decode()


def speaks(by: Viewer, name: str, *spoken: str) -> None:
    with as_viewer(by):
        Person.objects.filter(given_names=name).update(languages=list(spoken))


def test_there_are_four_and_english_comes_first() -> None:
    assert [one.code for one in languages()] == ["en", "pl", "ro", "ur"]
    assert our_words("ur").direction == "rtl"


@EVERY
def test_every_language_says_all_of_it(our: OurWords) -> None:
    english = our_words()
    assert missing_in(our) == []
    assert set(our.words) == set(english.words)
    for key, sentence in english.words.items():
        parts = re.findall(r"{\w+}", sentence)
        assert sorted(re.findall(r"{\w+}", our[key])) == sorted(parts), key
    assert (len(our.months), len(our.weekdays)) == (12, 7)
    assert "2026" in our.day(date(2026, 5, 14))


@EVERY
def test_every_letter_of_ours_can_be_printed(our: OurWords) -> None:
    said = " ".join([our.name, *our.words.values(), *our.months, *our.weekdays])
    assert [letter for letter in said if not glyphs.is_drawn(letter)] == []


@EVERY
def test_the_paper_is_accessible_and_whole_in_every_language(
    our: OurWords, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        reader = printed(our=our)
    assert str(reader.trailer["/Root"]["/Lang"]).partition("-")[0] == our.code
    assert not caplog.records


def test_a_language_that_lacks_a_sentence_is_found() -> None:
    from dataclasses import replace

    words = {key: said for key, said in our_words("pl").words.items() if key != "lead"}
    assert missing_in(replace(our_words("pl"), words=words)) == ["lead"]


def test_the_languages_can_be_listed(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("languages")
    said = capsys.readouterr().out
    assert "ur  Urdu: complete; read through by nobody yet" in said


@pytest.mark.parametrize(
    ("spoken", "code"),
    [
        ([], "en"),
        ([["Polish"]], "pl"),
        ([["polski"]], "pl"),
        ([["Polish", "English"]], "en"),
        ([["Igbo"], ["Urdu"]], "ur"),
        ([["Welsh"]], "en"),
    ],
)
def test_the_record_says_which_language_to_begin_with(
    spoken: list[list[str]], code: str
) -> None:
    assert language_of(spoken).code == code


@pytest.mark.django_db
def test_headings_follow_the_record_and_words_stay_as_written(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    speaks(practitioner, "Amira", "Polish")
    client = sign_in(practitioner)
    page = page_of(client, family)
    paper = words_of(
        PdfReader(
            io.BytesIO(
                client.get(reverse("copies:family-copy-pdf", args=[family.pk])).content
            )
        )
    )
    for words in (page, paper):
        assert our_words("pl")["worried_title"] in words
        assert our_words("pl")["as_written"] in words
        assert "Quiet Fridays, and everybody in their own bed." in words
        assert "What are we worried about?" not in words
    assert our_words("pl")["translator"] in paper
    assert "Nobody who grew up with Polish has read our headings" in page
    english = page_of(client, family, "?chosen=1&language=en")
    assert "What are we worried about?" in english


@pytest.mark.django_db
def test_urdu_is_read_from_the_right_and_english_in_it_from_the_left(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    page = page_of(sign_in(practitioner), family, "?chosen=1&language=ur")
    assert '<article class="copy" lang="ur" dir="rtl">' in page
    assert our_words("ur")["worried_title"] in page
    assert '<p dir="auto" lang="en-GB">' in page
    # a telephone may have no face for it, so the page brings the one of the paper
    assert "kinfold/css/copies" in page
    for name in ("Regular", "Bold"):
        assert finders.find(f"kinfold/scripts/Noto-arabic-{name}.ttf")


@pytest.mark.django_db
def test_a_language_we_do_not_have_is_refused_in_words(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    address = reverse("copies:family-copy", args=[family.pk])
    answer = sign_in(practitioner).get(address + "?chosen=1&language=../../en")
    assert answer.status_code == 422
    assert "Choose one of the languages we have" in answer.content.decode()


@pytest.mark.django_db
def test_what_is_kept_says_in_which_language_it_was_given(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    client = sign_in(practitioner)
    query = "?chosen=1&language=ro"
    page = client.get(reverse("copies:family-copy", args=[family.pk]) + query)
    read = share_post(page.context["form"])
    address = reverse("copies:share", args=[family.pk])
    assert client.post(address, read).status_code == 409
    assert client.post(address + query, read).status_code == 302
    with as_viewer(practitioner):
        kept = MapSharing.objects.get().copy
    assert kept["language"] == "ro"
    assert kept["headings"]["good"] == our_words("ro")["head_good"]
