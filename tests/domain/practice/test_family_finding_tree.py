"""The tree of a child's life: drawn, said, and leading to people."""

from __future__ import annotations

from datetime import date

from kinfold_core.practice.family_finding.tree import (
    PARTS,
    TreeDetails,
    draw_tree,
    not_on_the_list,
    tree_said,
)
from tests.domain.practice.test_family_finding_drawing import texts

DAY = date(2026, 5, 4)


def test_every_part_of_a_tree_is_drawn_with_its_words():
    tree = TreeDetails(drawn_on=DAY, leaves=("Nan & <Jo>", "x" * 60), trunk=("Kind",))
    said = texts(draw_tree(tree))
    assert {name for _, name, _ in PARTS} <= set(said)
    assert "Nan & <Jo>" in said
    assert "Kind" in said
    assert any(one.endswith("…") for one in said)


def test_a_tree_says_who_its_leaves_are_and_what_is_hoped():
    whole = TreeDetails(drawn_on=DAY, leaves=("Nan", "Bea"), branches=("A boat",))
    assert tree_said("Kai", whole) == (
        "The leaves of Kai are Nan and Bea. Kai hopes for 1 thing."
    )
    two = TreeDetails(drawn_on=DAY, branches=("A boat", "School"))
    assert tree_said("Kai", two) == "Kai hopes for 2 things."
    bare = TreeDetails(drawn_on=DAY)
    assert tree_said("Kai", bare) == "Kai has begun a tree."
    assert bare.is_empty
    assert not whole.is_empty


def test_names_the_child_said_that_nobody_has_looked_for():
    said = ("Nan", "Bea", "bea", "Mick")
    assert not_on_the_list(said, ["NAN", "Mick"]) == ("Bea",)
