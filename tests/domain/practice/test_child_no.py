"""A child's no is one truth, whichever room it was said in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from kinfold_core.practice.child_no import (
    ChildWord,
    Despite,
    Refusals,
    Says,
    counting,
    is_named_in,
)
from kinfold_core.practice.plan_written import Who
from kinfold_core.practice.written import Named

TODAY = date(2026, 5, 20)
KAI, ELLA = Named(name="Kai", person_id=UUID(int=1)), Named(name="Ella")
MEMBER, FOUND, OTHER, PERSON = (UUID(int=number) for number in (11, 12, 13, 14))
DEAN = Who(name="Dean", member_id=MEMBER)


def at(day: int) -> datetime:
    return datetime(2026, 5, day, 9, tzinfo=UTC)


def word(says: Says = Says.NO, day: int = 3, **changes: object) -> ChildWord:
    said: dict[str, object] = {
        "child": KAI, "about": DEAN, "of_whom": MEMBER, "says": says,
        "said_on": date(2026, 5, day), "written_at": at(day),
    }  # fmt: skip
    return ChildWord(**(said | changes))  # type: ignore[arg-type]


def despite(day: int = 4, **changes: object) -> Despite:
    decided: dict[str, object] = {
        "about": DEAN, "reason": "He has the only key.", "decided_by": "Jude",
        "decided_on": date(2026, 5, day), "review_on": TODAY + timedelta(days=1),
        "written_at": at(day),
    }  # fmt: skip
    return Despite(**(decided | changes))  # type: ignore[arg-type]


IN_FINDING = {"about": Who(name="Dean", member_id=MEMBER), "of_whom": FOUND}
NAMESAKE = {"about": Who(name="Dean"), "of_whom": OTHER}
NOT_JOINED = {"about": Who(name="Dean"), "of_whom": FOUND}


@pytest.mark.parametrize(
    ("words", "noes"),
    [
        pytest.param([], 0, id="nobody was asked"),
        pytest.param([word(Says.NO_OBJECTION)], 0, id="the child wants them"),
        pytest.param([word()], 1, id="a no"),
        pytest.param([word(Says.WORKERS_ONLY)], 1, id="only the workers may know"),
        pytest.param([word(), word(Says.NO_OBJECTION, 4)], 0, id="taken back"),
        pytest.param([word(Says.NO_OBJECTION), word(day=4)], 1, id="said since"),
        pytest.param(
            [word(Says.NO_OBJECTION, written_at=at(5)), word(written_at=at(4))], 0,
            id="of one day the last one written",
        ),
        pytest.param(
            [word(), word(Says.NO_OBJECTION, 4, child=ELLA)], 1,
            id="another child's yes undoes nothing",
        ),
        pytest.param([word(), word(child=ELLA)], 2, id="two children"),
        pytest.param(
            [word(**NOT_JOINED), word(Says.NO_OBJECTION, 4, **NOT_JOINED)], 0,
            id="both in Family Finding",
        ),
        pytest.param(
            [word(**IN_FINDING), word(Says.NO_OBJECTION, 4)], 0,
            id="no in Family Finding, and in the network another word since",
        ),
        pytest.param(
            [word(), word(Says.NO_OBJECTION, 4, **IN_FINDING)], 0,
            id="no in the network, and in Family Finding another word since",
        ),
        pytest.param(
            [word(), word(Says.NO_OBJECTION, 4, **NAMESAKE)], 1,
            id="a word about a namesake takes nothing back",
        ),
    ],
)  # fmt: skip
def test_the_newest_word_of_each_child_counts_wherever_it_was_said(
    words: list[ChildWord], noes: int
) -> None:
    assert len(counting(words)) == noes


@pytest.mark.parametrize(
    ("asked", "is_refused"),
    [
        (Who(name="Dean", member_id=MEMBER), True),
        (Who(name="dean"), True),
        (Who(name="Uncle D", member_id=MEMBER), True),
        (Who(name="Dean", person_id=PERSON), True),
        (Who(name="Dean", member_id=OTHER), False),
        (Who(name="Raj"), False),
    ],
)
def test_who_is_meant_is_told_by_key_and_else_by_name(
    asked: Who, is_refused: bool
) -> None:
    assert bool(Refusals((word(),), (), TODAY).why_not(asked)) is is_refused


@pytest.mark.parametrize(
    ("decisions", "is_open"),
    [
        ([], True),
        ([despite()], False),
        ([despite(about=Who(name="Raj"))], True),
        ([despite(day=2)], True),  # the child said it after that
        ([despite(review_on=TODAY)], True),  # its day has come
        ([despite(review_on=None)], True),
        ([despite(), despite(5, is_there=False, review_on=None)], True),
        ([despite(4, is_there=False, review_on=None), despite(5)], False),
    ],
)
def test_a_decision_holds_until_its_day_and_over_no_later_word(
    decisions: list[Despite], is_open: bool
) -> None:
    refusals = Refusals((word(),), tuple(decisions), TODAY)
    assert bool(refusals.open_on(DEAN)) is is_open
    assert bool(refusals.why_not(DEAN)) is is_open
    assert len(refusals.of(DEAN)) == 1


def test_the_reason_names_the_child_the_day_and_both_ways_on() -> None:
    why = Refusals((word(),), (), TODAY).why_not(DEAN)
    assert why.startswith("Kai does not want Dean there (3 May 2026). Ask Kai again")
    assert "who decided, why and until when" in why
    hidden = replace(word(), says=Says.WORKERS_ONLY)
    assert "only the workers to know of Dean" in hidden.in_words


def test_a_decision_about_one_dean_opens_nothing_for_another():
    found = Who(name="Dean", person_id=PERSON)
    refusals = Refusals((word(about=found),), (despite(),), TODAY)
    assert refusals.open_on(found)


def test_the_mark_of_what_was_seen_changes_with_every_word_and_decision():
    ella = word(child=ELLA)
    marks = [
        Refusals(words, decided, TODAY).stamp_on(DEAN)
        for words, decided in (
            ((), ()),
            ((word(),), ()),
            ((word(), ella), ()),
            ((word(Says.WORKERS_ONLY), ella), ()),
            ((word(), ella), (despite(),)),
            ((word(), ella), (despite(day=5),)),
        )
    ]
    assert len(set(marks)) == len(marks)
    raj = word(about=Who(name="Raj", member_id=OTHER), of_whom=OTHER)
    assert Refusals((word(), raj), (), TODAY).stamp_on(DEAN) == marks[1]


@pytest.mark.parametrize(
    ("words", "name", "is_named"),
    [
        ("Not Dean!", "dean", True),
        ("uncle dean only when nan jo is there", "Nan Jo", True),
        ("Deanna may come", "Dean", False),
        ("Nan", "Nan Jo", False),
        ("", "Dean", False),
    ],
)
def test_a_childs_words_name_somebody_in_whole_words(words, name, is_named):
    assert is_named_in(words, name) is is_named
