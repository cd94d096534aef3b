"""The two signs of Making Data Count: did anything change, and is the aim met?

A letter says it and the colour repeats it: H or L beside the hills for a figure that is
high or low by more than chance; P, F or ? for an aim that is passed, failed or left to
chance. Words always stand beside the sign, so the sign itself is not read out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kinfold_core.drawing.svg import element
from kinfold_measures.process import Process
from kinfold_measures.spc.xmr import Assurance, Kind

_SIZE = 40
_HILLS = "M9 29L15 24L20 28L25 22L31 26"


@dataclass(frozen=True, slots=True)
class Sign:
    """A small drawing and the words that stand beside it."""

    svg: str
    words: str


_UNUSUAL = "chart-sign chart-sign-unusual"
_VARIATION: Mapping[Kind, tuple[str, str]] = {
    Kind.COMMON: ("chart-sign", "No more than chance"),
    Kind.IMPROVEMENT: ("chart-sign chart-sign-better", "More than chance: better"),
    Kind.CONCERN: ("chart-sign chart-sign-worse", "More than chance: a worry"),
    Kind.HIGH: (_UNUSUAL, "More than chance: higher"),
    Kind.LOW: (_UNUSUAL, "More than chance: lower"),
}
_ASSURANCE: Mapping[Assurance, tuple[str, str, str]] = {
    Assurance.MET: ("P", "chart-sign chart-sign-better", "The aim is met"),
    Assurance.MISSED: ("F", "chart-sign chart-sign-worse", "The aim is not met"),
    Assurance.INCONSISTENT: ("?", "chart-sign", "The aim is met by chance only"),
}


def signs_of(process: Process) -> tuple[Sign, ...]:
    """The sign of variation and, where there is an aim, that of assurance."""
    found = []
    if process.variation is not None and process.latest is not None:
        class_, words = _VARIATION[process.variation]
        is_common = process.variation is Kind.COMMON
        letter = "" if is_common else "LH"[process.latest[1].is_up]
        found.append(Sign(_drawn(letter, class_, _HILLS), words))
    elif process.has_moved:
        found.append(Sign(_drawn("", _UNUSUAL, _HILLS), "More than chance: it moved"))
    if process.assurance is not None:
        letter, class_, words = _ASSURANCE[process.assurance]
        found.append(Sign(_drawn(letter, class_, ""), words))
    return tuple(found)


def _drawn(letter: str, class_: str, hills: str) -> str:
    middle = _SIZE / 2
    parts = [element("circle", cx=middle, cy=middle, r=17)]
    if hills:
        parts.append(element("path", d=hills))
    if letter:
        height = 18 if hills else 26
        parts.append(element("text", letter, x=middle, y=height, text_anchor="middle"))
    return element(
        "svg",
        "".join(parts),
        viewBox=f"0 0 {_SIZE} {_SIZE}",
        aria_hidden="true",
        class_=class_,
    )
