"""The family's copy: what it says, what it leaves out, who can read it."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from kinfold.copies.pdf import render_copy
from kinfold.copies.presenters.family_copy import HEADED, FamilyCopy, Item, Step
from kinfold.platform import glyphs
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement
from kinfold.records.models import Family, FamilyMember, Person, ServiceStatus
from kinfold_core.practice.written import Named, Showing
from tests.factories.practice import make_entry, make_family, make_map, make_rating

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignIn = Callable[[Viewer], Client]
HIDDEN = Showing(
    is_visible=False, reason="Danger to Leanne", review_on=date(2990, 1, 4)
)


def copy_of(client: Client, family: Family, size: str = "") -> PdfReader:
    address = reverse("copies:family-copy-pdf", args=[family.pk])
    answer = client.get(address, {"print": size} if size else {})
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    return PdfReader(io.BytesIO(answer.content))


def words_of(reader: PdfReader) -> str:
    text = " ".join(page.extract_text() for page in reader.pages)
    return " ".join(text.replace("\u200b", "").split())


def a_copy(**changes: object) -> FamilyCopy:
    fields: dict[str, object] = {
        "title": "Amira and Kai", "family": "The Okafor-Hale family",
        "everybody": ("Amira", "Kai"), "made_on": "3 May 2026", "version": 1,
        "is_draft": False, "is_made_up": False, "happened": (), "worries": (),
        "harder": (), "kept_safe": (), "good": (), "wishes": (), "steps": (),
        "scales": (), "worker": "Priya Shah", "team": "Lincoln North",
        "languages": (),
        "headings": {part: part.capitalize() for part in HEADED},
    } | changes  # fmt: skip
    return FamilyCopy(**fields)  # type: ignore[arg-type]


def printed(**changes: object) -> PdfReader:
    return PdfReader(io.BytesIO(render_copy(a_copy(**changes))))


def test_the_paper_can_be_read_by_a_screen_reader(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    reader = copy_of(sign_in(practitioner), family)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712  its own kind of truth
    assert str(root["/Lang"]) == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
    assert "pdfuaid:part" in root["/Metadata"].get_data().decode()
    assert reader.metadata is not None
    assert reader.metadata.title == "Our map: Amira and Kai"
    kinds = _kinds(root["/StructTreeRoot"])
    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/L", "/Figure"} <= kinds


def _kinds(node: object) -> set[str]:
    """Every kind of tag in the tree of a PDF."""
    found: set[str] = set()
    waiting = [node]
    while waiting:
        one = waiting.pop()
        one = one.get_object() if hasattr(one, "get_object") else one
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            found.add(str(one.get("/S", "")))
            if "/K" in one:
                waiting.append(one["/K"])
    return found


def test_names_come_first_and_every_part_is_there(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    words = words_of(copy_of(sign_in(practitioner), family))
    assert words.startswith("Amira and Kai")
    for said in (
        "“Dad pushed Mum and she had Kai in her arms.”",
        "Mr Cole (teacher) are worried",
        "Dean sees it differently",
        "Nan Jo, 17 May 2026",
        "Quiet Fridays, and everybody in their own bed.",
        "Ring Raj and ask",
        "Leanne says 4",
        "Amira did not want to say",
        "works with you",
        "999",
        "We will look at this together again on",
        "This is your copy. Tell us what is not true.",
    ):
        assert said in words, said
    assert "average" not in words.lower()
    assert "Made-up" not in words


@pytest.mark.parametrize("where", ["page", "paper"])
def test_what_is_kept_back_for_now_is_nowhere(
    sign_in: SignIn,
    practitioner: Viewer,
    family: Family,
    danger: DangerStatement,
    where: str,
) -> None:
    for category in ("harm", "complicating_factor", "strength", "next_step"):
        make_entry(practitioner, family, category, text="Secret thing", showing=HIDDEN)
    make_rating(
        practitioner, family, danger.pk, Named(name="Secret Aunt"), "1",
        reason_why_not_lower="Secret reason", showing=HIDDEN,
    )  # fmt: skip
    make_entry(practitioner, family, text="Open thing")
    client = sign_in(practitioner)
    if where == "paper":
        words = words_of(copy_of(client, family))
    else:
        address = reverse("copies:family-copy", args=[family.pk])
        words = client.get(address).content.decode()
    assert "Open thing" in words
    assert "Secret" not in words
    assert "Danger to Leanne" not in words


def test_a_hidden_danger_takes_its_goal_and_scale_with_it(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    with as_viewer(practitioner):
        DangerStatement.objects.filter(pk=danger.pk).update(
            is_visible_to_family=False, hidden_reason="Danger",
            hidden_review_on=date(2990, 1, 4), hidden_by_id=practitioner.worker_id,
        )  # fmt: skip
    words = words_of(copy_of(sign_in(practitioner), family))
    for said in ("plate broke", "Quiet Fridays", "Leanne says", "worry 1"):
        assert said not in words


def test_a_made_up_family_and_a_draft_say_so_on_every_page(
    sign_in: SignIn, practitioner: Viewer
) -> None:
    family = make_family(practitioner, is_synthetic=True)
    client = sign_in(practitioner)
    client.post(
        reverse("practice:add-danger", args=[family.pk]),
        {"worried_about": "A plate broke. " * 300, "version": "1"},
    )
    reader = copy_of(client, family)
    assert len(reader.pages) > 1
    for page in reader.pages:
        assert "Made-up family" in page.extract_text()
        assert "Draft" in page.extract_text()


def test_large_print_is_larger_and_says_the_same(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    client = sign_in(practitioner)
    plain, large = copy_of(client, family), copy_of(client, family, "large")
    assert len(large.pages) > len(plain.pages)
    assert "Quiet Fridays, and everybody in their own bed." in words_of(large)


def test_a_language_of_the_family_is_asked_about(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    with as_viewer(practitioner):
        Person.objects.filter(given_names="Amira").update(
            languages=["Polish", "English"]
        )
    assert "You speak Polish" in words_of(copy_of(sign_in(practitioner), family))


@pytest.mark.parametrize(
    ("words", "drawn"),
    [
        ("Zażółć gęślą jaźń", "Zażółć gęślą jaźń"),
        ("Привіт, Олено", "Привіт, Олено"),
        ("Καλημέρα", "Καλημέρα"),
        ('#read("/etc/passwd") $x$ = *bold* <script>', '#read("/etc/passwd") $x$'),
        ("\\u{41} @ref // comment", "\\u{41} @ref // comment"),
        ("Line one\nLine two", "Line one Line two"),
    ],
)
def test_words_are_printed_as_they_were_written(words: str, drawn: str) -> None:
    assert drawn in words_of(printed(good=(Item(words),)))


@pytest.mark.parametrize(
    "words",
    [
        "أحب أمي كثيرا",
        "אני אוהב",
        "আমি ভালো আছি",
        "मैं ठीक हूँ",
        "ਮੈਂ ਠੀਕ ਹਾਂ",
        "હું ઠીક છું",
        "நான் நலம்",
        "ደህና ነኝ",
        "🙂👩‍👧 ❤️",
        "e\u0301 \u200d \u200b \ufe0f",
    ],
)
def test_scripts_that_families_write_in_are_drawn(
    words: str, caplog: pytest.LogCaptureFixture
) -> None:
    assert "could not be printed" not in words_of(printed(good=(Item(words),)))
    assert not caplog.records


def test_what_cannot_be_drawn_is_said_in_words_and_logged_without_them(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.WARNING):
        words = words_of(printed(good=(Item("Mum says 你好 to us"),)))
    assert f"Mum says {glyphs.MARK} to us" in words
    assert "Some letters could not be printed" in words
    assert caplog.records[0].message == "typesetting.letters_not_drawn"
    assert caplog.records[0].letters == ["U+4F60", "U+597D"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("words", ["\ud7ff\ue000\x07\u2028", "\U000e0041", " ", "۱"])
def test_odd_characters_stop_nothing(words: str) -> None:
    assert len(printed(title="x" + words, good=(Item("ok " + words),)).pages) == 1


def test_a_very_long_word_stays_on_the_page() -> None:
    word = "Llanfair" * 60
    assert word in words_of(printed(good=(Item(word),))).replace(" ", "")


def test_a_long_copy_is_printed_to_its_end() -> None:
    long_words = "On some Fridays he shouts and breaks things. " * 12
    copy = a_copy(
        happened=tuple(Item(long_words, by="Amira") for _ in range(30)),
        steps=tuple(Step("Ring Raj", "Nan Jo", "Friday", False) for _ in range(40)),
    )
    pages = PdfReader(io.BytesIO(render_copy(copy))).pages
    words = " ".join("".join(page.extract_text() for page in pages).split())
    assert len(pages) >= 8
    assert words.count("On some Fridays") == 30 * 12
    assert words.count("Ring Raj") == 40


def test_an_empty_map_offers_nothing_to_print(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    page = sign_in(practitioner).get(reverse("copies:family-copy", args=[family.pk]))
    assert "Nothing to give them yet" in page.content.decode()
    assert ".pdf" not in page.content.decode()


def test_paper_in_two_clicks(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    client = sign_in(practitioner)
    first = client.get(reverse("practice:map", args=[family.pk])).content.decode()
    copy_page = reverse("copies:family-copy", args=[family.pk])
    assert copy_page in first
    second = client.get(copy_page).content.decode()
    assert reverse("copies:family-copy-pdf", args=[family.pk]) in second


def test_the_page_says_what_the_paper_says(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    make_map(practitioner, family)
    make_entry(
        practitioner, family, "next_step", text="Buy a stairgate.",
        due_on=timezone.localdate() + timedelta(days=1),
    )  # fmt: skip
    client = sign_in(practitioner)
    page = client.get(reverse("copies:family-copy", args=[family.pk]))
    paper = words_of(copy_of(client, family))
    for said in ("Buy a stairgate.", "Pizza and a film.", "Nobody yet: who could?"):
        assert said in page.content.decode()
        assert said in paper


def test_the_copy_speaks_in_the_words_of_the_service_they_have(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    client = sign_in(practitioner)
    safety = client.get(
        reverse("copies:family-copy", args=[family.pk])
    ).content.decode()
    with as_viewer(practitioner):
        child = FamilyMember.objects.filter(family=family, part="child").first()
        assert child is not None
        ServiceStatus.objects.create(
            authority_id=family.authority_id,
            family=family,
            child_id=child.person_id,
            status="early_help",
            started_on=timezone.localdate(),
        )
    wellbeing = client.get(
        reverse("copies:family-copy", args=[family.pk])
    ).content.decode()
    assert "<h3>What we worry might happen</h3>" in safety
    assert "<h3>What might get harder</h3>" in wellbeing
    assert "<h3>What going well looks like</h3>" in wellbeing
    assert "What might get harder" in words_of(copy_of(client, family))
