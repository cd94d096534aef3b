"""Which relatives were thought of, and what the law's clocks say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from kinfold_core.people.dates import FuzzyDate
from kinfold_core.people.relationships import Side
from kinfold_core.practice.kinship import (
    Care,
    Decliner,
    OptionRow,
    SideCount,
    Step,
    StepDetails,
    StepRow,
    counts_by_side,
    is_night_away,
    options_in_words,
    steps_after,
    why_not_step,
)
from kinfold_core.practice.kinship_care import (
    CareDetails,
    CareRow,
    SupportReview,
    SupportRow,
    why_not_begin,
    why_not_carer,
)
from kinfold_core.practice.kinship_clocks import (
    TO_WRITE,
    Happening,
    What,
)
from kinfold_core.practice.kinship_law import LAW, Kind, Relation
from kinfold_core.practice.kinship_written import (
    HappeningDetails,
    LookDetails,
    RightsDetails,
    SupportDetails,
    why_not_happened,
    why_not_look,
    why_not_support,
)
from kinfold_core.practice.reading_age import reading_age
from kinfold_core.practice.written import Named
from tests.domain.practice.rows import on

MONDAY = date(2026, 3, 2)
KAI, NAN = UUID(int=1), UUID(int=2)
DECIDED = StepDetails(
    step="weighed", decided_on=on(1), decided_by=Named(name="Amina"), why="She is near."
)


def step(kind: Step, **more: Any) -> StepRow:
    return StepRow(
        id=uuid4(), step=kind, decided_on=on(1), decided_by=Named(name="Amina"),
        why="She is near.", **more,
    )  # fmt: skip


def option(name: str, side: str, *steps: Step) -> OptionRow:
    return OptionRow(
        id=uuid4(), who=Named(name=name), side=side, steps=tuple(map(step, steps))
    )


NAN_JO = option("Nan Jo", "maternal", Step.OFFERED, Step.WEIGHED, Step.AGREED)
MANNY = option("Grandad Manny", "paternal", Step.OFFERED, Step.DECLINED)
NGOZI = option("Auntie Ngozi", "paternal")
BEA = option("Bea", "both", Step.DECLINED, Step.REOPENED)
TILLY = option("Tilly", "chosen", Step.WEIGHED)
FIVE = (NAN_JO, MANNY, NGOZI, BEA, TILLY)


def test_an_option_begins_as_thought_of_and_is_what_was_decided_last():
    assert (NGOZI.now, NGOZI.last, NGOZI.is_open) == (Step.THOUGHT_OF, None, True)
    assert (NAN_JO.now, NAN_JO.is_open) == (Step.AGREED, False)
    assert BEA.is_open
    assert BEA.was == {Step.THOUGHT_OF, Step.DECLINED, Step.REOPENED}


def test_everything_decided_can_be_opened_again_and_nothing_else():
    assert steps_after(Step.DECLINED) == steps_after(Step.AGREED) == (Step.REOPENED,)
    assert Step.REOPENED not in steps_after(Step.REOPENED)
    assert {step.label for step in Step} >= {"Agreed", "Declined for now"}
    assert len({one.label for one in (*Step, *Decliner, *Care)}) == 14


NO = replace(DECIDED, step="declined", declined_by="carer")
RULED_OUT = replace(
    NO, declined_by="service", not_for=("live",), still_for="A call on Sundays",
    look_again_on=on(25),
)  # fmt: skip


@pytest.mark.parametrize(
    ("now", "details", "field"),
    [
        (Step.THOUGHT_OF, DECIDED, ""),
        (Step.AGREED, DECIDED, "step"),
        (Step.AGREED, replace(DECIDED, step="reopened"), ""),
        (Step.OFFERED, replace(DECIDED, why=" "), "why"),
        (Step.OFFERED, NO, ""),
        (Step.OFFERED, replace(NO, declined_by=""), "declined_by"),
        (Step.WEIGHED, RULED_OUT, ""),
        (Step.WEIGHED, replace(RULED_OUT, not_for=()), "not_for"),
        (Step.WEIGHED, replace(RULED_OUT, still_for=""), "still_for"),
        (Step.WEIGHED, replace(RULED_OUT, look_again_on=None), "look_again_on"),
        (Step.WEIGHED, replace(RULED_OUT, look_again_on=on(1)), "look_again_on"),
    ],
)
def test_nobody_is_ruled_out_for_everything_and_for_ever(now, details, field):
    why, where = why_not_step(now, details)
    assert where == field
    assert bool(why) is bool(field)


def test_both_sides_are_counted_and_said():
    counts = counts_by_side(FIVE)
    assert counts[""] == SideCount(5, 2, 4, 1, 1)
    assert counts[Side.PATERNAL] == SideCount(3, 1, 2, 0, 1)
    assert options_in_words(FIVE) == (
        "Five people were thought of; two on the mother's side; three on the father's "
        "side; one declined for now; one agreed."
    )
    assert options_in_words([NGOZI]) == (
        "One person was thought of; nobody on the mother's side; one on the father's "
        "side; nobody agreed."
    )
    assert options_in_words(()) == "Nobody has been written down yet."
    assert options_in_words([NGOZI] * 12).startswith("12 people")


@pytest.mark.parametrize(
    ("text", "is_night"),
    [
        ("On Fridays the children sleep at Nan Jo's.", True),
        ("Kai stays the night with Raj when Mum works.", True),
        ("Every second weekend, overnight", True),
        ("Saturday nights at Bea's", True),
        ("A sleepover at Manny's", True),
        ("Raj rings at nine and asks how it is.", False),
        ("The children sleep in their own beds.", False),
        ("Good night stories are read by Dean.", False),
    ],
)
def test_a_rule_about_a_night_away_is_asked_about(text, is_night):
    assert is_night_away(text) is is_night


CARE = CareDetails(
    child_id=KAI, child_name="Kai", carer=Named(name="Nan Jo", person_id=NAN),
    relation="grandparent", kind="close_family", started_on=on(1),
)  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({}, ""),
        ({"second_carer": Named(name="Grandad Pete")}, ""),
        ({"carer": Named()}, "carer"),
        ({"carer": Named(name="Kai", person_id=KAI)}, "carer"),
        ({"second_carer": Named(name="Kai", person_id=KAI)}, "second"),
        ({"second_carer": Named(name="Nan Jo", person_id=NAN)}, "second"),
        ({"started_on": on(9)}, "started_on"),
    ],
)
def test_what_cannot_be_is_said_where_it_is(changes, field):
    why, where = why_not_begin(replace(CARE, **changes), today=on(8))
    assert where == field
    assert bool(why) is bool(field)


@pytest.mark.parametrize(
    ("born", "is_unborn", "says"),
    [
        (None, False, ""),
        (FuzzyDate.on(date(2008, 5, 4)), False, ""),
        (FuzzyDate.in_year(2008), False, ""),
        (FuzzyDate.on(date(2008, 5, 5)), False, "Bo is 17, and a child in law too"),
        (FuzzyDate.on(date(2026, 5, 5)), False, "Bo is not born yet"),
        (None, True, "Bo is not born yet"),
    ],
)
def test_whoever_cares_for_a_child_is_born_and_grown_up(born, is_unborn, says):
    why_not = why_not_carer("Bo", born, is_unborn=is_unborn, today=date(2026, 5, 4))
    assert why_not.startswith(says)
    assert bool(why_not) is bool(says)


def row(kind: Kind = Kind.CLOSE_FAMILY, **more: Any) -> CareRow:
    known: dict[str, Any] = {
        "id": uuid4(), "version": 1, "ended_on": None, "ended_reason": "",
        "happened": (), "support": (), "started_on": MONDAY,
    }  # fmt: skip
    details = {
        name: getattr(CARE, name)
        for name in ("child_id", "child_name", "carer", "relation")
    }
    return CareRow(kind=kind, **(details | known | more))


def test_an_arrangement_knows_its_days_and_its_carers():
    care = row()
    assert (care.is_running, care.is_close, care.carers) == (True, True, "Nan Jo")
    assert care.days(MONDAY) == 1
    assert care.days(MONDAY - timedelta(days=5)) == 0
    both = row(second_carer=Named(name="Grandad Pete"), ended_on=date(2026, 3, 31))
    assert both.carers == "Nan Jo and Grandad Pete"
    assert (both.is_running, both.days(date(2026, 12, 1))) == (False, 30)


def test_rights_explained_for_one_kind_of_care_say_nothing_of_another():
    told = Happening(what=What.RIGHTS, on=MONDAY, kind="close_family", language="Urdu")
    assert row(happened=(told,)).rights == told
    assert row(Kind.SPECIAL_GUARDIANSHIP, happened=(told,)).rights is None


def test_help_is_looked_at_until_it_ends():
    bed = SupportRow(
        id=uuid4(), what="A bed", amount="", given_by="The council", started_on=on(1),
        review_on=on(20),
    )  # fmt: skip
    assert (bed.is_ended, bed.next_review_on) == (False, on(20))
    again = replace(bed, reviews=(SupportReview(on(20), "goes_on", "Yes", on(25)),))
    assert (again.is_ended, again.next_review_on) == (False, on(25))
    ended = replace(bed, reviews=(SupportReview(on(20), "ended", "Has it", on(25)),))
    assert (ended.is_ended, ended.next_review_on) == (True, None)


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_of_care_has_its_law_in_words_a_carer_can_read(kind):
    law = kind.law
    assert law is LAW[kind]
    assert law.sources
    assert all(one.url.startswith("https://") for one in law.sources)
    said = " ".join(
        (law.who_decides, law.responsibility, *law.you_can, *law.you_cannot,
         *law.ask_for, *law.times, law.ends)
    )  # fmt: skip
    assert reading_age(said) < 13, reading_age(said)
    assert TO_WRITE[kind]
    assert kind.label == law.label


def test_close_family_is_what_the_act_calls_a_relative():
    close = {one for one in Relation if one.is_close}
    assert close == set(Relation) - {Relation.OTHER_FAMILY, Relation.FRIEND}
    assert len({one.label for one in Relation}) == len(Relation)
    assert len({one.label for one in What}) == len(What)


AMINA = Named(name="Amina")
LONGER = HappeningDetails(
    what="extended", happened_on=on(20), by_whom=AMINA, words="The panel is late",
    until=on(28),
)  # fmt: skip


SAID = HappeningDetails(what="child_said", happened_on=on(6), by_whom=AMINA)


@pytest.mark.parametrize(
    ("details", "field"),
    [
        (SAID, ""),
        (replace(SAID, by_whom=Named()), "by_whom"),
        (replace(SAID, happened_on=on(29)), "happened_on"),
        (replace(SAID, happened_on=on(4)), "happened_on"),
        (replace(SAID, happened_on=on(4), what="viability"), ""),
        (LONGER, ""),
        (replace(LONGER, words=" "), "words"),
        (replace(LONGER, until=None), "until"),
        (replace(LONGER, until=on(20)), "until"),
        (replace(LONGER, until=on(5) + timedelta(days=167)), ""),
        (replace(LONGER, until=on(5) + timedelta(days=168)), "until"),
    ],
)
def test_what_happened_is_on_a_day_that_can_be(details, field):
    why, where = why_not_happened(
        details, started_on=on(5), approved_from=on(5), today=on(28)
    )
    assert (where, bool(why)) == (field, bool(field))


BED = SupportDetails(what="A bed", given_by="The council", started_on=on(5))
LOOK = LookDetails(looked_on=on(9), outcome="goes_on", words="Still needed")


def test_help_has_a_giver_and_days_in_order():
    for details, field in (
        (BED, ""),
        (replace(BED, review_on=on(6)), ""),
        (replace(BED, what=" "), "what"),
        (replace(BED, given_by=""), "given_by"),
        (replace(BED, review_on=on(5)), "review_on"),
    ):
        assert why_not_support(details)[1] == field
    for look, field in (
        (LOOK, ""),
        (replace(LOOK, words=""), "words"),
        (replace(LOOK, looked_on=on(11)), "looked_on"),
        (replace(LOOK, looked_on=on(4)), "looked_on"),
        (replace(LOOK, next_review_on=on(9)), "next_review_on"),
        (replace(LOOK, next_review_on=on(9), outcome="ended"), ""),
        (replace(LOOK, next_review_on=on(12)), ""),
    ):
        assert why_not_look(look, since=on(5), today=on(10))[1] == field


def test_rights_are_explained_in_a_language():
    told = RightsDetails(happened_on=on(5), by_whom=AMINA, language="Urdu")
    assert (told.language, told.words) == ("Urdu", "")


def test_a_source_says_how_much_of_it_was_read():
    sources = {one for law in LAW.values() for one in law.sources}
    assert {one.how_read for one in sources if not one.is_read} == {
        "not read again for this paper"
    }
    assert all(one.is_read for one in sources if one.part)
    part = {one.citation: one.how_read for one in sources}
    assert part["Children Act 1989 s.22C"] == "read: subsections (1) to (6)"
    assert part["Children and Young Persons Act 2008 s.36, which put s.10(5B) into "
                "the Children Act 1989"] == "read"  # fmt: skip


def test_a_stay_that_is_meant_to_be_long_is_private_fostering_from_its_first_day():
    """s.66(2): under 28 days, and not meant to be for longer. Both."""
    first, later = Kind.SHORT_STAY.law.times
    assert "meant to last 28 days or more" in first
    assert "from the first day" in first
    assert "from the 28th day" in later
