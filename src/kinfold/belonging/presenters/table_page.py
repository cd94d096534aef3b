"""A picture on the table: drawn so far, and each line of it with what can be tapped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from kinfold.family_finding.presenters.parts import part_url
from kinfold.platform.components import Link
from kinfold_core.practice.family_finding.drawing import (
    draw_connections,
    draw_places,
)
from kinfold_core.practice.family_finding.rows import EpisodeRow
from kinfold_core.practice.family_finding.said import (
    STRENGTH,
    was_there,
)
from kinfold_core.practice.family_finding.tapped import lines_of
from kinfold_core.practice.family_finding.typed import (
    ConnectionLine,
    PlaceLine,
    read_connections,
    read_places,
)
from kinfold_core.practice.family_finding.words import Felt, Often, Tie, Whereabouts


@dataclass(frozen=True, slots=True)
class TapPerson:
    number: int
    name: str
    said: str
    url: str


@dataclass(frozen=True, slots=True)
class TapCard:
    """One line. `wrong`: why it cannot be read, when somebody typed it."""

    number: int
    name: str
    said: str
    change_url: str
    wrong: str = ""
    people: tuple[TapPerson, ...] = ()
    who_url: str = ""
    is_last: bool = False


@dataclass(frozen=True, slots=True)
class TablePage:
    title: str
    lead: str
    svg: str
    cards: tuple[TapCard, ...]
    add: Link
    empty: str
    turn_url: str
    done_url: str
    back_url: str
    may_undo: bool
    up: str = "Up"
    down: str = "Down"


def places_table(
    family_id: UUID, episode: EpisodeRow, text: str, *, today: date, may_undo: bool
) -> TablePage:
    lines = lines_of(text)
    read = [
        read_places(
            line, born=episode.child_born, child=episode.child_name, today=today
        )
        for line in lines
    ]
    put = part_url(family_id, episode, "belonging:put-place")
    who = part_url(family_id, episode, "belonging:put-who")
    cards = [
        _place(at, one.places[0], put, who)
        if one.places and not one.errors
        else TapCard(at, lines[at - 1], "", f"{put}?line={at}", _wrong(one.errors))
        for at, one in enumerate(read, start=1)
    ]
    return TablePage(
        title=f"Where has {episode.child_name} lived?",
        lead="Begin with the first place you remember. What was good comes first. You "
        "can stop at any time, and leave out whatever you want.",
        svg=draw_places([place for one in read for place in one.places]),
        cards=_numbered(cards),
        add=Link("Add a place", put, "plus"),
        empty="No place yet. Tap “Add a place”.",
        turn_url=part_url(family_id, episode, "belonging:turn-places"),
        done_url=part_url(family_id, episode, "belonging:add-places"),
        back_url=part_url(family_id, episode, "belonging:pictures"),
        may_undo=may_undo,
        up="Earlier",
        down="Later",
    )


def people_table(
    family_id: UUID, episode: EpisodeRow, text: str, *, may_undo: bool
) -> TablePage:
    lines = lines_of(text)
    read = [read_connections(line) for line in lines]
    put = part_url(family_id, episode, "belonging:put-person")
    cards = [
        TapCard(
            at, one.connections[0].name, _joined(one.connections[0]),
            f"{put}?line={at}",
        )
        if one.connections and not one.errors
        else TapCard(at, lines[at - 1], "", f"{put}?line={at}", _wrong(one.errors))
        for at, one in enumerate(read, start=1)
    ]  # fmt: skip
    return TablePage(
        title=f"Who are the people of {episode.child_name}?",
        lead="Everybody who matters to you, near or far, also those you lost.",
        svg=draw_connections(
            episode.child_name,
            [_placed(episode, one) for line in read for one in line.connections],
        ),
        cards=_numbered(cards),
        add=Link("Add somebody", put, "plus"),
        empty="Nobody yet. Tap “Add somebody”.",
        turn_url=part_url(family_id, episode, "belonging:turn-people"),
        done_url=part_url(family_id, episode, "belonging:add-connections"),
        back_url=part_url(family_id, episode, "belonging:pictures"),
        may_undo=may_undo,
    )


def _place(at: int, place: PlaceLine, put: str, who: str) -> TapCard:
    said = (place.when, Felt(place.felt).label if place.felt else "")
    return TapCard(
        number=at,
        name=place.name,
        said=" · ".join(filter(None, said)),
        change_url=f"{put}?line={at}",
        people=tuple(
            TapPerson(number, one.name, was_there(one), f"{who}?line={at}&who={number}")
            for number, one in enumerate(place.people, start=1)
        ),
        who_url=f"{who}?line={at}",
    )


def _joined(one: ConnectionLine) -> str:
    said = (
        Tie(one.tie).label, STRENGTH[one.strength],
        f"in touch {Often(one.often).label}",
        Whereabouts(one.where).label if one.where else "", one.wish,
    )  # fmt: skip
    return " · ".join(filter(None, said))


def _placed(episode: EpisodeRow, one: ConnectionLine) -> ConnectionLine:
    """On the side where a name on the list stands, as the kept picture will be."""
    known = episode.called(one.name) or one
    return replace(one, side=known.side, generation=known.generation)


def _numbered(cards: Sequence[TapCard]) -> tuple[TapCard, ...]:
    return tuple(replace(card, is_last=card.number == len(cards)) for card in cards)


def _wrong(errors: Sequence[str]) -> str:
    return errors[0].partition("”: ")[2] if errors else "This line cannot be read"
