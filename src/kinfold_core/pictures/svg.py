"""Drawing a picture as SVG. Every attribute is a number or from our own lists."""

from __future__ import annotations

from html import escape
from typing import Any, Final

from kinfold_core.pictures.palette import (
    COLOURS,
    FACES,
    GROUND_SHAPES,
    HEIGHT,
    PAPER,
    PENS,
    WIDTH,
)
from kinfold_core.pictures.parts import (
    CHOSEN,
    FACE_EYES,
    FACE_LINES,
    FACE_RADIUS,
    PARTS,
    Part,
)
from kinfold_core.pictures.picture import Line, Picture, Placed

INK: Final = COLOURS["ink"]
_ROUND: Final = 'stroke-linecap="round" stroke-linejoin="round"'
DOT: Final = 1


def draw(picture: Picture, *, said: str = "", kind: str = "picture") -> str:
    """The whole picture. `said` is read out in its place; without it it is silent.

    The text in `said` is somebody's and is escaped; nothing else here is text.
    """
    voice = f'role="img" aria-label="{escape(said)}"' if said else 'aria-hidden="true"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{escape(kind)}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" {voice} focusable="false">'
        f"{draw_inside(picture)}</svg>"
    )


def draw_inside(picture: Picture) -> str:
    """What stands within the `svg` of a picture."""
    ground = [f'<path d="M0 0H{WIDTH}V{HEIGHT}H0Z" fill="{PAPER}"/>']
    ground += [
        f'<path d="{path}" fill="{fill}"/>'
        for path, fill in GROUND_SHAPES[picture.ground]
    ]
    return "".join([*ground, *(_item(item) for item in picture.items)])


def draw_part(name: str, *, colour: str = "", face: str = "calm") -> str:
    """One part alone, as large as it is, for a button."""
    part = PARTS[name]
    edge = 8
    width, height = part.width + 2 * edge, part.height + 2 * edge
    inside = _part(part, colour or part.colour, face if part.head else "")
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" aria-hidden="true" focusable="false" '
        f'viewBox="{-width / 2:g} {edge - height} {width} {height}">{inside}</svg>'
    )


def catalogue() -> dict[str, Any]:
    """What a browser needs to draw the same: shapes, faces, colours, grounds."""
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "ink": INK,
        "paper": PAPER,
        "colours": COLOURS,
        "pens": PENS,
        "faces": {name: FACE_LINES[name] for name in FACES},
        "eyes": FACE_EYES,
        "faceRadius": FACE_RADIUS,
        "grounds": GROUND_SHAPES,
        "parts": {
            name: {
                "label": part.label,
                "width": part.width,
                "height": part.height,
                "colour": part.colour,
                "head": part.head,
                "shapes": [[s.path, s.fill, s.line] for s in part.shapes],
            }
            for name, part in PARTS.items()
        },
    }


def _item(item: Line | Placed) -> str:
    if isinstance(item, Line):
        return (
            f'<path d="{smooth(item.points)}" fill="none" '
            f'stroke="{COLOURS[item.colour]}" stroke-width="{PENS[item.pen]}" '
            f"{_ROUND}/>"
        )
    scale = item.size / 100
    across = -scale if item.is_flipped else scale
    return (
        f'<g transform="translate({item.x} {item.y}) scale({across:g} {scale:g})">'
        f"{_part(PARTS[item.part], item.colour, item.face)}</g>"
    )


def _part(part: Part, colour: str, face: str) -> str:
    drawn = []
    for shape in part.shapes:
        fill = COLOURS[colour] if shape.fill == CHOSEN else shape.fill
        line = f'stroke="{INK}" stroke-width="{shape.line:g}" {_ROUND}'
        drawn.append(
            f'<path d="{shape.path}" fill="{fill}" {line if shape.line else ""}/>'
        )
    if part.head and face:
        x, y, radius = part.head
        drawn.append(
            f'<g transform="translate({x} {y}) scale({radius / FACE_RADIUS:.3g})">'
            f'<path d="{FACE_EYES}" fill="{INK}"/>'
            f'<path d="{FACE_LINES[face]}" fill="none" stroke="{INK}" '
            f'stroke-width="3.6" {_ROUND}/></g>'
        )
    return "".join(drawn)


def smooth(points: tuple[tuple[int, int], ...]) -> str:
    """A line through the points without corners: curves from middle to middle."""
    (x, y), *rest = points
    if not rest:
        return f"M{x} {y}h{DOT}"
    path = [f"M{x} {y}"]
    for (ax, ay), (bx, by) in zip(rest, rest[1:], strict=False):
        path.append(f"Q{ax} {ay} {(ax + bx) / 2:g} {(ay + by) / 2:g}")
    path.append(f"L{rest[-1][0]} {rest[-1][1]}")
    return "".join(path)
