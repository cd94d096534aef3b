"""The ecomap as its page shows it: the drawing, its sentence and its table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from kinfold.family_picture.models import SupportLine
from kinfold.family_picture.presenters.looking import Looking
from kinfold_core.genogram.ecomap import (
    HELP_WORDS,
    TIE_WORDS,
    Help,
    Near,
    Tie,
    density_said,
    draw_ecomap,
    middle_said,
)
from kinfold_core.people.dates import day_in_words
from kinfold_core.people.private_words import leave_out
from kinfold_core.phrases import capital
from kinfold_core.practice.network import Network


@dataclass(frozen=True, slots=True)
class LineRow:
    name: str
    note: str
    tie: str
    help: str
    said: str
    url: str
    before: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seen(Looking):
    page = "family_picture:around"


@dataclass(frozen=True, slots=True)
class EcomapPage:
    """`middle` says who is in it; `left_out` how many lines say where somebody is."""

    svg: str
    sentence: str
    middle: str
    left_out: int
    rows: tuple[LineRow, ...]
    is_empty: bool


def ecomap_page(
    seen: Seen,
    household: Sequence[str],
    network: Network,
    lines: Sequence[SupportLine],
    *,
    may_write: bool,
    kept: frozenset[str] = frozenset(),
) -> EcomapPage:
    """Those of the network and the services named, with their newest lines. No query.

    `lines` are the newest first. Whoever stepped back is not drawn any more. For the
    family without who said what, and without what gives away any of `kept`.
    """
    address = reverse("family_picture:line", args=[seen.family_id])
    drawn: dict[str, list[SupportLine]] = {}
    for line in lines:
        drawn.setdefault(str(line.member_id or f"service:{line.name}"), []).append(line)
    near, rows, left_out = [], [], 0
    for key, name, note in _who(network, lines):
        history = drawn.get(key, [])
        who = name if key.startswith("service:") else key
        url = f"{address}?{urlencode({'who': who})}" if may_write else ""
        one = _near(key, name, note, history, url)
        if leave_out(one, kept)[1]:
            left_out += 1
            continue
        near.append(one)
        rows.append(_row(name, note, () if seen.is_for_family else history, one))
    sentence = density_said(near)
    return EcomapPage(
        svg=draw_ecomap(household, near, sentence, scale=seen.scale),
        sentence=sentence,
        middle=middle_said(household),
        left_out=left_out,
        rows=tuple(rows),
        is_empty=not near,
    )


def _who(network: Network, lines: Sequence[SupportLine]) -> list[tuple[str, str, str]]:
    people = [(str(one.id), one.name, one.relationship) for one in network.here]
    services = sorted({line.name for line in lines if line.name})
    return [*people, *((f"service:{name}", name, "") for name in services)]


def _near(
    key: str, name: str, note: str, history: Sequence[SupportLine], url: str
) -> Near:
    newest = history[0] if history else None
    return Near(
        id=key,
        name=name,
        note=note,
        is_service=key.startswith("service:"),
        tie=Tie(newest.tie) if newest else Tie.UNKNOWN,
        help=Help(newest.help_way) if newest else Help.NONE,
        url=url,
    )


def _row(name: str, note: str, history: Sequence[SupportLine], one: Near) -> LineRow:
    return LineRow(
        name=name,
        note=note,
        tie=capital(TIE_WORDS[one.tie]),
        help=capital(HELP_WORDS[one.help]),
        said=_said(history[0]) if history else "",
        url=one.url,
        before=tuple(
            f"{capital(TIE_WORDS[Tie(line.tie)])}: {_said(line)}"
            for line in history[1:]
        ),
    )


def _said(line: SupportLine) -> str:
    return f"{line.said_by}, {day_in_words(line.said_on)}"
