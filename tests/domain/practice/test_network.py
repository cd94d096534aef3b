"""Who counts as the network, and that nobody is ever told less."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from kinfold_core.practice.network import (
    LEVEL_WORDS,
    HeardDanger,
    Level,
    Network,
    NetworkPerson,
    TellingRow,
    level_words,
    why_not_told,
)
from kinfold_core.practice.plan_written import Who
from kinfold_core.practice.vocabulary import PACKS
from kinfold_core.practice.written import Named
from tests.domain.practice.rows import on

FRIDAYS, MORNINGS = UUID(int=1), UUID(int=2)


def told(level: Level, *heard: HeardDanger) -> TellingRow:
    return TellingRow(level, on(1), "in person", "Priya", "", heard)


def person(name: str, *tellings: TellingRow, **more: Any) -> NetworkPerson:
    known = {
        "id": uuid4(),
        "who": Named(name=name),
        "version": 1,
        "started_on": on(1),
        "ended_on": None,
        "ended_reason": "",
    }
    return NetworkPerson(tellings=tellings, **(known | more))


def test_only_who_has_heard_the_worry_and_is_still_there_counts():
    heard = person("Nan Jo", told(Level.SOME), told(Level.HEARD))
    knows_more = person("Raj", told(Level.SAID_BACK), told(Level.SOME))
    gone = person("Bea", told(Level.SAID_BACK), ended_on=on(9))
    some, asked = person("Zed", told(Level.SOME)), person("Ms Bell")
    all_of_them = Network((heard, knows_more, gone, some, asked))
    assert all_of_them.counted == (heard, knows_more)
    assert all_of_them.here == (heard, knows_more, some, asked)
    assert [one.level for one in all_of_them.people] == [3, 5, 5, 2, 0]


def test_of_each_danger_the_newest_wording_somebody_heard_is_known():
    nan = person(
        "Nan Jo",
        told(Level.HEARD, HeardDanger(FRIDAYS, 1), HeardDanger(MORNINGS, 1)),
        told(Level.PLAN, HeardDanger(FRIDAYS, 3)),
    )
    assert nan.heard == {FRIDAYS: 3, MORNINGS: 1}
    assert nan.name == "Nan Jo"


def test_somebody_is_found_also_after_they_have_gone():
    gone = person("Bea", ended_on=on(9))
    assert Network((gone,)).person(gone.id) == gone
    assert Network((gone,)).person(uuid4()) is None


def test_what_somebody_heard_is_said_in_the_words_of_the_service():
    assert level_words(Level.HEARD, PACKS["safety"]) == LEVEL_WORDS[
        Level.HEARD
    ].replace("goals", "safety goals")
    assert "worry statements" in level_words(Level.HEARD, PACKS["wellbeing"])
    for level in set(Level) - {Level.HEARD}:
        assert level_words(level, PACKS["wellbeing"]) == LEVEL_WORDS[level]


@pytest.mark.parametrize(
    ("level", "current", "before", "now", "says"),
    [
        (Level.SOME, Level.NOT_TOLD, (), (), ""),
        (Level.SOME, Level.SOME, (), (), ""),
        (Level.SOME, Level.HEARD, (FRIDAYS,), (), "has heard the danger statements"),
        (Level.HEARD, Level.SOME, (), (FRIDAYS,), ""),
        (Level.PLAN, Level.HEARD, (FRIDAYS,), (), ""),
        (Level.HEARD, Level.SOME, (), (), "Tick what they have heard"),
        (Level.SERVICES, Level.NOT_TOLD, (), (FRIDAYS,), "knows more than this"),
    ],
)
def test_nobody_is_told_less_and_nobody_counts_who_heard_nothing(
    level, current, before, now, says
):
    said = why_not_told(
        level=level, current=current, heard_before=before, heard_now=now
    )
    assert (says in said) if says else said == ""


def test_somebody_of_the_network_is_known_again_in_other_rooms_by_every_key():
    theirs = UUID(int=7)
    nan = person("Nan Jo", who=Named(name="Nan Jo", person_id=theirs))
    assert nan.as_who.is_same_as(Who(name="Jo Hale", member_id=nan.id))
    assert nan.as_who.is_same_as(Who.from_named(Named(name="Jo", person_id=theirs)))
