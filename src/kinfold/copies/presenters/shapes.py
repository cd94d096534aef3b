"""The shape of every part of a copy, so that page, paper and voice say the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString

from kinfold.voice.presenters.drawn import drawn
from kinfold_core.pictures.picture import read_picture


@dataclass(frozen=True, slots=True)
class Line:
    """A word of ours, and what somebody wrote. `is_ours`: a day, in our words too."""

    label: str
    words: str
    is_ours: bool = False


@dataclass(frozen=True, slots=True)
class Thing:
    """One rule, promise, bottom line or frame. `note` is ours alone.

    `picture` is kept as numbers (ADR 19), and said in words by `alt`.
    """

    text: str
    title: str = ""
    is_quote: bool = False
    lines: tuple[Line, ...] = ()
    note: str = ""
    picture: dict[str, Any] = field(default_factory=dict)
    alt: str = ""

    @property
    def drawn(self) -> SafeString:
        """The picture as markup, or "" where there is none."""
        if not self.picture:
            return SafeString("")
        return drawn(read_picture(self.picture), said=self.alt)


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    things: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """`notes` are ours, `lead` is somebody's words."""

    key: str
    icon: str
    title: str
    lead: str
    notes: tuple[str, ...]
    groups: tuple[Group, ...]


@dataclass(slots=True)
class Parts:
    """The parts for these readers, and what stays out of them, for the worker alone."""

    shown: list[Part] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
