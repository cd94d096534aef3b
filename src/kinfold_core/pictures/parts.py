"""The parts that can be put into a picture. Our own drawings, as paths.

Each stands with its feet on (0, 0) and looks out of the page. A shape is a path, what
fills it and how wide its line is: `chosen` is the colour somebody chose for the part.
"""

# ruff: noqa: E501  (a path is one line, as it is drawn)

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kinfold_core.pictures.palette import COLOURS, PAPER, SKIN

CHOSEN: Final = "chosen"
NONE: Final = "none"


@dataclass(frozen=True, slots=True)
class Shape:
    """A path, its fill and the width of its line (0: no line)."""

    path: str
    fill: str = NONE
    line: float = 4


@dataclass(frozen=True, slots=True)
class Part:
    """One part. `head`: where its face goes, as centre and radius, when it has one.

    `width` and `height` are of the whole part at its usual size.
    """

    label: str
    shapes: tuple[Shape, ...]
    width: int
    height: int
    colour: str = "teal"
    head: tuple[int, int, int] | None = None


def _round(x: float, y: float, r: float) -> str:
    """A circle as a path."""
    return f"M{x - r:g} {y:g}a{r:g} {r:g} 0 1 0 {2 * r:g} 0a{r:g} {r:g} 0 1 0 {-2 * r:g} 0Z"


def _filled(path: str, fill: str) -> Shape:
    return Shape(path, fill)


_INK, _BROWN, _GREY = COLOURS["ink"], COLOURS["brown"], COLOURS["grey"]
_WOOD, _GLASS = "#c99b6a", "#d5e9f2"
_HAIR, _DARK_HAIR, _WHITE_HAIR = "#6b4a32", "#33302e", "#d9d6d0"

_ADULT_BODY: Final = (
    Shape("M-15 -78L-17 -3L-29 0M15 -78L17 -3L29 0", line=6),
    Shape("M-15 -142C-32 -128 -44 -112 -52 -90M15 -142C32 -128 44 -112 52 -90", line=6),
    _filled("M-15 -148C-24 -122 -32 -98 -35 -68C-12 -62 12 -62 35 -68C32 -98 24 -122 15 -148Z", CHOSEN),
    _filled(_round(0, -182, 33), SKIN),
)  # fmt: skip
_CHILD_BODY: Final = (
    Shape("M-11 -48L-12 -2L-22 0M11 -48L12 -2L22 0", line=5),
    Shape("M-12 -92C-26 -84 -34 -74 -40 -58M12 -92C26 -84 34 -74 40 -58", line=5),
    _filled("M-12 -98C-18 -80 -25 -62 -27 -42C-9 -37 9 -37 27 -42C25 -62 18 -80 12 -98Z", CHOSEN),
    _filled(_round(0, -126, 30), SKIN),
)  # fmt: skip

