"""The theory of change that Kinfold ships, for a programme to begin with and adapt."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

SHIPPED_WHY: Final = (
    "Our reconstruction, to be checked against the published appendix (figures A1.1 "
    "and A1.2 of the evaluation of 2020)"
)


@dataclass(frozen=True, slots=True)
class ShippedNode:
    name: str
    kind: str
    words: str
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShippedClaim:
    cause: str
    effect: str
    because: str
    holds_where: str


@dataclass(frozen=True, slots=True)
class ShippedTheory:
    nodes: tuple[ShippedNode, ...]
    claims: tuple[ShippedClaim, ...]


@cache
def shipped_theory() -> ShippedTheory:
    text = Path(__file__).with_name("theory.toml").read_text(encoding="utf-8")
    given = tomllib.loads(text)
    return ShippedTheory(
        nodes=tuple(
            ShippedNode(
                one["name"], one["kind"], one["words"], tuple(one.get("indicators", ()))
            )
            for one in given["node"]
        ),
        claims=tuple(
            ShippedClaim(
                one["if"], one["then"], one["because"], one.get("holds_where", "")
            )
            for one in given["claim"]
        ),
    )
