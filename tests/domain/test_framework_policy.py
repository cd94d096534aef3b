"""Who reads a review, who keeps it, and who rates in it."""

from __future__ import annotations

from kinfold.framework import policy
from kinfold_core.access import Role
from kinfold_core.access.roles import PROGRAMME_ROLES
from tests.domain.test_gathering_policies import LEADS
from tests.domain.test_research_policies import HERE, THERE, those_who

FRONT = {Role.PRACTITIONER, Role.TEAM_MANAGER, Role.CONFERENCE_CHAIR}


def test_the_authority_keeps_its_own_and_the_programme_reads():
    assert those_who(policy.may_see) == set(PROGRAMME_ROLES) | LEADS
    assert those_who(policy.may_enter) == set(PROGRAMME_ROLES) | LEADS | FRONT
    assert those_who(lambda who: policy.may_keep(who, HERE)) == LEADS
    assert those_who(lambda who: policy.may_keep(who, THERE)) == set()


def test_each_rates_for_themselves_and_who_asked_for_one_without_an_account():
    def rates(place, account, asked_by):
        return those_who(
            lambda who: policy.may_rate_as(
                who, place, account=account, asked_by=asked_by
            )
        )

    assert policy.could_rate(["analyst", "practitioner"])
    assert not policy.could_rate(["analyst"])
    assert rates(HERE, 1, 2) == LEADS | FRONT
    assert rates(HERE, None, 1) == LEADS | FRONT
    assert rates(HERE, 2, 1) == set()
    assert rates(HERE, None, 2) == set()
    assert rates(THERE, 1, 2) == set()
