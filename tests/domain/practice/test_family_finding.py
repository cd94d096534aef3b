"""Family Finding: who may be reached for, the counts and days, the steps."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest

from kinfold_core.practice.family_finding.details import EpisodeDetails
from kinfold_core.practice.family_finding.facts import facts_of
from kinfold_core.practice.family_finding.logs import StayAnswer, StayRow
from kinfold_core.practice.family_finding.measures import (
    count,
    due_of,
    months_after,
    months_before,
)
from kinfold_core.practice.family_finding.rows import (
    Deed,
    EpisodeRow,
    Event,
    sorted_found,
    why_not_contact,
    why_not_join,
)
from kinfold_core.practice.family_finding.steps import State, said_found, steps_of
from kinfold_core.practice.family_finding.words import Generation, Trigger
from tests.domain.practice.family_finding_rows import (
    SCREENED,
    START,
    TODAY,
    episode,
    found,
)


def on(days: int) -> date:
    return START + timedelta(days=days)


def test_each_value_is_kept_short_and_said_in_words():
    assert Trigger("in_care") is Trigger.IN_CARE
    assert Trigger.IN_CARE.label == "The child is in care"
    assert ("-1", "younger") in Generation.choices()


def test_forty_people_and_three_plans_are_hoped_for():
    begun = EpisodeDetails(
        child_id=uuid4(), child_name="Kai", trigger="in_care", coordinator="Priya",
        started_on=START,
    )  # fmt: skip
    assert (begun.target_people, begun.target_plans) == (40, 3)


def test_safety_comes_first_then_the_child():
    raj = found()
    assert "safety screen" in why_not_contact(episode(), raj)
    unscreened = Event(Deed.STAGE, on(3), None, "no")
    assert "safety screen" in why_not_contact(episode(SCREENED, unscreened), raj)
    ready = episode(SCREENED)
    assert why_not_contact(ready, raj) == ""
    danger = found(safety="no_contact", safety_words="An order", wish="yes")
    assert "An order" in why_not_contact(ready, danger)
    assert "no contact" in why_not_join(ready, danger)
    refused = found(wish="no", wish_words="He shouts", seen_by="workers")
    assert "“He shouts”. Only Kai can change" in why_not_contact(ready, refused)
    assert "Kai said no" in why_not_join(ready, refused)
    hidden = found(wish="yes", seen_by="workers")
    assert why_not_contact(ready, hidden) == ""
    assert "only the workers" in why_not_join(ready, hidden)
    assert [one.is_for_network for one in (raj, danger, refused, hidden)] == [
        True, False, False, False,
    ]  # fmt: skip


def test_people_stand_by_side_then_age_then_name():
    people = [
        found("Zed", side="chosen"),
        found("Raj", generation="1"),
        found("Ann", generation="1"),
        found("Nan", side="maternal", generation="2"),
        found("Old", generation="3"),
        found("Bo"),
    ]
    names = [one.name for one in sorted_found(people)]
    assert names == ["Nan", "Old", "Ann", "Raj", "Bo", "Zed"]


def test_a_person_is_found_by_key_and_by_a_name_that_only_one_has():
    raj, two = found(), [found("Bo"), found("bo")]
    row = episode(people=(raj, *two))
    assert row.person(raj.id) is raj
    assert row.person(uuid4()) is None
    assert row.called("RAJ") is raj
    assert row.called("Bo") is None
    assert raj.side_words == "father's side"


def test_nothing_is_counted_of_an_episode_that_has_just_begun():
    counts = count(episode(), START)
    assert (counts.identified, counts.days, counts.target_days) == (0, 0, None)
    assert (counts.reply_days, counts.decided_on, counts.before) == (None, None, None)
    assert [step.state for step in steps_of(episode(), counts)] == [State.NOT_YET] * 7
    assert not any(one.is_late for one in counts.asked)


def whole():
    """Three people, of whom one stays for life since day 20."""
    nan = found("Nan", side="maternal", source="known")
    raj = found(side="both", found_on=on(5))
    bo = found("Bo", found_on=on(6), source="file")
    events = (
        SCREENED,
        Event(Deed.PICTURE, on(0), None, "before 3"),
        Event(Deed.SEARCH, on(1), None, "file"),
        Event(Deed.SEARCH, on(2), None, "records"),
        Event(Deed.CONTACT, on(3), raj.id),
        Event(Deed.CONTACT, on(4), raj.id),
        Event(Deed.REPLY, on(7), raj.id, "maybe"),
        Event(Deed.REPLY, on(8), raj.id, "yes"),
        Event(Deed.OFFER, on(8), raj.id),
        Event(Deed.REPLY, on(9), bo.id, "yes"),
        Event(Deed.REPLY, on(10), bo.id, "no"),
        Event(Deed.MEETING, on(11), None, "7"),
        Event(Deed.PLAN, on(12), None, "A"),
        Event(Deed.DECISION, on(13), None, "yes B A"),
        Event(Deed.RATING, on(14), raj.id, "open"),
        Event(Deed.RATING, on(15), raj.id, "owned"),
        Event(Deed.LIFETIME, on(20), nan.id),
        Event(Deed.PICTURE, on(21), None, "after 26"),
        Event(Deed.PICTURE, on(22), None, "during 9"),
    )
    return episode(*events, people=(nan, raj, bo), target_people=3, target_plans=1), nan


def test_the_counts_and_days_come_from_the_rows():
    row, _ = whole()
    counts = count(row, on(30))
    assert (counts.identified, counts.maternal, counts.paternal) == (3, 2, 2)
    assert (counts.known_before, counts.sources, counts.searches) == (1, 3, 2)
    assert (counts.target_days, counts.contacted, counts.replied) == (6, 1, 2)
    assert (counts.engaged, counts.reply_days, counts.first_engaged) == (1, 7, on(8))
    assert (counts.meetings, counts.attending, counts.plans) == (1, 7, 1)
    assert (counts.decided_on, counts.decision_days) == (on(13), 13)
    assert (counts.decided_plans, counts.says_who_stays) == (("B", "A"), True)
    assert counts.screen_days == 0
    assert (counts.offers, counts.rated, counts.unowned, counts.committed) == (
        1, 1, 0, 1,
    )  # fmt: skip
    assert (counts.lifetime, counts.before, counts.after) == (1, 3, 26)
    assert said_found(counts, "Kai").startswith("3 of 3 people found for Kai, 1 want")


@pytest.mark.parametrize(
    ("seen", "unowned", "holds"),
    [("sound", 0, 1), ("owned", 0, 1), ("open", 1, 0), ("unsure", 0, 0)],
)
def test_an_offer_holds_when_it_is_sound_or_its_gap_has_an_owner(seen, unowned, holds):
    raj = found()
    row = episode(
        Event(Deed.OFFER, on(1), raj.id), Event(Deed.RATING, on(2), raj.id, seen),
        people=(raj,),
    )  # fmt: skip
    counts = count(row, TODAY)
    assert (counts.rated, counts.unowned, counts.committed) == (1, unowned, holds)


def test_those_who_stay_are_due_after_3_6_and_12_months():
    row, nan = whole()
    agreed = on(20)
    late = months_after(agreed, 6)
    assert [one.is_late for one in count(row, late).asked] == [True, True, False]
    assert due_of(row, nan.id, agreed, late) == 3
    assert due_of(row, nan.id, agreed, on(21)) == 0

    def answered(last: str) -> EpisodeRow:
        answers = [
            Event(Deed.FOLLOW, months_after(agreed, month), nan.id, f"{month} {said}")
            for month, said in ((3, "yes"), (6, "yes"), (12, last))
        ]
        return episode(*row.events, *answers, people=row.people, target_plans=1)

    asked = answered("no")
    counts = count(asked, months_after(agreed, 13))
    assert [(one.asked, one.active) for one in counts.asked] == [(1, 1), (1, 1), (1, 0)]
    assert due_of(asked, nan.id, agreed, months_after(agreed, 13)) == 0
    last = steps_of(asked, counts)[-1]
    assert last.state is State.BEGUN, "nobody is there"
    there = count(answered("yes"), months_after(agreed, 13))
    assert steps_of(asked, there)[-1].state is State.DONE
    assert "0 of 1 there after 12 months" in last.counted


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 3, date(2026, 4, 30)),
        (date(2025, 11, 30), 3, date(2026, 2, 28)),
        (date(2026, 12, 5), 12, date(2027, 12, 5)),
        (date(2026, 3, 15), 6, date(2026, 9, 15)),
    ],
)
def test_months_end_where_they_end(day, months, later):
    assert months_after(day, months) == later
    assert months_after(months_before(later, months), months) == later


def test_every_step_says_what_was_counted():
    row, _ = whole()
    steps = steps_of(row, count(row, TODAY))
    assert [one.state.value for one in steps] == [
        "done", "done", "begun", "done", "done", "done", "begun",
    ]  # fmt: skip
    assert "The 3th" not in steps[1].counted
    assert "Person 3 was found on day 6" in steps[1].counted
    assert "The first answer came on day 7." in steps[2].counted
    assert "Decided on 23 January 2026, day 13." in steps[4].counted
    assert steps[5].counted == "1 person offers something, 1 looked at."


def test_a_gap_that_nobody_owns_is_said():
    row, _ = whole()
    raj = row.called("Raj")
    opened = Event(Deed.RATING, on(16), raj.id, "open")
    counts = count(episode(*row.events, opened, people=row.people), TODAY)
    step = steps_of(row, counts)[5]
    assert step.state is State.BEGUN
    assert step.counted.endswith("1 gap has no owner.")


def test_who_should_not_stay_is_named_and_the_rules_get_the_days():
    row, nan = whole()
    people = tuple(
        found("Nan", id=one.id, wish="no") if one.id == nan.id else one
        for one in row.people
    )
    refused = episode(*row.events, people=people)
    facts = facts_of(refused, count(refused, TODAY), TODAY)
    assert facts.wrongly == ("Nan",)
    assert facts.is_screened
    assert facts.days_engaged == (TODAY - on(8)).days
    assert facts.late == ((3, 1),)
    assert facts_of(episode(), count(episode(), TODAY), TODAY).days_met is None


def test_somebody_is_there_until_they_say_otherwise():
    def stay(*answers: bool) -> bool:
        said = tuple(StayAnswer(3, one, "", TODAY) for one in answers)
        row = StayRow(uuid4(), uuid4(), "Nan", "", "", "", "", START, said)
        return row.is_active

    assert stay()
    assert stay(False, True)
    assert not stay(True, False)


def test_an_episode_runs_until_it_ends():
    assert episode().is_running
    assert not episode(ended_on=TODAY).is_running
