"""What may become a link: held by the lines of materials as well (test_materials)."""

from __future__ import annotations

import pytest

from kinfold_core.practice.links import is_on_the_web, is_own_page, may_become_link


@pytest.mark.parametrize(
    "url", ["https://example.org/a?b=c#d", "Https://x.org", "/knowledge/", "/"]
)
def test_the_web_and_our_own_pages_may_become_links(url: str) -> None:
    assert may_become_link(url)
    assert is_own_page(url) is url.startswith("/")


@pytest.mark.parametrize(
    "url",
    ["", "http://example.org", "//example.org", "/\\example.org", "https://[",
     "https://", "https://example.org/a b", "javascript:alert(1)",
     "https://example.org/\u202egpj", "plan.pdf"],
)  # fmt: skip
def test_nothing_else_may(url: str) -> None:
    assert not may_become_link(url)
    assert not is_on_the_web(url)
