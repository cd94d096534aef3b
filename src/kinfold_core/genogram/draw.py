"""A laid-out family as an SVG picture, in the symbols that genograms are drawn with.

Squares are male and circles female, a cross is somebody who died, a triangle a
pregnancy, a double outline the child it is about. Symbols after McGoldrick, Gerson and
Petry, "Genograms"; the drawing is our own.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kinfold_core.genogram.facts import Couple, End, Line, Someone, State, Together
from kinfold_core.genogram.layout import (
    Bond,
    Box,
    Descent,
    HomeShape,
    Layout,
    Spot,
    detail_lines,
)
from kinfold_core.genogram.pen import (
    BELOW,
    HALF,
    LINE_HEIGHT,
    SMALL,
    Point,
    attributes,
    in_lines,
    label,
    line,
    linked,
    path_of,
    sheet,
    symbol,
    words,
)
from kinfold_core.people.likeness import Sex

_TOGETHER: Final = {
    Together.MARRIED: "",
    Together.PARTNERS: "dashed",
    Together.DATING: "dotted",
    Together.PARENTS: "",
}
_LINES: Final = {
    Line.BIRTH: "",
    Line.ADOPTIVE: "dashed",
    Line.FOSTER: "dotted",
    Line.CARE: "dotted",
    Line.DONOR: "mixed",
}
_SLASHES: Final = {
    End.NONE: 0, End.DIED: 0, End.SEPARATED: 1, End.OVER: 2, End.DIVORCED: 2,
}  # fmt: skip


def draw(layout: Layout, title: str, *, scale: float = 1) -> str:
    """The picture. `title` is its name for whoever hears it; `scale` 0: see `sheet`."""
    adopted = {
        one.link.child.id
        for one in layout.descents
        if one.link.child.line is Line.ADOPTIVE and not one.link.is_partner
    }
    alike = _related(layout)
    parts = [
        *(_home(one) for one in layout.homes),
        *(_bond(one, is_double=one.couple.key in alike) for one in layout.bonds),
        *(_descent(one) for one in layout.descents),
        *_twin_bars(layout),
        *(
            _person(one, layout.spots[key], is_adopted=key in adopted)
            for key, one in layout.kin.people.items()
        ),
        *_names_of_homes(layout.homes),
        *_broken(layout),
    ]
    return sheet(layout.width, layout.height, title, "".join(parts), scale=scale)


def _related(layout: Layout) -> set[str]:
    """Couples who have a forebear in common: their line is drawn twice."""
    above: dict[str, set[str]] = {}
    for key in sorted(layout.rows.of, key=lambda one: layout.rows.of[one]):
        above[key] = {key}
    parents: dict[str, set[str]] = {}
    for couple in layout.kin.couples:
        for child in couple.children:
            if child.line is Line.BIRTH:
                parents.setdefault(child.id, set()).update(couple.partners)
    for key in sorted(layout.rows.of, key=lambda one: layout.rows.of[one]):
        for parent in parents.get(key, ()):
            above[key] |= above[parent]
    return {
        couple.key
        for couple in layout.kin.couples
        if len(couple.partners) > 1
        and not above[couple.partners[0]].isdisjoint(above[couple.partners[1]])
    }


def _bond(bond: Bond, *, is_double: bool) -> str:
    couple = bond.couple
    kind = _TOGETHER[couple.together]
    width = 1 if couple.together is Together.PARENTS else 2
    drawn = line(bond.points, kind, width)
    if is_double:
        drawn += line([(x, y + 5) for x, y in bond.points], kind, width)
    return drawn + _slashes(couple, bond.mark)


def _slashes(couple: Couple, mark: Point) -> str:
    x, y = mark
    # beside the middle, where the line to the children comes down
    return "".join(
        line([(x + at - 5, y + 9), (x + at + 5, y - 9)])
        for at in (-26, -19)[: _SLASHES[couple.end]]
    )


def _descent(descent: Descent) -> str:
    link = descent.link
    if link.is_partner:
        kind = _TOGETHER[link.couple.together]
        (x, _), (_, low), *_ = descent.points
        return line(descent.points, kind) + _slashes(link.couple, (x + 14, low - 12))
    drawn = line(descent.points, _LINES[link.child.line])
    if link.child.is_unsure:
        x, y = descent.points[-1]
        drawn += words(x, y - 10, "?", class_="gp-ask")
    return drawn


def _twin_bars(layout: Layout) -> Iterable[str]:
    """A bar between the lines of twins who are identical, where they part."""
    for twins, is_identical in layout.kin.twins:
        bars: dict[Point, list[Point]] = {}
        for one in layout.descents:
            child = one.link.child
            if (
                is_identical and child.id in twins
                and child.line is Line.BIRTH and not one.link.is_partner
            ):  # fmt: skip
                (a, b), (c, d) = one.points[-3:-1]
                bars.setdefault((a, b), []).append(((a + c) / 2, (b + d) / 2))
        for middles in bars.values():
            if len(middles) > 1:
                yield line([min(middles), max(middles)])


def _person(one: Someone, spot: Spot, *, is_adopted: bool) -> str:
    x, y = spot.x, spot.y
    kind = "dashed" if one.is_missing else ""
    if one.state in {State.UNBORN, State.LOST}:
        body = _triangle(one, x, y)
    else:
        body = symbol(x, y, one.sex, kind=kind)
        if one.is_child:
            body = symbol(x, y, one.sex, half=HALF + 5) + body
        body += _inside(one, x, y)
    if is_adopted:
        body += _brackets(x, y)
    lines = in_lines(one.name)
    body += label(
        x, y + HALF + BELOW, lines, class_="gp-ask" if one.is_missing else "gp-name"
    )
    if one.detail:
        below = y + HALF + BELOW + LINE_HEIGHT * len(lines)
        body += label(x, below, detail_lines(one), class_="gp-small", size=SMALL)
    title = ", ".join(filter(None, (one.name, one.age, one.detail)))
    return linked(body, url=one.url, title=title)


def _inside(one: Someone, x: float, y: float) -> str:
    body = ""
    if one.state is State.DEAD:
        far = HALF if one.sex is Sex.MALE else HALF * 0.7
        far = far if one.sex in {Sex.MALE, Sex.FEMALE} else HALF * 0.5
        body += line([(x - far, y - far), (x + far, y + far)])
        body += line([(x - far, y + far), (x + far, y - far)])
    if one.is_missing:
        return body + words(x, y + 6, "?", class_="gp-ask", size=20)
    if one.sex is Sex.INTERSEX:
        body += "<circle" + attributes(
            cx=x, cy=y - 13, r=3, fill="currentColor") + "/>"  # fmt: skip
    return body + (words(x, y + 5, one.age, class_="gp-age") if one.age else "")


def _triangle(one: Someone, x: float, y: float) -> str:
    """A pregnancy; a smaller one with a cross for a pregnancy that ended."""
    is_lost = one.state is State.LOST
    size = HALF * 0.6 if is_lost else HALF
    edge = path_of(
        [
            (x, y - HALF),
            (x + size, y - HALF + 2 * size),
            (x - size, y - HALF + 2 * size),
        ]
    )
    body = "<path" + attributes(
        d=f"{edge}Z", class_="gp-paper", fill="#fff", stroke="currentColor",
        stroke_width=4 if one.is_child else 2,
    ) + "/>"  # fmt: skip
    if is_lost:
        middle = y - HALF + size * 1.3
        body += line([(x - 6, middle - 6), (x + 6, middle + 6)])
        body += line([(x - 6, middle + 6), (x + 6, middle - 6)])
    return body


def _brackets(x: float, y: float) -> str:
    far, top, foot = HALF + 9, y - HALF - 3, y + HALF + 3
    return "".join(
        line([(x + s * (far - 6), top), (x + s * far, top), (x + s * far, foot),
              (x + s * (far - 6), foot)])
        for s in (-1, 1)
    )  # fmt: skip


def _home(home: HomeShape) -> str:
    """All edges first and then all floors, so that only the outer edge is seen."""
    edges = "".join(
        _box(box, 0, "gp-home", stroke="currentColor") for box in home.boxes
    )
    floors = "".join(_box(box, 1.5, "gp-home-floor") for box in home.boxes)
    return edges + floors


def _box(box: Box, inset: float, class_: str, stroke: str = "") -> str:
    return "<rect" + attributes(
        x=box.left + inset, y=box.top + inset,
        width=box.right - box.left - 2 * inset,
        height=box.bottom - box.top - 2 * inset,
        rx=10, class_=class_, fill="#fff", stroke=stroke,
        stroke_width=3 if stroke else "", stroke_dasharray="2 6" if stroke else "",
    ) + "/>"  # fmt: skip


def _names_of_homes(homes: Iterable[HomeShape]) -> Iterable[str]:
    for home in homes:
        x, y = home.name_at
        yield label(x, y, home.lines, class_="gp-small", anchor="start", size=SMALL)


def _broken(layout: Layout) -> Iterable[str]:
    """A mark at whoever has a parent that cannot be: the line itself is left out."""
    for child in sorted({child for _, child in layout.kin.broken}):
        spot = layout.spots[child]
        yield words(
            spot.x + HALF + 8, spot.y - HALF + 14, "!", class_="gp-ask", size=20
        )
