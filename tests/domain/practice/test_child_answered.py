"""Children who were heard, and whether the adults answered and showed them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from kinfold_core.practice.child_voice import (
    HeardFacts,
    Share,
    children_heard,
    days_to_answer,
    is_overdue,
    usual_days_to_answer,
    waits_for,
)
from tests.domain.practice.rows import on

KAI, AMIRA = UUID(int=4), UUID(int=5)
HEARD = HeardFacts(AMIRA, on(1), due_on=on(8), answered_on=on(4), shown_back_on=on(6))


def test_children_who_were_heard_lately_are_counted_once():
    old = HeardFacts(KAI, date(2025, 12, 1))
    facts = (HEARD, HEARD, old)
    heard = children_heard(facts, [AMIRA, KAI, KAI], today=on(20), weeks=12)
    assert heard == Share(1, 2)


def test_the_days_to_an_answer_are_of_those_who_were_answered():
    late = replace(HEARD, answered_on=on(21))
    none = replace(HEARD, answered_on=None)
    assert days_to_answer((HEARD, late, none)) == (3, 20)
    assert usual_days_to_answer((HEARD, late, none)) == 11.5
    assert usual_days_to_answer((none,)) is None


@pytest.mark.parametrize(
    ("changes", "waits", "overdue"),
    [
        ({}, "", False),
        ({"shown_back_on": None}, "showing", True),
        ({"answered_on": None, "shown_back_on": None}, "answer", True),
        ({"shown_back_on": None, "due_on": None}, "showing", False),
        ({"shown_back_on": None, "due_on": on(20)}, "showing", False),
    ],
)
def test_a_child_waits_until_they_were_shown_the_answer(changes, waits, overdue):
    one = replace(HEARD, **changes)
    assert waits_for(one) == waits
    assert is_overdue(one, on(20)) is overdue
