"""The child's places and people, drawn, in a table and in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kinfold.platform.components import Column, Figure, Table
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.family_finding.drawing import (
    draw_connections,
    draw_places,
)
from kinfold_core.practice.family_finding.logs import ConnectionPicture, PlacesPicture
from kinfold_core.practice.family_finding.rows import EpisodeRow
from kinfold_core.practice.family_finding.said import (
    connection_said,
    moved,
    people,
    places_moved,
    places_said,
    strong,
    was_there,
)
from kinfold_core.practice.family_finding.tree import (
    PARTS,
    TreeRow,
    draw_tree,
    not_on_the_list,
    tree_said,
)
from kinfold_core.practice.family_finding.words import Felt, Moment


@dataclass(frozen=True, slots=True)
class Drawn:
    """One picture with what the child said of it."""

    key: str
    figure: Figure
    words: str
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PicturesPage:
    """`beside`: the first and the newest picture of people; `others` between them."""

    moved: str
    beside: tuple[Drawn, ...]
    others: tuple[Drawn, ...]
    places_moved: str
    places: tuple[Drawn, ...]
    trees: tuple[Drawn, ...]
    unlisted: tuple[str, ...]


def pictures_page(
    episode: EpisodeRow,
    connections: Sequence[ConnectionPicture],
    places: Sequence[PlacesPicture],
    trees: Sequence[TreeRow],
) -> PicturesPage:
    drawn = [_connections(episode, one) for one in connections]
    ends = [drawn[0], drawn[-1]] if len(drawn) > 1 else drawn
    return PicturesPage(
        moved=moved(episode.child_name, connections),
        beside=tuple(ends),
        others=tuple(drawn[1:-1]),
        places_moved=places_moved(episode.child_name, places),
        places=tuple(_places(episode, one) for one in places),
        trees=tuple(_tree(episode, one) for one in trees),
        unlisted=not_on_the_list(
            _named(connections, places, trees), [one.name for one in episode.people]
        ),
    )


def _named(
    connections: Sequence[ConnectionPicture],
    places: Sequence[PlacesPicture],
    trees: Sequence[TreeRow],
) -> list[str]:
    return [
        *(one.name for picture in connections for one in picture.people),
        *(who.name for one in places for place in one.places for who in place.people),
        *(name for one in trees for name in one.leaves),
    ]


def _tree(episode: EpisodeRow, one: TreeRow) -> Drawn:
    rows = tuple(
        (name, "; ".join(one.part(key)) or "Nothing yet") for key, name, _ in PARTS
    )
    return Drawn(
        key=str(one.id),
        figure=Figure(
            title=f"The tree of {episode.child_name}",
            svg=draw_tree(one),
            sentence=tree_said(episode.child_name, one),
            table=Table(
                caption=f"The tree of {episode.child_name}, "
                f"{day_in_words(one.drawn_on)}",
                columns=(Column("Part"), Column("What is on it")),
                rows=rows,
                is_caption_shown=False,
            ),
            source=f"As {episode.child_name} told it on {day_in_words(one.drawn_on)}",
        ),
        words=one.child_words,
    )


def _connections(episode: EpisodeRow, one: ConnectionPicture) -> Drawn:
    return Drawn(
        key=str(one.id),
        figure=Figure(
            title=f"{Moment(one.moment).label}: {people(len(one.people))}",
            svg=draw_connections(episode.child_name, one.people),
            sentence=f"On {day_in_words(one.day)} {episode.child_name} named "
            f"{people(len(one.people))}, {strong(one.people)} of them strongly.",
            table=Table(
                caption=f"The people of {episode.child_name}, {day_in_words(one.day)}",
                columns=(
                    Column("Who"), Column("Side"), Column("Joined by"),
                    Column("How strong"), Column("In touch"), Column("Where they are"),
                    Column("Wish"),
                ),
                rows=tuple(connection_said(line) for line in one.people),
                is_caption_shown=False,
            ),
            source=f"As {episode.child_name} told it on {day_in_words(one.day)}",
        ),
        words=one.child_words,
    )  # fmt: skip


def _places(episode: EpisodeRow, one: PlacesPicture) -> Drawn:
    return Drawn(
        key=str(one.id),
        figure=Figure(
            title=f"Where {episode.child_name} lived, told on {day_in_words(one.day)}",
            svg=draw_places(one.places),
            sentence=places_said(episode.child_name, one),
            table=Table(
                caption=f"The places of {episode.child_name}, {day_in_words(one.day)}",
                columns=(
                    Column("Place"),
                    Column("When"),
                    Column("How it was"),
                    Column("Who was there"),
                ),
                rows=tuple(
                    (
                        place.name,
                        place.when or "Not said",
                        Felt(place.felt).label if place.felt else "Not said",
                        "; ".join(was_there(who) for who in place.people)
                        or "Nobody named",
                    )
                    for place in one.places
                ),
                is_caption_shown=False,
            ),
            source=f"As {episode.child_name} told it on {day_in_words(one.day)}",
        ),
        words=one.child_words,
        needs=one.needs,
    )
