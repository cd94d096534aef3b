"""What people read or work with at a meeting: words and an address, one a line.

Kept as it was typed, so that whoever changes it sees what they wrote.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from kinfold_core.practice.links import may_become_link

MOST_MATERIALS = 30
LONGEST_ADDRESS = 500


@dataclass(frozen=True, slots=True)
class Material:
    """Its title in words, and where it is."""

    title: str
    url: str


def materials_in(text: str) -> tuple[Material, ...]:
    """Each line that is not empty, in its order. A line without words is called by its
    address.

    Raises:
        ValueError: a line has no address, or there are too many; the message says
            which, what is wrong and how to mend it, and is safe to show.
    """
    lines = [
        (number, line.split())
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip()
    ]
    if len(lines) > MOST_MATERIALS:
        raise ValueError(f"Give at most {MOST_MATERIALS} materials, one a line")
    return tuple(_material(number, words) for number, words in lines)


def readable_materials(text: str) -> tuple[Material, ...]:
    """Those lines of what was kept that have an address: a page that shows them is not
    refused for a line that is out of order."""
    found: list[Material] = []
    for line in text.splitlines():
        with suppress(ValueError):
            found += materials_in(line)
    return tuple(found)


def _material(number: int, words: list[str]) -> Material:
    *title, url = words
    if len(url) > LONGEST_ADDRESS:
        raise ValueError(
            f"The address in line {number} is longer than {LONGEST_ADDRESS} characters"
        )
    if not may_become_link(url):
        raise ValueError(
            f"Line {number} needs an address at its end that begins with https://, "
            "or with / for a page of Kinfold"
        )
    return Material(" ".join(title) or url, url)
