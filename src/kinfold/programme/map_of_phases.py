"""The phases of a programme's authorities as a map of England. No queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import TypeAlias

from kinfold.platform.components import Column, Figure, Table
from kinfold.programme.home_selectors import AtAGlance
from kinfold_core.drawing.england import Look, england, tile_of
from kinfold_core.practice.phases import PHASE_WORDS, Phase

LOOKS = {
    Phase.PREPARE: Look("tile-faint", PHASE_WORDS[Phase.PREPARE], "P"),
    Phase.INTENSE_1: Look("tile-half", PHASE_WORDS[Phase.INTENSE_1], "1"),
    Phase.INTENSE_2: Look("tile-strong", PHASE_WORDS[Phase.INTENSE_2], "2"),
    Phase.DEEPEN: Look("tile-own", PHASE_WORDS[Phase.DEEPEN], "D"),
    Phase.REBOOT: Look("tile-out", PHASE_WORDS[Phase.REBOOT], "R"),
}
NO_PHASE = Look("tile-out", "In the programme, no phase written down", "?")
OTHERS = Look("tile-plain", "Not in the programme")


Tiled: TypeAlias = tuple[tuple[str, str, Phase | None], ...]
"""Of each authority: its name, its code, and the phase it is in today."""


def map_figure(glance: AtAGlance) -> Figure:
    """Each authority a tile, with the mark of the phase it is in today."""
    return _figure(
        tuple(
            (one.name, one.ons_code, one.phase.phase if one.phase else None)
            for one in glance.places
        )
    )


@lru_cache(maxsize=32)  # it is asked for often, and changes when a phase does
def _figure(places: Tiled) -> Figure:
    looks = {code: _look(phase) for _, code, phase in places if code}
    used = set(looks.values())
    legend = [one for one in (*LOOKS.values(), NO_PHASE) if one in used]
    said = sentence(places)
    drawn = england(
        looks,
        OTHERS,
        legend=[*legend, OTHERS],
        key="phases",
        title="England's authorities as tiles, marked by phase",
        description=said,
    )
    return Figure(
        title="Where in England each phase is",
        svg="".join(drawn),
        sentence=said,
        table=Table(
            caption="The authorities in each phase",
            columns=(
                Column("Phase"),
                Column("Mark"),
                Column("How many", is_number=True),
                Column("Authorities, with their letters on the map"),
            ),
            rows=tuple(_rows(places)),
            is_caption_shown=False,
        ),
        source="Phases as the authorities and the programme wrote them down. Tiles: "
        "our own drawing of the authorities with duties for children, each roughly "
        "where it lies.",
    )


def sentence(places: Tiled) -> str:
    """How many are in each phase."""
    counted = Counter(phase for _, _, phase in places)
    told = [
        f"{PHASE_WORDS[phase].lower()} {counted[phase]}"
        for phase in Phase
        if counted[phase]
    ]
    if counted[None]:
        told.append(f"no phase written down {counted[None]}")
    every = len(places)
    noun = "authority" if every == 1 else "authorities"
    return f"Of {every} {noun}: {', '.join(told)}." if told else "No authority yet."


def _look(phase: Phase | None) -> Look:
    return LOOKS[phase] if phase else NO_PHASE


def _rows(places: Tiled) -> Iterator[tuple[str, ...]]:
    """One a phase that somebody is in: the list above says the rest of each."""
    held: dict[Look, list[str]] = {}
    for name, code, phase in places:
        held.setdefault(_look(phase), []).append(_on_the_map(name, code))
    for look in (*LOOKS.values(), NO_PHASE):
        if names := held.get(look):
            yield look.words, look.mark, str(len(names)), ", ".join(names)


def _on_the_map(name: str, code: str) -> str:
    tile = tile_of(code)
    return f"{name} ({tile.letters})" if tile else f"{name} (not on the map)"
