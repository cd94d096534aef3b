"""Who a child is connected to: the child in the middle row, parents a row above.

Drawn from what is recorded, so that the map of the first week can be laid beside that
of a year later (practice.md 5.3). Lines say what kind of tie it is and how strong.
Own drawing. Nobody stands on another's line, however many there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kinfold_core import phrases
from kinfold_core.genogram.pen import (
    HALF,
    LINE_HEIGHT,
    NAME_LINES,
    in_lines,
    label,
    line,
    linked,
    number,
    path,
    sheet,
    symbol,
    words,
)
from kinfold_core.people.likeness import Sex

STRENGTHS: Final = (
    "a thread so far",
    "somebody they know",
    "close",
    "very close",
)
"""What each strength, 0 to 3, is called when it is read out."""
KINDS: Final = {"love": "love", "blood": "blood", "spirit": "spirit"}

_APART: Final = 118
_GAP: Final = 26
_ROW: Final = 200
_EDGE: Final = 70
_LABEL: Final = HALF + 18
_HEAD: Final = HALF + 6
_FOOT: Final = _LABEL + LINE_HEIGHT * (NAME_LINES + 1)
_SIDES: Final = {"paternal": 0, "maternal": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Connected:
    """Somebody on the map. `generation` is 1 in the parents' row, 0 in the child's."""

    id: str
    name: str
    generation: int = 0
    sex: Sex = Sex.UNKNOWN
    side: str = ""
    note: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """What ties somebody to the child: its kinds, and how strong it is, 0 to 3."""

    person: str
    kinds: tuple[str, ...] = ()
    strength: int = 1
    is_broken: bool = False
    is_in_touch: bool = True


def draw_connections(
    child: Connected, people: Sequence[Connected], connections: Sequence[Connection]
) -> str:
    """The map as an SVG picture. The same people in any order give the same picture.

    Hidden from screen readers it is not: its name is the first sentence, and
    `connections_said` says all of it.
    """
    places = _places(people)
    low = min((row for row, _ in places.values()), default=0)
    high = max((row for row, _ in places.values()), default=0)
    widest = max((abs(x) for _, x in places.values()), default=0.0)
    middle = widest + _EDGE
    deepest = _deepest(people, places)
    top = _EDGE + max(high, 0) * _ROW

    def at(one: Connected) -> tuple[float, float]:
        row, x = places[one.id]
        return middle + x, top - row * _ROW

    ties = {tie.person: tie for tie in connections}
    ways = _ways(people)
    strokes = [
        _stroke(one, ties[one.id], at(one), (middle, top), [
            (middle + x, top - row * _ROW) for row, x in ways[one.id]
        ])
        for one in _sorted(people)
        if one.id in ties
    ]  # fmt: skip
    figures = [_figure(one, *at(one)) for one in _sorted(people)]
    figures.append(_figure(child, middle, top, is_child=True))
    height = top - min(low, 0) * _ROW + _FOOT + _GAP + deepest
    title = connections_said(child, people, connections)[0]
    return sheet(2 * middle, height, title, "".join([*strokes, *figures]))


def _sorted(people: Sequence[Connected]) -> list[Connected]:
    return sorted(
        people, key=lambda p: (_SIDES.get(p.side, 1), p.name.casefold(), p.id)
    )


def _slots(people: Sequence[Connected]) -> dict[int, list[tuple[Connected, bool]]]:
    """Of each row but the child's, who stands there and whose line passes through."""
    rows: dict[int, list[tuple[Connected, bool]]] = defaultdict(list)
    for one in _sorted(people):
        step = 1 if one.generation > 0 else -1
        for row in range(step, one.generation + step, step):
            rows[row].append((one, row == one.generation))
    return rows


def _across(slots: Sequence[tuple[Connected, bool]]) -> list[float]:
    """How far from the middle each slot of a row is."""
    widths = [_APART if stands else _GAP for _, stands in slots]
    left, found = -sum(widths) / 2, []
    for width in widths:
        found.append(left + width / 2)
        left += width
    return found


def _places(people: Sequence[Connected]) -> dict[str, tuple[int, float]]:
    """The row and the place across of everybody, the child at (0, 0)."""
    found: dict[str, tuple[int, float]] = {}
    for row, slots in _slots(people).items():
        for (one, stands), x in zip(slots, _across(slots), strict=True):
            if stands:
                found[one.id] = (row, x)
    level = [one for one in _sorted(people) if not one.generation]
    half = (len(level) + 1) // 2
    left = [one for one in level if one.side == "paternal"]
    right = [one for one in level if one.side == "maternal"]
    for one in level:
        if one not in left and one not in right:
            (left if len(left) < half else right).append(one)
    for way, side in ((-1, left), (1, right)):
        for place, one in enumerate(side, start=1):
            found[one.id] = (0, float(way * place * _APART))
    return found


