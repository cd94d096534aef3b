"""Any family at all can be drawn: nobody on another, every line to its child."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kinfold_core.genogram.draw import draw
from kinfold_core.genogram.facts import Relation, Someone, State
from kinfold_core.genogram.kin import put_together
from kinfold_core.genogram.layout import Layout, lay_out
from kinfold_core.genogram.pen import HALF
from kinfold_core.genogram.said import said
from kinfold_core.people.dates import FuzzyDate
from kinfold_core.people.likeness import Sex
from tests.domain.genogram.shapes import SHAPES, shape

NAMES = tuple("abcdefghijklmn")
CODES = (
    "parent", "parent", "parent", "parent", "spouse", "partner", "ex_partner",
    "dating", "sibling", "twin", "identical_twin", "adoptive_parent", "foster_carer",
    "special_guardian", "donor", "grandparent", "aunt_or_uncle", "cousin",
    "step_parent", "child", "half_sibling", "great_grandparent", "friend",
)  # fmt: skip
someone = st.builds(
    Someone,
    id=st.sampled_from(NAMES),
    name=st.sampled_from(["Jo", "A much longer name than fits there", "Al"]),
    sex=st.sampled_from(Sex),
    born=st.sampled_from([None, *(FuzzyDate.in_year(y) for y in range(1930, 2026, 7))]),
    state=st.sampled_from(State),
    is_child=st.booleans(),
    home=st.sampled_from(["", "", "Mum's", "Nan's"]),
)
relation = st.builds(
    Relation,
    person=st.sampled_from(NAMES),
    code=st.sampled_from(CODES),
    other=st.sampled_from(NAMES),
    side=st.sampled_from(["", "maternal", "paternal"]),
    is_unsure=st.booleans(),
    ended_how=st.sampled_from(["", "separated", "divorced", "died"]),
)
families = st.tuples(
    st.lists(someone, max_size=14, unique_by=lambda one: one.id),
    st.lists(relation, max_size=30),
)


def check(layout: Layout) -> None:
    """Everything that must be true of a picture of any family."""
    spots = layout.spots
    assert spots.keys() == layout.kin.people.keys()
    for one, other in combinations(spots.values(), 2):
        if one.row == other.row:
            assert abs(one.x - other.x) > 110, (one, other)
        else:
            upper, lower = sorted((one, other), key=lambda spot: spot.row)
            assert upper.y + HALF + upper.foot < lower.y - HALF
    for spot in spots.values():
        assert 50 < spot.x < layout.width - 50
        assert spot.y + HALF + spot.foot < layout.height
    for couple in layout.kin.couples:
        for child in couple.children:
            assert all(spots[p].row < spots[child.id].row for p in couple.partners)
    check_lines(layout)
    for home in layout.homes:
        for spot in spots.values():
            is_inside = any(
                box.left < spot.x < box.right and box.top < spot.y < box.bottom
                for box in home.boxes
            )
            assert not is_inside or layout.kin.people[spot.id].home == home.name


def check_lines(layout: Layout) -> None:
    """Every line goes down to its child, past nobody, and lies on no other."""
    drawn = {(d.link.couple.key, d.link.child.id) for d in layout.descents}
    for couple in layout.kin.couples:
        assert {(couple.key, child.id) for child in couple.children} <= drawn
    for descent in layout.descents:
        child = layout.spots[descent.link.child.id]
        x, y = descent.points[-1]
        assert y == child.y - HALF
        assert abs(x - child.x) < 50
        heights = [height for _, height in descent.points]
        assert heights == sorted(heights)
        assert heights[0] < y
        for spot in layout.spots.values():
            assert not any(
                left == right and top < spot.y < foot and abs(left - spot.x) < 52
                for (left, top), (right, foot) in pairwise(descent.points)
            ), (descent, spot)
    for stretches in _level_stretches(layout).values():
        for (left, right, key), (a, b, other) in combinations(stretches, 2):
            assert key == other or right < a or b < left


def _level_stretches(layout: Layout) -> dict[float, list[tuple[float, float, str]]]:
    level: dict[float, list[tuple[float, float, str]]] = {}
    for descent in layout.descents:
        key = f"{descent.link.couple.key} {descent.link.child.line}"
        for (x, top), (a, foot) in pairwise(descent.points):
            if top == foot:
                level.setdefault(top, []).append((min(x, a), max(x, a), key))
    return level


@pytest.mark.parametrize("name", SHAPES)
def test_each_shape_can_be_read(name: str) -> None:
    check(lay_out(shape(name)))


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(families)
def test_any_family_can_be_read(family) -> None:
    check(lay_out(put_together(*family)))


@given(families, st.randoms())
def test_it_does_not_matter_in_which_order_a_family_is_told(family, rng) -> None:
    people, ties = family
    first = lay_out(put_together(people, ties))
    second = lay_out(
        put_together(rng.sample(people, len(people)), rng.sample(ties, len(ties)))
    )
    assert draw(first, "x") == draw(second, "x")
    assert said(first) == said(second)


def test_a_family_of_nobody_is_an_empty_sheet() -> None:
    layout = lay_out(put_together([], []))
    assert not layout.spots
    assert draw(layout, "Nobody").startswith("<svg")
    assert said(layout) == ()
