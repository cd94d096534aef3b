"""Who holds a visit's words, and what is overdue on either side."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from kinfold.consultancy import policy
from kinfold_core.access.roles import PROGRAMME_ROLES
from tests.domain.test_gathering_policies import HOLDS, LEADS
from tests.domain.test_research_policies import HERE, THERE, those_who

DAY = date(2026, 11, 27)


def test_both_sides_write_and_everybody_who_sees_the_programme_reads():
    assert those_who(policy.may_read) == set(PROGRAMME_ROLES) | LEADS
    assert those_who(lambda who: policy.may_hold(who, HERE)) == HOLDS | LEADS
    assert those_who(lambda who: policy.may_hold(who, THERE)) == HOLDS


def test_a_promise_is_overdue_after_its_day_until_something_came_of_it():
    assert policy.is_overdue("open", date(2026, 11, 26), DAY)
    assert not policy.is_overdue("open", DAY, DAY)
    assert not policy.is_overdue("kept", date(2026, 11, 26), DAY)


def test_what_was_owed_and_not_asked_for_is_left():
    first, second = uuid4(), uuid4()
    assert policy.not_asked([first, second], [first, uuid4()]) == {second}
    assert policy.not_asked([], []) == frozenset()
