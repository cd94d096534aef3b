"""Whom the treated are compared with, as a map of England's authorities.

A weight is told beside the even share, which everybody would have if all counted alike:
a mix in which all lie near it rests on nobody in particular.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from kinfold_core.drawing.england import Look, Tile, england, tiles_called
from kinfold_evaluation.pictures.picture import Picture

Answer = Mapping[str, Any]

TREATED: Final = Look("tile-own", "Treated", "T")
MUCH: Final = Look("tile-strong", "Beside: twice its even share or more", "3")
SOME: Final = Look("tile-half", "Beside: its even share or more", "2")
LITTLE: Final = Look("tile-faint", "Beside: less than its even share", "1")
OUT: Final = Look("tile-out", "Uses it too: left out in one analysis", "x")
NONE: Final = Look("tile-plain", "No weight, or not in the panel")
LEGEND: Final = (TREATED, MUCH, SOME, LITTLE, OUT, NONE)
ROUNDING: Final = 1e-9
TWICE: Final = 2.0
NAMED: Final = 5
"""How many of the heaviest the sentence names."""


def controls_of(
    answers: Mapping[str, Answer], *, key: str, title: str
) -> Picture | None:
    """The weighted mix on the map, with those left out as they use it too.

    Args:
        answers: of one outcome, by analysis; the mix is that of `--method sdid`.

    Returns:
        None where there is none, or no treated one is an authority of England.
    """
    mixed = next((one for one in answers.values() if "unit_weights" in one), None)
    if mixed is None:
        return None
    weights: Mapping[str, float] = mixed["unit_weights"]
    treated: list[str] = mixed["design"]["treated"]
    out = _left_out(answers)
    looks = {name: _look(name, weights, out) for name in (*weights, *out)}
    looks |= dict.fromkeys(treated, TREATED)
    tiles = {name: found for name in looks if (found := tiles_called(name))}
    if not tiles.keys() & set(treated):
        return None
    sentence = _sentence(treated, weights, out)
    description = f"A tile for each authority, about where it lies. {sentence}"
    wide, narrow = england(
        {tile.code: looks[name] for name in tiles for tile in tiles[name]},
        NONE,
        legend=LEGEND,
        key=key,
        title=title,
        description=description,
    )
    columns = ("authority", "weight, %", "on the map", "part")
    rows = _rows(looks, weights, out, tiles)
    return Picture(title, description, wide, narrow, columns, rows, sentence)


def _left_out(answers: Mapping[str, Answer]) -> dict[str, str]:
    """Names and reasons, of those that use the approach too."""
    return {
        one["unit"]: one["reason"]
        for answer in answers.values()
        for one in answer.get("left_out_as_they_also_use_it", ())
    }


def _look(name: str, weights: Mapping[str, float], out: Mapping[str, str]) -> Look:
    if name in out:
        return OUT
    share = weights[name] * len(weights)
    if share <= ROUNDING:
        return NONE
    if share >= TWICE:
        return MUCH
    return SOME if share >= 1 else LITTLE


def _sentence(
    treated: list[str], weights: Mapping[str, float], out: Mapping[str, str]
) -> str:
    heavy = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:NAMED]
    count = sum(weight > ROUNDING for weight in weights.values())
    named = "; ".join(f"{name} {100 * weight:.1f} %" for name, weight in heavy)
    words = (
        f"{len(treated)} treated beside a mix of {count}, where an even share is "
        f"{100 / len(weights):.1f} %. The heaviest are {named}."
    )
    if not out:
        return words
    return f"{words} {len(out)} use the approach too, and one analysis leaves them out."


def _rows(
    looks: Mapping[str, Look],
    weights: Mapping[str, float],
    out: Mapping[str, str],
    tiles: Mapping[str, tuple[Tile, ...]],
) -> tuple[tuple[str, ...], ...]:
    """The treated first, then by weight."""
    order = sorted(
        looks,
        key=lambda name: (looks[name] is not TREATED, -weights.get(name, 0), name),
    )
    return tuple(
        (
            name,
            f"{100 * weights[name]:.2f}" if name in weights else "",
            ", ".join(tile.letters for tile in tiles.get(name, ())) or "no tile",
            f"uses it too: {out[name]}" if looks[name] is OUT else _part(looks[name]),
        )
        for name in order
    )


def _part(look: Look) -> str:
    return {TREATED: "treated", NONE: "no weight"}.get(look, "beside")
