"""Our own drawings of the children's tools: a house, a fairy, a wizard, part by part.

One drawing a part, on paper of 160 by 140, so that a child who does not read yet can
point at it. Every value is from here; nothing that somebody typed becomes markup.
"""

# ruff: noqa: E501  (a drawing is a line)

from __future__ import annotations

from typing import Final

from kinfold_core.pictures.palette import COLOURS, PAPER, SKIN

_INK: Final = COLOURS["ink"]
_WALL: Final = "M34 62H126V128H34Z"
_ROOF: Final = "M22 66L80 16L138 66Z"
_DOOR: Final = "M70 128V96Q80 86 90 96V128Z"
_BODY: Final = "M80 60C58 60 50 92 46 126H114C110 92 102 60 80 60Z"

_Shape = tuple[str, str, float]
"""A path, what fills it ("" is nothing) and how thick its line is."""


def _face(mouth: str) -> tuple[_Shape, ...]:
    return (
        ("M62 38A18 18 0 1 0 98 38A18 18 0 1 0 62 38Z", SKIN, 3),
        ("M73 35V37M87 35V37", "", 4),
        (mouth, "", 3),
    )


def _house(wall: str, roof: str, *more: _Shape) -> tuple[_Shape, ...]:
    return (
        (_WALL, COLOURS[wall], 3),
        (_ROOF, COLOURS[roof], 3),
        (_DOOR, COLOURS["brown"], 3),
        *more,
    )


_SMILE, _GLUM = "M72 44Q80 52 88 44", "M72 49Q80 42 88 49"
_STAR: Final = "M124 20L129 32L142 33L132 42L135 55L124 48L113 55L116 42L106 33L119 32Z"
_WINGS: Final = "M72 72C38 40 18 64 28 84C36 100 58 96 72 82ZM88 72C122 40 142 64 132 84C124 100 102 96 88 82Z"
_HAT: Final = "M58 28L80 -2L102 28Z"

DRAWN: Final[dict[tuple[str, str], tuple[_Shape, ...]]] = {
    ("three_houses", "worries"): _house("grey", "blue", ("M44 32C40 22 26 26 28 14C40 6 60 8 62 18C74 18 70 32 60 32Z", "#d5d9de", 3), ("M40 40L36 50M52 40L48 50", "", 3)),
    ("three_houses", "good"): _house("yellow", "red", ("M112 20A12 12 0 1 0 136 20A12 12 0 1 0 112 20Z", COLOURS["orange"], 3), ("M124 2V-4M142 20H148M137 7L141 3M137 33L141 37", "", 3)),
    ("three_houses", "dreams"): _house("purple", "teal", (_STAR, COLOURS["yellow"], 3)),
    ("fairy", "clothes"): (("M80 60C60 60 44 100 34 124L58 116L80 128L102 116L126 124C116 100 100 60 80 60Z", COLOURS["blue"], 3), *_face(_GLUM)),
    ("fairy", "wings"): ((_WINGS, COLOURS["pink"], 3), (_BODY, "#ffffff", 3), *_face(_SMILE)),
    ("fairy", "wand"): (("M104 96L122 46", "", 5), (_BODY, "#ffffff", 3), (_STAR, COLOURS["yellow"], 3), *_face(_SMILE)),
    ("wizard", "clothes"): ((_BODY, COLOURS["blue"], 3), ("M70 90H90M68 106H92", "", 3), (_HAT, "#ffffff", 3), *_face(_GLUM)),
    ("wizard", "cape"): (("M80 62C44 66 30 104 24 128H136C130 104 116 66 80 62Z", COLOURS["red"], 3), (_BODY, "#ffffff", 3), (_HAT, "#ffffff", 3), *_face(_SMILE)),
    ("wizard", "star"): (("M104 96L122 46", "", 5), (_BODY, "#ffffff", 3), (_HAT, COLOURS["purple"], 3), (_STAR, COLOURS["yellow"], 3), *_face(_SMILE)),
    ("safety_house", "inside"): _house("yellow", "white", ("M44 76H62V92H44ZM98 76H116V92H98Z", "#dcecf6", 3)),
    ("safety_house", "lives"): _house("yellow", "white", ("M47 92A7 7 0 1 0 61 92A7 7 0 1 0 47 92ZM99 92A7 7 0 1 0 113 92A7 7 0 1 0 99 92Z", SKIN, 3), ("M54 99V122M106 99V122", "", 4)),
    ("safety_house", "visits"): (*_house("white", "white"), ("M10 84A9 9 0 1 0 28 84A9 9 0 1 0 10 84Z", SKIN, 3), ("M19 93V116M19 116L11 130M19 116L27 130M19 100L32 92", COLOURS["green"], 4)),
    ("safety_house", "outside"): (*_house("white", "white"), ("M4 90H26V128H4Z", COLOURS["orange"], 3), ("M10 102H20M10 114H20", "", 3)),
    ("safety_house", "roof"): _house("white", "red", ("M60 52H100M68 42H92", "", 4)),
    ("drawing", "drawing"): (("M24 22H136V118H24Z", "#ffffff", 3), ("M40 96C52 60 66 60 74 82S104 104 120 50", "", 6), ("M112 36L126 44L120 52L108 44Z", COLOURS["red"], 3)),
}  # fmt: skip


def draw_tool_part(tool: str, part: str) -> str:
    """A part of a tool, silent: its name stands beside it. "" when there is none."""
    shapes = DRAWN.get((tool, part))
    if shapes is None:
        return ""
    drawn = "".join(
        f'<path d="{path}" fill="{fill or "none"}" stroke="{_INK}" '
        f'stroke-width="{line:g}" stroke-linecap="round" stroke-linejoin="round"/>'
        for path, fill, line in shapes
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" class="tool-picture" '
        'viewBox="0 -8 160 144" aria-hidden="true" focusable="false">'
        f'<path d="M0 -8H160V136H0Z" fill="{PAPER}"/>{drawn}</svg>'
    )
