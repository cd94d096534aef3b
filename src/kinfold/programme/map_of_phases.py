"""The phases of a programme's authorities as a map of England. No queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kinfold.platform.components import Column, Figure, Table
from kinfold.programme.home_selectors import AtAGlance, Standing
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


def map_figure(glance: AtAGlance) -> Figure:
    """Each authority a tile, with the mark of the phase it is in today."""
    looks = {one.ons_code: _look(one) for one in glance.places if one.ons_code}
    used = set(looks.values())
    legend = [one for one in (*LOOKS.values(), NO_PHASE) if one in used]
    said = sentence(glance)
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
            rows=tuple(_rows(glance)),
            is_caption_shown=False,
        ),
        source="Phases as the authorities and the programme wrote them down. Tiles: "
        "our own drawing of the authorities with duties for children, each roughly "
        "where it lies.",
    )


def sentence(glance: AtAGlance) -> str:
    """How many are in each phase."""
    counted = Counter(one.phase.phase if one.phase else None for one in glance.places)
    told = [
        f"{PHASE_WORDS[phase].lower()} {counted[phase]}"
        for phase in Phase
        if counted[phase]
    ]
    if counted[None]:
        told.append(f"no phase written down {counted[None]}")
    every = len(glance.places)
    noun = "authority" if every == 1 else "authorities"
    return f"Of {every} {noun}: {', '.join(told)}." if told else "No authority yet."


def _look(one: Standing) -> Look:
    return LOOKS[one.phase.phase] if one.phase else NO_PHASE


def _rows(glance: AtAGlance) -> Iterator[tuple[str, ...]]:
    """One a phase that somebody is in: the list above says the rest of each."""
    held: dict[Look, list[str]] = {}
    for one in glance.places:
        held.setdefault(_look(one), []).append(_on_the_map(one))
    for look in (*LOOKS.values(), NO_PHASE):
        if names := held.get(look):
            yield look.words, look.mark, str(len(names)), ", ".join(names)


def _on_the_map(one: Standing) -> str:
    tile = tile_of(one.ons_code)
    return f"{one.name} ({tile.letters})" if tile else f"{one.name} (not on the map)"
