"""The copy read aloud and as plain text: the same words, one after the other."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from kinfold.copies.presenters.family_copy import Item
from kinfold.copies.presenters.told import as_text, told
from kinfold.platform.models import AuditEvent
from kinfold.platform.our_words import our_words
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement
from kinfold.records.models import Family
from kinfold_core.practice.written import Showing
from tests.copies.test_family_copy import a_copy
from tests.copies.test_parts import whole
from tests.factories.planning import FRIDAYS, MILK, Planned
from tests.factories.practice import make_entry
from tests.factories.trajectory import SOBER

__all__ = ["whole"]
SignIn = Callable[[Viewer], Client]
NAMES = ("read-aloud", "family-copy-text")
db = pytest.mark.django_db
each = pytest.mark.parametrize("name", NAMES)


def said(client: Client, family: Family, name: str, query: str = "") -> str:
    answer = client.get(reverse(f"copies:{name}", args=[family.pk]) + query)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


@db
@each
def test_it_says_what_page_and_paper_say(
    sign_in: SignIn, practitioner: Viewer, whole: Planned, name: str
) -> None:
    words = said(sign_in(practitioner), whole.family, name)
    for one in (
        "Dad pushed Mum and she had Kai in her arms.", "The plate was an accident",
        "Quiet Fridays, and everybody in their own bed.", "Leanne", FRIDAYS, MILK,
        SOBER, "What we promise you", "This day has passed. Ask us why.",
        "ring 999", "0800 1111",
    ):  # fmt: skip
        assert one in words, one


@db
@each
def test_what_is_kept_back_is_nowhere(
    sign_in: SignIn,
    practitioner: Viewer,
    family: Family,
    danger: DangerStatement,
    name: str,
) -> None:
    hidden = Showing(is_visible=False, reason="Danger", review_on=date(2990, 1, 4))
    make_entry(practitioner, family, text="Secret thing", showing=hidden)
    make_entry(practitioner, family, text="Open thing")
    words = said(sign_in(practitioner), family, name)
    assert "Open thing" in words
    assert "Secret" not in words


@db
@each
def test_only_who_may_share_opens_it_and_each_look_is_noted(
    sign_in: SignIn,
    practitioner: Viewer,
    elsewhere: Viewer,
    family: Family,
    danger: DangerStatement,
    name: str,
) -> None:
    address = reverse(f"copies:{name}", args=[family.pk])
    assert sign_in(elsewhere).get(address).status_code == 404
    sign_in(practitioner).get(address)
    kept = (
        "copies.family_copy_read"
        if name == "read-aloud"
        else ("copies.family_copy_text")
    )
    with as_viewer(practitioner):
        assert AuditEvent.objects.filter(action=kept).count() == 1


@db
def test_each_section_has_its_own_screen_and_ways_on(
    sign_in: SignIn, practitioner: Viewer, whole: Planned
) -> None:
    page = said(sign_in(practitioner), whole.family, "read-aloud")
    keys = re.findall(r'<section class="told__section" id="told-(\w+)"', page)
    assert keys == [
        "start", "worried", "well", "needs", "scales", "now", "plan", "lines", "road",
        "ring",
    ]  # fmt: skip
    ways = re.findall(r'href="#told-(\w+)"', page)
    assert set(ways) == set(keys)
    assert "data-quick-exit" in page
    assert page.count("<h1") == 1
    # without script no button that would do nothing
    buttons = re.findall(r"<button[^>]*data-read[^>]*>", page)
    assert len(buttons) == len(keys)
    assert all(" hidden " in button for button in buttons)


@db
def test_our_words_and_theirs_are_read_in_their_own_voices(
    sign_in: SignIn, practitioner: Viewer, whole: Planned
) -> None:
    query = "?chosen=1&language=ur&part=plan"
    page = said(sign_in(practitioner), whole.family, "read-aloud", query)
    assert '<article class="told" lang="ur" dir="rtl">' in page
    assert f'<p data-say dir="auto" lang="en-GB">{FRIDAYS}</p>' in page
    assert f'data-read="{our_words("ur")["read_it"]}"' in page
    assert SOBER not in page


def test_plain_text_keeps_lines_and_odd_letters_and_says_whose_words() -> None:
    words = as_text(a_copy(good=(Item("أحب أمي\n🙂 <b>", is_quote=True, by="Amira"),)))
    assert words.startswith("Amira and Kai\n\n====")
    assert "“أحب أمي\n🙂 <b>”\n\nAmira" in words


def test_a_section_with_nothing_to_say_is_left_out() -> None:
    assert [one.key for one in told(a_copy())] == ["start", "ring"]