def _ways(people: Sequence[Connected]) -> dict[str, list[tuple[int, float]]]:
    """Through which gaps in the rows between each line goes to the child."""
    ways: dict[str, list[tuple[int, float]]] = {one.id: [] for one in people}
    for row, slots in sorted(_slots(people).items(), key=lambda it: -abs(it[0])):
        for (one, stands), x in zip(slots, _across(slots), strict=True):
            if not stands:
                ways[one.id].append((row, x))
    return ways


def _deepest(
    people: Sequence[Connected], places: dict[str, tuple[int, float]]
) -> float:
    """Room for the lines that pass below the child's own row."""
    far = [abs(places[one.id][1]) for one in people if not one.generation]
    return 14 * max(far, default=0) / _APART


def _stroke(
    one: Connected,
    tie: Connection,
    start: tuple[float, float],
    child: tuple[float, float],
    through: Sequence[tuple[float, float]],
) -> str:
    kind = "" if tie.is_in_touch else "dashed"
    width = 1.5 + 1.5 * tie.strength
    own_foot = _LABEL + LINE_HEIGHT * (len(in_lines(one.name)) + bool(one.note)) - 8
    if not one.generation:
        drawn, middle = _below((start[0], start[1] + own_foot), child)
        return path(drawn, kind, width) + _marks(tie, middle)
    is_above = one.generation > 0
    leaves, enters = (_FOOT, -_HEAD) if is_above else (-_HEAD, _FOOT)
    points = [(start[0], start[1] + (own_foot if is_above else -_HEAD))]
    for x, y in through:
        points += [(x, y + enters), (x, y + leaves)]
    points.append((child[0], child[1] + enters))
    (x, y), (a, b) = points[0], points[1]
    # near whoever it is about: further on the lines come together
    near = (x + (a - x) * 0.3, y + (b - y) * 0.3)
    return line(points, kind, width) + _marks(tie, near)


def _below(
    start: tuple[float, float], child: tuple[float, float]
) -> tuple[str, tuple[float, float]]:
    """A bow below the names, from somebody beside the child."""
    (x, foot), (a, b) = start, child
    deep = b + _FOOT + 8 + 14 * abs(x - a) / _APART
    bow = (
        f"M{number(x)} {number(foot)}C{number(x)} {number(deep)} "
        f"{number(a)} {number(deep)} {number(a)} {number(b + _LABEL + LINE_HEIGHT)}"
    )
    return bow, ((x + a) / 2, foot + (deep - foot) * 0.75)


def _marks(tie: Connection, at: tuple[float, float]) -> str:
    x, y = at
    said = ", ".join(KINDS[kind] for kind in tie.kinds)
    text = words(x, y - 6, said, class_="gp-small", size=12) if said else ""
    if not tie.is_broken:
        return text
    return text + line([(x - 7, y + 8), (x + 7, y - 8)]) + line(
        [(x - 1, y + 8), (x + 13, y - 8)]
    )  # fmt: skip


def _figure(one: Connected, x: float, y: float, *, is_child: bool = False) -> str:
    body = symbol(x, y, one.sex)
    if is_child:
        body = symbol(x, y, one.sex, half=HALF + 5) + body
    body += label(x, y + _LABEL + 5 * is_child, in_lines(one.name))
    if one.note:
        foot = y + _LABEL + LINE_HEIGHT * len(in_lines(one.name))
        body += label(x, foot, in_lines(one.note, most=1), class_="gp-small")
    return linked(
        body, url=one.url, title=", ".join(filter(None, (one.name, one.note)))
    )


def connections_said(
    child: Connected, people: Sequence[Connected], connections: Sequence[Connection]
) -> tuple[str, ...]:
    """The map in words: how many there are, then the closest first."""
    ties = {tie.person: tie for tie in connections}
    close = [one for one in people if one.id in ties and ties[one.id].strength >= 2]
    count = f"{len(people)} {'person' if len(people) == 1 else 'people'}"
    first = f"{child.name} has {count} on this map, {len(close)} of them close."
    ordered = sorted(
        _sorted(people),
        key=lambda one: -ties[one.id].strength if one.id in ties else 1,
    )
    return (first, *(_said(one, ties.get(one.id)) for one in ordered))


def _said(one: Connected, tie: Connection | None) -> str:
    name = f"{one.name} ({one.note})" if one.note else one.name
    if tie is None:
        return f"{name}: no line is drawn yet."
    kinds = phrases.listed([KINDS[kind] for kind in tie.kinds])
    parts = [STRENGTHS[tie.strength], kinds and f"by {kinds}"]
    parts.append("" if tie.is_in_touch else "not in touch now")
    parts.append("broken" if tie.is_broken else "")
    return f"{name}: {', '.join(filter(None, parts))}."
