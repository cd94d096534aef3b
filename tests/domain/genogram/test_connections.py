"""The map of who a child is connected to: what it says, and that it can be read."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from kinfold_core.genogram.connections import (
    Connected,
    Connection,
    connections_said,
    draw_connections,
)
from kinfold_core.people.likeness import Sex

KAI = Connected(id="kai", name="Kai", sex=Sex.MALE)
LEANNE = Connected(
    id="1", name="Leanne", generation=1, sex=Sex.FEMALE, side="maternal", note="mother"
)
TOM = Connected(id="2", name="Tom", generation=1, sex=Sex.MALE, side="paternal")
JO = Connected(id="3", name="Nan Jo", generation=2, side="maternal", url="/people/3/")
BEN = Connected(id="4", name="Ben", note="friend")
ANA = Connected(id="5", name="Ana", side="maternal")
RAJ = Connected(id="6", name="Raj", side="paternal", generation=0)
BABY = Connected(id="7", name="Baby Joe", generation=-1)
EVERYBODY = [LEANNE, TOM, JO, BEN, ANA, RAJ, BABY]


def _parsed(drawn: str) -> ElementTree.Element:
    return ElementTree.fromstring(drawn)  # noqa: S314  drawn by ourselves


def _shapes(svg: str) -> list[tuple[float, float]]:
    """The middle of every symbol, the child's two outlines as one."""
    found = set()
    for one in _parsed(svg).iter():
        if "gp-paper" not in one.get("class", ""):
            continue
        if one.get("cx"):
            found.add((float(one.get("cx", 0)), float(one.get("cy", 0))))
        elif one.get("x"):
            half = float(one.get("width", 0)) / 2
            x, y = float(one.get("x", 0)) + half, float(one.get("y", 0)) + half
            found.add((round(x, 1), round(y, 1)))
        else:
            x, top, *_ = map(float, re.findall(r"[\d.]+", one.get("d", "")))
            found.add((x, round(top + 22, 1)))
    return sorted(found)


def test_the_closest_are_said_first_and_a_missing_line_is_said() -> None:
    ties = [
        Connection(person="1", kinds=("blood", "love"), strength=3),
        Connection(person="2", kinds=("blood",), strength=1, is_broken=True),
        Connection(person="4", strength=0, is_in_touch=False),
    ]
    assert connections_said(KAI, [BEN, TOM, LEANNE, JO], ties) == (
        "Kai has 4 people on this map, 1 of them close.",
        "Leanne (mother): very close, by blood and love.",
        "Tom: somebody they know, by blood, broken.",
        "Ben (friend): a thread so far, not in touch now.",
        "Nan Jo: no line is drawn yet.",
    )


def test_nobody_yet_is_said_and_drawn() -> None:
    assert connections_said(KAI, [], []) == (
        "Kai has 0 people on this map, 0 of them close.",
    )
    assert len(_shapes(draw_connections(KAI, [], []))) == 1


def test_parents_stand_above_the_child_and_the_fathers_side_is_on_the_left() -> None:
    places = {
        title.text: anchor
        for anchor in _parsed(draw_connections(KAI, [LEANNE, TOM, JO], []))
        for title in anchor.iter("{http://www.w3.org/2000/svg}title")
    }
    assert set(places) == {"Kai", "Leanne, mother", "Tom", "Nan Jo"}
    assert places["Nan Jo"].get("href") == "/people/3/"
    shapes = _shapes(draw_connections(KAI, [LEANNE, TOM], []))
    (tom, leanne), (child,) = (
        [one for one in shapes if one[1] == row]
        for row in sorted({y for _, y in shapes})
    )
    assert tom[0] < child[0] < leanne[0]


def test_a_line_is_thicker_when_it_is_stronger_and_broken_when_it_is() -> None:
    def widths(tie: Connection) -> list[str]:
        return re.findall(r'<path[^>]*stroke-width="([\d.]+)"', draw_connections(
            LEANNE, [TOM], [tie]))  # fmt: skip

    assert widths(Connection(person="2", strength=0)) == ["1.5"]
    assert widths(Connection(person="2", strength=3)) == ["6"]
    assert widths(Connection(person="2", strength=1, is_broken=True)) == ["3", "2", "2"]
    apart = draw_connections(
        KAI, [TOM], [Connection(person="2", is_in_touch=False, kinds=("spirit",))]
    )
    assert 'stroke-dasharray="8 5"' in apart
    assert ">spirit</text>" in apart


people = st.lists(
    st.builds(
        Connected,
        id=st.uuids().map(str),
        name=st.text(max_size=60),
        generation=st.integers(-3, 4),
        sex=st.sampled_from(Sex),
        side=st.sampled_from(["", "maternal", "paternal", "chosen"]),
        note=st.sampled_from(["", "a note that is longer than it may be"]),
    ),
    max_size=25,
    unique_by=lambda one: one.id,
)


@given(people, st.randoms())
def test_nobody_stands_on_another_and_the_order_does_not_matter(everybody, rng) -> None:
    ties = [Connection(person=one.id, strength=2) for one in everybody]
    svg = draw_connections(KAI, everybody, ties)
    shapes = _shapes(svg)
    assert len(shapes) == len(everybody) + 1
    for place, (x, y) in enumerate(shapes):
        for a, b in shapes[place + 1 :]:
            assert abs(x - a) >= 100 or abs(y - b) >= 100
    shuffled = rng.sample(everybody, len(everybody))
    assert draw_connections(KAI, shuffled, ties) == svg


def test_everybody_is_on_one_sheet() -> None:
    ties = [Connection(person=one.id) for one in EVERYBODY]
    svg = draw_connections(KAI, EVERYBODY, ties)
    _, _, width, height = map(float, _parsed(svg).get("viewBox", "").split())
    assert all(30 < x < width - 30 and 30 < y < height - 60 for x, y in _shapes(svg))
