"""What to look at in supervision, from a map that is given."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from kinfold_core.practice.agenda import Point, agenda
from kinfold_core.practice.expectations import Expectations
from kinfold_core.practice.living_map import (
    DangerRow,
    EntryRow,
    LivingMap,
    RatingRow,
)
from kinfold_core.practice.running_order import MINUTES, STEPS, at, number_of
from kinfold_core.practice.trajectory import MilestoneRow, Road
from kinfold_core.practice.vocabulary import PACKS
from kinfold_core.practice.written import Named

TODAY = date(2026, 11, 25)
ID = UUID(int=7)
SAM = Named(name="Sam Reed", worker_id=ID)
NAN = Named(name="Nan Jo")
STANDING = {
    "id": ID, "reading_age": None, "hidden_by": "", "disputes": (), "version": 1,
    "changed_by": "Sam Reed", "withdrawn_at": None, "withdrawn_reason": "",
    "changed_at": datetime(2026, 11, 20, tzinfo=UTC),
}  # fmt: skip


def step(who: Named, due_on: date | None, **changes: object) -> EntryRow:
    given = STANDING | {
        "category": "next_step", "text": "Ring Raj", "who": who, "due_on": due_on,
        "offered_as": "", "entered_by": "Sam Reed",
    }  # fmt: skip
    return EntryRow(**(given | changes))  # type: ignore[arg-type]


def danger(*ratings: RatingRow, **changes: object) -> DangerRow:
    given = STANDING | {
        "number": 1, "state": "draft", "goal_count": 1, "scale_count": 1,
        "agency_goal": "Calm Fridays", "ratings": ratings,
    }  # fmt: skip
    return DangerRow(**(given | changes))  # type: ignore[arg-type]


def rating(name: str, value: str | None, rated_on: date) -> RatingRow:
    return RatingRow(
        id=ID, rater=Named(name=name), capacity="parent", answer="number",
        value=Decimal(value) if value else None, why_not_lower="", one_higher="",
        occasion="visit", rated_on=rated_on, is_visible=True, is_latest=True,
        recorded_at=datetime(2026, 11, 1, tzinfo=UTC),
    )  # fmt: skip


def a_map(*entries: EntryRow, dangers: tuple[DangerRow, ...] = ()) -> LivingMap:
    return LivingMap(
        id=ID, family_id=ID, purpose="assessment", vocabulary=PACKS["safety"],
        status="draft", version=1, entries=entries, withdrawn_entries=(),
        dangers=dangers, withdrawn_dangers=(), last_shared=None,
    )  # fmt: skip


def read(
    standing: LivingMap, since: date | None = None, road: Road | None = None
) -> tuple[Point, ...]:
    return agenda(
        standing, road or Road(), hoped=Expectations(), since=since, today=TODAY
    )


def milestone(owner: str, target_on: date, **changes: object) -> MilestoneRow:
    given = {
        "id": ID, "version": 1, "what": "Nan has heard it all", "owner_kind": owner,
        "owner": Named(name="Priya"), "target_on": target_on, "achieved_on": None,
        "comment": "", "taken_off_on": None, "taken_off_reason": "", "slips": (),
    }  # fmt: skip
    return MilestoneRow(**(given | changes))  # type: ignore[arg-type]


def test_our_own_late_promises_come_first() -> None:
    late = date(2026, 11, 20)
    points = read(a_map(step(NAN, date(2026, 11, 2)), step(SAM, late)))
    assert [point.kind for point in points] == ["promise", "overdue"]
    assert points[0].text == "Ring Raj (Sam Reed, by 20 November 2026)"


def test_late_steps_of_the_road_stand_among_them_ours_first() -> None:
    """A step of the road that services owe comes before what the family owes longer."""
    road = Road(
        milestones=(
            milestone("network", date(2026, 10, 1)),
            milestone(
                "agency", date(2026, 11, 24), what="Words are read", kind="visit"
            ),
            milestone("agency", date(2026, 11, 3)),
            milestone("agency", TODAY),
            milestone("agency", date(2026, 11, 1), achieved_on=date(2026, 11, 2)),
            milestone("family", date(2026, 11, 1), taken_off_on=date(2026, 11, 2)),
        )
    )
    points = read(a_map(step(SAM, date(2026, 11, 20))), road=road)
    assert [(point.kind, point.text) for point in points] == [
        ("promise", "Nan has heard it all (Priya, by 3 November 2026)"),
        ("promise", "Ring Raj (Sam Reed, by 20 November 2026)"),
        ("promise", "Words are read (Priya, by 24 November 2026)"),
        ("overdue", "Nan has heard it all (Priya, by 1 October 2026)"),
    ]


def test_a_late_step_of_nobody_says_so() -> None:
    points = read(a_map(step(Named(name=""), date(2026, 11, 20))))
    assert points[0].text == "Ring Raj (Nobody named, by 20 November 2026)"


@pytest.mark.parametrize(
    "entry",
    [
        step(SAM, TODAY),
        step(SAM, None),
        step(SAM, date(2026, 11, 1), done_on=date(2026, 11, 2)),
        replace(step(SAM, date(2026, 11, 1)), category="strength"),
    ],
)
def test_what_is_not_late_is_not_on_it(entry: EntryRow) -> None:
    assert read(a_map(entry)) == ()


def test_an_empty_map_is_what_stands_still() -> None:
    assert [point.text for point in read(a_map())] == [
        "Nothing is written on the map yet"
    ]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (danger(agency_goal=""), "Danger statement 1 has no safety goal yet"),
        (danger(), "Danger statement 1: nobody has given a number yet"),
        (
            danger(rating("Leanne", "4", TODAY - timedelta(days=43))),
            "Danger statement 1: no number since 13 October 2026",
        ),
        (
            danger(changed_at=datetime(2026, 8, 1, tzinfo=UTC)),
            "Danger statement 1 has stood unchanged since 1 August 2026",
        ),
    ],
)
def test_what_stands_still_is_said(row: DangerRow, said: str) -> None:
    points = read(a_map(dangers=(row,)))
    assert said in [point.text for point in points if point.kind == "stuck"]


def test_how_long_without_a_number_is_long_is_the_authoritys_to_say() -> None:
    row = danger(rating("Leanne", "4", TODAY - timedelta(weeks=7)))
    standing = a_map(dangers=(row,))
    said = [
        [
            point.text
            for point in agenda(
                standing,
                Road(),
                hoped=Expectations(scale_every=weeks),
                since=TODAY,
                today=TODAY,
            )
        ]
        for weeks in (6, 7)
    ]
    assert said == [["Danger statement 1: no number since 7 October 2026"], []]


def test_numbers_since_last_time_are_each_persons_and_no_average() -> None:
    row = danger(
        rating("Leanne", "4", date(2026, 11, 20)),
        rating("Dean", "7.5", date(2026, 11, 21)),
        rating("Amira", None, date(2026, 11, 21)),
        rating("Nan Jo", "5", date(2026, 10, 30)),
    )
    points = read(a_map(dangers=(row,)), since=date(2026, 11, 1))
    assert points == (Point("scale", "Danger statement 1: Leanne 4 and Dean 7.5"),)


def test_the_running_order_is_nine_steps_in_under_an_hour() -> None:
    assert len(STEPS) == len(MINUTES) == 9
    assert 30 <= sum(MINUTES) <= 45
    assert at(number_of("scaling")).key == "scaling"
    for number in (0, 10):
        with pytest.raises(IndexError):
            at(number)
