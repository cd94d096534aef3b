"""Who sets an authority's goals, and who says where it stands."""

from __future__ import annotations

from kinfold.aims import policy
from kinfold_core.access import Role
from kinfold_core.access.roles import PROGRAMME_ROLES
from tests.domain.test_research_policies import HERE, THERE, those_who

LEADS = {Role.SENIOR_LEADER, Role.PRACTICE_LEADER, Role.QUALITY_LEAD}
ADVISES = {Role.PROGRAMME_LEAD, Role.CONSULTANT}


def test_an_authority_sets_its_own_and_its_advisers_rate_any():
    assert those_who(policy.may_see) == set(PROGRAMME_ROLES) | LEADS
    assert those_who(lambda who: policy.may_keep(who, HERE)) == LEADS
    assert not those_who(lambda who: policy.may_keep(who, THERE))
    assert those_who(lambda who: policy.may_rate(who, HERE)) == ADVISES | LEADS
    assert those_who(lambda who: policy.may_rate(who, THERE)) == ADVISES
