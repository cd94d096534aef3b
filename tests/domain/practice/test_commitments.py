"""A commitment is one person's own, and a week says who would be there."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from kinfold_core.practice.asking_by_text import message_asking, when_said
from kinfold_core.practice.commitments import (
    AnswerDetails,
    AnswerRow,
    CommitmentDetails,
    CommitmentRow,
    KeptRow,
    Part,
    WordingRow,
    unheard,
    why_not_answer,
    why_not_that_day,
    why_not_words,
)
from kinfold_core.practice.cover import (
    Cell,
    Guard,
    NotCounted,
    cover,
    saturday_at_nine,
    why_not_counted,
)

NAN, RAJ, DEAN, BEA = (UUID(int=number) for number in range(1, 5))
FRIDAYS, MORNINGS = UUID(int=11), UUID(int=12)
TODAY = date(2026, 11, 26)
SATURDAY = 5


def answered(
    member_id: UUID = NAN,
    answer: str = "yes",
    version: int = 1,
    hour: int = 9,
    on: date = TODAY,
) -> AnswerRow:
    at = datetime(2026, 11, 20, hour, tzinfo=UTC)
    return AnswerRow(
        member_id, version, answer, "paper", on, "", 8, "Amina", "Amina", at
    )


def row(**changes: Any) -> CommitmentRow:
    known: dict[str, Any] = {
        "id": UUID(int=21), "member_id": NAN, "member_name": "Nan Jo",
        "backup_name": "", "version": 1, "wording_id": UUID(int=31),
        "offered_on": TODAY, "does": "They sleep at mine.", "days": (SATURDAY,),
        "parts": ("nine", "night"), "danger_ids": (FRIDAYS,),
        "answers": (answered(),),
    }  # fmt: skip
    return CommitmentRow(**(known | changes))


def guard(name: str = "Nan Jo", **changes: Any) -> Guard:
    known: dict[str, Any] = {"roles": ("safety",), "heard": (FRIDAYS, MORNINGS)}
    return Guard(name=name, **(known | changes))


def test_only_a_yes_to_the_very_words_counts_and_the_newest_answer_stands():
    assert row().is_accepted
    assert not row(answers=()).is_accepted
    assert not row(version=2).is_accepted, "changed words are asked again"
    assert not row(answers=(answered(), answered(answer="no", hour=10))).is_accepted
    assert row(answers=(answered(hour=11), answered(answer="no"))).is_accepted
    assert row(answers=(answered(RAJ),)).answer_of(NAN) is None


def test_a_yes_of_an_older_day_never_beats_a_newer_no():
    older = answered(hour=12, on=date(2026, 11, 20))
    assert not row(answers=(answered(answer="no"), older)).is_accepted


@pytest.mark.parametrize(
    ("changes", "day", "where"),
    [
        ({"answers": ()}, TODAY, ""),
        ({"answers": ()}, date(2026, 11, 25), "answered_on"),
        ({"offered_on": date(2026, 11, 20)}, date(2026, 11, 25), "answered_on"),
        ({"offered_on": date(2026, 11, 20)}, TODAY, ""),
        ({"offered_on": date(2026, 11, 20), "version": 2}, date(2026, 11, 22), ""),
        ({"offered_on": date(2026, 11, 20), "version": 2}, date(2026, 11, 21),
         "answered_on"),
    ],
)  # fmt: skip
def test_nobody_answered_before_they_were_asked_or_before_their_newest_word(
    changes, day, where
):
    def written(version: int) -> datetime:
        return datetime(2026, 11, 20 + version, tzinfo=UTC)

    known = row(
        wordings=tuple(
            WordingRow(version, "x", "", "A", written(version))
            for version in (1, 2)
        ),
        **changes,
    )  # fmt: skip
    message, at = why_not_that_day(known, NAN, day)
    assert at == where
    assert bool(message) is bool(where)


def test_who_comes_instead_is_asked_too():
    both = row(backup_id=RAJ, backup_name="Raj", answers=(answered(RAJ),))
    assert both.askable == (NAN, RAJ)
    assert both.has_yes_of(RAJ)
    assert not both.is_accepted
    assert row().askable == (NAN,)


@pytest.mark.parametrize(
    ("changes", "is_on"),
    [
        ({}, True),
        ({"ended_on": TODAY}, False),
        ({"from_on": date(2026, 11, 27)}, False),
        ({"from_on": TODAY, "until_on": TODAY}, True),
        ({"until_on": date(2026, 11, 25)}, False),
    ],
)
def test_it_holds_from_its_first_day_to_its_last(changes, is_on):
    assert row(**changes).is_on(TODAY) is is_on


def test_how_often_it_was_kept_is_counted_from_what_happened():
    kept = (KeptRow(True, TODAY, "", ""), KeptRow(False, TODAY, "Her train", "Nan"))
    assert row(kept=kept).times_kept == 1
    assert not row().is_ended


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({}, ""),
        ({"days": (5,), "parts": ("nine",)}, ""),
        ({"from_on": TODAY, "until_on": TODAY}, ""),
        ({"does": "  "}, "does"),
        ({"days": (5,)}, "parts"),
        ({"parts": ("nine",)}, "days"),
        ({"days": (7,), "parts": ("nine",)}, "days"),
        ({"days": (1,), "parts": ("teatime",)}, "days"),
        ({"from_on": TODAY, "until_on": date(2026, 1, 1)}, "until_on"),
    ],
)
def test_nobody_is_asked_what_cannot_be_drawn(changes, where):
    details = CommitmentDetails(**({"does": "I ring at nine."} | changes))
    message, at = why_not_words(details)
    assert at == where
    assert bool(message) is bool(where)


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({}, ""),
        ({"answer": "no", "sure": None}, ""),
        ({"answer": "other_words", "words": "Only until ten."}, ""),
        ({"way": "text", "words": "Yes I can do that"}, ""),
        ({"way": "link", "seen_by": ""}, ""),
        ({"answer": "perhaps"}, "answer"),
        ({"answer": "other_words"}, "words"),
        ({"way": "text"}, "words"),
        ({"seen_by": " "}, "seen_by"),
        ({"answered_on": date(2026, 11, 27)}, "answered_on"),
        ({"sure": 11}, "sure"),
    ],
)
def test_an_answer_is_their_own(changes, where):
    known: dict[str, Any] = {
        "answer": "yes", "way": "paper", "answered_on": TODAY, "seen_by": "Amina",
        "sure": 8,
    }  # fmt: skip
    message, at = why_not_answer(AnswerDetails(**(known | changes)), today=TODAY)
    assert at == where
    assert bool(message) is bool(where)


def test_what_somebody_has_not_heard_they_cannot_carry():
    both = CommitmentDetails(does="x", danger_ids=(FRIDAYS, MORNINGS))
    assert unheard(both, {FRIDAYS}) == (MORNINGS,)
    assert unheard(both, {FRIDAYS, MORNINGS}) == ()


@pytest.mark.parametrize(
    ("changed", "answers", "why"),
    [
        ({}, (answered(),), ""),
        ({"is_here": False}, (answered(),), "stepped back"),
        ({"source_of": (FRIDAYS,)}, (answered(),), "about what they do"),
        ({"source_of": (MORNINGS,)}, (answered(),), ""),
        ({"not_for": ("safety",)}, (answered(),), "for now"),
        ({"not_for": ("support",)}, (answered(),), ""),
        ({"roles": ("support",)}, (answered(),), "there to help"),
        ({"heard": (MORNINGS,)}, (answered(),), "not heard this worry"),
        ({}, (), "not said yes yet"),
        ({}, (answered(answer="no"),), "said no"),
        ({}, (answered(answer="other_words"),), "other words"),
    ],
)
def test_who_counts_and_why_somebody_does_not(changed, answers, why):
    said = why_not_counted(row(answers=answers), NAN, guard(**changed), FRIDAYS)
    assert (why in said) if why else said == ""


def test_who_is_no_longer_in_the_network_does_not_count():
    assert why_not_counted(row(), NAN, None, FRIDAYS) == "stepped back"


def test_a_week_has_every_hour_of_every_danger_and_hides_no_empty_one():
    nan = row(backup_id=RAJ, backup_name="Raj", answers=(answered(), answered(RAJ)))
    dean = row(member_id=DEAN, member_name="Dean", answers=(answered(DEAN),))
    mornings = row(
        member_id=BEA, member_name="Bea", days=(0, 1), parts=("morning",),
        danger_ids=(MORNINGS,), answers=(),
    )  # fmt: skip
    over = row(member_name="Zed", ended_on=TODAY)
    people = {
        NAN: guard(), RAJ: guard("Raj"), BEA: guard("Bea"),
        DEAN: guard("Dean", source_of=(FRIDAYS,)),
    }  # fmt: skip
    fridays, early = cover(
        [nan, dean, mornings, over],
        dangers=(FRIDAYS, MORNINGS),
        people=people,
        on=TODAY,
    )
    assert len(fridays.cells) == len(early.cells) == 42
    nine = fridays.at(SATURDAY, Part.NINE)
    assert (nine.there, nine.backups) == (("Nan Jo",), ("Raj",))
    assert nine.waiting == (NotCounted("Dean", "the worry is about what they do"),)
    assert len(fridays.empty) == 40
    monday = early.at(0, Part.MORNING)
    assert monday == Cell(
        0, Part.MORNING, waiting=(NotCounted("Bea", "has not said yes yet"),)
    )
    assert monday.said == "Monday, morning"
    assert len(early.empty) == 42
    assert saturday_at_nine([("worry 1", fridays), ("worry 2", early)]) == (
        "On a Saturday at nine nobody is there for worry 2. On a Saturday at nine "
        "Nan Jo is there for worry 1, and Raj would come instead."
    )


def test_the_sentence_names_everybody_and_is_silent_without_a_worry():
    two = [row(), row(member_id=RAJ, member_name="Raj", answers=(answered(RAJ),))]
    people = {NAN: guard(), RAJ: guard("Raj")}
    (week,) = cover(two, dangers=(FRIDAYS,), people=people, on=TODAY)
    assert saturday_at_nine([("worry 1", week)]) == (
        "On a Saturday at nine Nan Jo and Raj are there for worry 1."
    )
    assert saturday_at_nine([]) == ""
    assert replace(week, cells=()).empty == ()


def test_a_text_says_when_and_names_no_child():
    said = message_asking(
        to="Raj", does="Amira and kai sleep at mine. I take Amira-Rose.",
        when=when_said((5, 4), ("night", "nine")), sender="Amina",
        children=["Amira Rose Okafor", "Kai", "B"],
    )  # fmt: skip
    assert said == (
        "Hello Raj. Would you do this? “A. and K. sleep at mine. I take A.-R..” "
        "(Fridays and Saturdays, at nine at night and through the night) Please reply "
        "YES, or NO, or say it in your own words. Thank you, Amina"
    )


def test_a_text_is_short_and_needs_no_day():
    said = message_asking(
        to="Raj", does="I ring. " * 90, when="", sender="A", children=()
    )
    assert "…” Please reply" in said
    assert len(said) < 450
    assert when_said((), ("nine",)) == ""
    assert when_said(range(7), ()) == "Every day"


@pytest.mark.parametrize(
    ("known", "why"),
    [
        ({"is_kept_apart": True}, "kept apart from a child"),
        ({"is_not_safe": True}, "marked not safe to contact"),
    ],
)
def test_whoever_is_kept_apart_or_not_safe_is_no_cover_and_it_says_so(known, why):
    people = {NAN: guard(**known)}
    (week,) = cover([row()], dangers=[FRIDAYS], people=people, on=TODAY)
    cell = week.at(SATURDAY, Part.NINE)
    assert (cell.there, cell.waiting) == ((), (NotCounted("Nan Jo", why),))
    assert saturday_at_nine([("danger 1", week)]) == (
        "On a Saturday at nine nobody is there for danger 1. "
        f"Nan Jo does not count: {why}."
    )
