"""On every picture each word can be read, and no line goes through a sign."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from kinfold_core.genogram.draw import draw
from kinfold_core.genogram.layout import lay_out
from kinfold_core.genogram.pen import ROOM, in_lines, width_of
from tests.domain.genogram.golden import FOLDER, files
from tests.domain.genogram.made import made_family
from tests.domain.genogram.seen import faults, seen
from tests.domain.genogram.shapes import SHAPES, shape
from tests.domain.genogram.test_layout import check

Stroke = tuple[tuple[float, float], tuple[float, float]]


@pytest.mark.parametrize("name", SHAPES)
def test_nothing_lies_on_anything_in_the_twelve_shapes(name: str) -> None:
    assert faults(seen(draw(lay_out(shape(name)), name))) == []


# in the last one there are identical twins who cannot stand in one row
@pytest.mark.parametrize(
    ("seed", "count"), [*((one, one + 1) for one in range(60)), (111, 49)]
)
def test_nor_in_families_of_up_to_sixty_people(seed: int, count: int) -> None:
    layout = lay_out(made_family(seed, count))
    check(layout)
    assert faults(seen(draw(layout, "A family"))) == []


# in each of the last ones a line once came down upon another couple's
@pytest.mark.parametrize(
    ("seed", "count"),
    [
        *((one, one + 1) for one in range(60)),
        (306, 16),
        (359, 19),
        (242, 52),
        (249, 59),
    ],
)
def test_lines_of_two_couples_never_lie_on_each_other(seed: int, count: int) -> None:
    """They may cross; along one another nobody can tell whose child is whose."""
    layout = lay_out(made_family(seed, count))
    lines = [(one.couple.key, one.points) for one in layout.bonds]
    lines += [(one.link.couple.key, one.points) for one in layout.descents]
    strokes = [(key, stroke) for key, points in lines for stroke in pairwise(points)]
    assert [
        (key, other)
        for (key, one), (other, two) in combinations(strokes, 2)
        if key != other and _lie_along(one, two)
    ] == []


def _lie_along(one: Stroke, other: Stroke) -> bool:
    """Whether two level or two upright strokes are within three of each other."""
    for at, along in ((0, 1), (1, 0)):
        places = {point[at] for point in one}, {point[at] for point in other}
        if all(len(each) == 1 for each in places):
            ends = [sorted(point[along] for point in each) for each in (one, other)]
            near = abs(min(places[0]) - min(places[1])) < 3
            shared = min(end[1] for end in ends) - max(end[0] for end in ends)
            return near and shared > 1
    return False


def test_the_pictures_in_the_handbook_are_as_they_are_drawn_now() -> None:
    for name, text in files().items():
        assert (FOLDER / name).read_text() == text, "draw them again: see golden.py"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Al", ["Al"]),
        ("Amira Grace Okafor-Thompson", ["Amira Grace", "Okafor-", "Thompson"]),
        ("Maximilianwolfgangson", ["Maximilianw", "olfgangson"]),
        ("W" * 9, ["WWWWWWW", "WW"]),
        ("Anna Maria Francesca Ng", ["Anna Maria", "Francesca Ng"]),
        ("a b " * 30, ["a b a b a b a b", "a b a b a b a b", "a b a b a b a…"]),
        ("e\u0301" * 11, ["e\u0301" * 11]),
        ("", []),
    ],
)  # fmt: skip
def test_a_name_is_written_whole_below_its_sign(text: str, lines: list[str]) -> None:
    assert in_lines(text) == lines
    assert all(width_of(line) <= ROOM for line in lines)
