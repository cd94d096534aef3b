"""Elements of a drawing, escaped, with short numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape

Point = tuple[float, float]

LETTER_WIDTH = 0.56
"""Mean width of a letter in Atkinson Hyperlegible, as a part of the type size."""


def number(value: float) -> str:
    """A coordinate to a tenth of a unit, with no trailing nought."""
    return f"{value:.1f}".removesuffix(".0").replace("-0", "0") or "0"


def text_width(words: str, size: float) -> float:
    """How wide the words will be, roughly; for keeping labels inside the picture."""
    return len(words) * LETTER_WIDTH * size


def element(name: str, content: str | None = None, **attributes: object) -> str:
    """One element. Trailing underscores are dropped, others become hyphens."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_attribute(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if content is None:
        return f"<{name}{given}/>"
    return f"<{name}{given}>{content}</{name}>"


def _attribute(value: object) -> str:
    if isinstance(value, float):
        return number(value)
    return escape(str(value), quote=True)


def path_through(points: Iterable[Point]) -> str:
    """The `d` of an open path through the points."""
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)


@dataclass(slots=True)
class Drawing:
    """A picture under the pen: later parts lie over earlier ones."""

    width: float
    height: float
    type_size: float
    parts: list[str] = field(default_factory=list)

    def line(self, start: Point, end: Point, class_: str) -> None:
        self.parts.append(
            element(
                "line",
                x1=start[0],
                y1=start[1],
                x2=end[0],
                y2=end[1],
                stroke="currentColor",
                class_=class_,
            )
        )

    def path(self, points: Iterable[Point], class_: str) -> None:
        self.parts.append(
            element(
                "path",
                d=path_through(points),
                fill="none",
                stroke="currentColor",
                class_=class_,
            )
        )

    def area(self, points: Iterable[Point], class_: str) -> None:
        self.parts.append(
            element("path", d=path_through(points) + "Z", class_=class_, opacity="0.2")
        )

    def shape(self, corners: Iterable[Point], class_: str) -> None:
        self.parts.append(element("path", d=path_through(corners) + "Z", class_=class_))

    def dot(self, at: Point, radius: float, class_: str) -> None:
        self.parts.append(
            element("circle", cx=at[0], cy=at[1], r=radius, class_=class_)
        )

    def box(self, at: Point, size: Point, class_: str, radius: float = 0.0) -> None:
        self.parts.append(
            element(
                "rect",
                x=at[0],
                y=at[1],
                width=size[0],
                height=size[1],
                rx=radius or None,
                class_=class_,
            )
        )

    def text(
        self, at: Point, words: str, class_: str, *, anchor: str | None = None
    ) -> None:
        self.parts.append(
            element(
                "text",
                escape(words),
                x=at[0],
                y=at[1],
                text_anchor=anchor,
                font_size=self.type_size,
                class_=class_,
            )
        )

    def svg(self, *, key: str, title: str, description: str, class_: str) -> str:
        """The whole picture. `key` must be its own on the page: ids grow from it."""
        return element(
            "svg",
            element("title", escape(title), id=f"{key}-title")
            + element("desc", escape(description), id=f"{key}-desc")
            + "".join(self.parts),
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {number(self.width)} {number(self.height)}",
            role="img",
            aria_labelledby=f"{key}-title {key}-desc",
            class_=f"chart {class_}",
        )
