"""The words beside the picture say what it shows."""

from __future__ import annotations

from datetime import date

import pytest

from kinfold_core.genogram.draw import draw
from kinfold_core.genogram.facts import Kin, Relation, Someone, State
from kinfold_core.genogram.kin import is_kin, put_together
from kinfold_core.genogram.layout import lay_out
from kinfold_core.genogram.parents import find_parents
from kinfold_core.genogram.said import children_of, notes, said
from kinfold_core.people.likeness import Sex
from tests.domain.genogram.golden import FOLDER, files
from tests.domain.genogram.shapes import read, shape


def words(people: str, ties: str) -> dict[str, str]:
    kin = put_together(*read(people, ties))
    return {
        person.name.split(",")[0]: person.words
        for generation in said(lay_out(kin))
        for group in generation.groups
        for person in group.people
    }


def couples(name: str) -> list[str]:
    return [
        couple
        for generation in said(lay_out(shape(name)))
        for group in generation.groups
        for couple in group.couples
    ]


@pytest.mark.parametrize("name", files())
def test_the_pictures_shown_are_those_the_code_draws(name: str) -> None:
    assert (FOLDER / name).read_text() == files()[name], (
        "draw them anew: python -m tests.domain.genogram.golden"
    )


def test_everybody_is_said_with_whom_they_belong_to_and_live_with() -> None:
    found = words(
        """
        Leanne | f | 29 | home=Mum's
        Kai | m | 4 | child home=Mum's
        """,
        "Leanne | parent | Kai",
    )
    assert found == {
        "Father": "not known yet; father of Kai",
        "Leanne": "mother of Kai; lives with Kai (Mum's)",
        "Kai": "one of the children; son of Leanne and father not known yet; "
        "lives with Leanne (Mum's)",
    }


def test_a_child_of_whom_no_parent_is_recorded_has_two_to_be_asked_for() -> None:
    found = words("Kai | m | 4 | child", "Kai | friend | Kai")
    assert set(found) == {"Mother", "Father", "Kai"}


@pytest.mark.parametrize(
    ("state", "sign"),
    [
        (State.BORN, "one of the children; 12 May"),
        (State.UNBORN, "one of the children; not born yet; 12 May"),
        (
            State.LOST,
            "one of the children; a pregnancy that ended before birth; 12 May",
        ),
        (State.DEAD, "one of the children; died (12 May)"),
    ],
)
def test_every_state_that_is_drawn_is_said_with_what_stands_below(
    state: State, sign: str
) -> None:
    found = words(
        f"Jo | f | 30 |\nBo | ? | | child {state} detail=12 May", "Jo | friend | Bo"
    )
    assert found["Bo"].startswith(sign)


def test_couples_are_said_with_how_they_began_and_ended() -> None:
    assert couples("remarried") == [
        "Carol Price and Sam Price were married from 1 January 2010 until "
        "1 January 2019; they are divorced.",
        "Ines Price and Sam Price are married since 1 January 2021.",
    ]
    assert (
        "Lou and Raj Mehta went out together from 1 January 2017 until 1 January 2019; "
        "they are no longer together." in couples("blended")
    )
    assert couples("bereaved")[1].endswith("2021; until one of them died.")


def test_lines_other_than_birth_are_said_as_what_they_are() -> None:
    found = words(
        """
        Gran | f | 60 |
        Ted | m | 60 |
        Joy | f | 50 |
        Rui | m | 40 |
        Skye | f | 8 | child
        """,
        """
        Gran | special_guardian | Skye
        Ted | adoptive_parent | Skye
        Joy | foster_carer | Skye | unsure
        Rui | donor | Skye
        """,
    )
    assert found["Gran"] == "carer of Skye"
    assert found["Ted"] == "adoptive father of Skye"
    assert found["Joy"] == "foster carer of Skye (not sure)"
    assert found["Rui"] == "donor of egg or sperm of Skye"
    assert found["Skye"] == (
        "one of the children; daughter of mother not known yet and father not "
        "known yet; adopted daughter of Ted; fostered child of Joy (not sure); cared "
        "for by Gran; child by donation of Rui"
    )


def test_who_cannot_be_placed_is_there_and_it_is_said_why() -> None:
    found = words(
        """
        Leanne | f | 29 |
        Tom | m | 30 |
        Kai | m | 4 | child
        Zoe | f | 5 |
        Ann | f | 70 |
        Sid | m | 50 |
        """,
        """
        Leanne | parent | Kai
        Tom | parent | Kai
        Zoe | cousin | Kai
        Ann | great_grandparent | Kai
        """,
    )
    assert found["Zoe"] == "cousin of Kai, through whom is not recorded"
    assert found["Ann"] == "great-grandmother of Kai, through whom is not recorded"
    assert found["Sid"] == "no tie to anybody here is recorded yet"


