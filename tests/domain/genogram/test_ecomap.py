"""The ecomap: everybody has room, every line is told apart, and it is said."""

from __future__ import annotations

import re
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
    middle_said,
)
from tests.domain.genogram.seen import faults, seen

JO = Near(id="1", name="Nan Jo", note="grandmother", tie=Tie.STRONG, help=Help.TO)
SCHOOL = Near(id="2", name="St Anne's", is_service=True, tie=Tie.THIN, help=Help.BOTH)
RAJ = Near(id="3", name="Raj", tie=Tie.STRESSED, help=Help.FROM, url="/x/")
DAN = Near(id="4", name="Dan", tie=Tie.BROKEN)
GP = Near(id="5", name="Dr Cole", is_service=True)


def test_it_is_said_as_it_is_drawn_people_first() -> None:
    drawn = draw_ecomap(["Kai"], [GP, SCHOOL, DAN, RAJ, JO], "x")
    assert re.findall("<title>(.*?)</title>", drawn) == [
        "Dan: broken.",
        "Nan Jo (grandmother): strong, helps the family.",
        "Raj: full of stress, is helped by the family.",
        "Dr Cole: nobody has said yet how strong this is.",
        "St Anne&#x27;s: thin, they help each other.",
    ]
    assert middle_said(["Kai", "Amira"]) == "In the middle: Kai and Amira."
    assert middle_said([]) == ""


@pytest.mark.parametrize(
    ("around", "expected"),
    [
        ([], "Nobody is round this household yet."),
        ([SCHOOL], "There are more services than people."),
        ([JO], "1 person and no services"),
        ([RAJ, SCHOOL], "none of the people by a strong line"),
        ([JO, GP], "Of 1 nobody has said yet how strong the line is."),
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


def test_every_word_of_a_name_and_of_a_note_can_be_read() -> None:
    name = "The Saturday allotment and cooking group at the old library in Lincoln"
    note = "where Nan Jo takes them, and Raj when she cannot"
    drawn = draw_ecomap([name], [Near(id="1", name=name, note=note)], "x")
    words = " ".join(one.text for one in seen(drawn).words)
    assert words == f"{name} {name} {note}"


near = st.builds(
    Near,
    id=st.uuids().map(str),
    name=st.text(max_size=40)
    | st.sampled_from(["Jo", "St Anne's", "Wilhelmina Montgomery-Thompson", "W" * 60]),
    note=st.sampled_from(["", "aunt", "a rather long note that goes on and on below"]),
    is_service=st.booleans(),
    tie=st.sampled_from(Tie),
    help=st.sampled_from(Help),
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(near, max_size=40, unique_by=lambda one: one.id), st.randoms())
def test_nothing_lies_on_anything_and_it_is_the_same_each_time(around, rng) -> None:
    drawn = draw_ecomap(["Kai"], around, "x")
    assert draw_ecomap(["Kai"], rng.sample(around, len(around)), "x") == drawn
    assert faults(seen(drawn)) == []


@pytest.mark.parametrize("count", [1, 5, 8, 17, 30, 40])
def test_every_line_reaches_its_sign(count: int) -> None:
    around = [
        Near(id=str(n), name=f"Person {n:02}", note="aunt", tie=Tie.THIN)
        for n in range(count)
    ]
    picture = seen(draw_ecomap(["Kai"], around, "x"))
    assert faults(picture) == []
    signs = [((box[0] + box[2]) / 2, (box[1] + box[3]) / 2) for _, box in picture.signs]
    assert len(picture.strokes) == len(signs) == count
    for (_, end), sign in zip(picture.strokes, signs, strict=True):
        assert dist(end, sign) == pytest.approx(30, abs=0.2)
