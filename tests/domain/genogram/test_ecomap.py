"""The ecomap: everybody has room, every line is told apart, and it is said."""

from __future__ import annotations

import re
from itertools import combinations
from math import dist

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kinfold_core.genogram.ecomap import (
    Help,
    Near,
    Tie,
    density_said,
    draw_ecomap,
    ecomap_said,
)

JO = Near(id="1", name="Nan Jo", note="grandmother", tie=Tie.STRONG, help=Help.TO)
SCHOOL = Near(id="2", name="St Anne's", is_service=True, tie=Tie.THIN, help=Help.BOTH)
RAJ = Near(id="3", name="Raj", tie=Tie.STRESSED, help=Help.FROM, url="/x/")
DAN = Near(id="4", name="Dan", tie=Tie.BROKEN)
GP = Near(id="5", name="Dr Cole", is_service=True)


def test_it_is_said_as_it_is_drawn_people_first() -> None:
    assert ecomap_said([GP, SCHOOL, DAN, RAJ, JO]) == (
        "3 people and 2 services round this household; 1 of the people by a strong "
        "line. Of 1 nobody has said yet how strong the line is.",
        "Dan: broken.",
        "Nan Jo (grandmother): strong, helps the family.",
        "Raj: full of stress, is helped by the family.",
        "Dr Cole: nobody has said yet how strong this is.",
        "St Anne's: thin, they help each other.",
    )


@pytest.mark.parametrize(
    ("around", "expected"),
    [
        ([], "Nobody is round this household yet."),
        ([SCHOOL], "There are more services than people."),
        ([JO], "1 person and 0 services"),
    ],
)
def test_how_dense_it_is(around: list[Near], expected: str) -> None:
    assert expected in density_said(around)


def test_every_kind_of_line_looks_different_and_arrows_say_which_way() -> None:
    def lines(one: Near) -> str:
        return draw_ecomap(["Kai"], [one], "x").split("<circle")[0]

    kinds = {lines(Near(id="1", name="A", tie=tie)) for tie in Tie}
    assert len(kinds) == len(Tie)
    arrows = [
        lines(Near(id="1", name="A", help=way)).count('Z" fill="currentColor"')
        for way in (Help.NONE, Help.TO, Help.FROM, Help.BOTH)
    ]
    assert arrows == [0, 1, 1, 2]
    assert 'href="/x/"' in draw_ecomap([], [RAJ], "x")


def test_a_full_house_is_counted() -> None:
    drawn = draw_ecomap([f"Child {n}" for n in range(9)], [], "x")
    assert ">and 4 more</text>" in drawn
    assert ">Child 5</text>" not in drawn


near = st.builds(
    Near,
    id=st.uuids().map(str),
    name=st.text(max_size=40),
    note=st.sampled_from(["", "a rather long note that is cut"]),
    is_service=st.booleans(),
    tie=st.sampled_from(Tie),
    help=st.sampled_from(Help),
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(near, max_size=40, unique_by=lambda one: one.id), st.randoms())
def test_nobody_stands_on_another_or_on_a_line(around, rng) -> None:
    drawn = draw_ecomap(["Kai"], around, "x")
    assert draw_ecomap(["Kai"], rng.sample(around, len(around)), "x") == drawn
    people = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="22"', drawn)
    boxes = re.findall(r'<rect x="([\d.]+)" y="([\d.]+)"', drawn)
    spots = [(float(x), float(y)) for x, y in people]
    spots += [(float(x) + 22, float(y) + 16) for x, y in boxes]
    assert len(spots) == len(around)
    middle = float(re.findall(r'<circle cx="([\d.]+)"[^>]*r="96"', drawn)[0])
    for (x, y), (a, b) in combinations(spots, 2):
        assert abs(x - a) > 44 or abs(y - b) > 60
        for (end_x, end_y), (at_x, at_y) in (((x, y), (a, b)), ((a, b), (x, y))):
            dx, dy = end_x - middle, end_y - middle
            along = (at_x - middle) * dx + (at_y - middle) * dy
            if 0 < along < dx * dx + dy * dy:
                across = abs((at_x - middle) * dy - (at_y - middle) * dx)
                assert across / (dx * dx + dy * dy) ** 0.5 > 26


@pytest.mark.parametrize("count", [1, 5, 8, 17, 40])
def test_every_line_reaches_its_sign_and_no_line_runs_through_a_name(count) -> None:
    around = [
        Near(id=str(n), name=f"Person {n:02}", note="aunt", tie=Tie.THIN)
        for n in range(count)
    ]
    drawn = draw_ecomap(["Kai"], around, "x")
    middle = float(re.findall(r'<circle cx="([\d.]+)"[^>]*r="96"', drawn)[0])
    ends = [
        (float(x), float(y))
        for x, y in re.findall(r'd="M[\d.]+ [\d.]+L([\d.]+) ([\d.]+)"', drawn)
    ]
    signs = [
        (float(x), float(y))
        for x, y in re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="22"', drawn)
    ]
    assert len(ends) == len(signs) == count
    for end, sign in zip(ends, signs, strict=True):
        assert dist(end, sign) == pytest.approx(30, abs=0.2)
    words = re.findall(r'<text x="([\d.]+)" y="([\d.]+)"[^>]*>(Person|aunt)', drawn)
    assert words
    for (x, y), sign in zip([(float(x), float(y)) for x, y, _ in words],
                            [s for s in signs for _ in range(len(words) // count)],
                            strict=True):  # fmt: skip
        assert x == sign[0]
        assert (y < sign[1]) is (sign[1] < middle - 1)  # on the far side
        assert 0 < y < 2 * middle
