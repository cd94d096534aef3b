"""The pictures of Family Finding: whole, escaped, and readable on a phone."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from kinfold_core.practice.family_finding.drawing import (
    draw_connections,
    draw_funnel,
    draw_places,
)
from kinfold_core.practice.family_finding.typed import (
    ConnectionLine,
    PlaceLine,
    PlacePerson,
)


def texts(svg: str) -> list[str]:
    tree = ET.fromstring(svg)  # noqa: S314  drawn here
    assert tree.attrib["aria-hidden"] == "true"
    return ["".join(one.itertext()) for one in tree.iter("text")]


def test_a_funnel_is_as_wide_as_its_numbers():
    svg = draw_funnel([("Hoped for", 40), ("Found & <named>", 20), ("For life", 0)])
    assert "Found & <named>" in texts(svg)
    widths = [float(one) for one in re.findall(r'width="([\d.]+)" height', svg)]
    assert widths[1] == widths[0] / 2
    assert widths[2] == 0
    assert texts(draw_funnel([])) == []


def line(name: str, side: str = "", **more: object) -> ConnectionLine:
    known = {"tie": "love", "strength": 2, "often": "often", "generation": ""} | more
    return ConnectionLine(name=name, side=side, **known)  # type: ignore[arg-type]


def test_mothers_side_is_left_fathers_right_and_the_oldest_above():
    people = [
        line("Mum", "maternal", generation="1"),
        line("Nan", "maternal", generation="2"),
        line("Raj", "paternal", strength=0),
        line("Coach", "chosen", where="died"),
        line("A friend with a very long name", "both"),
    ]
    svg = draw_connections("<Kai>", people)
    found = re.findall(r'class="ff-name" x="([\d.]+)" y="(\d+)"[^>]*>([^<]+)<', svg)
    place = {name.strip(): (float(x), int(y)) for x, y, name in found}
    assert place["Nan"][0] == place["Mum"][0] < place["Raj"][0] == place["Coach"][0]
    assert place["Nan"][1] < place["Mum"][1]
    assert "<Kai>" in texts(svg)
    assert "Coach ✿" in texts(svg)
    assert svg.count("ff-sign") == 1
    assert any(one.startswith("A friend") and "…" in one for one in texts(svg))
    assert "Kai" in texts(draw_connections("Kai", []))


def test_places_lead_down_the_page_with_the_childs_marks():
    svg = draw_places(
        [
            PlaceLine(
                "Gran's",
                "2017",
                (
                    PlacePerson("Gran", "safe", wants_contact=True),
                    PlacePerson("Mick", "unsafe"),
                    PlacePerson("Dog"),
                ),
                "good",
            ),
            PlaceLine("The flat", "", (), "mixed"),
            PlaceLine("Mill Lane", "", (), "hard"),
        ]
    )
    said = texts(svg)
    assert "Gran's · 2017" in said
    assert "The flat" in said
    assert any("♥" in one and "Gran" in one for one in said)
    for mark in ("safe", "unsafe", "open"):
        assert f"ff-mark--{mark}" in svg
    assert svg.count("ff-road") == 2
    assert svg.count("ff-sun") == svg.count("ff-cloud") == 2
    # eight rays around a sun, none of them out of the picture
    rays = re.findall(r'class="ff-sun"><circle[^>]*/><path d="([^"]+)"', svg)
    assert [one.count("M") for one in rays] == [8, 8]
    assert all(0 < float(x) < 360 for one in rays for x in re.findall(r"M(\d+)", one))
