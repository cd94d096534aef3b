"""Materials of a meeting: what is a line, and what is none."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinfold_core.practice.materials import (
    LONGEST_ADDRESS,
    MOST_MATERIALS,
    Material,
    materials_in,
    readable_materials,
)

SITE = "https://example.org/plan.pdf"


def test_each_line_has_words_and_then_its_address() -> None:
    text = (
        f"Our  renewed plan {SITE}\r\n\n  \nThe knowledge bank /knowledge/\n{SITE}\n/"
    )
    assert materials_in(text) == (
        Material("Our renewed plan", SITE),
        Material("The knowledge bank", "/knowledge/"),
        Material(SITE, SITE),
        Material("/", "/"),
    )
    # a phone begins a line with a capital
    [by_phone] = materials_in("Our plan HTTPS://example.org")
    assert by_phone == Material("Our plan", "HTTPS://example.org")


def test_nothing_is_no_material() -> None:
    assert materials_in("") == ()


@pytest.mark.parametrize(
    "url",
    [
        "plan.pdf", "http://example.org", "javascript:alert(1)", "data:text/html,x",
        "//example.org", "/\\example.org", "https://", "https://[", "ftp://a/b",
        "/a b/\\", "/<script>", "HTTPS", "/a\u202e",
        "https://example.org/\u202egpj", "\x01https://e.org",
    ],
)  # fmt: skip
def test_what_leads_nowhere_or_somewhere_else_is_told_with_its_line(url: str) -> None:
    with pytest.raises(ValueError, match="^Line 2 needs an address at its end"):
        materials_in(f"The plan {SITE}\nThe other {url}")


def test_too_many_and_too_long_are_told() -> None:
    assert len(materials_in(f"{SITE}\n" * MOST_MATERIALS)) == MOST_MATERIALS
    with pytest.raises(ValueError, match=f"at most {MOST_MATERIALS}"):
        materials_in(f"{SITE}\n" * (MOST_MATERIALS + 1))
    with pytest.raises(ValueError, match="in line 1 is longer than"):
        materials_in("https://example.org/" + "a" * LONGEST_ADDRESS)


def test_what_was_kept_is_shown_without_the_lines_that_are_out_of_order() -> None:
    kept = f"The plan {SITE}\nno address\n\nThe bank /knowledge/?words=a+b"
    assert readable_materials(kept) == (
        Material("The plan", SITE),
        Material("The bank", "/knowledge/?words=a+b"),
    )


BEGINNINGS = (
    "https://",
    "HTTPS://",
    "https:/",
    "/",
    "//",
    "/\\",
    "\x01https://",
    "javascript:",
)


@given(st.sampled_from(BEGINNINGS), st.text(max_size=20))
def test_whatever_is_typed_leads_to_the_web_or_to_a_page_of_ours(
    beginning: str, rest: str
) -> None:
    for one in readable_materials(f"words {beginning}{rest}"):
        assert one.title
        assert one.url.isprintable()
        if not one.url.lower().startswith("https://"):
            assert urljoin("https://ours.example/a/", one.url).startswith(
                "https://ours.example/"
            )
            assert "\\" not in one.url
