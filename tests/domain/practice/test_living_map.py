"""A map's rows: what they are called, how they were typed, and who said what last."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

from kinfold_core.practice.living_map import Member, born
from kinfold_core.practice.written import DangerSetDetails, EntryDetails, Named
from tests.domain.practice.rows import danger, entry, living_map, rating


def test_somebody_is_told_apart_by_what_stands_behind_their_name():
    key = uuid4()
    nan = Member("person:1", "Jo", "grandmother", person_id=key)
    assert nan.label == "Jo (grandmother)"
    assert replace(nan, detail="").label == "Jo"
    assert nan.as_named() == Named(name="Jo", person_id=key)


def test_an_entry_is_typed_again_as_the_writer_meant_it():
    typed = EntryDetails(category="existing_safety", text="Nan came")
    kept = entry("strength", "Nan came", offered_as="existing_safety")
    assert kept.details == typed
    assert entry("strength", "x").details == EntryDetails(category="strength", text="x")


def test_a_set_is_typed_again_without_what_stands_beside_it():
    said = {"worried_about": "He shouts.", "anchor_0": "Loud", "impacts": ()}
    row = danger(**said, number=7, ratings=(rating("Nan Jo", 4),))
    typed = row.details
    assert type(typed) is DangerSetDetails
    assert {name: getattr(typed, name) for name in said} == said


def test_the_newest_answers_come_lowest_first_and_no_number_last():
    told = (
        rating("Raj", None),
        rating("nan", 0),
        rating("Leanne", 6),
        rating("Leanne", 2, is_latest=False),
        rating("Amira", 0),
        rating("Bea", 6),
    )
    now = danger(ratings=told).now
    assert [one.rater.name for one in now] == ["Amira", "nan", "Bea", "Leanne", "Raj"]


def test_a_map_with_anything_on_it_is_not_empty():
    one = danger()
    assert living_map().is_empty
    assert not living_map(entries=(entry("strength", "x"),)).is_empty
    assert not living_map(dangers=(one,)).is_empty
    assert living_map(withdrawn_dangers=(one,)).is_empty


def test_a_danger_is_found_by_its_id_while_it_stands():
    one, gone = danger(), danger()
    standing = living_map(dangers=(one,), withdrawn_dangers=(gone,))
    assert standing.danger(one.id) == one
    assert standing.danger(gone.id) is None
    assert standing.danger(None) is None


def test_a_baby_who_is_not_born_yet_is_not_among_those_who_can_say_something() -> None:
    kai, baby = Member("person:1", "Kai"), Member("person:2", "Baby", is_unborn=True)
    assert born([kai, baby]) == (kai,)
