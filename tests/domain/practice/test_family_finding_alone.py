"""Family Finding: whom to leave alone, by name, by part of a name and by key."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from kinfold_core.practice.family_finding import said
from kinfold_core.practice.family_finding.alone import (
    is_same,
    left_alone,
    still_held,
    why_not_same,
)
from kinfold_core.practice.family_finding.rows import why_not_contact, why_not_join
from kinfold_core.practice.family_finding.words import Safety
from tests.domain.practice.family_finding_rows import SCREENED, episode, found

SET_AT = datetime(2026, 1, 10, 9, tzinfo=UTC)
READY = episode(SCREENED)


@pytest.mark.parametrize(
    ("name", "is_alone"),
    [
        ("Mick", True), ("mick", True), ("Mi", False), ("Raj", False),
        ("Mick (", True), ("Zoe  Bird", True), ("Zoë Bird", True), ("???", False),
    ],
)  # fmt: skip
def test_whom_the_stage_names_is_left_alone(name, is_alone):
    one = left_alone(found(name), "Mick, because of the order. Not Raja. Zoé Bird.")
    assert (one.safety == Safety.NO_CONTACT) is is_alone


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("Gary Bird", "Gary and Bird"), ("G. Bird", "Bird"), ("Uncle Gary", "Gary"),
        ("Uncle Raj", ""), ("Dad's friend", ""), ("Raj", ""), ("Bo G", ""),
    ],
)  # fmt: skip
def test_a_part_of_a_name_is_a_question_before_anybody_reaches_for_them(name, asked):
    one = left_alone(found(name), "Gary, dad's brother, and Uncle G. Birď")
    assert one.safety == ("no_contact" if name == "G. Bird" else "")
    assert one.question == ("" if name == "G. Bird" else asked)
    stopped = bool(asked)
    assert bool(why_not_contact(READY, one)) is stopped
    assert bool(why_not_join(READY, one)) is stopped
    assert one.is_for_network is not stopped


def test_a_check_written_since_the_stage_answers_the_question():
    later, before = SET_AT + timedelta(hours=1), SET_AT - timedelta(days=1)
    gary = "Gary, dad's brother"
    for at, is_asked in ((later, False), (SET_AT, False), (before, True)):
        one = left_alone(found("Gary Bird", checked_at=at), gary, SET_AT)
        assert bool(one.question) is is_asked
    assert left_alone(found("Gary Bird", checked_at=before), gary).question == ""
    asked = left_alone(found("Gary Bird"), gary, SET_AT)
    assert "Is Gary Bird meant?" in why_not_contact(READY, asked)
    assert said.standing_of(asked, [], stays=False)[0] == "Ask first who is meant"


def test_what_was_decided_of_two_people_and_what_their_record_says_hold_too():
    apart = left_alone(found(is_apart=True, safety="clear"), "")
    unsafe = left_alone(found(is_not_safe=True, safety="clear"), "")
    assert "they and the child are apart" in why_not_contact(READY, apart)
    assert "not safe to contact" in why_not_contact(READY, unsafe)


def test_another_name_does_not_hide_who_was_left_alone():
    stage = "Gary, dad's brother, and Mick"
    mick, gary = (left_alone(found(one), stage) for one in ("Mick", "Gary Bird"))
    other = left_alone(found("Somebody"), stage)
    assert still_held(mick, other).startswith("Written down before as Mick: named")
    assert still_held(gary, other) == (
        "Written down before as Gary Bird: “Gary” is named among those to leave alone"
    )
    assert still_held(mick, gary) == ""
    assert still_held(other, other) == ""


def test_a_name_alone_does_not_say_that_two_are_the_same():
    key = uuid4()
    raj, known = found("Raj"), found("Raj", person_id=key)
    assert is_same(raj, None, "paternal")
    assert is_same(raj, None, "")
    assert not is_same(raj, None, "maternal")
    assert not is_same(raj, key, "paternal")
    assert not is_same(known, None, "paternal")
    assert is_same(known, key, "maternal")
    assert "give Raj the same side" in why_not_same("Raj")
