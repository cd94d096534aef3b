"""Both sides of each child in words: who is there, or how somebody tried."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from kinfold.networks.beyond import SideSaid, SidesSaid
from kinfold.sides.row_making import Descent
from kinfold_core import phrases
from kinfold_core.people.dates import day_in_words
from kinfold_core.people.relationships import Side
from kinfold_core.practice.sides import AskRow, SideRow, Sides

Names = Mapping[UUID, str]
PARENT: Final = {Side.MATERNAL: "mother", Side.PATERNAL: "father"}
_THEIR: Final = {Side.MATERNAL: "her", Side.PATERNAL: "his"}
OF_ALL: Final = (
    "This was asked of all the children together, before it was kept for each child. "
    "Ask again of each."
)


def sides_said(family_id: UUID, descent: Descent, sides: Sides) -> SidesSaid:
    """Every side of every child, and whoever nobody said whose people they are."""
    names = descent.children
    rows = tuple(_side(family_id, row, names) for row in sides.rows)
    unplaced = tuple(_unplaced(side, people) for side, people in sides.unplaced)
    first = "Nobody has written down yet that the family was asked."
    if sides.first_asked_on:
        first = f"First asked on {day_in_words(sides.first_asked_on)}."
    return SidesSaid(
        first_asked=first,
        sides=(*rows, *unplaced),
        earlier=tuple(ask_words(ask, names) for ask in sides.earlier),
    )


def side_of_whom(row: SideRow, names: Names) -> str:
    """ "father's side"; where the children have other fathers, of whom: "father's side
    of Kai and Baby"."""
    of = "" if len(row.children) == len(names) else f" of {_listed(row, names)}"
    return f"{row.side.label}{of}"


def ask_words(ask: AskRow, names: Names, of: Iterable[UUID] = ()) -> str:
    """Whom, when and the answer; of which children, unless it is of all in `of`."""
    about = [name for key, name in names.items() if key in ask.children]
    is_plain = not about or set(of) <= ask.children
    said = "" if is_plain else f", about {phrases.listed(about)}"
    return f"{ask.whom}, {day_in_words(ask.asked_on)}{said}: {ask.answer}"


def ask_url(family_id: UUID, side: Side, children: Sequence[UUID]) -> str:
    """Where it is written down that somebody was asked about these children."""
    query = urlencode({"side": side, "child": children}, doseq=True)
    return f"{reverse('sides:ask', args=[family_id])}?{query}"


def what_to_ask(row: SideRow) -> str:
    """The next question about a side of which nobody is there; "" when somebody is."""
    if row.people:
        return ""
    if row.asks:
        return "Nobody yet. Who else could you ask?"
    their = _THEIR[row.side]
    if not row.parents:
        who = f"Who might know the {PARENT[row.side]}, or {their} people?"
    elif all(one.is_dead for one in row.parents):
        who = f"Who are {their} people? They may still want to stand by the children."
    else:
        who = "Who are their people?"
    return f"Nobody yet, and nobody has been asked. {who}"


def parent_words(row: SideRow) -> str:
    """ "Father: Dean, who has died"; "Father: not written down yet"."""
    named = [
        f"{one.name}, who has died" if one.is_dead else one.name for one in row.parents
    ]
    who = "; ".join(named) or "not written down yet"
    return f"{PARENT[row.side].capitalize()}: {who}"


def _side(family_id: UUID, row: SideRow, names: Names) -> SideSaid:
    return SideSaid(
        name=side_of_whom(row, names),
        of_whom=parent_words(row) if row.children else "",
        people=phrases.listed(row.people) if row.people else "",
        asked=tuple(ask_words(ask, names, row.children) for ask in row.asks),
        question=what_to_ask(row),
        note=OF_ALL if row.is_asked_of_all and len(names) > 1 else "",
        ask_url=ask_url(family_id, row.side, row.children),
    )


def _unplaced(side: Side, people: tuple[str, ...]) -> SideSaid:
    return SideSaid(
        name=f"{side.label}, and of which child?",
        of_whom="",
        people=phrases.listed(people),
        asked=(),
        question="Whose people are they? Say of each of them which children they are "
        "there for.",
    )


def _listed(row: SideRow, names: Names) -> str:
    return phrases.listed([names[key] for key in row.children])
