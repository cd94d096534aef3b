"""Every address of Kinfold that names a row, read from the resolver."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import UUIDConverter

# parts that name no row
PARTS = {
    "version": "1",
    "entry_number": "1",
    "wave_number": "1",
    "reader_key": "school",
    "file_kind": "csv",
    "step": "lead-case",
    "goal_key": "clear-planning",
    "part_key": "close-to-practice",
}


@dataclass(frozen=True)
class Address:
    """One address pattern that names a row."""

    route: str
    parts: tuple[tuple[str, bool], ...]  # each part's name, and whether it is a row's

    @property
    def refusals(self) -> set[int]:
        """403 and 405 are given before any row is looked for."""
        is_discard = self.route.endswith("discard/")  # of what is not there: no error
        return {403, 404, 405, 302} if is_discard else {403, 404, 405}

    def filled(self, ids: dict[str, object]) -> str:
        url = "/" + self.route
        for name, is_row in self.parts:
            url = re.sub(
                rf"<(\w+:)?{name}>",
                str(ids[name]) if is_row else PARTS.get(name, "strength"),
                url,
            )
        return url


def addresses() -> list[Address]:
    """Every address in Kinfold that takes the id of a row."""
    found = []
    for route, pattern in leaves(get_resolver(), ""):
        converters = _converters(route, pattern)
        parts = [(name, isinstance(c, UUIDConverter)) for name, c in converters]
        if any(is_row for _, is_row in parts):
            found.append(Address(route, tuple(parts)))
    return found


def leaves(resolver: URLResolver, before: str) -> Iterator[tuple[str, URLPattern]]:
    for one in resolver.url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from leaves(one, route)
        else:
            yield route, one


def _converters(route: str, pattern: URLPattern) -> list[tuple[str, object]]:
    """The parts of the whole route, those of the including patterns too."""
    found: list[tuple[str, object]] = []
    for piece in route.split("<")[1:]:
        kind, _, name = piece.split(">")[0].rpartition(":")
        found.append((name, UUIDConverter() if kind == "uuid" else kind))
    assert set(pattern.pattern.converters) <= {name for name, _ in found}
    return found
