"""What closes a link to the copy, and which codes are too easily guessed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinfold_core.practice.copy_link import (
    MOST_WRONG,
    HiddenThing,
    LinkFacts,
    LinkState,
    is_kept_back,
    plain_code,
    shown_things,
    state_of,
    why_not_a_code,
)
from tests.domain.practice.rows import HIDDEN, danger, entry, living_map, rating

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
LATER = NOW + timedelta(days=1)


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        (LinkFacts(LATER), LinkState.OPEN),
        (LinkFacts(LATER, wrong_count=MOST_WRONG - 1), LinkState.OPEN),
        (LinkFacts(LATER, is_called_back=True), LinkState.CALLED_BACK),
        (LinkFacts(LATER, wrong_count=MOST_WRONG), LinkState.LOCKED),
        (LinkFacts(NOW), LinkState.ENDED),
        (LinkFacts(LATER, is_not_safe=True), LinkState.NOT_SAFE),
        (LinkFacts(LATER, is_gone=True), LinkState.GONE),
        (LinkFacts(LATER, is_of_network=True), LinkState.OF_NETWORK),
        (LinkFacts(LATER, is_refused=True), LinkState.REFUSED),
        (LinkFacts(LATER, is_apart=True), LinkState.APART),
        (LinkFacts(LATER, is_kept_back=True), LinkState.KEPT_BACK),
    ],
)
def test_one_thing_is_enough_to_close_it(facts: LinkFacts, state: LinkState) -> None:
    assert state_of(facts, now=NOW) == state


@pytest.mark.parametrize(
    ("hidden", "is_back"),
    [
        ([], False),
        ([HiddenThing(UUID(int=9), NOW, 2)], False),
        ([HiddenThing(UUID(int=1), NOW)], True),
        ([HiddenThing(UUID(int=9), LATER)], True),
        ([HiddenThing(UUID(int=9), NOW, 3)], True),
    ],
)
def test_what_is_hidden_since_may_be_on_it_under_another_id(
    hidden: list[HiddenThing], is_back: bool
) -> None:
    things = {UUID(int=1), UUID(int=2)}
    assert is_kept_back(hidden, things=things, made_at=NOW, version=2) is is_back


def test_a_code_is_compared_as_it_is_said() -> None:
    assert plain_code("  Blue-Kite 7 ") == plain_code("bluekite7") == "bluekite7"
    assert plain_code("４０７ １５３") == "407153"


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ("407 153", ""),
        ("Blue kite", ""),
        ("kite7", "at least 6"),
        ("- - - - - - -", "at least 6"),
        ("x9" * 30, "at most 40"),
        ("111 111", "harder to guess"),
        ("121212", "harder to guess"),
        ("123456", "harder to guess"),
        ("fedcba", "harder to guess"),
    ],
)
def test_a_code_that_is_too_easy_is_told_so(typed: str, wrong: str) -> None:
    said = why_not_a_code(typed)
    assert (wrong in said) if wrong else said == ""


@given(st.text(max_size=60))
def test_any_code_is_answered_and_two_ways_of_writing_it_are_judged_alike(
    typed: str,
) -> None:
    assert why_not_a_code(typed) == why_not_a_code(plain_code(typed))


def test_a_copy_is_made_of_what_stands_and_is_shown_and_nothing_else() -> None:
    told, secret = rating("Leanne", 4), rating("Nan Jo", 6, is_visible=False)
    shown = danger(ratings=(told, secret))
    hidden = danger(showing=HIDDEN, ratings=(rating("Raj", 5),))
    strength = entry("strength", "x")
    standing = living_map(
        dangers=(shown, hidden),
        entries=(strength, entry("harm", "y", showing=HIDDEN)),
        withdrawn_entries=(entry("strength", "z"),),
        withdrawn_dangers=(danger(),),
    )
    assert shown_things(standing) == {shown.id, strength.id, told.id}
