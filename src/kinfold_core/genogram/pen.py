"""The strokes that every family picture is made of. SVG, with no style in it.

Colours are of whoever shows the picture: lines and words take the colour of the text
round them (`currentColor`), paper is the class `gp-paper`, so it reads in the dark too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape as as_markup
from typing import Final

from kinfold_core.people.likeness import Sex

SYMBOL: Final = 44
"""How wide and high a symbol is, in the picture's own units."""
HALF: Final = SYMBOL // 2
TEXT: Final = 14
LINE_HEIGHT: Final = 17
LETTERS: Final = 13
"""As many letters as fit beneath a symbol, in a line."""
NAME_LINES: Final = 2

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


def in_lines(text: str, letters: int = LETTERS, most: int = NAME_LINES) -> list[str]:
    """Words in at most so many lines; what does not fit ends in an ellipsis."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= letters:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    cut = lines[:most]
    if len(lines) > most:
        cut[-1] += "…"
    return [one if len(one) <= letters else f"{one[: letters - 1]}…" for one in cut]


def label(x: float, y: float, lines: Iterable[str], *, class_: str = "gp-name") -> str:
    """Lines of words below each other, the first with its foot at `y`."""
    return "".join(
        words(x, y + place * LINE_HEIGHT, text, class_=class_)
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
