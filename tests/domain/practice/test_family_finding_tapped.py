"""What is tapped is written as it would have been typed, and reads back the same."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinfold_core.practice.family_finding import tapped
from kinfold_core.practice.family_finding.typed import (
    ConnectionLine,
    PlaceLine,
    PlacePerson,
    read_connections,
    read_places,
)

TODAY = date(2026, 5, 4)
NAMES = st.text("abÅdé'’ -🦊ج", min_size=1, max_size=12).map(str.strip).filter(
    lambda name: any(letter.isalpha() for letter in name) and "  " not in name
)  # fmt: skip
PEOPLE = st.builds(
    PlacePerson, NAMES, st.sampled_from(["", "safe", "unsafe"]), st.booleans()
)
PLACES = st.builds(
    PlaceLine,
    NAMES,
    st.sampled_from(["", "2017 to 2019", "when I was six, or so"]),
    st.lists(PEOPLE, max_size=3).map(tuple),
    st.sampled_from(["", "good", "mixed", "hard"]),
)
CONNECTIONS = st.builds(
    ConnectionLine,
    NAMES,
    st.sampled_from(["love", "blood", "spirit"]),
    st.integers(0, 3),
    st.sampled_from(["often", "sometimes", "never"]),
    st.sampled_from(["", "stay over", "bake, and dance"]),
    where=st.sampled_from(["", "here", "lost", "wanted", "died"]),
)


@given(PLACES)
def test_a_place_that_was_tapped_reads_back_the_same(place):
    read = read_places(tapped.place_line(place), born=None, child="Kai", today=TODAY)
    assert read.errors == []
    assert read.places == [place]


@given(CONNECTIONS)
def test_a_person_who_was_tapped_reads_back_the_same(one):
    read = read_connections(tapped.connection_line(one))
    assert read.errors == []
    assert read.connections == [one]


@pytest.mark.parametrize(
    ("at", "by", "stands"),
    [(2, -1, "bac"), (2, 1, "acb"), (1, -1, "abc"), (3, 1, "abc"), (9, -1, "abc"),
     (0, 1, "abc")],
)  # fmt: skip
def test_a_line_moves_by_one_and_never_off_the_list(at, by, stands):
    assert tapped.moved("a\n\nb\nc", at, by) == "\n".join(stands)


@pytest.mark.parametrize(
    ("at", "stands"), [(0, "abx"), (1, "xb"), (2, "ax"), (3, "abx")]
)
def test_a_line_is_put_where_it_stood_or_behind_the_last(at, stands):
    assert tapped.put("a\nb", "x", at) == "\n".join(stands)


@pytest.mark.parametrize(("at", "stands"), [(0, "ab"), (1, "b"), (2, "a"), (3, "ab")])
def test_a_line_is_taken_away(at, stands):
    assert tapped.without(" a \nb", at) == "\n".join(stands)


def test_somebody_is_put_at_a_place_changed_and_taken_away():
    gran, mick = PlacePerson("Gran", "safe"), PlacePerson("Mick", "unsafe")
    place = tapped.with_person(PlaceLine("Gran's", ""), gran)
    both = tapped.with_person(place, mick)
    assert both.people == (gran, mick)
    changed = tapped.with_person(both, PlacePerson("Mick"), 2)
    assert changed.people == (gran, PlacePerson("Mick"))
    assert tapped.without_person(both, 1).people == (mick,)
    assert tapped.without_person(both, 0).people == (gran, mick)
