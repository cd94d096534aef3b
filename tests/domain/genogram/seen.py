"""What an eye sees on a drawing: its words, its signs and its strokes, as boxes.

Read from the SVG itself, so that what is checked is what hangs on the wall.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Final
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from kinfold_core.genogram.pen import width_of

_SVG: Final = "{http://www.w3.org/2000/svg}"
_RISE, _FALL = 0.78, 0.22
"""How far letters reach above and below the line they stand on, of their size."""

Edges = tuple[float, float, float, float]


@dataclass(frozen=True)
class Words:
    """`of` is whoever they belong to, by the name of the group; "" for a home."""

    of: str
    text: str
    box: Edges


@dataclass(frozen=True)
class Seen:
    width: float
    height: float
    words: tuple[Words, ...]
    signs: tuple[tuple[str, Edges], ...]
    strokes: tuple[tuple[tuple[float, float], tuple[float, float]], ...]


def seen(svg: str) -> Seen:
    root = ElementTree.fromstring(svg)  # noqa: S314  our own drawing
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    words: list[Words] = []
    signs: list[tuple[str, Edges]] = []
    strokes: list[tuple[tuple[float, float], tuple[float, float]]] = []
    for place, part in enumerate(root):
        kind = part.tag.removeprefix(_SVG)
        if kind in {"g", "a"}:
            of = f"{place} {part.findtext(f'{_SVG}title')}"
            words += [_words(of, one) for one in part.iter(f"{_SVG}text")]
            shapes = [box for one in part for box in _sign(one)]
            if shapes:
                signs.append((of, _round(shapes)))
        elif kind == "text":
            words.append(_words("", part))
        elif kind == "path" and part.get("fill") == "none":
            strokes += pairwise(_points(part))
    return Seen(width, height, tuple(words), tuple(signs), tuple(strokes))


def _points(path: Element) -> list[tuple[float, float]]:
    numbers = [float(one) for one in re.findall(r"-?[\d.]+", path.attrib["d"])]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _words(of: str, one: Element) -> Words:
    text, size = one.text or "", int(one.attrib["font-size"])
    x, y, wide = float(one.attrib["x"]), float(one.attrib["y"]), width_of(text, size)
    left = x - wide / 2 if one.attrib["text-anchor"] == "middle" else x
    if one.attrib["text-anchor"] == "end":
        left = x - wide
    return Words(of, text, (left, y - size * _RISE, left + wide, y + size * _FALL))


def _sign(one: Element) -> Iterator[Edges]:
    kind, at = one.tag.removeprefix(_SVG), one.attrib
    if kind == "circle":
        x, y, r = (float(at[name]) for name in ("cx", "cy", "r"))
        yield x - r, y - r, x + r, y + r
    elif kind == "rect":
        x, y, wide, high = (float(at[name]) for name in ("x", "y", "width", "height"))
        yield x, y, x + wide, y + high
    elif kind == "path":
        points = _points(one)
        xs, ys = [x for x, _ in points], [y for _, y in points]
        yield min(xs), min(ys), max(xs), max(ys)


def _round(boxes: list[Edges]) -> Edges:
    lefts, tops, rights, feet = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(feet)


def faults(picture: Seen) -> list[str]:
    """Everything that makes a picture hard to read; none is as it must be."""
    found = [
        f"{one.text!r} is past the edge"
        for one in picture.words
        if one.box[0] < 0 or one.box[1] < 0
        or one.box[2] > picture.width or one.box[3] > picture.height
    ]  # fmt: skip
    found += [
        f"{one.text!r} lies on {other.text!r}"
        for one, other in combinations(picture.words, 2)
        if _lie_on_each_other(one.box, other.box)
    ]
    found += [
        f"{one.text!r} lies on the sign of {of!r}"
        for one in picture.words
        for of, box in picture.signs
        if one.of != of and _lie_on_each_other(one.box, box)
    ]
    boxes = [(one.text, one.box) for one in picture.words if one.text not in {"?", "!"}]
    # a line may run up to a sign and into its outer edge, never through it
    boxes += [(f"the sign of {of}", _within(box, 12)) for of, box in picture.signs]
    found += [
        f"a line from {start} to {end} crosses {text!r}"
        for start, end in picture.strokes
        for text, box in boxes
        if _crosses(start, end, box)
    ]
    return found


def _within(box: Edges, far: float) -> Edges:
    left, top, right, foot = box
    return left + far, top + far, right - far, foot - far


def _lie_on_each_other(one: Edges, other: Edges) -> bool:
    return (
        one[0] < other[2] and other[0] < one[2]
        and one[1] < other[3] and other[1] < one[3]
    )  # fmt: skip


def _crosses(start: tuple[float, float], end: tuple[float, float], box: Edges) -> bool:
    """Whether a straight line goes through a box (Liang and Barsky)."""
    first, last = 0.0, 1.0
    for at, to, low, high in (
        (start[0], end[0], box[0], box[2]),
        (start[1], end[1], box[1], box[3]),
    ):
        if at == to:
            if not low < at < high:
                return False
            continue
        near, far = sorted(((low - at) / (to - at), (high - at) / (to - at)))
        first, last = max(first, near), min(last, far)
    return first < last
