"""Who keeps a programme's calendar, and who holds its visits."""

from __future__ import annotations

from datetime import date, datetime, time

from kinfold.gatherings import policy
from kinfold_core.access import Role
from kinfold_core.access.roles import PROGRAMME_ROLES
from tests.domain.test_research_policies import HERE, THERE, those_who

NOON = datetime(2026, 12, 3, 12)  # noqa: DTZ001  in England, as it is asked
LEADS = {Role.SENIOR_LEADER, Role.PRACTICE_LEADER, Role.QUALITY_LEAD}
KEEPS = {Role.PROGRAMME_LEAD, Role.CONSULTANT, Role.TRAINER}
HOLDS = {Role.PROGRAMME_LEAD, Role.CONSULTANT}


def test_the_programme_keeps_all_of_it_and_an_authority_what_it_hosts():
    assert those_who(policy.may_see) == set(PROGRAMME_ROLES) | LEADS
    assert those_who(lambda who: policy.may_keep(who, HERE)) == KEEPS | LEADS
    assert those_who(lambda who: policy.may_keep(who, THERE)) == KEEPS
    assert those_who(lambda who: policy.may_keep(who, None)) == KEEPS


def test_both_sides_of_a_visit_write_and_no_other_authority():
    assert those_who(lambda who: policy.may_hold_visits(who, HERE)) == HOLDS | LEADS
    assert those_who(lambda who: policy.may_hold_visits(who, THERE)) == HOLDS


def test_it_begins_at_its_time_and_without_one_when_its_day_is_over():
    day = date(2026, 12, 3)
    assert policy.has_begun(day, time(12), NOON)
    assert not policy.has_begun(day, time(12, 1), NOON)
    assert not policy.has_begun(day, None, NOON)
    assert policy.has_begun(date(2026, 12, 2), None, NOON)
    assert not policy.has_begun(date(2026, 12, 4), time(9), NOON)