def test_a_side_tells_through_whom_and_brothers_share_parents() -> None:
    found = words(
        """
        Jo | f | 60 |
        Leanne | f | 29 |
        Ray | m | 27 |
        Kai | m | 4 | child
        Amira | f | 9 |
        """,
        """
        Leanne | parent | Kai
        Kai | sibling | Amira
        Jo | grandparent | Kai | maternal
        Ray | aunt_or_uncle | Kai | maternal
        """,
    )
    assert found["Jo"] == "mother of Leanne and Ray"
    assert found["Leanne"] == "daughter of Jo; mother of Amira and Kai"


@pytest.mark.parametrize(
    ("uncle", "siblings"),
    [
        ("Ray | aunt_or_uncle | Kai | maternal", 1),
        ("Ray | aunt_or_uncle | Kai", 0),
        ("Leanne | aunt_or_uncle | Kai | maternal", 0),
    ],
)
def test_an_uncle_is_a_brother_only_of_a_parent_whose_side_is_said(
    uncle: str, siblings: int
) -> None:
    people, ties = read(
        "Leanne | f | 29 |\nRay | m | 27 |\nKai | m | 4 | child",
        f"Leanne | parent | Kai\n{uncle}",
    )
    found = find_parents({one.id: one for one in people}, ties)
    assert len(found.siblings) == siblings


@pytest.mark.parametrize(
    ("grandmother", "through"),
    [
        ("Jo | grandparent | Kai | maternal", ["Jo"]),
        ("Jo | grandparent | Kai", []),
        ("Jo | grandparent | Kai | paternal", []),
    ],
)
def test_a_grandmother_is_the_mother_only_of_a_parent_whose_side_is_said(
    grandmother: str, through: list[str]
) -> None:
    people, ties = read(
        "Jo | f | 60 |\nLeanne | f | 29 |\nKai | m | 4 | child",
        f"Leanne | parent | Kai\n{grandmother}",
    )
    found = find_parents({one.id: one for one in people}, ties)
    assert list(found.of("Leanne")) == through


def test_what_follows_from_a_recorded_parent_is_not_drawn_twice() -> None:
    found = words(
        "Jo | f | 60 |\nLeanne | f | 29 |\nKai | m | 4 | child",
        """
        Jo | parent | Leanne
        Leanne | parent | Kai
        Jo | grandparent | Kai
        """,
    )
    assert found["Jo"] == "mother of Leanne"


def test_three_who_were_all_partners_stand_side_by_side() -> None:
    kin = put_together(
        *read(
            "Al | m | 40 |\nBo | f | 41 |\nCy | m | 42 |",
            "Al | partner | Bo\nBo | partner | Cy\nAl | partner | Cy",
        )
    )
    layout = lay_out(kin)
    assert {spot.row for spot in layout.spots.values()} == {0}
    assert len(layout.bonds) == 3


def test_cousins_and_their_common_forebears_make_no_loop() -> None:
    kin = put_together(
        *read(
            "Zed | m | ? |\nAl | m | 90 |\nBo | f | 60 |\nCy | m | 61 |\n"
            "Di | f | 30 |\nEd | m | 2 |",
            """
            Zed | parent | Al
            Al | parent | Bo
            Al | parent | Cy
            Bo | parent | Di
            Cy | parent | Di
            Di | parent | Ed
            Al | special_guardian | Ed
            """,
        )
    )
    assert kin.broken == ()
    assert lay_out(kin).rows.of["Ed"] == 4
    assert children_of(kin, "Al") == "Cy, Bo and Ed"


def test_brothers_and_sisters_without_parents_are_joined() -> None:
    found = words("Al | m | 40 |\nBo | f | 38 |", "Al | sibling | Bo")
    assert found == {
        "Al": "brother or sister of Bo",
        "Bo": "brother or sister of Al",
    }


def test_twins_deaths_and_lost_pregnancies_are_said() -> None:
    assert "identical twin of Umar" in _words_of("twins", "Ali")
    assert "; twin of Zara" in _words_of("twins", "Zain")
    assert _words_of("bereaved", "Mark Lowe").startswith("died (1977–2021)")
    assert _words_of("bereaved", "Grandad Lowe").startswith("died; father")
    assert "a pregnancy that ended" in _words_of("bereaved", "Baby Lowe")


