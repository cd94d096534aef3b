"""A picture is numbers and short lists: whatever is sent, nothing else comes out."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest

from kinfold_core.pictures.arranging import Wanted, arrange
from kinfold_core.pictures.palette import COLOURS, FACES, GROUNDS, LABELS, PENS
from kinfold_core.pictures.parts import FACE_LINES, PARTS
from kinfold_core.pictures.picture import (
    ALL_POINTS_MOST,
    ITEMS_MOST,
    Line,
    Picture,
    Placed,
    UnreadablePictureError,
    as_json,
    read_picture,
)
from kinfold_core.pictures.svg import catalogue, draw, draw_part, smooth
from kinfold_core.pictures.telling import tell

LINE = {"colour": "red", "pen": "thin", "points": [1, 2, 3, 4, 9, 9]}
PART = {"part": "child", "x": 120, "y": 500, "colour": "teal", "face": "happy"}
ATTACK = '"/><script>alert(1)</script>'


def _parsed(drawn: str) -> ElementTree.Element:
    return ElementTree.fromstring(drawn)  # noqa: S314  drawn by ourselves


def picture(*items: object, **more: object) -> dict[str, object]:
    return {"ground": "grass", "items": list(items), **more}


def test_what_is_read_is_what_was_sent_and_is_kept_the_same() -> None:
    read = read_picture(picture(LINE, PART))
    assert read == Picture(
        "grass",
        (
            Line("red", "thin", ((1, 2), (3, 4), (9, 9))),
            Placed("child", 120, 500, 100, "teal", "happy"),
        ),
    )
    assert read_picture(json.loads(json.dumps(as_json(read)))) == read


@pytest.mark.parametrize("nothing", [None, {}])
def test_nothing_is_white_paper(nothing: object) -> None:
    assert read_picture(nothing) == Picture()


@pytest.mark.parametrize(
    "sent",
    [
        "x",
        [],
        7,
        picture("x"),
        {"items": "abc"},
        {"items": {"a": 1}},
        picture(ground=ATTACK),
        picture({**LINE, "colour": ATTACK}),
        picture({**LINE, "pen": "7"}),
        picture({**LINE, "points": [1]}),
        picture({**LINE, "points": []}),
        picture({**LINE, "points": [1, ATTACK]}),
        picture({**LINE, "points": [True, 1]}),
        picture({**LINE, "points": [float("nan"), 1]}),
        picture({**LINE, "points": [float("inf"), 1]}),
        picture({**LINE, "points": [None, 1]}),
        picture({**LINE, "points": [1] * 100_000}),
        picture({**PART, "part": ATTACK}),
        picture({**PART, "part": "photo"}),
        picture({**PART, "face": ATTACK}),
        picture({**PART, "colour": "#fff"}),
        picture({**PART, "x": ATTACK}),
        picture({**PART, "size": "12"}),
        picture({**PART, "part": ["child"]}),
    ],
    ids=range(24),
)
def test_anything_else_is_refused_with_a_sentence(sent: object) -> None:
    with pytest.raises(UnreadablePictureError, match=r"\.$"):
        read_picture(sent)


def test_a_picture_has_room_for_much_and_no_more() -> None:
    assert len(read_picture(picture(*[PART] * ITEMS_MOST)).items) == ITEMS_MOST
    with pytest.raises(UnreadablePictureError, match="fit"):
        read_picture(picture(*[PART] * (ITEMS_MOST + 1)))
    long = {**LINE, "points": [5] * 4_000}
    with pytest.raises(UnreadablePictureError, match="more drawn here"):
        read_picture(picture(*[long] * (ALL_POINTS_MOST // 2_000 + 1)))


def test_a_place_far_outside_is_kept_near_the_paper() -> None:
    (placed,) = read_picture(picture({**PART, "x": 1e12, "y": -1e12, "size": 1})).items
    assert isinstance(placed, Placed)
    assert (placed.x, placed.y, placed.size) == (1_100, -300, 20)


def test_every_part_ground_and_face_draws_as_whole_xml_without_words() -> None:
    for ground in GROUNDS:
        everything = Picture(
            ground,
            tuple(
                Placed(name, 400, 500, 80, part.colour, face if part.head else "")
                for name, part in PARTS.items()
                for face in FACES
            ),
        )
        drawn = _parsed(draw(everything, said=f"A & B {ATTACK}"))
        assert drawn.attrib["aria-label"] == f"A & B {ATTACK}"
        assert {e.tag.rpartition("}")[2] for e in drawn.iter()} == {"svg", "g", "path"}
        assert "".join(drawn.itertext()) == ""
    for name in PARTS:
        _parsed(draw_part(name))


def test_a_single_touch_is_a_dot() -> None:
    assert 'd="M4 5h1"' in draw(Picture("paper", (Line("ink", "thin", ((4, 5),)),)))


def test_the_browser_is_given_the_same_lists() -> None:
    given = catalogue()
    assert given["parts"].keys() == PARTS.keys()
    assert given["colours"] == COLOURS
    assert given["faces"] == FACE_LINES
    assert json.loads(json.dumps(given))["grounds"].keys() == set(GROUNDS)
    assert {*COLOURS, *PENS, *FACES, *GROUNDS} == LABELS.keys()


def test_a_picture_is_told_in_words() -> None:
    told = tell(
        read_picture(
            {
                "ground": "room",
                "items": [
                    {"part": "adult", "x": 100, "y": 500, "face": "angry"},
                    {"part": "table", "x": 400, "y": 500},
                    {"part": "child", "x": 700, "y": 500, "face": "worried"},
                    {"part": "child", "x": 690, "y": 500, "face": "worried"},
                    LINE,
                ],
            }
        )
    )
    assert told == (
        "Inside: an angry grown-up on the left; a table in the middle; "
        "2 times a worried child on the right. Some lines are drawn by hand."
    )
    assert tell(Picture()) == ""


def test_a_form_puts_parts_where_the_words_say_and_leaves_the_lines() -> None:
    before = read_picture(picture(LINE, PART, {**PART, "x": 300}))
    after = arrange(
        before,
        "room",
        [
            Wanted("child", face="sad", colour="pink"),
            None,
            Wanted("sun", across="right"),
        ],
    )
    line, stays, sun = after.items
    assert after.ground == "room"
    assert line == before.items[0]
    assert stays == Placed("child", 120, 500, 100, "pink", "sad")
    assert sun == Placed("sun", 670, 190, 90, "yellow", "")


def test_what_stands_beyond_the_list_of_a_form_stays() -> None:
    before = read_picture(picture(PART, LINE, {**PART, "x": 300}))
    after = arrange(before, "grass", [Wanted("child", face="happy", colour="teal")])
    assert after == before
    two = [Wanted("child"), Wanted("child"), None, Wanted("sun")]
    assert [one.part for one in arrange(before, "grass", two).parts] == [
        "child",
        "child",
        "sun",
    ]


def test_a_line_of_a_hand_begins_and_ends_where_it_did_and_has_no_corners() -> None:
    assert smooth(((4, 5), (10, 20))) == "M4 5L10 20"
    bent = smooth(((0, 0), (10, 0), (10, 11), (20, 30)))
    assert bent == "M0 0Q10 0 10 5.5Q10 11 15 20.5L20 30"
    assert bent in draw(
        Picture("paper", (Line("ink", "thin", ((0, 0), (10, 0), (10, 11), (20, 30))),))
    )


def test_bare_ground_is_an_empty_picture() -> None:
    assert Picture("grass").is_empty
    assert not read_picture(picture(LINE)).is_empty
