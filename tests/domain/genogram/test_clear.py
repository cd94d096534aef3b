"""On every picture each word can be read, and no line goes through a sign."""

from __future__ import annotations

import pytest

from kinfold_core.genogram.draw import draw
from kinfold_core.genogram.layout import lay_out
from kinfold_core.genogram.pen import ROOM, in_lines, width_of
from tests.domain.genogram.golden import FOLDER, files
from tests.domain.genogram.made import made_family
from tests.domain.genogram.seen import faults, seen
from tests.domain.genogram.shapes import SHAPES, shape
from tests.domain.genogram.test_layout import check


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
