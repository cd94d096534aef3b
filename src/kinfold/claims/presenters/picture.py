"""The theory of change drawn: layers from left to right, a line for each claim.

How well a claim stands is told by the shape around its number and by the line, and in
words under both; never by colour alone. Everything in it is a link.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Final
from uuid import UUID

from kinfold.claims.models import NodeVersion, TheoryNode
from kinfold.claims.presenters.words import at, statement
from kinfold.claims.selectors.theory import ClaimNow, Theory
from kinfold_core.drawing.svg import element
from kinfold_core.phrases import capital
from kinfold_core.practice.claim_strength import STRENGTH_WORDS, Strength

Point = tuple[float, float]
Kind = TheoryNode.Kind

LAYERS: Final = (
    Kind.INPUT, Kind.ACTIVITY, Kind.MECHANISM, Kind.INTERMEDIATE, Kind.OUTCOME,
)  # fmt: skip
BOX, GAP, EDGE, TOP = 186.0, 84.0, 6.0, 46.0
ROW_GAP, LINE, PAD = 26.0, 19.0, 11.0
LETTERS: Final = 20
"""As many fit on a line of a box."""
RADIUS: Final = 15.0
ROOM: Final = 2.3 * RADIUS
"""How far one number stands from the next."""
PLACES: Final = (0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78, 0.15, 0.85)
"""Where on a line its number may stand, the best first."""
WIDTH: Final = 2 * EDGE + len(LAYERS) * BOX + (len(LAYERS) - 1) * GAP


@dataclass(frozen=True, slots=True)
class Box:
    node: NodeVersion
    x: float
    y: float
    lines: tuple[str, ...]
    width: float = BOX

    @property
    def height(self) -> float:
        return height_of(self.lines)

    @property
    def middle(self) -> float:
        return self.y + self.height / 2

    def holds(self, point: Point, room: float) -> bool:
        x, y = point
        return (
            self.x - room < x < self.x + self.width + room
            and self.y - room < y < self.y + self.height + room
        )


def theory_svg(theory: Theory) -> str:
    """The whole picture; empty when nothing is in the theory."""
    if not theory.nodes:
        return ""
    boxes, floor = _layers(theory)
    strip = _strip(theory, floor)
    height = max((b.y + b.height for b in strip), default=floor - ROW_GAP) + EDGE
    slug = theory.programme.slug
    found = {box.node.node_id: box for box in (*boxes, *strip)}
    lines, badges = _claims(theory.claims, found, slug)
    return element(
        "svg",
        "".join(
            (
                *_headings(strip),
                *lines,
                *(_box(box, slug) for box in found.values()),
                *badges,
            )
        ),
        viewBox=f"0 0 {WIDTH:g} {height:.0f}",
        class_="theory",
        role="group",
        aria_label=f"Theory of change of {theory.programme.name}",
    )


def key_svg(strength: Strength) -> str:
    """A short line with the shape on it, for the key under the picture."""
    line = element("path", d="M2 20H78", fill="none", class_=_line_class(strength))
    shape = _shape(strength, (40.0, 20.0))
    return element(
        "svg", line + shape, viewBox="0 0 80 40", class_="theory theory-key",
        aria_hidden="true",
    )  # fmt: skip


KEY: Final = tuple((strength, STRENGTH_WORDS[strength]) for strength in Strength)


def wrapped(words: str, letters: int = LETTERS) -> tuple[str, ...]:
    """The words in lines; one that is longer than a line is cut into two."""
    lines = [""]
    for word in words.split():
        pieces = [word[i : i + letters] for i in range(0, len(word), letters)]
        for piece in pieces:
            longer = f"{lines[-1]} {piece}".strip()
            if len(longer) <= letters:
                lines[-1] = longer
            else:
                lines.append(piece)
    return tuple(lines)


def height_of(lines: tuple[str, ...]) -> float:
    return len(lines) * LINE + 2 * PAD


def _layers(theory: Theory) -> tuple[list[Box], float]:
    """Each layer in a column, spread over the height of the tallest."""
    columns = [[n for n in theory.nodes if n.node.kind == kind] for kind in LAYERS]
    tallest = max(_column_height(column) for column in columns)
    causes: dict[UUID, list[UUID]] = {}
    for claim in theory.claims:
        causes.setdefault(claim.effect.node_id, []).append(claim.cause.node_id)
    placed: dict[UUID, Box] = {}
    for place, column in enumerate(columns):
        x = EDGE + place * (BOX + GAP)
        step = tallest / max(len(column), 1)
        pulls = {
            node.node_id: _pull(node, TOP + turn * step, causes, placed)
            for turn, node in enumerate(column)
        }
        ordered = sorted(column, key=lambda node: pulls[node.node_id])
        spare = (tallest - _column_height(column)) / max(len(column), 1)
        y = TOP + spare / 2
        for node in ordered:
            box = Box(node, x, y, wrapped(capital(node.words)))
            placed[node.node_id] = box
            y += box.height + ROW_GAP + spare
    return list(placed.values()), TOP + tallest + ROW_GAP


def _pull(
    node: NodeVersion,
    own: float,
    causes: dict[UUID, list[UUID]],
    placed: dict[UUID, Box],
) -> float:
    """The mean height of what leads to it, so that few lines cross; its own place in
    the order where nothing does."""
    before = [placed[c].middle for c in causes.get(node.node_id, ()) if c in placed]
    return sum(before) / len(before) if before else own


def _column_height(column: list[NodeVersion]) -> float:
    heights = [height_of(wrapped(capital(n.words))) for n in column]
    return sum(heights) + ROW_GAP * max(len(heights) - 1, 0)


def _strip(theory: Theory, floor: float) -> list[Box]:
    """What helps or hinders stands under all of it, in rows as wide as the layers."""
    nodes = [n for n in theory.nodes if n.node.kind == Kind.MODERATOR]
    boxes: list[Box] = []
    y = floor + LINE + PAD
    for first in range(0, len(nodes), len(LAYERS)):
        row = [
            Box(n, EDGE + i * (BOX + GAP), y, wrapped(capital(n.words)))
            for i, n in enumerate(nodes[first : first + len(LAYERS)])
        ]
        boxes += row
        y = max(box.y + box.height for box in row) + PAD
    return boxes


def _headings(strip: list[Box]) -> Iterable[str]:
    for place, kind in enumerate(LAYERS):
        x = EDGE + place * (BOX + GAP)
        yield element("text", escape(kind.label), x=x, y=22.0, class_="theory-layer")
    if strip:
        y = strip[0].y - PAD
        words = escape(Kind.MODERATOR.label)
        yield element("text", words, x=EDGE, y=y, class_="theory-layer")


def _box(box: Box, slug: str) -> str:
    node = box.node
    frame = element(
        "rect", x=box.x, y=box.y, width=box.width, height=box.height, rx=8,
        class_=f"theory-box theory-box--{node.node.kind}",
    )  # fmt: skip
    # read out as one line, and so with a space between
    words = " ".join(
        element("tspan", escape(line), x=box.x + PAD, y=box.y + PAD + LINE * i + 14)
        for i, line in enumerate(box.lines)
    )
    url = at("node", slug, node.node.number)
    return element("a", frame + element("text", words), href=url, class_="theory-link")


def _claims(
    claims: Iterable[ClaimNow], boxes: dict[UUID, Box], slug: str
) -> tuple[list[str], list[str]]:
    lines: list[str] = []
    badges: list[str] = []
    taken: list[Point] = []
    for claim in claims:
        curve = _curve(boxes[claim.cause.node_id], boxes[claim.effect.node_id])
        (x1, y1), (x2, y2), (x3, y3), (x4, y4) = curve
        strength = claim.verdict.strength
        lines.append(
            element(
                "path",
                fill="none",
                class_=_line_class(strength),
                d=f"M{x1:.1f} {y1:.1f}C{x2:.1f} {y2:.1f} {x3:.1f} {y3:.1f} "
                f"{x4:.1f} {y4:.1f}",
            )  # fmt: skip
        )
        lines.append(_head(curve))
        point = _free(curve, taken, boxes.values())
        taken.append(point)
        badges.append(_badge(claim, point, slug))
    return lines, badges


def _curve(cause: Box, effect: Box) -> tuple[Point, Point, Point, Point]:
    start = (cause.x + cause.width, cause.middle)
    if effect.x > cause.x:
        end = (effect.x, effect.middle)
        bend = (end[0] - start[0]) / 2
        return start, (start[0] + bend, start[1]), (end[0] - bend, end[1]), end
    # in the same layer, or back: around the right side
    end = (effect.x + effect.width, effect.middle)
    bend = GAP * 0.8
    return start, (start[0] + bend, start[1]), (end[0] + bend, end[1]), end


def _head(curve: tuple[Point, Point, Point, Point]) -> str:
    """An arrow's head where the line arrives."""
    (_, _), (_, _), (bx, _), (x, y) = curve
    back = 8.0 if bx > x else -8.0
    path = f"M{x + back:.1f} {y - 5:.1f}L{x:.1f} {y:.1f}L{x + back:.1f} {y + 5:.1f}Z"
    return element("path", d=path, class_="theory-head")


