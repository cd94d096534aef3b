"""Which phase a day is in, and what stops an entry."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from kinfold.journeys.policy import (
    may_keep,
    may_keep_deliverables,
    may_read,
    why_is_missing,
)
from kinfold.platform.viewer import Viewer
from kinfold_core.access import Role
from kinfold_core.practice.phases import (
    Entry,
    Phase,
    Stretch,
    stretch_on,
    stretches,
    time_words,
    what_is_missing,
)

PREPARING = Entry(1, Phase.PREPARE, date(2017, 1, 9))
INTENSE = Entry(2, Phase.INTENSE_1, date(2017, 9, 29))
HERE, THERE = UUID(int=1), UUID(int=2)


def test_a_phase_lasts_until_the_next_begins():
    found = stretches([INTENSE, PREPARING])
    assert found == [
        Stretch(1, Phase.PREPARE, date(2017, 1, 9), date(2017, 9, 28)),
        Stretch(2, Phase.INTENSE_1, date(2017, 9, 29), None),
    ]
    assert stretch_on(found, date(2017, 1, 8)) is None
    assert stretch_on(found, date(2017, 9, 28)) == found[0]
    assert stretch_on(found, date(2017, 9, 29)) == found[1]
    assert stretches([]) == []


def test_a_correction_stands_in_the_place_of_what_it_corrects():
    corrected = Entry(3, Phase.PREPARE, date(2017, 2, 1), replaces=1)
    found = stretches([PREPARING, INTENSE, corrected])
    assert [one.number for one in found] == [3, 2]


def test_what_stops_an_entry():
    before = [PREPARING, INTENSE]
    same_day = Entry(3, Phase.DEEPEN, INTENSE.begins_on)
    assert list(what_is_missing(same_day, before, "")) == ["begins_on"]
    reboot = Entry(3, Phase.REBOOT, date(2018, 5, 1))
    assert list(what_is_missing(reboot, before, " ")) == ["reason"]
    assert what_is_missing(reboot, before, "New leaders") == {}
    again = Entry(3, Phase.PREPARE, PREPARING.begins_on, replaces=1)
    assert list(what_is_missing(again, before, "")) == ["reason"]
    assert what_is_missing(again, before, "The day was wrong") == {}
    twice = Entry(4, Phase.PREPARE, date(2017, 3, 1), replaces=1)
    assert list(what_is_missing(twice, [*before, again], "Wrong")) == [""]


def test_who_reads_and_who_keeps_a_journey():
    def viewer(role: Role, place: UUID | None) -> Viewer:
        return Viewer(user_id=1, name="A", roles=frozenset({role}), authority_id=place)

    assert may_read(viewer(Role.TRAINER, None))
    assert not may_read(viewer(Role.PRACTITIONER, HERE))
    assert may_keep(viewer(Role.CONSULTANT, None), HERE)
    assert not may_keep(viewer(Role.TRAINER, None), HERE)
    assert may_keep(viewer(Role.SENIOR_LEADER, HERE), HERE)
    assert not may_keep(viewer(Role.SENIOR_LEADER, HERE), THERE)
    assert may_keep_deliverables(viewer(Role.PROGRAMME_LEAD, None))
    assert not may_keep_deliverables(viewer(Role.EVALUATOR, None))
    assert not may_keep_deliverables(viewer(Role.SENIOR_LEADER, HERE))


def test_what_is_stopped_says_why():
    assert why_is_missing("stopped", " ")
    assert not why_is_missing("stopped", "Another one does its work")
    assert not why_is_missing("in_use", "")


@pytest.mark.parametrize(
    ("first", "said"),
    [
        (date(2026, 11, 27), "1 day"),
        (date(2026, 11, 1), "27 days"),
        (date(2026, 10, 28), "1 month"),
        (date(2025, 11, 28), "1 year"),
        (date(2019, 9, 29), "7 years and 1 month"),
    ],
)
def test_how_long_it_goes_on_is_said_in_years_and_months(first, said):
    assert time_words(first, date(2026, 11, 27)) == said
