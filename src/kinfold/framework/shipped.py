"""The framework in our own words, as it is shipped: domains, parts and scales."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

EDITION: Final = "1"
"""What a new review is rated against; an older one keeps the words it had."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a domain, what it asks, and what 0, 5 and 10 look like."""

    key: str
    title: str
    asks: str
    zero: str
    five: str
    ten: str


@dataclass(frozen=True, slots=True)
class Domain:
    key: str
    title: str
    words: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Framework:
    edition: str
    source: str
    source_url: str
    domains: tuple[Domain, ...]

    @property
    def parts(self) -> tuple[Part, ...]:
        """All of them, in order."""
        return tuple(part for domain in self.domains for part in domain.parts)

    def part(self, key: str) -> Part | None:
        return next((one for one in self.parts if one.key == key), None)

    def after(self, key: str) -> Part | None:
        """The part that comes next; None after the last."""
        keys = [one.key for one in self.parts]
        place = keys.index(key) + 1
        return self.parts[place] if place < len(keys) else None


@cache
def framework(edition: str = EDITION) -> Framework:
    """The words of an edition. Each edition that was ever shipped stays a file."""
    file = Path(__file__).with_name(f"framework-{edition}.toml")
    given = tomllib.loads(file.read_text(encoding="utf-8"))
    return Framework(
        edition=given["edition"],
        source=given["source"],
        source_url=given["source_url"],
        domains=tuple(
            Domain(
                key=one["key"],
                title=one["title"],
                words=one["words"],
                parts=tuple(Part(**part) for part in one["part"]),
            )
            for one in given["domain"]
        ),
    )