def _words_of(name: str, person: str) -> str:
    return next(
        one.words
        for generation in said(lay_out(shape(name)))
        for group in generation.groups
        for one in group.people
        if one.name.split(",")[0] == person
    )


@pytest.mark.parametrize(
    ("ties", "left_out"),
    [
        ("Al | parent | Bo\nBo | parent | Al", "Bo cannot be a parent of Al"),
        (
            "Al | parent | Bo\nBo | parent | Cy\nCy | parent | Al",
            "Cy cannot be a parent of Al",
        ),
        ("Al | parent | Al", "Al cannot be a parent of Al"),
    ],
)
def test_a_loop_is_drawn_without_the_line_that_cannot_be(
    ties: str, left_out: str
) -> None:
    kin = put_together(*read("Al | m | 70 |\nBo | f | 40 |\nCy | m | 10 | child", ties))
    assert [note for note in notes(kin) if left_out in note]
    assert "!" in _drawn(kin)


def _drawn(kin: Kin) -> str:
    return draw(lay_out(kin), "x")


def test_more_than_two_birth_parents_are_all_drawn_and_asked_about() -> None:
    kin = put_together(
        *read(
            "Al | m | 40 |\nBo | f | 40 |\nCy | m | 41 |\nDi | f | 9 | child",
            "Al | parent | Di\nBo | parent | Di\nCy | parent | Di",
        )
    )
    (note,) = notes(kin)
    assert note.startswith("More than two birth parents are recorded for Di.")
    assert len(lay_out(kin).descents) == 2


def test_partners_of_different_generations_are_drawn_apart_and_kin_twice() -> None:
    uncle = put_together(
        *read(
            "Al | m | 70 |\nBo | f | 40 |\nCy | m | 10 |\nDi | f | 1 |",
            """
            Al | parent | Bo
            Bo | parent | Cy
            Al | spouse | Cy | divorced to=2020
            Al | parent | Di
            Cy | parent | Di
            """,
        )
    )
    layout = lay_out(uncle)
    assert _drawn(uncle).count('stroke-width="2"') > len(uncle.people)
    assert [one.link.child.id for one in layout.descents if one.link.is_partner] == [
        "Cy"
    ]
    cousins = put_together(
        *read(
            "Jo | f | 80 |\nAl | m | 50 |\nBo | f | 48 |\nCy | m | 25 |\nDi | f | 24 |",
            """
            Jo | parent | Al
            Jo | parent | Bo
            Al | parent | Cy
            Bo | parent | Di
            Cy | spouse | Di
            """,
        )
    )
    bonds = lay_out(cousins).bonds
    assert len(bonds) == 1
    unrelated = put_together(*read("Cy | m | 25 |\nDi | f | 24 |", "Cy | spouse | Di"))
    assert _drawn(cousins).count('d="M') - _drawn(unrelated).count('d="M') == 5


def test_a_long_line_of_generations_is_named_by_how_far_away_it_is() -> None:
    names = [Someone(id=str(place), name=str(place)) for place in range(300)]
    names[150] = Someone(id="150", name="150", is_child=True, sex=Sex.FEMALE)
    ties = [
        Relation(person=str(place), code="parent", other=str(place + 1))
        for place in range(299)
    ]
    titles = [one.title for one in said(lay_out(put_together(names, ties)))]
    assert titles[0] == "150 generations above the children"
    assert titles[-1] == "149 generations below the children"
    assert titles[150] == "The children and their generation"


def test_what_was_ended_twice_is_said_as_it_ended_last() -> None:
    def tie(code: str, **more: object) -> Relation:
        return Relation(person="a", code=code, other="b", **more)  # type: ignore[arg-type]

    people = [Someone(id="a", name="Al"), Someone(id="b", name="Bo")]
    parted = [
        tie("partner", ended_on=date(2012, 1, 1), ended_how="separated"),
        tie("spouse", ended_on=date(2019, 1, 1), ended_how="divorced"),
    ]
    kin = put_together(people, parted)
    assert kin.couples[0].end == "divorced"
    again = put_together(people, [*parted, tie("partner", started_on=date(2021, 1, 1))])
    assert again.couples[0].end == ""
    assert again.couples[0].ended_on is None


@pytest.mark.parametrize(
    ("code", "expected"),
    [("mother", True), ("cousin", True), ("kinship_carer", True),
     ("child_under_guardianship", True), ("friend", False), ("carer", False)],
)  # fmt: skip
def test_only_kin_belong_in_the_picture(code: str, expected: bool) -> None:
    assert is_kin(code) is expected
