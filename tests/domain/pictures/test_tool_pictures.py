"""Each part of each tool has a drawing of our own, and nothing else is drawn."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from kinfold_core.pictures.tool_pictures import DRAWN, draw_tool_part
from kinfold_core.practice.child_tools import PARTS

EVERY = [(tool.value, part.key) for tool, parts in PARTS.items() for part in parts]


def test_every_part_is_drawn_and_no_other():
    assert set(DRAWN) == set(EVERY)
    assert len(set(DRAWN.values())) == len(DRAWN)
    assert draw_tool_part("castle", "roof") == ""


@pytest.mark.parametrize(("tool", "part"), EVERY)
def test_a_drawing_is_whole_silent_and_on_its_paper(tool, part):
    svg = ElementTree.fromstring(draw_tool_part(tool, part))  # noqa: S314  our own
    assert svg.get("aria-hidden") == "true"
    for path in svg:
        numbers = [float(n) for n in re.findall(r"-?\d+", path.get("d"))]
        assert max(numbers) <= 160
        assert min(numbers) >= -40
