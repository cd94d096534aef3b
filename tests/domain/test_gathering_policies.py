"""Who keeps a programme's calendar, and who holds its visits."""

from __future__ import annotations

from kinfold.gatherings import policy
from kinfold_core.access import Role
from kinfold_core.access.roles import PROGRAMME_ROLES
from tests.domain.test_research_policies import HERE, THERE, those_who

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
