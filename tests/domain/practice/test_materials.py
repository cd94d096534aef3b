"""Materials of a meeting: what is a line, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinfold_core.practice.materials import (
    LONGEST_ADDRESS,
    MOST_MATERIALS,
    Material,
    materials_in,
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


def test_nothing_is_no_material() -> None:
    assert materials_in("") == ()


@pytest.mark.parametrize(
    "url",
    [
        "plan.pdf", "http://example.org", "javascript:alert(1)", "data:text/html,x",
        "//example.org", "/\\example.org", "https://", "https://[", "ftp://a/b",
        "/a b/\\", "/<script>", "HTTPS", "/a\u202e",
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


@given(st.text())
def test_whatever_is_typed_is_read_or_told(text: str) -> None:
    try:
        found = materials_in(text)
    except ValueError:
        found = ()
    assert all(one.title and one.url.startswith(("https://", "/")) for one in found)
