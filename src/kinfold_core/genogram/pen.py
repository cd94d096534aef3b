"""The strokes that every family picture is made of. SVG, with no style in it.

Colours are of whoever shows the picture: lines and words take the colour of the text
round them (`currentColor`), paper is the class `gp-paper`, so it reads in the dark too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape as as_markup
from typing import Final
from unicodedata import combining, east_asian_width

from kinfold_core.people.likeness import Sex

SYMBOL: Final = 44
"""How wide and high a symbol is, in the picture's own units."""
HALF: Final = SYMBOL // 2
TEXT: Final = 14
LINE_HEIGHT: Final = 17
BELOW: Final = 21
"""From the foot of a symbol to the foot of the first line of words below it."""
ROOM: Final = 104
"""How wide the words beneath a symbol may be."""
NAME_LINES: Final = 3
DETAIL_LINES: Final = 2
SMALL: Final = 13
_NARROW: Final = frozenset("fijlrtI.,:;'’!|()[]-")
_WIDE: Final = frozenset("mwMW@%&…—")

Point = tuple[float, float]


def said(text: str) -> str:
    """Somebody's words as markup; what no picture may hold (control signs) left out."""
    if not text.isprintable():
        text = "".join(sign for sign in text if sign.isprintable())
    return as_markup(text)


def number(value: float) -> str:
    """A number as short as it can be written, to a tenth."""
    # adding nought makes nought of what rounds to minus nought
    return f"{round(value, 1) + 0.0:g}"


def attributes(**values: object) -> str:
    """Attributes of an element; those that are empty are left out."""
    return "".join(
        f' {name.rstrip("_").replace("_", "-")}="{_written(value)}"'
        for name, value in values.items()
        if value != ""
    )


def _written(value: object) -> str:
    if isinstance(value, float | int):
        return number(value)
    return said(str(value))


def path_of(points: Sequence[Point]) -> str:
    """A line through these points, straight from each to the next."""
    (x, y), *others = points
    return f"M{number(x)} {number(y)}" + "".join(
        f"L{number(a)} {number(b)}" for a, b in others
    )


def line(points: Sequence[Point], kind: str = "", width: float = 2) -> str:
    """A line. `kind` says how it is broken: see `DASHES`."""
    return path(path_of(points), kind, width)


DASHES: Final = {"": "", "dashed": "8 5", "dotted": "2 5", "mixed": "9 4 2 4"}


def path(data: str, kind: str = "", width: float = 2) -> str:
    return "<path" + attributes(
        d=data, fill="none", stroke="currentColor", stroke_width=width,
        stroke_dasharray=DASHES[kind],
    ) + "/>"  # fmt: skip


def words(
    x: float, y: float, text: str, *, class_: str = "gp-name", anchor: str = "middle",
    size: int = TEXT,
) -> str:  # fmt: skip
    """Words on paper, so that a line that passes below them does not cut them."""
    return (
        "<text"
        + attributes(
            x=x, y=y, class_=class_, text_anchor=anchor, font_size=size,
            fill="currentColor",
        )
        + f">{said(text)}</text>"
    )  # fmt: skip


def width_of(text: str, size: int = TEXT) -> float:
    """How wide words are at most, in the letters of a wide typeface."""
    return size * sum(map(_letter, text))


def _letter(sign: str) -> float:
    if sign == " ":
        return 0.32
    if sign in _NARROW:
        return 0.42
    if combining(sign):
        return 0.0
    if sign in _WIDE or east_asian_width(sign) in "WF":
        return 1.0
    return 0.78 if sign.isupper() else 0.64


def in_lines(
    text: str, room: float = ROOM, most: int = NAME_LINES, size: int = TEXT
) -> list[str]:
    """Words in at most so many lines, each as wide as there is room.

    A word that is wider goes on in the next line. What is still too long ends in an
    ellipsis.
    """
    lines: list[str] = []
    for word in _pieces(text, room, size):
        longer = lines[-1] + word if lines else ""
        if lines and width_of(longer.rstrip(), size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    cut = [one.rstrip() for one in lines]
    if len(cut) > most:
        cut = cut[:most]
        while cut[-1] and width_of(f"{cut[-1]}…", size) > room:
            cut[-1] = cut[-1][:-1]
        cut[-1] = f"{cut[-1].rstrip()}…"
    return cut


def _pieces(text: str, room: float, size: int) -> Iterator[str]:
    """What may not be parted: words, the parts of a double name, as much as fits."""
    for word in text.split():
        *parts, last = word.split("-")
        for part in (*(f"{one}-" for one in parts), f"{last} "):
            while width_of(part.rstrip(), size) > room:
                fits = next(
                    place
                    for place in range(len(part) - 1, 0, -1)
                    if place == 1 or width_of(part[:place], size) <= room
                )
                yield part[:fits]
                part = part[fits:]
            yield part


def label(
    x: float, y: float, lines: Iterable[str], *, class_: str = "gp-name",
    anchor: str = "middle", size: int = TEXT,
) -> str:  # fmt: skip
    """Lines of words below each other, the first with its foot at `y`."""
    return "".join(
        words(x, y + place * LINE_HEIGHT, text, class_=class_, anchor=anchor, size=size)
        for place, text in enumerate(lines)
    )


def symbol(x: float, y: float, sex: Sex, *, half: float = HALF, kind: str = "") -> str:
    """A square is male, a circle female, a diamond not known or not said; a diamond
    with a point in it is somebody recorded as intersex."""
    common = {
        "class_": "gp-paper",
        "fill": "#fff",
        "stroke": "currentColor",
        "stroke_width": 2,
        "stroke_dasharray": DASHES[kind],
    }
    if sex is Sex.MALE:
        return "<rect" + attributes(
            x=x - half, y=y - half, width=2 * half, height=2 * half, **common
        ) + "/>"  # fmt: skip
    if sex is Sex.FEMALE:
        return "<circle" + attributes(cx=x, cy=y, r=half, **common) + "/>"
    diamond = path_of([(x, y - half), (x + half, y), (x, y + half), (x - half, y)])
    return "<path" + attributes(d=f"{diamond}Z", **common) + "/>"


def linked(body: str, *, url: str, title: str) -> str:
    """A part of the picture with its name, which leads to `url` when there is one."""
    inside = f"<title>{said(title)}</title>{body}"
    if not url:
        return f"<g>{inside}</g>"
    return f'<a href="{said(url)}" class="gp-link">{inside}</a>'


def sheet(
    width: float, height: float, title: str, body: str, *, scale: float = 1
) -> str:
    """The whole picture, to be shown at any size; `scale` 0 is as wide as there is."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg"'
        + attributes(
            class_="gp",
            viewBox=f"0 0 {number(width)} {number(height)}",
            width=width * scale or "100%",
            height=height * scale or "",
            role="group",  # an "img" would hide the links in it
            aria_label=title,
        )
        + f">{body}</svg>"
    )