def _free(
    curve: tuple[Point, Point, Point, Point], taken: list[Point], boxes: Iterable[Box]
) -> Point:
    """The first place on the line with room around it; else the roomiest there is."""
    walls = tuple(boxes)
    points = [_along(curve, place) for place in PLACES]
    open_ = [p for p in points if not any(box.holds(p, RADIUS) for box in walls)]
    room = {p: _room(p, taken) for p in open_ or points}
    return next((p for p in room if room[p] > ROOM), max(room, key=lambda p: room[p]))


def _room(point: Point, taken: list[Point]) -> float:
    x, y = point
    return min((abs(x - a) + abs(y - b) for a, b in taken), default=2 * ROOM)


def _along(curve: tuple[Point, Point, Point, Point], t: float) -> Point:
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    x = sum(w * p[0] for w, p in zip(weights, curve, strict=True))
    y = sum(w * p[1] for w, p in zip(weights, curve, strict=True))
    return x, y


def _badge(claim: ClaimNow, point: Point, slug: str) -> str:
    x, y = point
    strength = claim.verdict.strength
    number = element(
        "text", str(claim.number), x=x, y=y + 5, text_anchor="middle",
        class_="theory-number",
    )  # fmt: skip
    said = f"Claim {claim.number}: {statement(claim)} {claim.verdict.words}."
    return element(
        "a", _shape(strength, point) + number, href=at("claim", slug, claim.number),
        class_="theory-link", aria_label=said,
    )  # fmt: skip


def _shape(strength: Strength, point: Point) -> str:
    x, y = point
    class_ = f"theory-badge theory-badge--{strength.value}"
    if strength in (Strength.UNTESTED, Strength.HINTS, Strength.WEAK):
        return element("circle", cx=x, cy=y, r=RADIUS, class_=class_)
    if strength in (Strength.MODERATE, Strength.STRONG):
        side = 2 * RADIUS - 3
        return element(
            "rect", x=x - side / 2, y=y - side / 2, width=side, height=side, rx=3,
            class_=class_,
        )  # fmt: skip
    r = RADIUS + 3
    corners = (
        ((x, y - r), (x + r, y), (x, y + r), (x - r, y))
        if strength is Strength.CONTESTED
        else ((x - r, y - r + 4), (x + r, y - r + 4), (x, y + r + 2))
    )
    points = " ".join(f"{a:.1f},{b:.1f}" for a, b in corners)
    return element("polygon", points=points, class_=class_)


def _line_class(strength: Strength) -> str:
    return f"theory-line theory-line--{strength.value}"
