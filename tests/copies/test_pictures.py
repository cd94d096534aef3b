"""The copy in pictures: our own drawings, each said in words, and few words beside."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from kinfold.copies.presenters.pictures import SCENES, SHORT, first_sentence
from kinfold.platform.models import AuditEvent
from kinfold.platform.our_words import OurWords, languages
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice import actions
from kinfold.practice.models import DangerStatement
from kinfold.records.models import Family
from kinfold_core.pictures.telling import tell
from kinfold_core.practice.written import DangerSetDetails
from tests.factories.practice import make_entry, make_family

SignIn = Callable[[Viewer], Client]
LONG = "Nan came on Friday and took both of them to hers for the night. " * 5


def url(family: Family, name: str = "pictures") -> str:
    return reverse(f"copies:{name}", args=[family.pk])


@pytest.mark.parametrize("our", languages(), ids=lambda one: one.code)
def test_every_drawing_of_ours_is_said_in_every_language(our: OurWords) -> None:
    for scene, picture in SCENES.items():
        assert our[f"scene_{scene}"].strip()
        assert tell(picture), scene


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Short. And more.", "Short. And more."),
        (LONG, "Nan came on Friday and took both of them to hers for the night. …"),
        ("a" * (SHORT + 1), "a" * (SHORT + 1)),
        ("a" * SHORT + ".", "a" * SHORT + "."),
    ],
)
def test_a_long_passage_is_given_by_its_first_sentence(text: str, said: str) -> None:
    assert first_sentence(text) == said


@pytest.mark.django_db
def test_each_thing_has_its_picture_and_each_picture_its_words(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    make_entry(practitioner, family, "existing_safety", text=LONG)
    answer = sign_in(practitioner).get(url(family))
    page = answer.content.decode()
    cards = answer.context["cards"]
    assert page.count("<svg xmlns") == len(cards)
    assert page.count('role="img" aria-label="') == len(cards)
    said = " ".join(
        words for card in cards for thing in card.things for words in thing.words
    )
    for words in (
        "“Dad pushed Mum and she had Kai in her arms.”",
        "Leanne reads to Kai every night.",
        "Pizza and a film.",
        "Leanne: 4",
        "Ring Raj and ask if he can do pay-day Fridays.",
        "hers for the night. …",
    ):
        assert words in said, words
    assert page.count("Dean sees it differently.") == 1
    assert "The plate was an accident" not in page
    with as_viewer(practitioner):
        assert AuditEvent.objects.filter(
            action="copies.family_copy_pictures", family_id=family.pk
        ).exists()


@pytest.mark.django_db
def test_a_draft_of_a_made_up_family_says_so_above_its_pictures(
    sign_in: SignIn, practitioner: Viewer
) -> None:
    family = make_family(practitioner, is_synthetic=True)
    make_entry(practitioner, family)
    with as_viewer(practitioner):
        actions.add_danger_set(
            family_id=family.pk, by=practitioner,
            details=DangerSetDetails(worried_about="DV and neglect, chaotic home."),
        )  # fmt: skip
    page = sign_in(practitioner).get(url(family)).content.decode()
    assert "Made-up family" in page[page.index("<article") :]
    assert "Draft: some words are still missing" in page


@pytest.mark.django_db
def test_what_is_kept_from_the_family_is_in_no_picture(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    from tests.copies.test_link_reader import keep_back

    secret = make_entry(practitioner, family, "harm", text="Told to a teacher alone.")
    with as_viewer(practitioner):
        keep_back(practitioner, secret)
    page = sign_in(practitioner).get(url(family)).content.decode()
    assert "Told to a teacher alone." not in page


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "ur"])
def test_the_paper_is_tagged_and_says_its_pictures(
    sign_in: SignIn,
    practitioner: Viewer,
    family: Family,
    danger: DangerStatement,
    language: str,
) -> None:
    answer = sign_in(practitioner).get(
        url(family, "pictures-pdf"), {"chosen": "1", "language": language}
    )
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "private, no-store"
    reader = PdfReader(io.BytesIO(answer.content))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith(language)
    words = " ".join(page.extract_text() for page in reader.pages)
    assert "Leanne reads to Kai every night." in " ".join(words.split())


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["pictures", "pictures-pdf"])
def test_a_choice_that_cannot_be_used_is_asked_again(
    sign_in: SignIn,
    practitioner: Viewer,
    family: Family,
    danger: DangerStatement,
    name: str,
) -> None:
    answer = sign_in(practitioner).get(
        url(family, name), {"chosen": "1", "phone": "ring me"}
    )
    assert answer.status_code == 422


@pytest.mark.django_db
def test_only_for_those_who_may_share_it(
    sign_in: SignIn, analyst: Viewer, practitioner: Viewer, family: Family
) -> None:
    for name in ("pictures", "pictures-pdf"):
        assert sign_in(analyst).get(url(family, name)).status_code == 403