PARTS: Final[dict[str, Part]] = {
    "adult": Part("Grown-up", (
        *_ADULT_BODY,
        _filled("M-33 -182C-40 -232 40 -232 33 -182C26 -202 6 -206 -6 -204C-18 -202 -28 -196 -33 -182Z", _DARK_HAIR),
    ), 108, 222, "blue", (0, -180, 33)),
    "adult_long": Part("Grown-up with long hair", (
        _filled("M-36 -176C-44 -236 44 -236 36 -176C38 -158 42 -146 46 -134C30 -126 22 -132 16 -142L-16 -142C-22 -132 -30 -126 -46 -134C-42 -146 -38 -158 -36 -176Z", _HAIR),
        *_ADULT_BODY,
        _filled("M-33 -180C-36 -226 36 -226 33 -180C24 -192 14 -200 4 -206C-6 -198 -22 -190 -33 -180Z", _HAIR),
    ), 108, 222, "purple", (0, -178, 33)),
    "older": Part("Grandparent", (
        *_ADULT_BODY,
        _filled(_round(0, -222, 13), _WHITE_HAIR),
        _filled("M-33 -182C-38 -228 38 -228 33 -182C22 -202 -22 -202 -33 -182Z", _WHITE_HAIR),
        Shape("M52 -92L56 0M52 -92C52 -106 68 -106 68 -94", line=5),
    ), 122, 236, "green", (0, -179, 33)),
    "child": Part("Child", (
        *_CHILD_BODY,
        _filled("M-30 -128C-34 -170 34 -170 30 -128C24 -142 14 -140 6 -146C-6 -138 -22 -142 -30 -128Z", _HAIR),
    ), 84, 160, "orange", (0, -123, 30)),
    "child_long": Part("Child with bunches", (
        _filled("M-28 -134C-50 -142 -56 -118 -46 -100C-36 -106 -32 -118 -28 -130ZM28 -134C50 -142 56 -118 46 -100C36 -106 32 -118 28 -130Z", _DARK_HAIR),
        *_CHILD_BODY,
        _filled("M-30 -128C-34 -170 34 -170 30 -128C24 -140 10 -146 0 -148C-10 -146 -24 -140 -30 -128Z", _DARK_HAIR),
    ), 100, 160, "pink", (0, -122, 30)),
    "baby": Part("Baby", (
        _filled("M-27 -46C-40 -12 -22 0 0 0C22 0 40 -12 27 -46C14 -32 -14 -32 -27 -46Z", CHOSEN),
        Shape("M-14 -20C-4 -12 8 -12 18 -22", line=3),
        _filled(_round(0, -60, 25), SKIN),
        Shape("M-4 -84C-2 -94 8 -92 5 -85", line=3),
    ), 70, 92, "yellow", (0, -58, 25)),
    "face": Part("Face", (_filled(_round(0, -60, 58), CHOSEN),), 120, 120, "yellow", (0, -58, 54)),
    "house": Part("House", (
        _filled("M52 -170V-240H78V-150Z", _BROWN),
        _filled("M-104 -132H104V0H-104Z", CHOSEN),
        _filled("M-126 -126L0 -226L126 -126Z", COLOURS["red"]),
        _filled("M-22 0V-72C-22 -92 22 -92 22 -72V0Z", _WOOD),
        Shape(_round(12, -38, 3), _INK, 0),
        _filled("M-84 -104H-44V-60H-84ZM44 -104H84V-60H44Z", _GLASS),
        Shape("M-64 -104V-60M-84 -82H-44M64 -104V-60M44 -82H84", line=3),
    ), 256, 244, "yellow"),
    "school": Part("School", (
        _filled("M-150 -110H150V0H-150Z", CHOSEN),
        _filled("M-60 -110L0 -166L60 -110Z", COLOURS["red"]),
        Shape("M0 -166V-214", line=4),
        _filled("M0 -214C14 -222 26 -206 42 -212V-188C26 -182 14 -198 0 -190Z", COLOURS["yellow"]),
        _filled(_round(0, -128, 12), PAPER),
        Shape("M0 -128V-135M0 -128H6", line=3),
        _filled("M-24 0V-70H24V0Z", _WOOD),
        Shape("M0 0V-70", line=3),
        _filled("M-130 -84H-96V-44H-130ZM-76 -84H-42V-44H-76ZM42 -84H76V-44H42ZM96 -84H130V-44H96Z", _GLASS),
    ), 308, 218, "orange"),
    "table": Part("Table", (
        Shape("M-96 -88L-102 0M96 -88L102 0", line=7),
        _filled("M-120 -100H120V-84H-120Z", CHOSEN),
        _filled("M-52 -100C-50 -110 -6 -110 -4 -100Z", PAPER),
        _filled("M34 -124H62V-108C62 -100 34 -100 34 -108Z", PAPER),
        Shape("M62 -120C74 -120 74 -106 62 -106", line=3),
    ), 246, 128, "brown"),
    "bed": Part("Bed", (
        _filled("M-130 -120C-130 -132 -112 -132 -112 -120V0H-130Z", _WOOD),
        _filled("M112 -70C112 -82 130 -82 130 -70V0H112Z", _WOOD),
        _filled("M-112 -44H112V-14H-112Z", PAPER),
        _filled("M-108 -66C-108 -78 -54 -78 -54 -66V-44H-108Z", PAPER),
        _filled("M-56 -62C-10 -76 60 -68 112 -62V-20C60 -14 -10 -26 -56 -18Z", CHOSEN),
    ), 264, 134, "blue"),
    "sofa": Part("Sofa", (
        Shape("M-96 -8V0M96 -8V0", line=7),
        _filled("M-100 -100C-100 -116 100 -116 100 -100V-50H-100Z", CHOSEN),
        _filled("M-94 -54H0V-22H-94ZM0 -54H94V-22H0Z", CHOSEN),
        _filled("M-126 -74C-126 -90 -94 -90 -94 -74V-8H-126ZM94 -74C94 -90 126 -90 126 -74V-8H94Z", CHOSEN),
    ), 256, 116, "green"),
    "car": Part("Car", (
        _filled("M-70 -62L-42 -104C-38 -110 36 -110 42 -104L74 -62Z", _GLASS),
        Shape("M0 -108V-62", line=4),
        _filled("M-122 -22C-126 -58 -100 -62 -70 -62H74C104 -60 126 -52 122 -22Z", CHOSEN),
        _filled(_round(-68, -22, 22), _INK),
        _filled(_round(68, -22, 22), _INK),
        Shape(_round(-68, -22, 8), PAPER, 0),
        Shape(_round(68, -22, 8), PAPER, 0),
        _filled("M108 -48C120 -48 120 -36 108 -36Z", COLOURS["yellow"]),
    ), 250, 112, "red"),
    "tree": Part("Tree", (
        _filled("M-12 0C-6 -40 -8 -70 -12 -100H12C8 -70 6 -40 12 0Z", _BROWN),
        _filled("M-20 -88C-72 -84 -84 -136 -50 -152C-58 -200 -4 -216 10 -188C50 -204 82 -160 56 -136C78 -104 40 -78 20 -90C8 -78 -8 -78 -20 -88Z", CHOSEN),
    ), 160, 212, "green"),
    "dog": Part("Dog", (
        Shape("M-44 -36L-48 0M-26 -34L-26 0M26 -34L26 0M40 -36L42 0", line=7),
        Shape("M-56 -56C-74 -66 -72 -88 -66 -92", line=6),
        _filled("M-58 -62C-40 -72 10 -66 34 -66C52 -64 50 -34 36 -32C10 -26 -30 -26 -48 -32C-62 -38 -64 -54 -58 -62Z", CHOSEN),
        _filled("M26 -78C26 -108 66 -110 70 -86C84 -84 88 -68 74 -62C56 -54 28 -56 26 -78Z", CHOSEN),
        _filled("M34 -98C20 -102 14 -80 24 -66C34 -68 36 -86 34 -98Z", _BROWN),
        Shape(_round(56, -84, 3), _INK, 0),
        Shape(_round(80, -76, 4), _INK, 0),
    ), 170, 108, "brown"),
    "sun": Part("Sun", (
        Shape("M0 -140V-124M0 -16V0M-70 -70H-54M54 -70H70M-50 -120L-39 -109M39 -31L50 -20M50 -120L39 -109M-39 -31L-50 -20", line=5),
        _filled(_round(0, -70, 40), CHOSEN),
    ), 142, 142, "yellow"),
    "moon": Part("Moon", (
        _filled("M14 -112C-46 -108 -60 -34 -12 -8C10 4 38 -4 50 -22C6 -24 -16 -80 14 -112Z", CHOSEN),
    ), 100, 114, "yellow"),
    "star": Part("Star", (
        _filled("M0 -90L13 -58L47 -56L21 -34L30 0L0 -18L-30 0L-21 -34L-47 -56L-13 -58Z", CHOSEN),
    ), 96, 92, "yellow"),
    "rain": Part("Rain", (
        _filled("M-58 -64C-88 -66 -86 -108 -54 -106C-50 -140 4 -144 14 -112C42 -132 84 -104 66 -78C78 -60 56 -60 44 -64Z", CHOSEN),
        Shape("M-46 -46L-54 -24M-14 -46L-22 -24M18 -46L10 -24M50 -46L42 -24M-30 -22L-38 0M4 -22L-4 0M36 -22L28 0", line=5),
    ), 160, 138, "grey"),
    "heart": Part("Heart", (
        _filled("M0 0C-30 -28 -58 -48 -52 -78C-46 -104 -10 -104 0 -76C10 -104 46 -104 52 -78C58 -48 30 -28 0 0Z", CHOSEN),
    ), 110, 102, "red"),
    "speech": Part("Speech bubble", (
        _filled("M-70 -48C-118 -60 -112 -140 -50 -142H56C116 -140 116 -54 54 -50H-20C-30 -28 -44 -10 -62 0C-58 -18 -58 -32 -70 -48Z", CHOSEN),
    ), 210, 144, "white"),
    "thought": Part("Thinking bubble", (
        _filled("M-62 -56C-104 -60 -100 -112 -62 -112C-56 -150 0 -152 10 -128C34 -150 82 -136 76 -106C108 -98 100 -58 66 -60C52 -38 8 -38 0 -52C-16 -36 -50 -38 -62 -56Z", CHOSEN),
        _filled(_round(-66, -26, 10), CHOSEN),
        _filled(_round(-84, -6, 6), CHOSEN),
    ), 190, 150, "white"),
    "noise": Part("Loud noise", (
        _filled("M0 -120L16 -86L50 -106L46 -68L86 -62L54 -40L72 -4L34 -16L18 0L0 -22L-24 0L-30 -28L-70 -14L-50 -46L-84 -68L-44 -72L-46 -108L-14 -86Z", CHOSEN),
    ), 172, 122, "orange"),
    "bottle": Part("Bottle", (
        _filled("M-20 0V-66C-20 -82 -9 -84 -9 -98V-120H9V-98C9 -84 20 -82 20 -66V0Z", CHOSEN),
        _filled("M-20 -52H20V-22H-20Z", PAPER),
    ), 44, 122, "green"),
    "phone": Part("Telephone", (
        _filled("M-28 -104C-28 -112 28 -112 28 -104V-8C28 0 -28 0 -28 -8Z", CHOSEN),
        _filled("M-20 -96H20V-22H-20Z", _GLASS),
        Shape(_round(0, -11, 4), PAPER, 0),
    ), 60, 112, "ink"),
    "book": Part("Book", (
        _filled("M0 -8C-20 -22 -50 -22 -72 -12V-84C-50 -94 -20 -94 0 -80C20 -94 50 -94 72 -84V-12C50 -22 20 -22 0 -8Z", CHOSEN),
        Shape("M0 -80V-8", line=4),
    ), 148, 90, "white"),
    "bear": Part("Teddy", (
        _filled(_round(-24, -104, 13), CHOSEN),
        _filled(_round(24, -104, 13), CHOSEN),
        _filled("M-24 -58C-40 -58 -44 -40 -36 -34C-40 -10 -22 0 0 0C22 0 40 -10 36 -34C44 -40 40 -58 24 -58Z", CHOSEN),
        _filled(_round(0, -80, 34), CHOSEN),
        _filled(_round(0, -20, 14), PAPER),
    ), 92, 120, "brown", (0, -78, 28)),
}  # fmt: skip

# A face on a head of radius 33 whose middle is (0, 0): what is drawn as lines.
FACE_RADIUS: Final = 33
FACE_LINES: Final[dict[str, str]] = {
    "happy": "M-14 8C-8 20 8 20 14 8",
    "calm": "M-10 12C-4 15 4 15 10 12",
    "sad": "M-12 18C-6 7 6 7 12 18M-17 -11C-14 -14 -10 -16 -7 -16M17 -11C14 -14 10 -16 7 -16",
    "worried": "M-13 14C-9 8 -5 18 0 13C5 8 9 18 13 12M-18 -12L-7 -18M18 -12L7 -18",
    "angry": "M-12 17C-6 9 6 9 12 17M-18 -17L-6 -11M18 -17L6 -11",
}
FACE_EYES: Final = f"{_round(-11, -3, 3.4)}{_round(11, -3, 3.4)}"
